// FurnitureCutter+Title.swift — the title above a text, and the headings in it that have its words.

extension FurnitureCutter {
  /// The title, on one line or broken over several, within the first lines that stay.
  mutating func dropTitle(_ title: [Unicode.Scalar]) -> Bool {
    guard title.count >= 2 else { return false }
    // A name of two or three characters may well be a line of the text, but not its first.
    let opening = survivors.prefix(title.count < 4 ? 1 : 20)
    let first = opening.prefix(titleReach(opening))
    let longest = title.count + 40
    let texts = first.map { lines[$0].count <= longest ? lines[$0].text.compact : [] }
    for (offset, start) in first.prefix(14).enumerated() {
      // The number above a title is none of it.
      if DocumentNumber(lines[start].text) != nil { continue }
      var joined: [Unicode.Scalar] = []
      for (length, index) in first.dropFirst(offset).prefix(6).enumerated() {
        guard lines[index].count + joined.count <= longest else { break }
        joined += texts[offset + length]
        if Self.isTitle(joined, title), !isSignature(index) {
          let range = start..<(index + 1)
          guard survivors.count > length + 1 else { return false }
          drop(range, "title")
          isTitled = true
          cutAfterTitle(range.upperBound)
          return true
        }
      }
    }
    return false
  }

  private mutating func cutAfterTitle(_ start: Int) {
    var index = start
    while index < kept.upperBound, isDropped[index] || headRule(index) != nil {
      if !isDropped[index] { drop(index..<(index + 1), "head \(headRule(index) ?? "")") }
      index += 1
    }
    if index == kept.upperBound {
      for line in start..<index { isDropped[line] = false }
    }
  }

  /// Scalars of a line from which on it counts as a sentence of the text.
  private static let leastSentence = 20

  /// How many of the first lines the title may stand in once more: not below a notice that is
  /// signed, nor, where it was above the text already, below two sentences. There it is the heading
  /// of the annex (附件), which has the name of the page.
  func titleReach(_ first: ArraySlice<Int>) -> Int {
    var sentences = 0
    var isSigned = false
    for (place, index) in first.enumerated() {
      if sentences > 0 && isSigned || sentences > 1 && isTitled { return place }
      let line = lines[index]
      let shape = LineShape(line.text)
      if !line.isTableRow, line.count >= Self.leastSentence, shape.endsWithStop { sentences += 1 }
      isSigned = isSigned || isSignature(index) || shape.signedOffice != nil
    }
    return first.count
  }

  /// An office above a date, which may have the name that the head gives the page; or who signs an
  /// order (令), by post and name.
  func isSignature(_ index: Int) -> Bool {
    guard index + 1 < lines.count, LineShape(lines[index + 1].text).isDateLine else { return false }
    let shape = LineShape(lines[index].text)
    return shape.isOfficeLine || shape.isSignedByPost
  }

  /// Marks in which two spellings of a title may differ.
  private static func isTitleMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "“", "”", "\"", "‘", "’", "'", "《", "》", "〈", "〉", "<", ">", "(", ")", "[", "]", "【", "】",
      "〔",
      "〕", ",", "，", "·", "-", "—", ":", "_", "|":
      true
    default: false
    }
  }

  /// A title without what a site puts at its ends: `【公示】…`, `…公告[报名中]`.
  private static func withoutBoxes(_ title: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    let boxes: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [("【", "】"), ("[", "]")]
    var rest = title[...]
    for box in boxes {
      if rest.first == box.open, let end = rest.firstIndex(of: box.close) {
        rest = rest[(end + 1)...]
      }
      if rest.last == box.close, let start = rest.lastIndex(of: box.open) {
        rest = rest[..<start]
      }
    }
    return rest
  }

  static func isTitle(_ text: [Unicode.Scalar], _ title: [Unicode.Scalar]) -> Bool {
    if text == title { return true }
    if text.count >= 10, text.count < title.count, text.elementsEqual(withoutBoxes(title)) {
      return true
    }
    guard text.count * 2 >= title.count, title.count * 2 >= text.count else { return false }
    if text.lazy.filter({ !isTitleMark($0) }).elementsEqual(title.lazy.filter { !isTitleMark($0) })
    {
      return true
    }
    // The office may stand before 关于 in one of the two, the number behind in brackets.
    var core = title
    if core.last == ")", let open = core.lastIndex(of: "("), core[open...].contains("号") {
      core.removeSubrange(open...)
    }
    let (long, short) = text.count >= core.count ? (text, core) : (core, text)
    return short.count >= 10 && long.count - short.count <= 40
      && short.starts(with: "关于".unicodeScalars) && long.reversed().starts(with: short.reversed())
  }
}
