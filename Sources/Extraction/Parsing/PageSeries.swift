// PageSeries.swift — that an article goes on in other files, and what they are called.

/// The files of one article, as TRS WCM cuts it: `createPageHTML(3, 0, "t20230315_1", "html")`
/// stands in each of `t20230315_1.html`, `t20230315_1_1.html` and `t20230315_1_2.html`.
package struct PageSeries: Sendable, Hashable {
  package let count: Int
  /// Which of them this is, from 0.
  package let current: Int
  private let name: String
  private let ending: String

  /// More would be a mistake of the template.
  static let longest = 200

  /// What the markup of a page says; nil when it is the whole article, or a column, whose files
  /// are called `index`.
  package init?(_ markup: [UInt8]) {
    var start = 0
    while let call = markup.firstRange(of: Self.call, from: start) {
      start = call.upperBound
      guard let close = markup[start...].prefix(200).firstIndex(of: UInt8(ascii: ")")) else {
        continue
      }
      let arguments = String(decoding: markup[start..<close], as: UTF8.self)
        .split(separator: ",", omittingEmptySubsequences: false)
        .map { argument in
          // By scalars: \r\n is one character, and neither of its two.
          String(
            scalars: argument.unicodeScalars.filter { !" \t\r\n\"'".unicodeScalars.contains($0) })
        }
      guard arguments.count >= 4, let count = Int(arguments[0]), let current = Int(arguments[1]),
        (2...Self.longest).contains(count), (0..<count).contains(current), !arguments[2].isEmpty,
        !arguments[2].contains("/"), !arguments[2].lowercased().hasPrefix("index")
      else { continue }
      (self.count, self.current) = (count, current)
      (name, ending) = (String(arguments[2]), String(arguments[3]))
      return
    }
    return nil
  }

  private static let call = Array("createPageHTML(".utf8)

  /// The name of one of the files.
  package func fileName(_ index: Int) -> String {
    index == 0 ? "\(name).\(ending)" : "\(name)_\(index).\(ending)"
  }

  /// What to say when these files are not there; nil for none.
  func missing(_ indices: [Int]) -> String? {
    guard let first = indices.first else { return nil }
    let numbers = indices.map { String($0 + 1) }.joined(separator: ", ")
    return "page \(numbers) of \(count) was not saved with it (\(fileName(first)))"
  }
}
