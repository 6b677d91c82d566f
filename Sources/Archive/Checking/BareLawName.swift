// BareLawName.swift — laws that a draft names without title marks: 根据行政处罚法第三十三条.
internal import Extraction

/// Names of laws and regulations right before an article, and short ones that the draft gives.
/// Words may stand before the name, 可以认定为民法典, which only the archive can tell.
enum BareLawName {
  /// Where they stand, in order.
  ///
  /// - Parameter names: those of them that the draft gives stand for themselves, 条例第三条.
  static func all(in scalars: [Unicode.Scalar], _ names: DeclaredNames) -> [Range<Int>] {
    scalars.indices.compactMap { index in
      guard scalars[index] == "第", NamedArticle.read(scalars, at: index) != nil else {
        return nil
      }
      return names.name(before: index, in: scalars) ?? name(before: index, in: scalars)
    }
  }

  /// The one that ends at `end`.
  static func name(before end: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard
      let ending = ClaimWords.lawEndings.first(where: {
        scalars[..<end].suffix($0.count).elementsEqual($0)
      })
    else { return nil }
    var first = end
    while first > 0, end - first < longest, scalars[first - 1].isChinese {
      first -= 1
    }
    var start = first
    for place in first..<end {
      for lead in ClaimWords.beforeLaws where scalars[place..<end].starts(with: lead) {
        start = max(start, place + lead.count)
      }
    }
    guard end - start >= shortest else { return nil }
    let name = scalars[start..<end]
    // 本法 and 该条例 are named before, 办法 is any.
    guard !name.dropLast(ending.count).suffix(1).contains(where: ClaimWords.pointing.contains),
      !DocumentKinds.isName(String(String.UnicodeScalarView(name)))
    else { return nil }
    return start..<end
  }

  /// Where in such words the name may begin: at their beginning, and behind what is no part of a
  /// name. What stands before it in 劳动争议调解仲裁法 is, of a law that the archive may not have.
  static func beginnings(in words: String) -> [String.Index] {
    words.indices.dropLast(shortest - 1).filter { place in
      place == words.startIndex || ClaimWords.borders.contains(words[words.index(before: place)])
    }
  }

  /// In scalars: 刑法.
  private static let shortest = 2
  private static let longest = 30
}
