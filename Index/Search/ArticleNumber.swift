// ArticleNumber.swift — “第三十条” in a query: the provision that is meant, if its document is.

/// The number of an article (条) as a query names it, and as the article begins with it.
enum ArticleNumber {
  private static let digits = Set("一二三四五六七八九十百千零〇0123456789".unicodeScalars.map(\.value))
  private static let ordinal: UInt32 = 0x7b2c  // 第
  private static let article: UInt32 = 0x6761  // 条
  /// 第三十条之一 is not 第三十条.
  private static let inserted: UInt32 = 0x4e4b  // 之

  /// Where article numbers stand in the folded scalars of a query.
  static func ranges(in scalars: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      guard scalars[start] == ordinal else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, digits.contains(scalars[end]) { end += 1 }
      if end > start + 1, end < scalars.count, scalars[end] == article {
        ranges.append(start..<end + 1)
      }
      start = end
    }
    return ranges
  }

  /// Whether a text names an article in digits: 第24条.
  static func isInDigits(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    return ranges(in: scalars).contains { range in
      scalars[range].contains { (0x30...0x39).contains($0) }
    }
  }

  /// Whether a paragraph, of which `scalars` are the first folded ones, is the article.
  static func begins(_ scalars: some Collection<UInt32>, with number: [UInt32]) -> Bool {
    scalars.starts(with: number) && scalars.dropFirst(number.count).first != inserted
  }
}
