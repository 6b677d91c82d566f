// FurnitureCutter+Lists.swift — lists of other texts beside a text, and its second copy.

extension FurnitureCutter {
  /// A second copy of the text, for another width of screen.
  mutating func dropTwin() {
    let rest = survivors
    for first in rest.indices.filter({ mayHaveCopy(lines[rest[$0]]) }).prefix(4) {
      let text = lines[rest[first]].text
      guard let second = rest[(first + 1)...].firstIndex(where: { lines[$0].text == text }) else {
        continue
      }
      let length = second - first
      func isSame(_ place: Int) -> Bool {
        lines[rest[place]].text == lines[rest[place - length]].text
      }
      let same = (second..<rest.count).prefix(while: isSame).count
      let before = (length..<second).reversed().prefix(while: isSame).count
      // All of the first copy is there again; furniture may stand at the end of one copy only.
      // Records of one form differ in a line at least.
      let copy = (second - before)..<(second + same)
      func isOwn(_ place: Int) -> Bool { kinds[rest[place]] == nil }
      guard copy.count(where: isOwn) >= ((first - before)..<copy.lowerBound).count(where: isOwn)
      else { continue }
      for line in rest[copy] {
        drop(line..<(line + 1), "second copy")
      }
      return
    }
  }

  /// Lines of this length are not said twice.
  private static let tellingLine = 20

  /// Whether its like elsewhere is a copy; pieces of one long line may well be the same.
  private func mayHaveCopy(_ line: Line) -> Bool {
    line.count >= Self.tellingLine && line.text.utf8.count < LongLine.most / 2
  }

  /// Lists of other texts that were set into this one: a caption and links, rows of a bullet and
  /// a link, or many links with their dates.
  mutating func dropBoxes() {
    var index = 0
    while index < lines.count {
      let start = index
      index += 1
      if isBulletedLinks(lines[start]) {
        drop(start..<index, "links")
      } else if kinds[start] == .related, lines[start].count <= 12, !isOwnList(lines[start]) {
        while index < lines.count, isOtherText(index) { index += 1 }
        if index > start + 1 { drop(start..<index, "related") }
      } else if isListItem(start) {
        while index < lines.count, isListItem(index) { index += 1 }
        let isAnnounced = start > 0 && lines[start - 1].text.ends(with: "：")
        guard index - start > Self.fewestLinks, !isAnnounced else { continue }
        drop((start > 0 && isCaption(start - 1) ? start - 1 : start)..<index, "dated links")
      }
    }
    if survivors.isEmpty { undoCuts() }
  }

  private func isBulletedLinks(_ line: Line) -> Bool {
    line.isTableRow && line.linkShare > 0.7 && !line.hasFileLink
      && line.text.split(separator: "\t").contains { ["·", "•"].contains(String($0).trimmed) }
  }

  /// Files and interpretations are the document's own.
  func isOwnList(_ line: Line) -> Bool {
    ["解读", "文件", "附件", "政策"].contains { line.text.holds($0) }
  }

  /// A shorter link is no title of another text.
  static let shortestText = 6
  /// So many lines that are each a link make a list of other texts.
  private static let fewestLinks = 4

  /// The list of other texts below a text, without a word that announces it; it may be of several
  /// parts, each with a caption.
  mutating func cutLinks() {
    let rest = survivors
    var (count, links) = (0, tailLinks)
    for (place, line) in rest.reversed().enumerated() {
      if isOtherText(line) || isListItem(line) {
        links += 1
        count = place + 1
      } else if count == 0 || place != count || !isCaption(line) {
        break
      }
    }
    let dated = rest.suffix(count).count { isListItem($0) }
    let isBelowText =
      rest.dropLast(count).count { lines[$0].marks > 0 && lines[$0].linkShare < 0.3 }
      >= (isTitled ? 1 : 2)
    guard links >= Self.fewestLinks || dated >= 2, isBelowText else { return }
    let caption = rest[rest.count - count - 1]
    // What a sentence announces is the text's own.
    if lines[caption].count > 12, lines[caption].text.ends(with: "：") { return }
    if isCaption(caption) { count += 1 }
    for line in rest.suffix(count) { drop(line..<(line + 1), "tail links") }
  }

  /// The files that come with a text, listed below it under a name that no text has for them; or
  /// that name alone, where there are none.
  mutating func cutFiles() {
    let rest = survivors
    let count = rest.reversed().prefix { line in
      lines[line].hasFileLink && lines[line].linkShare > 0.9 && !isOwnItem(lines[line])
    }.count
    guard rest.count > count + 1 else { return }
    let caption = lines[rest[rest.count - count - 1]]
    let name = String(scalars: caption.text.compact.filter { !InfoTable.isColon($0) })
    let isName =
      FurnitureRules.fileListNames.contains(name)
      || count == 0 && !caption.isParagraph
        && name == "附件"
    guard isName else { return }
    for line in rest.suffix(count + 1) { drop(line..<(line + 1), "tail files") }
  }

  /// The name of a list; 特此公告 ends a text.
  private func isCaption(_ line: Int) -> Bool {
    lines[line].count <= 8 && lines[line].marks == 0 && !isSigned(line)
      && !lines[line].text.hasPrefix("特此")
  }

  /// A list of other texts above the text.
  mutating func cutHeadLinks() {
    let rest = survivors
    let first = rest.firstIndex { lines[$0].marks > 0 && lines[$0].linkShare < 0.3 } ?? 0
    guard first > Self.fewestLinks,
      let last = rest[..<first].lastIndex(where: { isOtherText($0) || isListItem($0) })
    else { return }
    let links = rest[...last].count { isOtherText($0) || isListItem($0) }
    guard links >= Self.fewestLinks, links * 4 >= 3 * (last + 1) else { return }
    for line in rest[...last] { drop(line..<(line + 1), "head links") }
  }

  private func isOtherText(_ index: Int) -> Bool {
    let line = lines[index]
    if isTeaser(line) { return true }
    return line.linkShare > 0.9 && !line.hasFileLink && !line.isTableRow
      && line.count >= Self.shortestText
      && !isOwnItem(line)
  }

  /// The first words of another text and a link to the rest: `……[详细]`.
  func isTeaser(_ line: Line) -> Bool {
    line.linkShare > 0
      && FurnitureRules.teaserEnds.contains { line.text.ends(with: $0) }
  }

  /// A link and its date.
  private func isListItem(_ index: Int) -> Bool {
    let line = lines[index]
    return line.linkShare > 0.4 && !line.hasFileLink && !line.isTableRow && isDatedLink(line)
      && !isOwnItem(line)
  }
}
