// SegmentFileWriter.swift — sections, some bytes at a time → a segment file.
import SystemPackage

/// Writes a segment file from its first byte to its last, without keeping it in memory.
struct SegmentFileWriter: ~Copyable {
  private let file: AtomicFile
  private let headerChecksum: UInt32
  private var offset = 0
  private var pages = PageChecksums()
  private var table = ByteWriter()
  private var sectionCount = 0
  private var sectionStart = 0

  init(
    _ path: FilePath, counts: SegmentCounts, analyzer: UInt32, isWrittenBehind: Bool
  ) throws(SegmentError) {
    let header = SegmentFormat.header(counts: counts, analyzer: analyzer)
    let file = try AtomicFile(path, isWrittenBehind: isWrittenBehind)
    try file.append(header)
    self.file = file
    headerChecksum = Checksum.of(header)
    pages.add(header)
    offset = header.count
  }

  /// Begins the next section; `append` adds to it until the next one begins.
  mutating func begin(_ id: SectionID) throws(SegmentError) {
    try endSection()
    table.u32(id.rawValue)
    table.u32(0)
    table.u64(UInt64(offset))
    sectionCount += 1
    sectionStart = offset
  }

  mutating func append(_ bytes: [UInt8]) throws(SegmentError) {
    try file.append(bytes)
    pages.add(bytes)
    offset += bytes.count
  }

  /// Writes a whole section.
  mutating func section(_ id: SectionID, _ bytes: [UInt8]) throws(SegmentError) {
    try begin(id)
    try append(bytes)
  }

  private mutating func endSection() throws(SegmentError) {
    if sectionCount > 0 { table.u64(UInt64(offset - sectionStart)) }
    let padding = (8 - offset % 8) % 8
    if padding > 0 { try append([UInt8](repeating: 0, count: padding)) }
  }

  /// Ends the file, makes it durable and gives it its name.
  consuming func commit() throws(SegmentError) {
    try endSection()
    var checks = ByteWriter()
    for checksum in pages.finish() { checks.u32(checksum) }
    var footer = ByteWriter()
    footer.u64(UInt64(offset))
    footer.u32(UInt32(sectionCount))
    footer.u32(Checksum.of(checks.bytes + table.bytes))
    footer.u32(UInt32(checks.count / 4))
    footer.u32(headerChecksum)
    footer.append(SegmentFormat.magic)
    for part in [checks.bytes, table.bytes, footer.bytes] { try file.append(part) }
    try file.commit()
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
