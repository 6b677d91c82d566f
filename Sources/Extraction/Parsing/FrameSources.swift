// FrameSources.swift — the markup of a page → the addresses of the frames it shows.

/// What `<frame src=…>` and `<iframe src=…>` name, found without a parse.
package enum FrameSources {
  private static let tags = ["<frame", "<iframe"].map { Array($0.utf8) }
  private static let attribute = Array("src".utf8)
  private static let longestTag = 2048
  private static let most = 64

  /// In their order, as written but for `&amp;`.
  package static func find(in markup: [UInt8]) -> [String] {
    var sources: [String] = []
    for tag in tags {
      var start = 0
      while sources.count < most, let open = markup.firstRange(ofLowercased: tag, from: start) {
        start = open.upperBound
        let end = markup[start...].prefix(longestTag).firstIndex(of: UInt8(ascii: ">")) ?? start
        if let source = source(in: Array(markup[start..<end])) { sources.append(source) }
      }
    }
    return sources
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
