// UnknownCommand.swift — a command that was mistyped, and the one that was meant: serch, search.

/// The first argument where it names no command: the parser takes it for one argument too many.
package struct UnknownCommand: Hashable {
  package let typed: String
  /// The command whose name begins so, or is nearest; nil where none is near.
  package let nearest: String?

  /// Letters that may be wrong, missing or too many.
  private static let mostWrong = 2
  /// What is longer names no command.
  private static let longest = 20

  package init?(in arguments: [String], names: [String]) {
    guard let typed = arguments.first, !typed.isEmpty, !typed.hasPrefix("-"), !names.contains(typed)
    else {
      return nil
    }
    self.typed = typed
    let beginning = typed.count > 1 ? names.first { $0.hasPrefix(typed) } : nil
    let near =
      typed.utf8.count > Self.longest
      ? []
      : names.map { ($0, Self.distance(Array(typed.utf8), Array($0.utf8))) }
        .filter { $1 <= min(Self.mostWrong, typed.count / 2) }
    nearest = beginning ?? near.min { $0.1 < $1.1 }?.0
  }

  var message: String {
    let name = SafeText.visible(typed)
    guard let nearest else {
      return say(
        "there is no command \(name); `andu --help` lists them",
        "没有命令 \(name)；`andu --help` 可列出全部")
    }
    return say(
      "there is no command \(name); did you mean \(nearest)?", "没有命令 \(name)；是不是 \(nearest)？")
  }

  /// Bytes to change, insert or leave out.
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (i, byte) in first.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let changed = corner + (byte == other ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, corner + 1)
      }
    }
    return row[second.count]
  }
}
