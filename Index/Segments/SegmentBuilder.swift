// SegmentBuilder.swift — documents in memory → the bytes of a segment file.

/// Collects documents until there are enough for a segment.
package struct SegmentBuilder {
  private let analyzer: Analyzer
  private var counts = SegmentCounts()
  private var buffer = AnalysisBuffer()
  private var body = FieldBuilder()
  private var title = FieldBuilder()

  private var documentStarts = ByteWriter()
  private var titleOffsets = ByteWriter()
  private var titles = ByteWriter()
  private var recordOffsets = ByteWriter()
  private var records = ByteWriter()
  private var numbers: [[UInt32]] = []
  private var strings: [[String]] = []
  private var keys: [([UInt8], UInt32)] = []
  private var levels = ByteWriter()
  private var headingLengths = ByteWriter()
  private var kinds = ByteWriter()
  private var texts = ParagraphTextWriter()

  package init(analyzer: Analyzer) { self.analyzer = analyzer }

  package var isEmpty: Bool { counts.documents == 0 }
  package var documentCount: Int { Int(counts.documents) }

  /// Bytes of memory in use, about; a builder is written out when they are too many.
  package var memory: Int {
    body.memory + title.memory + texts.memory + records.count + titles.count
  }

  /// Adds the next document.
  package mutating func add(_ document: DocumentInput) throws(SegmentError) {
    guard texts.memory < 1 << 31, records.count < 1 << 31 else {
      throw .tooLarge(what: "the text")
    }
    if isEmpty {
      numbers = document.numbers.map { _ in [] }
      strings = document.strings.map { _ in [] }
    }
    precondition(
      document.numbers.count == numbers.count && document.strings.count == strings.count,
      "every document has a value in every column")
    documentStarts.u32(counts.paragraphs)
    titleOffsets.u32(UInt32(titles.count))
    titles.append(document.title.utf8)
    recordOffsets.u32(UInt32(records.count))
    records.append(document.record)
    for (column, number) in document.numbers.enumerated() { numbers[column].append(number) }
    for (column, string) in document.strings.enumerated() { strings[column].append(string) }
    for key in document.keys { keys.append((key, counts.documents)) }

    analyzer.analyze(document.title.utf8.span, into: &buffer)
    title.add(buffer)
    for paragraph in document.paragraphs {
      levels.u8(paragraph.level)
      headingLengths.u8(paragraph.headingLength)
      kinds.u8(paragraph.kind)
      let text = paragraph.text.utf8.span
      analyzer.analyze(text, into: &buffer)
      body.add(buffer)
      texts.add(text, isPlain: buffer.folded.isPlain)
    }
    counts.paragraphs += UInt32(document.paragraphs.count)
    counts.documents += 1
  }

  /// The parts of the segment file, in order.
  package mutating func finish() throws(SegmentError) -> [[UInt8]] {
    counts.tokens = body.totalLength
    counts.numberColumns = UInt32(numbers.count)
    counts.stringColumns = UInt32(strings.count)
    documentStarts.u32(counts.paragraphs)
    titleOffsets.u32(UInt32(titles.count))
    recordOffsets.u32(UInt32(records.count))
    let (textGroups, codedTexts) = texts.finish()
    var sections: [(SectionID, [UInt8])] = [
      (.documentStarts, documentStarts.bytes), (.titleOffsets, titleOffsets.bytes),
      (.titles, titles.bytes), (.recordOffsets, recordOffsets.bytes), (.records, records.bytes),
      (.numbers, numberSection()),
    ]
    sections += keySections() + stringSections()
    sections += [
      (.paragraphLengths, body.lengths), (.paragraphLevels, levels.bytes),
      (.headingLengths, headingLengths.bytes), (.paragraphKinds, kinds.bytes),
      (.textGroups, textGroups), (.texts, codedTexts),
    ]
    sections += try body.sections(from: .bodyRows)
    sections += try title.sections(from: .titleRows)
    return try SegmentFormat.assemble(
      counts: counts, analyzer: analyzer.identifier, sections: sections)
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    counts = SegmentCounts()
    body.removeAll()
    title.removeAll()
    texts.removeAll()
    documentStarts.removeAll()
    titleOffsets.removeAll()
    titles.removeAll()
    recordOffsets.removeAll()
    records.removeAll()
    levels.removeAll()
    headingLengths.removeAll()
    kinds.removeAll()
    (numbers, strings, keys) = ([], [], [])
  }

  private func numberSection() -> [UInt8] {
    var writer = ByteWriter()
    for column in numbers {
      for number in column { writer.u32(number) }
    }
    return writer.bytes
  }

  private func keySections() -> [(SectionID, [UInt8])] {
    var offsets = ByteWriter()
    var bytes = ByteWriter()
    var documents = ByteWriter()
    for (key, document) in keys.sorted(by: Self.precedes) {
      offsets.u32(UInt32(bytes.count))
      bytes.append(key)
      documents.u32(document)
    }
    offsets.u32(UInt32(bytes.count))
    return [(.keyOffsets, offsets.bytes), (.keys, bytes.bytes), (.keyDocuments, documents.bytes)]
  }

  private static func precedes(_ left: ([UInt8], UInt32), _ right: ([UInt8], UInt32)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
  }

  /// Each column is its distinct strings in order, and a number into them a document.
  private func stringSections() -> [(SectionID, [UInt8])] {
    var columns = ByteWriter()
    var offsets = ByteWriter()
    var bytes = ByteWriter()
    var ordinals = ByteWriter()
    var first: UInt32 = 0
    for column in strings {
      // As bytes: as a `String`, one of two forms of a character would stand for both.
      let column = column.map { Array($0.utf8) }
      let distinct = Set(column).sorted { $0.lexicographicallyPrecedes($1) }
      columns.u32(first)
      var ordinal: [[UInt8]: UInt32] = [:]
      for string in distinct {
        ordinal[string] = first
        first += 1
        offsets.u32(UInt32(bytes.count))
        bytes.append(string)
      }
      for string in column { ordinals.u32(ordinal[string] ?? 0) }
    }
    columns.u32(first)
    offsets.u32(UInt32(bytes.count))
    return [
      (.stringColumns, columns.bytes), (.stringOffsets, offsets.bytes), (.strings, bytes.bytes),
      (.stringOrdinals, ordinals.bytes),
    ]
  }
}
