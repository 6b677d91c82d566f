// FrameSources.swift — the markup of a page → the addresses of the frames it shows.

/// What `<frame src=…>` and `<iframe src=…>` name, found without a parse.
package enum FrameSources {
  private static let names = ["frame", "FRAME", "Frame"].map { Array($0.utf8) }
  private static let attribute = Array("src".utf8)
  private static let longestTag = 2048
  private static let most = 64

  /// A tag and what it names, as written but for `&amp;`.
  package struct Frame: Sendable {
    package let tag: Range<Int>
    package let source: String
  }

  /// In their order.
  package static func find(in markup: [UInt8]) -> [Frame] {
    var found: [Frame] = []
    for name in names {
      var start = 0
      while found.count < most, let name = markup.firstRange(of: name, from: start) {
        start = name.upperBound
        let before = markup[..<name.lowerBound].suffix(2)
        guard
          before.last == UInt8(ascii: "<")
            || before.first == UInt8(ascii: "<")
              && before.last?.asciiLowercased == UInt8(ascii: "i")
        else { continue }
        let end = markup[start...].prefix(longestTag).firstIndex(of: UInt8(ascii: ">")) ?? start
        if let source = source(in: Array(markup[start..<end])) {
          let open = markup[..<start].lastIndex(of: UInt8(ascii: "<")) ?? start
          found.append(Frame(tag: open..<min(end + 1, markup.count), source: source))
        }
      }
    }
    return found.sorted { $0.tag.lowerBound < $1.tag.lowerBound }
  }

  private static func source(in tag: [UInt8]) -> String? {
    var start = 0
    while let found = tag.firstRange(ofLowercased: attribute, from: start) {
      start = found.upperBound
      // `data-src` is for a script.
      guard found.lowerBound > 0, [0x20, 0x09, 0x0a, 0x0d].contains(tag[found.lowerBound - 1])
      else {
        continue
      }
      let rest = tag[start...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      var value = rest.dropFirst().drop { $0 <= 0x20 }
      if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = value.dropFirst().prefix { $0 != quote }
      } else {
        value = value.prefix { $0 > 0x20 }
      }
      let text = String(decoding: value, as: UTF8.self)
      return text.isEmpty ? nil : text.split(separator: "&amp;").joined(separator: "&")
    }
    return nil
  }
}
