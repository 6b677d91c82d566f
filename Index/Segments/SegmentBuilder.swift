// SegmentBuilder.swift — documents in memory → a segment file.
import SystemPackage

/// Collects documents until there are enough for a segment.
///
/// Documents are shared out among threads; the file does not tell among how many.
struct SegmentBuilder: Sendable {
  /// Bytes of text that are shared out at a time; of much less a thread alone reads all.
  private let roundSize: Int
  private let analyzer: Analyzer
  private var parts: [SegmentPart]
  private var documents = DocumentTableWriter()
  private var paragraphs = ParagraphTableWriter()
  private var titleLengths: [UInt8] = []
  /// Sums of the lengths of paragraphs and titles, in counted tokens.
  private var (bodyTokens, titleTokens): (UInt64, UInt64) = (0, 0)

  /// Documents that are not yet read.
  private var waiting: [DocumentInput] = []
  private var (waitingByteCount, waitingParagraphCount) = (0, 0)
  /// Bytes of all that was added.
  private(set) var byteCount = 0

  init(analyzer: Analyzer, threads: Int = 1, roundSize: Int = 1 << 19) {
    self.analyzer = analyzer
    self.roundSize = roundSize
    parts = (0..<threads).map { _ in SegmentPart() }
  }

  var documentCount: Int { documents.documentCount }
  var isEmpty: Bool { documentCount == 0 }

  /// Adds the next document.
  mutating func add(_ document: DocumentInput) throws(SegmentError) {
    let size = document.textByteCount
    guard paragraphs.textByteCount + 2 * (waitingByteCount + size) < 1 << 31 else {
      throw .tooLarge(what: "the text")
    }
    try documents.add(document, paragraphCount: document.paragraphs.count)
    for paragraph in document.paragraphs {
      paragraphs.add(
        level: paragraph.level, headingLength: paragraph.headingLength, kind: paragraph.kind)
    }
    waiting.append(document)
    waitingByteCount += size
    waitingParagraphCount += document.paragraphs.count
    byteCount += size + document.record.count
    if waitingByteCount >= roundSize { read() }
  }

  /// Reads the documents that wait, on all threads.
  private mutating func read() {
    var document = documents.documentCount - waiting.count
    var paragraph = documents.paragraphCount - waitingParagraphCount
    var (next, taken) = (0, 0)
    let shares = waitingByteCount < roundSize / 8 ? 1 : parts.count
    for share in 0..<shares {
      let start = next
      let goal = waitingByteCount * (share + 1) / shares
      while next < waiting.count, taken < goal || share + 1 == shares {
        taken += waiting[next].textByteCount
        next += 1
      }
      parts[share].work = SegmentPart.Work(
        documents: waiting[start..<next], firstDocument: document, firstParagraph: paragraph)
      document += next - start
      for index in start..<next { paragraph += waiting[index].paragraphs.count }
    }
    let analyzer = analyzer
    if shares == 1 {
      parts[0].analyze(analyzer)
    } else {
      forEachConcurrently(&parts) { $0.analyze(analyzer) }
    }
    for share in 0..<shares { gather(parts[share]) }
    waiting.removeAll(keepingCapacity: true)
    (waitingByteCount, waitingParagraphCount) = (0, 0)
  }

  private mutating func gather(_ part: SegmentPart) {
    for length in part.bodyLengths { bodyTokens += UInt64(length) }
    for length in part.titleLengths { titleTokens += UInt64(length) }
    paragraphs.add(lengths: part.bodyLengths.map(LengthCode.encode))
    titleLengths += part.titleLengths.map(LengthCode.encode)
    paragraphs.add(codes: part.codes, texts: part.texts)
  }

  /// Writes the segment to `path`, and forgets all but the memory.
  mutating func write(to path: FilePath) throws(SegmentError) {
    read()
    forEachConcurrently(&parts) { $0.group() }
    let counts = SegmentCounts(
      paragraphs: UInt32(documents.paragraphCount), documents: UInt32(documents.documentCount),
      tokens: bodyTokens, numberColumns: UInt32(documents.numberColumnCount),
      stringColumns: UInt32(documents.stringColumnCount))
    let threads = byteCount < roundSize ? 1 : parts.count
    var file = try SegmentFileWriter(
      path, counts: counts, analyzer: analyzer.identifier, isWrittenBehind: threads > 1)
    try documents.write(to: &file)
    try file.begin(.texts)
    try paragraphs.finish(to: &file)
    try FieldWriter(
      formula: BM25(paragraphs: Int(counts.paragraphs), tokens: bodyTokens),
      lengths: paragraphs.lengths, threads: threads
    ).write(CollectedPostings(parts.map(\.body)), from: .bodyRows, to: &file)
    try FieldWriter(
      formula: BM25(paragraphs: Int(counts.documents), tokens: titleTokens),
      lengths: titleLengths, threads: threads
    ).write(CollectedPostings(parts.map(\.title)), from: .titleRows, to: &file)
    try file.commit()
    removeAll()
  }

  private mutating func removeAll() {
    for index in parts.indices { parts[index].removeAll() }
    documents = DocumentTableWriter()
    paragraphs.removeAll()
    titleLengths.removeAll(keepingCapacity: true)
    (bodyTokens, titleTokens, byteCount) = (0, 0, 0)
  }
}

extension DocumentInput {
  /// Bytes of title and paragraphs.
  var textByteCount: Int {
    paragraphs.reduce(title.utf8.count) { $0 + $1.text.utf8.count }
  }
}
