// PlainTextReader.swift — a plain text, one paragraph a line, or the lines of a file → document.

/// Reads texts that lost their page: furniture at both ends is read for fields, then cut.
struct PlainTextReader {
  /// The title, if there is one, stands within so many lines of the start.
  static let titleWindow = 8

  static func read(_ text: [UInt8], _ options: ExtractionOptions) -> OfficialDocument {
    let (lines, most) = (lines(of: text), max(fewestLines, text.count / leastLine))
    var document = read(
      joined(lines, atMost: most).map { .init(text: $0, isTableRow: $0.holds("\t")) }, options)
    if lines.count > most { document.truncated = "more than \(most) lines; they ran together" }
    return document
  }

  /// Bytes of a line; shorter ones cost some two hundred bytes each until the text is read.
  private static let leastLine = 32
  /// So many lines may be as short as they like.
  private static let fewestLines = 100_000

  /// The lines, several of them as one where there are more than so many.
  private static func joined(_ lines: [String], atMost most: Int) -> [String] {
    guard lines.count > most else { return lines }
    let step = (lines.count + most - 1) / most
    return stride(from: 0, to: lines.count, by: step).map { start in
      lines[start..<min(start + step, lines.count)].joined(separator: " ")
    }
  }

  static func read(
    _ whole: [DocumentText.Line], _ options: ExtractionOptions
  ) -> OfficialDocument {
    var document = OfficialDocument()
    let source = broken(whole)
    let lines = source.map(\.text)
    guard !lines.isEmpty else {
      document.kind = .other
      return document
    }
    let cutLines = source.map(cutterLine)
    let kinds = cutLines.map {
      FurnitureMatcher.shared.kind(of: Array($0.text.utf8)[...], count: $0.count)
    }
    let title = title(of: lines, kinds)
    // What stands above the title in furniture's company is the name of a column.
    let start = title.flatMap { columnEnd(lines, kinds, before: $0) } ?? 0
    let cutter = FurnitureCutter(
      Array(cutLines[start...]), title: title.map { lines[$0] }, kinds: Array(kinds[start...]))
    let kept = cutter.survivors.map { $0 + start }
    if options.explains {
      if start > 0 { document.trace.append("cut head column: \(start) lines") }
      for cut in cutter.cuts {
        let text = cutter.lines[cut.lines.lowerBound].text.prefix(30)
        document.trace.append("cut \(cut.rule): “\(text)”")
      }
    }
    document.paragraphs = Outline.structure(
      kept.map { Paragraph(text: lines[$0], kind: cutLines[$0].isTableRow ? .tableRow : .text) })

    var sources = FieldReader.Sources(address: options.address)
    sources.title = title.map { (lines[$0], "line \($0 + 1)") }
    sources.textStart = kept.first ?? lines.count
    var isKept = [Bool](repeating: false, count: lines.count)
    for index in kept { isKept[index] = true }
    let cut = lines.indices.filter { !isKept[$0] }
    for index in cut {
      sources.entries += InfoTable.entries(in: lines[index], line: index, next: nil)
      sources.bylines.append(lines[index])
    }
    sources.bylines.removeAll {
      $0.unicodeScalars.count > 120 || title.map { lines[$0] } == .some($0)
    }
    sources.topLines = cut.prefix(12).map { lines[$0] } + kept.prefix(6).map { lines[$0] }
    sources.paragraphs = document.paragraphs
    return FieldReader.fill(document, from: sources)
  }

  /// Lines without any that are too long.
  private static func broken(_ lines: [DocumentText.Line]) -> [DocumentText.Line] {
    guard lines.contains(where: { $0.text.utf8.count > LongLine.most }) else { return lines }
    return lines.flatMap { line in
      LongLine.pieces(of: line.text).map { piece in
        var part = line
        part.text = piece
        return part
      }
    }
  }

  private static func cutterLine(_ line: DocumentText.Line) -> FurnitureCutter.Line {
    var (count, marks) = (0, 0)
    for scalar in line.text.unicodeScalars where !scalar.isBlank {
      count += 1
      switch scalar {
      case "，", "。", "；", "！", "？", ",", ";": marks += 1
      default: break
      }
    }
    return FurnitureCutter.Line(
      text: line.text, count: count, marks: marks, isTableRow: line.isTableRow)
  }

  private static func lines(of text: [UInt8]) -> [String] {
    let text = text.holds(0) ? text.map { $0 == 0 ? 0x20 : $0 } : text
    var lines: [String] = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }) {
      let trimmed = String(decoding: line, as: UTF8.self).trimmed
      if !trimmed.isEmpty { lines.append(trimmed) }
    }
    return lines
  }

  /// A short line near the top that reads like a title and is followed by a by-line, by its own
  /// repetition, or by the first paragraph.
  private static func title(of lines: [String], _ kinds: [FurnitureKind?]) -> Int? {
    var candidates: [(index: Int, score: Int)] = []
    for index in lines.indices.prefix(titleWindow) where kinds[index] == nil {
      let shape = LineShape(lines[index])
      guard (5...100).contains(shape.count), !shape.endsSentence, !shape.holdsSentenceEnd,
        !shape.isDateLine, OutlineLabel(lines[index]) == nil, !lines[index].utf8.contains(0x09),
        !FurnitureCutter.isStamp(lines[index]), !shape.isAttachmentLine,
        DocumentNumber(lines[index]) == nil
      else {
        if shape.count > 40 || shape.endsSentence { break }
        continue
      }
      var score = index == 0 ? 2 : 0
      if DocumentKinds.kind(of: lines[index]) != nil { score += 3 }
      let following = lines.indices.dropFirst(index + 1).prefix(2)
      if following.contains(where: { kinds[$0] != nil || FurnitureCutter.isStamp(lines[$0]) }) {
        score += 2
      }
      if lines[(index + 1)...].prefix(10).contains(lines[index]) { score += 4 }
      if shape.count >= 10 { score += 1 }
      // The last step of a breadcrumb is the column that the text stands in.
      let isColumn = lines.indices.prefix(titleWindow).contains {
        kinds[$0] == .breadcrumb && $0 != index && lines[$0].hasSuffix(lines[index])
      }
      if isColumn { score -= 6 }
      candidates.append((index, score))
    }
    guard let best = candidates.max(by: { $0.score < $1.score }), best.score >= 3 else {
      return nil
    }
    return candidates.first { $0.score == best.score }?.index
  }

  /// The line after the furniture above the title; nil when text stands there.
  private static func columnEnd(
    _ lines: [String], _ kinds: [FurnitureKind?], before title: Int
  ) -> Int? {
    guard title > 0, kinds[..<title].contains(where: { $0 != nil }) else { return nil }
    let isShort = lines[..<title].indices.allSatisfy {
      kinds[$0] != nil || lines[$0].unicodeScalars.count <= 20
    }
    return isShort ? title : nil
  }
}
