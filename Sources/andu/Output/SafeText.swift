// SafeText.swift — nothing from a page, a path or a query reaches the terminal raw.

/// Text made harmless: control, directional and invisible characters are shown as `�`.
enum SafeText {
  /// - Parameter keeping: control characters to let through.
  static func visible(_ text: String, keeping kept: Unicode.Scalar? = nil) -> String {
    guard text.unicodeScalars.contains(where: { isUnsafe($0) && $0 != kept }) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      safe.append(isUnsafe(scalar) && scalar != kept ? replacement(scalar) : scalar)
    }
    return String(safe)
  }

  /// A tab between the cells of a row is a gap; all else shows that something was there.
  private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar == "\t" || scalar == "\n" ? " " : "\u{fffd}"
  }

  /// JSON with the same characters as escapes: it means what it meant.
  static func escaped(_ json: String) -> String {
    // Line ends part values; within a string JSON has escaped them already.
    guard json.unicodeScalars.contains(where: { isUnsafe($0) && $0 != "\n" }) else { return json }
    var safe = ""
    for scalar in json.unicodeScalars {
      guard isUnsafe(scalar), scalar != "\n" else {
        safe.unicodeScalars.append(scalar)
        continue
      }
      for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
        let digits = String(unit, radix: 16)
        safe += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return safe
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1f, 0x7f...0x9f: true
    // Zero-width and directional marks, embeddings, overrides and isolates; line ends.
    case 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff: true
    // Tags, which are invisible text.
    case 0xe0000...0xe007f: true
    default: false
    }
  }

  /// A cell of a table of tab-separated values: no tab, no line end, and no beginning
  /// that a spreadsheet would run as a formula.
  static func cell(_ text: String) -> String {
    let safe = visible(text)
    guard let first = safe.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) else {
      return safe
    }
    return "'" + safe
  }
}
