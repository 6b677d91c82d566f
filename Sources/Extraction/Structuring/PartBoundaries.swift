// PartBoundaries.swift — paragraphs of a page → where an annex or a passed-on document begins.

/// Finds the parts of a page that holds more than one document: a notice and the plan it issues,
/// a letter and its annexes, a document that is passed on (转发).
///
/// A part begins with its title, of up to four lines, or with `附件1` above it. What allows it to
/// begin: a signature, `附件`, or a title that the text before has named. Reads texts and the
/// kinds `tableRow`, `signature` and `attachment`, so that it finds the same again in paragraphs
/// whose outline is known.
struct PartBoundaries {
  struct Part: Hashable {
    var range: Range<Int>
    /// The lines of its title, within `range`; empty when it has none of its own.
    var titleLines: Range<Int>
    /// A title that stands in a line of another kind: `附件1：任务分工表`, the only cell of a row.
    var otherTitle: String?
  }
  /// In order and without gaps; one at least, unless there are no paragraphs.
  private(set) var parts: [Part] = []

  private static let longestTitleLine = 50
  private static let mostTitleLines = 4

  private let paragraphs: [Paragraph]
  private let shapes: [LineShape]
  /// Titles in 《》 that the first paragraphs name, compact.
  private let works: Set<[Unicode.Scalar]>
  /// Of each paragraph: only annex lines and （此件公开发布） stand between a signed date and it.
  private let isAfterSignature: [Bool]
  /// The bare lines that `holdsText` passed over last, and what it found behind them.
  private var passed = (lines: 0..<0, holdsText: false)

  init(_ paragraphs: [Paragraph], _ shapes: [LineShape]) {
    (self.paragraphs, self.shapes) = (paragraphs, shapes)
    works = Set(paragraphs.prefix(8).flatMap { Self.works(in: $0.text) })
    isAfterSignature = Self.afterSignatures(paragraphs, shapes)
    guard !paragraphs.isEmpty else { return }
    parts = [Part(range: 0..<paragraphs.count, titleLines: firstTitle())]
    var index = max(1, parts[0].titleLines.upperBound)
    while index < paragraphs.count {
      guard let part = part(at: index) else {
        index += 1
        continue
      }
      parts[parts.count - 1].range = parts[parts.count - 1].range.lowerBound..<index
      parts.append(part)
      index = max(part.titleLines.upperBound, index + 1)
    }
  }

  // MARK: - Where a part begins

  /// The title of the first document, where the page's own title does not stand above the text.
  private mutating func firstTitle() -> Range<Int> {
    guard let end = titleEnd(from: 0, mustHaveKind: true), holdsText(end) else { return 0..<0 }
    return 0..<end
  }

  private mutating func part(at index: Int) -> Part? {
    let marker = paragraphs[index].kind == .attachment ? shapes[index].annexRest : nil
    if let marker {
      return marker.isEmpty ? markedPart(index) : namedPart(index, String(scalars: marker))
    }
    guard isPlain(index), shapes[index].count <= Self.longestTitleLine,
      isAfterSignature[index] || mayBeginWork(index)
    else { return nil }
    // The number of a passed-on document may stand above its title.
    let isNumber = DocumentNumber(paragraphs[index].text) != nil
    let start = isNumber ? index + 1 : index
    guard let end = titleEnd(from: start, mustHaveKind: true), holdsText(end),
      isAfterSignature[index] || works.contains(compactTitle(start..<end))
    else { return nil }
    return Part(range: index..<paragraphs.count, titleLines: start..<end)
  }

  /// The line is the beginning of a title that the text before has named.
  private func mayBeginWork(_ index: Int) -> Bool {
    let start = paragraphs[index].text.firstVisible?.narrowed
    guard works.contains(where: { $0.first == start }) else { return false }
    let line = paragraphs[index].text.compact
    return works.contains { $0.starts(with: line) || line.starts(with: $0) }
  }

  /// `附件1` on a line of its own; what follows is the annex, not a list of annexes.
  private mutating func markedPart(_ index: Int) -> Part? {
    let next = index + 1
    guard next < paragraphs.count else { return nil }
    var part = Part(range: index..<paragraphs.count, titleLines: next..<next)
    if paragraphs[next].kind == .tableRow {
      let isTitle = !paragraphs[next].text.utf8.contains(0x09) && shapes[next].isBare
      part.otherTitle = isTitle ? paragraphs[next].text : nil
      return part
    }
    let end = titleEnd(from: next, mustHaveKind: true) ?? titleEnd(from: next, mustHaveKind: false)
    if let end, isPlain(end) || holdsText(end) {
      part.titleLines = next..<end
      return part
    }
    return isPlain(next) && holdsText(next) && shapes[next].count >= 20 ? part : nil
  }

  /// `附件1：任务分工表` and below it that same title, or at once the table or the text.
  private mutating func namedPart(_ index: Int, _ name: String) -> Part? {
    let next = index + 1
    guard next < paragraphs.count else { return nil }
    var part = Part(range: index..<paragraphs.count, titleLines: next..<next)
    if let end = titleEnd(from: next, mustHaveKind: false, whole: name.compact), holdsText(end) {
      part.titleLines = next..<end
      return part
    }
    guard isAfterSignature[index] || parts.count > 1, !LineShape.isFileName(name) else {
      return nil
    }
    let isText = isPlain(next) && (OutlineLabel(paragraphs[next].text) != nil || isLong(next))
    guard paragraphs[next].kind == .tableRow || isText else { return nil }
    part.otherTitle = name
    return part
  }

  private static func afterSignatures(
    _ paragraphs: [Paragraph], _ shapes: [LineShape]
  ) -> [Bool] {
    var isSigned = false
    return paragraphs.indices.map { index in
      let isAfter = isSigned
      if paragraphs[index].kind != .attachment, !shapes[index].isReleaseNote {
        isSigned = paragraphs[index].kind == .signature
      }
      return isAfter
    }
  }

  // MARK: - Titles

  /// The end of the title that begins at `start`: as many lines as make the name of a kind of
  /// document (文种), and the bracket that may follow them.
  private func titleEnd(
    from start: Int, mustHaveKind: Bool, whole: [Unicode.Scalar]? = nil
  ) -> Int? {
    var end = start
    while end < paragraphs.count, end - start < Self.mostTitleLines, isTitleLine(end, start) {
      end += 1
      let title = start..<end
      if let whole {
        if compactTitle(title) == whole { return withBracket(end) }
        continue
      }
      let isWhole = !mustHaveKind || DocumentKinds.kind(of: Self.joined(paragraphs[title])) != nil
      // 关于印发 / 《…方案》 / 的通知 goes on, and so does an office / 关于….
      let next = end < paragraphs.count && isTitleLine(end, start) ? paragraphs[end].text : ""
      let goesOn = next.hasPrefix("的") || next.hasPrefix("关于")
      if isWhole, !goesOn { return withBracket(end) }
    }
    return nil
  }

  private func isTitleLine(_ index: Int, _ start: Int) -> Bool {
    guard isPlain(index), shapes[index].count <= Self.longestTitleLine,
      // 第一章 招标公告 heads a part of a document.
      paragraphs[index].text.firstVisible != "第" || OutlineLabel(paragraphs[index].text) == nil
    else { return false }
    let isContinued = index > start && paragraphs[index].text.hasPrefix("《")
    return shapes[index].isBareOrCut || isContinued && !shapes[index].holdsSentenceEnd
  }

  /// Past `（试行）` and `（2023—2025年）` on a line of their own.
  private func withBracket(_ end: Int) -> Int {
    guard end < paragraphs.count, isPlain(end), shapes[end].count <= 20,
      shapes[end].isBracketed, !shapes[end].isReleaseNote, OutlineLabel(paragraphs[end].text) == nil
    else { return end }
    return end + 1
  }

  private func isPlain(_ index: Int) -> Bool {
    guard index < paragraphs.count else { return false }
    switch paragraphs[index].kind {
    case .tableRow, .signature, .attachment, .listItem: return false
    case .heading, .text, .addressee, .title: break
    }
    return true
  }

  private func isLong(_ index: Int) -> Bool { shapes[index].count >= 40 }

  /// A text, a table or an addressee begins here or behind bare lines, no signature and no other
  /// short line.
  private mutating func holdsText(_ start: Int) -> Bool {
    if passed.lines.contains(start) { return passed.holdsText }
    var index = start
    var found = beginsText(start)
    while found == nil {
      index += 1
      found = beginsText(index)
    }
    // A page may be a hundred thousand bare lines, and ask this at each.
    if index > start { passed = (start..<index, found == true) }
    return found == true
  }

  /// Nil for a bare line: what follows it tells.
  private func beginsText(_ index: Int) -> Bool? {
    guard index < paragraphs.count else { return false }
    if paragraphs[index].kind == .tableRow || paragraphs[index].kind == .listItem { return true }
    guard isPlain(index) else { return false }
    let begins =
      shapes[index].count >= 20 || shapes[index].endsSentence || shapes[index].isBracketed
      || OutlineLabel(paragraphs[index].text) != nil
      || DocumentNumber(paragraphs[index].text) != nil
    return begins ? true : shapes[index].isBare ? nil : false
  }

  private func compactTitle(_ lines: Range<Int>) -> [Unicode.Scalar] {
    Self.joined(paragraphs[lines]).compact
  }

  /// The lines of a title as one.
  static func joined(_ lines: some Sequence<Paragraph>) -> String {
    lines.reduce(into: "") { $0 += $1.text }
  }

  /// The outermost 《…》 of a text, compact.
  private static func works(in text: String) -> [[Unicode.Scalar]] {
    guard text.holds("《") else { return [] }
    var works: [[Unicode.Scalar]] = []
    var depth = 0
    var work: [Unicode.Scalar] = []
    for scalar in text.compact {
      if scalar == "》" {
        depth = max(0, depth - 1)
        if depth == 0, work.count >= 6 { works.append(work) }
        if depth == 0 { work = [] }
      }
      if depth > 0 { work.append(scalar) }
      if scalar == "《" { depth += 1 }
    }
    return works
  }
}
