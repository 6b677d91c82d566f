// SegmentReader.swift — an open segment: its tables, texts and dictionaries.
package import SystemPackage

/// Number of a document within its segment, from 0.
package typealias DocumentID = Int

/// An immutable segment, memory-mapped. Opening reads its frame and nothing else.
package final class SegmentReader: Sendable {
  let file: MappedFile
  /// The one that the terms were made by.
  let analyzer: Analyzer
  let counts: SegmentCounts
  let body: TermDictionary
  let title: TermDictionary
  let texts: ParagraphText
  /// By raw value of their ids; every one that has an id is there.
  private let sections: [ByteRegion?]

  package init(path: FilePath, analyzer: Analyzer) throws(SegmentError) {
    file = try MappedFile(path: path)
    self.analyzer = analyzer
    let (counts, sections) = try SegmentFormat.open(file, analyzer: analyzer.identifier)
    self.counts = counts
    let count = 1 + Int(SectionID.allCases.map(\.rawValue).max() ?? 0)
    self.sections = (0..<count).map { index in
      SectionID(rawValue: UInt32(index)).flatMap { sections[$0] }
    }
    for id in SectionID.allCases {
      guard let region = sections[id], counts.size(of: id).map({ $0 == region.count }) ?? true
      else { throw .damaged(file: file.name, offset: sections[id]?.range.lowerBound ?? 0) }
    }
    body = try TermDictionary(sections, first: .bodyRows, units: counts.paragraphs, file: file.name)
    title = try TermDictionary(
      sections, first: .titleRows, units: counts.documents, file: file.name)
    guard let groups = sections[.textGroups], let texts = sections[.texts] else {
      throw .damaged(file: file.name, offset: 0)
    }
    self.texts = try ParagraphText(groups: groups, texts: texts, count: Int(counts.paragraphs))
  }

  package var name: String { file.name }
  package var byteCount: Int { file.byteCount }
  /// Bytes of the file that keep the paragraphs' texts.
  package var storedTextByteCount: Int {
    [SectionID.textGroups, .texts].reduce(0) { $0 + (sections[Int($1.rawValue)]?.count ?? 0) }
  }

  /// Mean length of a paragraph in counted tokens, as the bounds of the posting lists have it.
  var averageLength: Float {
    BM25.averageLength(paragraphs: paragraphCount, tokens: counts.tokens)
  }
  package var paragraphCount: Int { Int(counts.paragraphs) }
  package var documentCount: Int { Int(counts.documents) }

  private func region(_ id: SectionID) throws(SegmentError) -> ByteRegion {
    guard let region = sections[Int(id.rawValue)] else {
      throw .damaged(file: file.name, offset: 0)
    }
    return region
  }

  // MARK: Documents

  /// The paragraphs of a document.
  package func paragraphs(of document: DocumentID) throws(SegmentError) -> Range<Int> {
    let range = try region(.documentStarts).range(document)
    guard range.upperBound <= paragraphCount else { throw .damaged(file: name, offset: 0) }
    return range
  }

  /// The document that holds a paragraph.
  package func document(of paragraph: Int) throws(SegmentError) -> DocumentID {
    let starts = try region(.documentStarts)
    let found = try lowerBound(0..<documentCount) { index throws(SegmentError) in
      Int(try starts.u32(index + 1)) <= paragraph
    }
    guard try paragraphs(of: found).contains(paragraph) else {
      throw .damaged(file: name, offset: starts.range.lowerBound)
    }
    return found
  }

  /// Where all documents begin.
  func documentStarts() throws(SegmentError) -> DocumentStarts {
    try DocumentStarts(
      try region(.documentStarts), documents: documentCount, paragraphs: paragraphCount)
  }

  /// The document of each of `paragraphs`, which increase: looked for once a document.
  func documents(of paragraphs: [ParagraphID]) throws(SegmentError) -> [DocumentID] {
    var documents: [DocumentID] = []
    documents.reserveCapacity(paragraphs.count)
    let starts = try documentStarts()
    var (current, end) = (0, 0)
    for paragraph in paragraphs {
      if Int(paragraph) >= end {
        let found = try starts.find(paragraph, from: current)
        (current, end) = (found.document, found.paragraphs.upperBound)
      }
      documents.append(current)
    }
    return documents
  }

  /// The paragraphs of `documents`.
  func paragraphs(of documents: Bitmap) throws(SegmentError) -> Bitmap {
    var paragraphs = Bitmap(count: paragraphCount)
    for document in 0..<documentCount where documents[document] {
      paragraphs.fill(try self.paragraphs(of: document))
    }
    return paragraphs
  }

  package func title(of document: DocumentID) throws(SegmentError) -> String {
    try region(.titles).string(try region(.titleOffsets).range(document))
  }

  /// The owner's bytes about a document.
  package func record(of document: DocumentID) throws(SegmentError) -> [UInt8] {
    try region(.records).bytes(try region(.recordOffsets).range(document))
  }

  package func number(
    _ column: Int, of document: DocumentID
  ) throws(SegmentError) -> UInt32 {
    guard column < Int(counts.numberColumns) else { throw .damaged(file: name, offset: 0) }
    return try region(.numbers).u32(column * documentCount + document)
  }

  /// The distinct strings of a column, with their ordinals.
  package func strings(_ column: Int) throws(SegmentError) -> [(ordinal: UInt32, string: String)] {
    guard column < Int(counts.stringColumns) else { throw .damaged(file: name, offset: 0) }
    let (offsets, bytes) = (try region(.stringOffsets), try region(.strings))
    var strings: [(ordinal: UInt32, string: String)] = []
    for ordinal in try region(.stringColumns).range(column) {
      strings.append((UInt32(ordinal), try bytes.string(try offsets.range(ordinal))))
    }
    return strings
  }

  /// The ordinal of a document's string in a column.
  package func stringOrdinal(
    _ column: Int, of document: DocumentID
  ) throws(SegmentError) -> UInt32 {
    try region(.stringOrdinals).u32(column * documentCount + document)
  }

  /// The documents whose keys begin with `prefix`, in order of those keys.
  package func documents(
    withKeyPrefix prefix: [UInt8], limit: Int
  ) throws(SegmentError) -> [(key: [UInt8], document: DocumentID)] {
    let (offsets, keys) = (try region(.keyOffsets), try region(.keys))
    let documents = try region(.keyDocuments)
    let count = documents.count / 4
    var index = try lowerBound(0..<count) { index throws(SegmentError) in
      try keys.precedes(try offsets.range(index), prefix)
    }
    var found: [(key: [UInt8], document: DocumentID)] = []
    while index < count, found.count < limit {
      let key = try keys.bytes(try offsets.range(index))
      guard key.starts(with: prefix) else { break }
      let document = Int(try documents.u32(index))
      guard document < documentCount else {
        throw .damaged(file: name, offset: documents.range.lowerBound + 4 * index)
      }
      found.append((key, document))
      index += 1
    }
    return found
  }

  // MARK: Paragraphs

  package func text(of paragraph: Int) throws(SegmentError) -> String {
    String(decoding: try textBytes(of: paragraph), as: UTF8.self)
  }

  /// The texts of the paragraphs of a document.
  package func texts(of document: DocumentID) throws(SegmentError) -> [String] {
    var texts: [String] = []
    for paragraph in try paragraphs(of: document) { texts.append(try text(of: paragraph)) }
    return texts
  }

  /// Unicode scalars of a paragraph.
  package func characterCount(of paragraph: Int) throws(SegmentError) -> Int {
    try texts.withCode(at: try texts.place(of: paragraph)) { TextCode.count($0) }
  }

  /// The first scalars of a paragraph, or all.
  package func textBytes(
    of paragraph: Int, scalars: Int = .max
  ) throws(SegmentError) -> [UInt8] {
    var text: [UInt8] = []
    try texts.read(at: try texts.place(of: paragraph), limit: scalars, into: &text)
    return text
  }

  func titleBytes(of document: Int) throws(SegmentError) -> [UInt8] {
    try region(.titles).bytes(try region(.titleOffsets).range(document))
  }

  /// Folded scalars.
  func foldedTitle(of document: DocumentID) throws(SegmentError) -> [UInt32] {
    let title = try titleBytes(of: document)
    var folded = FoldedText()
    analyzer.fold(title.span, into: &folded)
    return folded.scalars
  }

  func titleByteCount(of document: Int) throws(SegmentError) -> Int {
    try region(.titleOffsets).range(document).count
  }

  /// Bytes of all titles.
  var titleByteCount: Int { sections[Int(SectionID.titles.rawValue)]?.count ?? 0 }

  package func level(of paragraph: Int) throws(SegmentError) -> UInt8 {
    try region(.paragraphLevels).u8(paragraph)
  }

  /// The levels of some paragraphs; nil for all.
  func levels(of paragraphs: Range<Int>? = nil) throws(SegmentError) -> Column<UInt8> {
    try Column(try region(.paragraphLevels), count: paragraphCount, part: paragraphs)
  }

  package func headingLength(of paragraph: Int) throws(SegmentError) -> Int {
    Int(try region(.headingLengths).u8(paragraph))
  }

  package func kind(of paragraph: Int) throws(SegmentError) -> UInt8 {
    try region(.paragraphKinds).u8(paragraph)
  }

  /// The paragraph's length in counted tokens, as its code of one byte.
  func lengthCode(of paragraph: Int) throws(SegmentError) -> UInt8 {
    try region(.paragraphLengths).u8(paragraph)
  }

  /// The length codes of some paragraphs; nil for all.
  func lengthCodes(of paragraphs: Range<Int>? = nil) throws(SegmentError) -> Column<UInt8> {
    try Column(try region(.paragraphLengths), count: paragraphCount, part: paragraphs)
  }

  /// The headings above a paragraph, outermost first: the nearest earlier paragraphs of
  /// its document of ever smaller level.
  package func headings(
    above paragraph: Int, from documentStart: Int
  ) throws(SegmentError) -> [Int] {
    var headings: [Int] = []
    var level = try self.level(of: paragraph)
    if level == 0 { level = .max }
    var index = paragraph - 1
    while index >= documentStart, level > 1 {
      let above = try self.level(of: index)
      if above > 0, above < level {
        headings.append(index)
        level = above
      }
      index -= 1
    }
    return headings.reversed()
  }

  /// The heading and the paragraphs below it, up to the next heading of its level or above.
  ///
  /// - Parameter range: the paragraphs of its document.
  package func section(of heading: Int, in range: Range<Int>) throws(SegmentError) -> Range<Int> {
    try levels(of: range).section(of: heading, in: range)
  }

  /// The document as it was given to the builder, but for its paragraphs.
  func properties(
    of document: DocumentID, keys: [[UInt8]]
  ) throws(SegmentError) -> DocumentInput {
    var input = DocumentInput(
      keys: keys, title: try title(of: document), record: try record(of: document), paragraphs: [])
    for column in 0..<Int(counts.numberColumns) {
      input.numbers.append(try number(column, of: document))
    }
    for column in 0..<Int(counts.stringColumns) {
      let ordinal = Int(try stringOrdinal(column, of: document))
      input.strings.append(
        try region(.strings).string(try region(.stringOffsets).range(ordinal)))
    }
    return input
  }

  /// Adds what is kept of some paragraphs, but their texts, to `table`.
  func copyProperties(
    ofParagraphs range: Range<Int>, to table: inout ParagraphTableWriter
  ) throws(SegmentError) {
    table.add(
      levels: try region(.paragraphLevels).bytes(range),
      headingLengths: try region(.headingLengths).bytes(range),
      kinds: try region(.paragraphKinds).bytes(range),
      lengths: try region(.paragraphLengths).bytes(range))
  }

  /// The keys of every document.
  func keysByDocument() throws(SegmentError) -> [[[UInt8]]] {
    var keys = [[[UInt8]]](repeating: [], count: documentCount)
    for (key, document) in try documents(withKeyPrefix: [], limit: .max) {
      keys[document].append(key)
    }
    return keys
  }

  /// Gives the memory of the pages that were read back to the system.
  func releaseMemory() { file.releaseMemory() }

  /// Reads every page again and checks it.
  package func verify() throws(SegmentError) {
    file.forgetChecks()
    try file.requireAllPages()
  }
}

extension Column<UInt8> {
  /// The heading and the paragraphs of `range` below it, in the levels of paragraphs.
  func section(of heading: Int, in range: Range<Int>) -> Range<Int> {
    let level = self[heading]
    var end = heading + 1
    while level > 0, end < range.upperBound, self[end] == 0 || self[end] > level { end += 1 }
    return heading..<end
  }
}
