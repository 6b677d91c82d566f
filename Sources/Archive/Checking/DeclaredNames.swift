// DeclaredNames.swift — short names that a draft gives: 《…条例》（以下简称《条例》）.
internal import Extraction

/// The short names that one draft gives to documents: each from its place on, and up to where the
/// draft gives it to another.
package struct DeclaredNames: Sendable {
  private struct Declaration {
    let paragraph: Int
    /// Unicode scalars of the paragraph.
    let start: Int
    let name: NamedSource.Name
  }

  /// By the short name as it is compared; in the order of the draft.
  private var declarations: [[UInt32]: [Declaration]] = [:]
  /// Where names are given, by paragraph.
  private var starts: [Int: Set<Int>] = [:]
  /// How many scalars the short names have, the most first.
  private var lengths: [Int] = []
  /// Where the text begins whose scalars are asked about.
  private var paragraph = 0
  private var offset = 0

  /// - Parameter texts: the paragraphs of a draft, in order.
  package init(in texts: [String] = []) {
    var lengths: Set<Int> = []
    for (number, text) in texts.enumerated() where text.unicodeScalars.contains(Self.mark) {
      paragraph = number
      let scalars = Array(text.unicodeScalars)
      for (short, given) in Self.declarations(in: scalars) {
        var name = given
        // 《条例》（以下简称《旧条例》）
        if case .title(let title) = given {
          if let full = meaning(of: title, at: short.lowerBound) {
            name = full
          } else if DocumentKinds.isName(title) {
            continue
          }
        }
        declarations[Self.key(Self.words(scalars, short)), default: []].append(
          Declaration(paragraph: number, start: short.lowerBound, name: name))
        starts[number, default: []].insert(short.lowerBound)
        lengths.insert(short.count)
      }
    }
    paragraph = 0
    self.lengths = lengths.sorted(by: >)
  }

  /// The same, asked about a paragraph of the draft.
  func within(_ paragraph: Int) -> DeclaredNames {
    var names = self
    (names.paragraph, names.offset) = (paragraph, 0)
    return names
  }

  /// The same, asked about the paragraph from one of its scalars on.
  func from(_ offset: Int) -> DeclaredNames {
    var names = self
    names.offset = offset
    return names
  }

  /// What the name that stands at `index` is given for.
  func meaning(of name: String, at index: Int) -> NamedSource.Name? {
    if declarations.isEmpty { return nil }
    let place = (paragraph, offset + index)
    return declarations[Self.key(name)]?.last { ($0.paragraph, $0.start) <= place }?.name
  }

  /// Whether the name that stands at `index` is given there.
  func isGiven(at index: Int) -> Bool {
    starts[paragraph]?.contains(offset + index) ?? false
  }

  /// The short name without marks right before `end`; 条例 is none in 本条例 and 养犬条例.
  func name(before end: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    for length in lengths where length <= end {
      let range = end - length..<end
      guard Self.mayBegin(range.lowerBound, in: scalars) else { continue }
      if meaning(of: Self.words(scalars, range), at: range.lowerBound) != nil { return range }
    }
    return nil
  }

  private static func mayBegin(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard start > 0, scalars[start - 1].isChinese else { return true }
    return ClaimWords.beforeShortNames.contains(scalars[start - 1])
      || ClaimWords.beforeLaws.contains { scalars[..<start].suffix($0.count).elementsEqual($0) }
  }

  private static func key(_ name: String) -> [UInt32] { ComparedText(name).scalars }

  private static func words(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  // MARK: Where they are given

  /// Only what stands right behind a title, or a law without title marks, names a document:
  /// （以下简称市局） behind an office does not.
  private static func declarations(
    in scalars: [Unicode.Scalar]
  ) -> [(short: Range<Int>, name: NamedSource.Name)] {
    var found: [(short: Range<Int>, name: NamedSource.Name)] = []
    let titles = DraftItem.titles(in: String(String.UnicodeScalarView(scalars)))
    for title in titles where title.count <= DraftItem.longestTitle {
      guard let short = short(in: scalars, behind: title.upperBound + 1) else { continue }
      // 《甲法》和《乙法》（以下简称“两法”）
      if ClaimWords.several.contains(scalars[short.lowerBound]),
        titles.contains(where: { $0.upperBound < title.lowerBound })
      {
        continue
      }
      found.append((short, .title(words(scalars, title))))
    }
    for open in scalars.indices where opening.contains(scalars[open]) {
      guard let law = BareLawName.name(before: open, in: scalars),
        let short = short(in: scalars, behind: open),
        !ClaimWords.several.contains(scalars[short.lowerBound]),
        !titles.contains(where: { $0.contains(law.lowerBound) })
      else { continue }
      found.append((short, .bare(words(scalars, law))))
    }
    return found.sorted { $0.short.lowerBound < $1.short.lowerBound }
  }

  /// （以下简称《条例》）, （云府令第3号，下称条例） and ，简称“条例” right behind a name.
  private static func short(in scalars: [Unicode.Scalar], behind end: Int) -> Range<Int>? {
    var start = end
    while start < scalars.count, opening.contains(scalars[start]) {
      let near = scalars[start...].prefix(longestBracket)
      guard let close = near.firstIndex(where: { closing.contains($0) }) else { return nil }
      for place in start + 1..<close {
        guard let behind = wordEnd(scalars, at: place) else { continue }
        // （以下分别简称…）, （市司法局，以下简称市局）
        let isFirst = place == start + 1
        guard isFirst || breaks.contains(scalars[place - 1]) else { return nil }
        return name(in: scalars, behind..<close, isSure: isFirst)
      }
      start = close + 1
    }
    if start < scalars.count, breaks.contains(scalars[start]) { start += 1 }
    guard start < scalars.count, let behind = wordEnd(scalars, at: start) else { return nil }
    let last = min(scalars.count, behind + longestBracket)
    return name(in: scalars, behind..<last, isSure: false)
  }

  /// The end of a word that gives a name, where one stands at `start`.
  private static func wordEnd(_ scalars: [Unicode.Scalar], at start: Int) -> Int? {
    ClaimWords.declaring.first { scalars[start...].starts(with: $0) }.map { start + $0.count }
  }

  /// The name that a range begins with, without its marks.
  ///
  /// - Parameter isSure: whether it is a document's, whatever it is called.
  private static func name(
    in scalars: [Unicode.Scalar], _ range: Range<Int>, isSure: Bool
  ) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound, joining.contains(scalars[start]) { start += 1 }
    var mark: Unicode.Scalar?
    while start < range.upperBound, let close = marks[scalars[start]] {
      mark = close
      start += 1
    }
    let rest = scalars[start..<range.upperBound]
    var end = rest.endIndex
    if let mark {
      guard let close = rest.firstIndex(of: mark) else { return nil }
      end = close
    } else if let close = rest.firstIndex(where: { breaks.contains($0) }) {
      end = close
    }
    guard (shortest...longest).contains(end - start),
      !isFollowed(scalars[end..<range.upperBound], isMarked: mark != nil)
    else { return nil }
    let short = start..<end
    let isDocument =
      isSure || mark == "》" || DocumentKinds.kind(of: words(scalars, short)) != nil
      || ClaimWords.isLaw(scalars[short])
    return isDocument ? short : nil
  }

  /// Whether another name stands behind the one that ends where a text begins, so that each is of
  /// another document: 《条例》《办法》.
  private static func isFollowed(_ text: ArraySlice<Unicode.Scalar>, isMarked: Bool) -> Bool {
    guard isMarked else { return text.first == "、" }
    let behind = text.drop { scalar in
      marks.values.contains(scalar) || ClaimWords.betweenShortNames.contains(scalar)
    }
    return behind.first.map { marks[$0] != nil } ?? false
  }

  /// In the words of `ClaimWords.declaring`.
  private static let mark: Unicode.Scalar = "称"
  private static let opening = Set("（(".unicodeScalars)
  private static let closing = Set("）)".unicodeScalars)
  private static let breaks = Set("，,、；;。： 　".unicodeScalars)
  private static let joining = Set("为：: 　".unicodeScalars)
  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "《": "》", "“": "”", "「": "」", "『": "』", "\"": "\"",
  ]
  private static let longestBracket = 200
  /// In scalars.
  private static let shortest = 2
  private static let longest = 30
}
