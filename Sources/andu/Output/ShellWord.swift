// ShellWord.swift — words as they can be typed behind a shell's prompt.

/// A word of a command line.
enum ShellWord {
  /// The word as it is where a shell takes it so, else in single quotes.
  static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.first != "=", word.unicodeScalars.allSatisfy(isPlain) { return word }
    // Between single quotes nothing means anything but the quote itself, also where a combining
    // mark behind it makes one character of both.
    let escaped = word.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) }
    return "'\(escaped)'"
  }

  /// Means nothing to a shell.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if !scalar.isASCII { return !scalar.properties.isWhitespace }
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "-_.,:/=".unicodeScalars.contains(scalar)
  }
}
