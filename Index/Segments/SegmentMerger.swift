// SegmentMerger.swift — several segments → one, without what was deleted.
import SystemPackage

/// Joins neighbouring segments list by list, without reading their texts again.
///
/// The file is byte for byte the one that would have been built from the documents at once.
struct SegmentMerger {
  /// Bytes of texts that are kept before they go into the file.
  private static let textBuffer = 1 << 20

  private let segments: [LiveSegment]
  private let analyzer: Analyzer
  private let threads: Int
  /// For each segment where its documents and paragraphs stand in the new one.
  private let documents: [Renumbering]
  private let paragraphs: [Renumbering]

  init(
    _ segments: ArraySlice<LiveSegment>, analyzer: Analyzer, threads: Int = 1
  ) throws(SegmentError) {
    self.segments = Array(segments)
    self.analyzer = analyzer
    self.threads = threads
    var documents: [Renumbering] = []
    var paragraphs: [Renumbering] = []
    for segment in segments {
      documents.append(Renumbering(segment.deleted, from: documents.last?.end ?? 0))
      let gone = try segment.reader.paragraphs(of: segment.deleted)
      paragraphs.append(Renumbering(gone, from: paragraphs.last?.end ?? 0))
    }
    self.documents = documents
    self.paragraphs = paragraphs
  }

  /// Whether no document is left.
  var isEmpty: Bool { documentCount == 0 }
  private var documentCount: Int { documents.last?.end ?? 0 }
  private var paragraphCount: Int { paragraphs.last?.end ?? 0 }

  /// Writes the segment to `path`.
  func write(to path: FilePath) throws(SegmentError) {
    var table = DocumentTableWriter()
    // A column that some lack would look as if their documents had nothing in it.
    let columns = Int(segments.map(\.reader.counts.stringColumns).min() ?? 0)
    for (segment, numbers) in zip(segments, documents) {
      guard segment.reader.counts.numberColumns == segments[0].reader.counts.numberColumns else {
        throw .damaged(file: segment.reader.name, offset: SegmentFormat.numberColumnsOffset)
      }
      let keys = try segment.reader.keysByDocument()
      for document in 0..<segment.reader.documentCount where numbers.keeps(document) {
        var properties = try segment.reader.properties(of: document, keys: keys[document])
        properties.strings.removeLast(properties.strings.count - columns)
        try table.add(
          properties, paragraphCount: try segment.reader.paragraphs(of: document).count)
      }
    }
    let bodyTokens = try keptTokens()
    let counts = SegmentCounts(
      paragraphs: UInt32(paragraphCount), documents: UInt32(documentCount), tokens: bodyTokens,
      numberColumns: UInt32(table.numberColumnCount),
      stringColumns: UInt32(table.stringColumnCount))
    var file = try SegmentFileWriter(
      path, counts: counts, analyzer: analyzer.identifier, isWrittenBehind: threads > 1)
    try table.write(to: &file)
    try file.begin(.texts)
    let lengths = try writeParagraphs(to: &file)
    try write(\.body, paragraphs, lengths, bodyTokens, from: .bodyRows, to: &file)
    let (titleLengths, titleTokens) = try lengthsOfTitles()
    try write(\.title, documents, titleLengths, titleTokens, from: .titleRows, to: &file)
    try file.commit()
  }

  /// Writes what is kept of each paragraph but its postings; returns the lengths.
  private func writeParagraphs(to file: inout SegmentFileWriter) throws(SegmentError) -> [UInt8] {
    var table = ParagraphTableWriter()
    for (segment, numbers) in zip(segments, paragraphs) {
      let reader = segment.reader
      for range in numbers.kept {
        try reader.copyProperties(ofParagraphs: range, to: &table)
        for paragraph in range {
          let place = try reader.texts.place(of: paragraph)
          try reader.texts.withCode(at: place) { table.add(code: $0, isPlain: place.isPlain) }
          if table.waitingTextByteCount >= Self.textBuffer {
            try table.writeTexts(to: &file)
            reader.releaseMemory()
          }
        }
      }
      reader.releaseMemory()
    }
    try table.finish(to: &file)
    return table.lengths
  }

  private func write(
    _ field: KeyPath<SegmentReader, TermDictionary>, _ numbers: [Renumbering], _ lengths: [UInt8],
    _ tokens: UInt64, from first: SectionID, to file: inout SegmentFileWriter
  ) throws(SegmentError) {
    let writer = FieldWriter(
      formula: BM25(paragraphs: lengths.count, tokens: tokens), lengths: lengths, threads: threads)
    var dictionaries: [TermDictionary] = []
    for segment in segments { dictionaries.append(segment.reader[keyPath: field]) }
    try writer.write(try MergedPostings(dictionaries, numbers), from: first, to: &file) {
      for segment in segments { segment.reader.releaseMemory() }
    }
  }

  /// Counted tokens of the paragraphs that stay: a segment keeps only their sum for all, from
  /// which those that go are taken.
  private func keptTokens() throws(SegmentError) -> UInt64 {
    var tokens: UInt64 = 0
    var buffer = AnalysisBuffer()
    for (segment, numbers) in zip(segments, documents) {
      var own = segment.reader.counts.tokens
      for document in 0..<segment.reader.documentCount where !numbers.keeps(document) {
        for paragraph in try segment.reader.paragraphs(of: document) {
          let text = try segment.reader.textBytes(of: paragraph)
          analyzer.analyze(text.span, into: &buffer)
          let length = UInt64(buffer.length)
          // Of a header that lies.
          guard length <= own else {
            throw .damaged(file: segment.reader.name, offset: SegmentFormat.tokensOffset)
          }
          own -= length
        }
      }
      tokens += own
    }
    return tokens
  }

  private func lengthsOfTitles() throws(SegmentError) -> (codes: [UInt8], tokens: UInt64) {
    var codes: [UInt8] = []
    var tokens: UInt64 = 0
    var buffer = AnalysisBuffer()
    for (segment, numbers) in zip(segments, documents) {
      for document in 0..<segment.reader.documentCount where numbers.keeps(document) {
        let title = try segment.reader.titleBytes(of: document)
        analyzer.analyze(title.span, into: &buffer)
        codes.append(LengthCode.encode(buffer.length))
        tokens += UInt64(buffer.length)
      }
    }
    return (codes, tokens)
  }
}
