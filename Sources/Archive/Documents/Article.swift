// Article.swift — an article of a law and what it is divided into: 条 → 款, 项, 目.
internal import Extraction

/// An article (条) and the lines below it. Its 款 have no numbers: each paragraph of its own is one,
/// and the items (项), with what stands below them (目), belong to the 款 that they follow.
///
/// Source: 《中华人民共和国立法法》, 2023, 第六十五条.
struct Article: Sendable {
  /// Where a line stands in the article.
  struct Place: Hashable, Sendable {
    /// The number of the 款, from 1.
    var clause: Int
    /// The labels of the 项 and of what stands below it.
    var items: [String] = []
  }

  private typealias Item = (level: Int, label: String)

  /// `第二十五条`
  let label: String
  /// Its lines, as indices of paragraphs.
  let range: Range<Int>
  /// Shape: one for each line; nil for what is no 款 or item, as a row of a table, or a line of
  /// what a colon announces.
  private(set) var places: [Place?]

  /// - Parameter lines: the article's paragraphs; nil where the first is none.
  init?(_ lines: ArraySlice<Paragraph>) {
    guard let first = lines.first, let label = first.label, Self.isLabel(label) else { return nil }
    self.label = label
    range = lines.indices
    var clause = Self.isCaption(first, before: lines.dropFirst().first) ? 0 : 1
    places = [clause == 1 ? Place(clause: clause) : nil]
    var open: [Item] = []
    // The items before the last lines that have no number, and those lines.
    var (closed, behind): ([Item], [Int]) = ([], [])
    // Lines behind a colon, or below a heading, up to the next number.
    var isHeld = Self.announces(first)
    for line in lines.dropFirst() {
      if let label = line.label {
        if open.isEmpty, Self.isNext(label, line.outlineLevel, of: closed) {
          // The 款 of （一） goes on with （二）, whatever stands between them.
          clause -= behind.count
          for index in behind { places[index] = nil }
          open = closed
        }
        behind = []
        while let last = open.last, last.level >= line.outlineLevel { open.removeLast() }
        open.append((line.outlineLevel, label))
        clause = max(clause, 1)
        isHeld = Self.announces(line)
        places.append(Place(clause: clause, items: open.map(\.label)))
      } else if line.kind == .text, !isHeld {
        clause += 1
        if !open.isEmpty { (closed, behind) = (open, []) }
        behind.append(places.count)
        open = []
        isHeld = Self.announces(line)
        places.append(Place(clause: clause))
      } else {
        // The rows of a table are what the colon announced.
        if line.kind == .tableRow { isHeld = false }
        if line.kind == .heading { isHeld = true }
        places.append(nil)
      }
    }
  }

  /// Whether a label is that of an article, and not of a chapter.
  static func isLabel(_ label: String) -> Bool { label.hasPrefix("第") && label.contains("条") }

  /// The longest caption (条标), in scalars, with the label.
  private static let longestCaption = 24

  /// Whether the line names the article whose text begins below it: `第三条　立法目的`.
  private static func isCaption(_ line: Paragraph, before next: Paragraph?) -> Bool {
    guard line.kind == .heading, let next, next.label == nil, next.kind == .text else {
      return false
    }
    return line.text.unicodeScalars.count <= longestCaption
      && !line.text.contains { "，、：:".contains($0) }
  }

  /// Whether an item is the next of one that was open: the items of each 款 begin with 1.
  private static func isNext(_ label: String, _ level: Int, of items: [Item]) -> Bool {
    guard let number = Ordinal.number(of: label) else { return false }
    return items.contains { $0.level == level && Ordinal.number(of: $0.label) == number - 1 }
  }

  private static func announces(_ line: Paragraph) -> Bool {
    line.text.last { !$0.isWhitespace }.map { $0 == "：" || $0 == ":" } ?? false
  }

  // MARK: Lines and words

  /// How many of the lines above a paragraph, outermost first, it stands below: the next 款 behind
  /// the items of an article is the article's, not the last item's.
  static func depth(of line: Paragraph, below lines: [Paragraph]) -> Int {
    guard line.label == nil, line.kind == .text,
      let article = lines.lastIndex(where: { $0.label.map(isLabel) ?? false }),
      let last = lines.last, last.label != nil, article < lines.count - 1, !announces(last)
    else { return lines.count }
    return article + 1
  }

  /// How many 款 it has; nil where its lines do not tell, as where one of them holds several.
  ///
  /// - Parameter paragraphs: those of the document.
  func clauseCount(in paragraphs: [Paragraph]) -> Int? {
    var count = 0
    for (line, place) in zip(range, places) {
      if let place {
        if Self.holdsSeveral(paragraphs[line].text) { return nil }
        count = max(count, place.clause)
      } else if line > range.lowerBound {
        return nil
      }
    }
    return count > 0 ? count : nil
  }

  /// Whether a sentence ends before a blank in it or before 前款, as where the 款 of an article are
  /// one text.
  private static func holdsSeveral(_ text: String) -> Bool {
    if text.contains("。前款") { return true }
    var last: Character?
    for character in text {
      if character.isWhitespace, last == "。" { return true }
      // A sentence may end in a quotation or brackets: …。” …
      if last != "。" || !"”’」』）)".contains(character) { last = character }
    }
    return false
  }

  /// Whether a line stands in a 款 and an item, as far as numbers say it.
  func mayBe(_ index: Int, inClause clause: Int?, item: Int?) -> Bool {
    guard let place = place(index) else { return true }
    if let clause, place.clause != clause { return false }
    guard let item, let label = place.items.first else { return true }
    return Ordinal.number(of: label) == item
  }

  private func place(_ index: Int) -> Place? { places[index - range.lowerBound] }

  /// 第二十五条第三款, 第三十九条第三项, 第三十九条第一款第三项; nil where no number says it. An article
  /// of one 款 is named alone.
  func words(for index: Int) -> String? {
    guard let place = place(index) else { return index == range.lowerBound ? label : nil }
    var words = label
    if places.contains(where: { ($0?.clause ?? 1) > 1 }) {
      words += Self.ordinal("\(place.clause)", "款")
    }
    for (depth, item) in place.items.enumerated() {
      words += Self.ordinal(item, depth == 0 ? "项" : "目")
    }
    return words
  }

  private static func ordinal(_ number: String, _ unit: String) -> String {
    "第\(Ordinal.inHan(number))\(unit)"
  }

  /// The line that begins a 款, or an item in it.
  ///
  /// - Parameter steps: what the items are called, from the 项 down: `第三项`, `（三）`.
  func index(clause: Int, items steps: some Collection<String>) -> Int? {
    let wanted = steps.map(Self.number)
    guard !wanted.contains(nil) else { return nil }
    return range.first { index in
      guard let place = place(index), place.clause == clause else { return false }
      return place.items.map(Self.number) == wanted
    }
  }

  /// Nil for what is called a 款 or anything else that no item is.
  private static func number(_ step: String) -> Int? {
    if let ordinal = Ordinal(step) {
      return ordinal.unit == "项" || ordinal.unit == "目" ? ordinal.number : nil
    }
    return Ordinal.number(of: step.filter { !"（）".contains($0) })
  }

  /// A line and what belongs to it: to a 款 its items, to an item what stands below it.
  func lines(from index: Int) -> Range<Int> {
    guard let own = place(index) else { return index..<index + 1 }
    let rest = range[(index + 1)...].prefix { next in
      guard let place = place(next) else { return true }
      return place.clause == own.clause && place.items.starts(with: own.items)
    }
    return index..<index + 1 + rest.count
  }
}
