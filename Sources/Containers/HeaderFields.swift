// HeaderFields.swift — the header of a message, as in mail, HTTP and WARC → named values.

/// Named values, one a line, up to an empty line.
///
/// Names are compared without case; a line that begins with a blank goes on with the one before
/// it. Sources: RFC 5322, §2.2; RFC 9112, §5; ISO 28500:2017, §4.
package struct HeaderFields: Sendable {
  /// In their order, names in lower case.
  package private(set) var fields: [(name: String, value: String)] = []
  /// Where the header and its empty line end.
  package private(set) var end: Int

  /// A header is no longer than this, in bytes.
  static let longest = 1 << 16

  /// Reads the header that begins at `start`; nil where a line is no field, or none is empty.
  ///
  /// - Parameter isLenient: what is no field is passed over, and there may be none; so browsers
  ///   take what servers send.
  package init?(_ bytes: ArraySlice<UInt8>, at start: Int, isLenient: Bool = false) {
    end = start
    while let line = Self.line(bytes, at: end), end - start <= Self.longest {
      end = line.next
      if line.range.isEmpty {
        if fields.isEmpty, !isLenient { return nil }
        return
      }
      let text = String(decoding: bytes[line.range], as: UTF8.self)
      if text.first == " " || text.first == "\t" {
        guard !fields.isEmpty else {
          if isLenient { continue }
          return nil
        }
        fields[fields.count - 1].value += " " + Self.trimmed(text[...])
        continue
      }
      guard let colon = text.firstIndex(of: ":"), colon > text.startIndex,
        !text[..<colon].contains(where: { $0 == " " || $0 == "<" })
      else {
        if isLenient { continue }
        return nil
      }
      fields.append((text[..<colon].lowercased(), Self.trimmed(text[text.index(after: colon)...])))
    }
    return nil
  }

  /// The first value of this name.
  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// What `Content-Type` has before its first parameter, in lower case: `text/html`.
  package var contentType: String? {
    self["content-type"]?.split(separator: ";", omittingEmptySubsequences: false).first.map {
      Self.trimmed($0).lowercased()
    }
  }

  /// A parameter of `Content-Type`, as `charset`. Source: RFC 2045, §5.1.
  package func contentTypeParameter(_ parameter: String) -> String? {
    guard let value = self["content-type"] else { return nil }
    var rest = value.drop { $0 != ";" }
    while !rest.isEmpty {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest[key.endIndex...]
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      var found: Substring
      if rest.first == "\"" {
        found = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest[found.endIndex...].drop { $0 != ";" }
      } else {
        found = rest.prefix { $0 != ";" }
        rest = rest[found.endIndex...]
      }
      if Self.trimmed(key).lowercased() == parameter { return Self.trimmed(found) }
    }
    return nil
  }

  /// The line at `start` without its end, and where the next one begins.
  static func line(
    _ bytes: ArraySlice<UInt8>, at start: Int
  ) -> (range: Range<Int>, next: Int)? {
    guard start < bytes.endIndex, let feed = bytes[start...].firstIndex(of: 0x0a) else {
      return nil
    }
    let end = feed > start && bytes[feed - 1] == 0x0d ? feed - 1 : feed
    return (start..<end, feed + 1)
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(text[...last].drop(while: isBlank))
  }
}
