// PlainTextReader.swift — a plain text, one paragraph a line, or the lines of a file → document.

/// Reads texts that lost their page: furniture at both ends is read for fields, then cut.
struct PlainTextReader {
  /// The title, if there is one, stands within so many lines of the start.
  static let titleWindow = 8

  static func read(_ text: [UInt8], _ options: ExtractionOptions) -> OfficialDocument {
    let (lines, most) = (lines(of: text), max(fewestLines, text.count / leastLine))
    var document = read(joined(lines, atMost: most), options)
    if lines.count > most { document.truncated = "more than \(most) lines; they ran together" }
    return document
  }

  /// Bytes of a line; shorter ones cost some two hundred bytes each until the text is read.
  private static let leastLine = 32
  /// So many lines may be as short as they like.
  private static let fewestLines = 100_000

  /// The lines, several of them as one where there are more than so many.
  private static func joined(
    _ lines: [DocumentText.Line], atMost most: Int
  ) -> [DocumentText.Line] {
    guard lines.count > most else { return lines }
    let step = (lines.count + most - 1) / most
    return stride(from: 0, to: lines.count, by: step).map { start in
      let run = lines[start..<min(start + step, lines.count)]
      var line = lines[start]
      line.text = run.map(\.text).joined(separator: " ")
      line.isTableRow = run.contains(where: \.isTableRow)
      return line
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

    document.lines = kept.compactMap { source[$0].number }
    if document.lines.count < kept.count { document.lines = [] }

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

  /// Those that are not blank, with their numbers in the file.
  private static func lines(of text: [UInt8]) -> [DocumentText.Line] {
    let text = text.holds(0) ? text.map { $0 == 0 ? 0x20 : $0 } : text
    var lines: [DocumentText.Line] = []
    var (start, number) = (0, 1)
    func close(at end: Int) {
      guard start < end else { return }
      let trimmed = String(decoding: text[start..<end], as: UTF8.self).trimmed
      if trimmed.isEmpty { return }
      lines.append(.init(text: trimmed, isTableRow: trimmed.holds("\t"), number: number))
    }
    for index in text.indices {
      let byte = text[index]
      guard byte == 0x0A || byte == 0x0D || byte == 0x0C else { continue }
      close(at: index)
      start = index + 1
      // A form feed ends a page within a line; of CR LF the second ends it.
      let isFirst = byte == 0x0D && start < text.count && text[start] == 0x0A
      if byte != 0x0C, !isFirst { number += 1 }
    }
    close(at: text.count)
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
