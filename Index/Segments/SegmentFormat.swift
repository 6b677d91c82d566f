// SegmentFormat.swift — the frame of a segment file: header, sections, checksums, footer.

/// The sections of a segment; FORMAT.md says what each holds.
enum SectionID: UInt32, CaseIterable {
  case documentStarts = 1
  case titleOffsets, titles
  case recordOffsets, records
  case numbers
  case keyOffsets, keys, keyDocuments
  case stringOffsets, strings, stringOrdinals, stringColumns
  case paragraphLengths = 32
  case paragraphLevels, headingLengths, paragraphKinds
  case textGroups = 38
  case texts
  case bodyRows = 64
  case bodyRowStarts, bodySeconds, bodyBigrams, bodyWordOffsets, bodyWords, bodyWordPlaces
  case bodyPostings
  case titleRows = 80
  case titleRowStarts, titleSeconds, titleBigrams, titleWordOffsets, titleWords, titleWordPlaces
  case titlePostings

  /// A section of the field whose first section this is.
  func field(_ index: UInt32) -> SectionID {
    guard let id = SectionID(rawValue: rawValue + index) else {
      preconditionFailure("a field has eight sections")
    }
    return id
  }
}

/// Numbers about a whole segment, kept in its header.
struct SegmentCounts: Hashable, Sendable {
  var paragraphs: UInt32 = 0
  var documents: UInt32 = 0
  /// Sum of the paragraphs' lengths, in counted tokens.
  var tokens: UInt64 = 0
  var numberColumns: UInt32 = 0
  var stringColumns: UInt32 = 0

  /// Bytes of a section that keeps the same for each document or paragraph; nil for others.
  func size(of section: SectionID) -> Int? {
    let (documents, paragraphs) = (Int(documents), Int(paragraphs))
    return switch section {
    case .documentStarts, .titleOffsets, .recordOffsets: 4 * (documents + 1)
    // Of a header that lies, the product may be too large for a number.
    case .numbers: 4 &* documents &* Int(numberColumns)
    case .stringOrdinals: 4 &* documents &* Int(stringColumns)
    case .paragraphLengths, .paragraphLevels, .headingLengths, .paragraphKinds: paragraphs
    default: nil
    }
  }
}

/// The frame; `SegmentFileWriter` writes it.
///
/// A file is: header of 64 bytes · sections, each at a multiple of 8 · checksums of all
/// pages before them · section table · footer of 32 bytes.
enum SegmentFormat {
  static let magic: [UInt8] = Array("AnduSeg1".utf8)
  static let version: UInt32 = 3
  static let headerSize = 64
  static let footerSize = 32
  static let sectionEntrySize = 24
  /// Where numbers of the header stand that may contradict what is in the file.
  static let tokensOffset = 24
  static let numberColumnsOffset = 32

  static func header(counts: SegmentCounts, analyzer: UInt32) -> [UInt8] {
    var header = ByteWriter()
    header.append(magic)
    header.u32(version)
    header.u32(analyzer)
    header.u32(counts.paragraphs)
    header.u32(counts.documents)
    header.u64(counts.tokens)
    header.u32(counts.numberColumns)
    header.u32(counts.stringColumns)
    while header.count < headerSize { header.u8(0) }
    return header.bytes
  }

  /// Checks the frame of `file`; returns its counts and sections.
  static func open(
    _ file: MappedFile, analyzer: UInt32
  ) throws(SegmentError) -> (SegmentCounts, [SectionID: ByteRegion]) {
    let size = file.byteCount
    guard size >= 8, file.copy(0..<8) == magic else { throw .notASegment(file: file.name) }
    guard size >= headerSize + footerSize, file.copy(size - 8..<size) == magic else {
      throw .truncated(file: file.name, offset: size)
    }
    let version = file.load(UInt32.self, at: 8)
    let footer = size - footerSize
    guard file.load(UInt32.self, at: footer + 20) == file.checksum(of: 0..<headerSize) else {
      throw .damaged(file: file.name, offset: 0)
    }
    guard version == Self.version else {
      throw .unsupportedVersion(file: file.name, version: version, supported: Self.version)
    }
    let found = file.load(UInt32.self, at: 12)
    guard found == analyzer else {
      throw .otherAnalyzer(file: file.name, found: found, expected: analyzer)
    }
    let checked = file.load(UInt64.self, at: footer)
    let sectionCount = Int(file.load(UInt32.self, at: footer + 8))
    let pageCount = Int(file.load(UInt32.self, at: footer + 16))
    guard checked <= UInt64(footer) else { throw .damaged(file: file.name, offset: footer) }
    let table = Int(checked) + 4 * pageCount
    guard pageCount == (Int(checked) + Checksum.pageSize - 1) / Checksum.pageSize,
      table + sectionEntrySize * sectionCount == footer,
      file.load(UInt32.self, at: footer + 12) == file.checksum(of: Int(checked)..<footer)
    else { throw .damaged(file: file.name, offset: Int(checked)) }
    file.usePageTable(at: Int(checked), covering: Int(checked))

    var sections: [SectionID: ByteRegion] = [:]
    for index in 0..<sectionCount {
      let entry = table + sectionEntrySize * index
      guard let id = SectionID(rawValue: file.load(UInt32.self, at: entry)) else { continue }
      let start = Int(truncatingIfNeeded: file.load(UInt64.self, at: entry + 8))
      let length = Int(truncatingIfNeeded: file.load(UInt64.self, at: entry + 16))
      guard start >= headerSize, start <= Int(checked), length >= 0,
        length <= Int(checked) - start
      else {
        throw .damaged(file: file.name, offset: entry)
      }
      sections[id] = ByteRegion(file: file, range: start..<start + length)
    }
    var counts = SegmentCounts()
    counts.paragraphs = file.load(UInt32.self, at: 16)
    counts.documents = file.load(UInt32.self, at: 20)
    counts.tokens = file.load(UInt64.self, at: tokensOffset)
    counts.numberColumns = file.load(UInt32.self, at: numberColumnsOffset)
    counts.stringColumns = file.load(UInt32.self, at: 36)
    // Of a byte of text come a token or two.
    guard counts.tokens / 8 <= file.byteCount else {
      throw .damaged(file: file.name, offset: tokensOffset)
    }
    return (counts, sections)
  }
}
