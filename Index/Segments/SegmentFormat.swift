// SegmentFormat.swift — the frame of a segment file: header, sections, checksums, footer.
import SystemPackage

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
}

/// Numbers about a whole segment, kept in its header.
struct SegmentCounts: Hashable, Sendable {
  var paragraphs: UInt32 = 0
  var documents: UInt32 = 0
  /// Sum of the paragraphs' lengths, in counted tokens.
  var tokens: UInt64 = 0
  var numberColumns: UInt32 = 0
  var stringColumns: UInt32 = 0
}

/// Writing and reading the frame.
///
/// A file is: header of 64 bytes · sections, each at a multiple of 8 · checksums of all
/// pages before them · section table · footer of 32 bytes.
enum SegmentFormat {
  static let magic: [UInt8] = Array("AnduSeg1".utf8)
  static let version: UInt32 = 2
  static let headerSize = 64
  static let footerSize = 32
  static let sectionEntrySize = 24

  /// The parts of a segment file, to be written one after the other.
  static func assemble(
    counts: SegmentCounts, analyzer: UInt32, sections: [(SectionID, [UInt8])]
  ) throws(SegmentError) -> [[UInt8]] {
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

    var parts = [header.bytes]
    var offset = headerSize
    var table = ByteWriter()
    for (id, bytes) in sections {
      table.u32(id.rawValue)
      table.u32(0)
      table.u64(UInt64(offset))
      table.u64(UInt64(bytes.count))
      parts.append(bytes)
      offset += bytes.count
      let padding = (8 - offset % 8) % 8
      if padding > 0 { parts.append([UInt8](repeating: 0, count: padding)) }
      offset += padding
    }

    var checks = ByteWriter()
    var pages = PageChecksums()
    for part in parts { pages.add(part) }
    for checksum in pages.finish() { checks.u32(checksum) }

    var footer = ByteWriter()
    footer.u64(UInt64(offset))
    footer.u32(UInt32(sections.count))
    footer.u32(Checksum.of(checks.bytes + table.bytes))
    footer.u32(UInt32(checks.count / 4))
    footer.u32(Checksum.of(header.bytes))
    footer.append(magic)
    return parts + [checks.bytes, table.bytes, footer.bytes]
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
    counts.tokens = file.load(UInt64.self, at: 24)
    counts.numberColumns = file.load(UInt32.self, at: 32)
    counts.stringColumns = file.load(UInt32.self, at: 36)
    return (counts, sections)
  }
}

/// The checksums of consecutive pages of a stream of bytes.
struct PageChecksums {
  private var finished: [UInt32] = []
  /// The bytes of the page that is not yet full.
  private var page: [UInt8] = []

  mutating func add(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Checksum.pageSize - page.count)
      if end - start == Checksum.pageSize {
        finished.append(Checksum.of(bytes[start..<end]))
      } else {
        page += bytes[start..<end]
        if page.count == Checksum.pageSize { closePage() }
      }
      start = end
    }
  }

  private mutating func closePage() {
    finished.append(Checksum.of(page))
    page.removeAll(keepingCapacity: true)
  }

  consuming func finish() -> [UInt32] {
    if !page.isEmpty { closePage() }
    return finished
  }
}
