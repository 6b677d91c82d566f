// ZipArchive.swift — the bytes of a ZIP file → its entries, and what each holds.

/// A ZIP archive in memory, read from its central directory.
///
/// Source: PKWARE APPNOTE.TXT 6.3.10, whose sections are named below.
package struct ZipArchive: Sendable {
  /// What an archive may unpack to.
  package struct Limits: Sendable {
    /// Unpacked to packed bytes of one entry; smaller entries than `harmless` are not asked.
    package var ratio = 200
    /// All entries together, in bytes.
    package var total = 1 << 30
    package var entries = 65_535
    /// One entry, in bytes.
    package var entry = 64 << 20
    /// Whether one entry of too many bytes refuses the archive, and not only itself.
    package var refusesWhole = true

    package init() {}
  }
  static let harmless = 1 << 20

  /// What makes a file a ZIP archive that has entries (4.3.7).
  package static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// In the order of the central directory.
  package let entries: [ZipEntry]
  private let bytes: ArraySlice<UInt8>
  private let limits: Limits
  /// The first file of each name, among the entries: documents ask for thousands of names.
  private let places: [[UInt8]: Int]

  package init(_ bytes: ArraySlice<UInt8>, limits: Limits = .init()) throws(ContainerError) {
    let directory = try ZipDirectory(bytes, most: limits.entries)
    let entries = try directory.entries(in: bytes)
    var total = 0
    for entry in entries {
      if let excess = limits.excess(of: entry) {
        if limits.refusesWhole { throw excess }
        // It is never unpacked.
        continue
      }
      total += entry.size
      if total > limits.total { throw .tooLarge("the ZIP archive", limit: limits.total) }
    }
    (self.entries, self.bytes, self.limits) = (entries, bytes, limits)
    let files = entries.indices.lazy.filter { !entries[$0].isFolder }
    places = Dictionary(files.map { (entries[$0].nameBytes, $0) }) { first, _ in first }
  }

  package init(_ bytes: [UInt8], limits: Limits = .init()) throws(ContainerError) {
    try self.init(bytes[...], limits: limits)
  }

  /// The first entry of this name.
  package func entry(named name: String) -> ZipEntry? {
    places[Array(name.utf8)].map { entries[$0] }
  }

  /// What an entry holds; its checksum and both of its sizes are as the directory says.
  ///
  /// - Parameter limit: the most bytes to make; the archive's own limit when nil.
  package func bytes(of entry: ZipEntry, limit: Int? = nil) throws(ContainerError) -> [UInt8] {
    if entry.isEncrypted { throw .unsupported("\(entry.what), which is encrypted,") }
    if let excess = limits.excess(of: entry) { throw excess }
    let limit = min(limit ?? limits.entry, limits.entry)
    if entry.size > limit { throw .tooLarge(entry.what, limit: limit) }
    let packed = try packedBytes(of: entry)
    let content: [UInt8]
    switch entry.method {
    case 0:
      guard entry.size == packed.count else { throw .damaged(entry.what) }
      content = Array(packed)
    case 8:
      let consumed: Int
      do {
        (content, consumed) = try Inflate.bytes(
          of: packed, .bare, limit: entry.size, what: entry.what)
      } catch .tooLarge {
        // More than the directory says is a lie, not a matter of size.
        throw .damaged(entry.what)
      }
      guard consumed == packed.count, content.count == entry.size else {
        throw .damaged(entry.what)
      }
    default:
      throw .unsupported("\(entry.what), packed by method \(entry.method),")
    }
    guard CRC32.checksum(content) == entry.checksum else { throw .damaged(entry.what) }
    return content
  }

  /// Behind the local header (4.3.7), whose name has to be that of the directory.
  private func packedBytes(of entry: ZipEntry) throws(ContainerError) -> ArraySlice<UInt8> {
    let header = LittleEndian(bytes)
    guard header.number(4, at: entry.headerOffset) == 0x0403_4B50,
      let nameLength = header.number(2, at: entry.headerOffset + 26),
      let extraLength = header.number(2, at: entry.headerOffset + 28)
    else { throw .damaged(entry.what) }
    let nameStart = entry.headerOffset + 30
    let start = nameStart + nameLength + extraLength
    guard start + entry.compressedSize <= entry.roomEnd,
      header.bytes(nameStart..<nameStart + nameLength)?.elementsEqual(entry.nameBytes) == true,
      let packed = header.bytes(start..<start + entry.compressedSize)
    else { throw .damaged(entry.what) }
    return packed
  }
}

extension ZipArchive.Limits {
  /// Why an entry is too large by what it says of itself; nil when it is not.
  fileprivate func excess(of entry: ZipEntry) -> ContainerError? {
    if entry.size > self.entry { return .tooLarge(entry.what, limit: self.entry) }
    let most = max(
      ZipArchive.harmless, entry.compressedSize.multipliedSaturating(by: ratio))
    return entry.size > most ? .tooLarge(entry.what, limit: most) : nil
  }
}

extension Int {
  fileprivate func multipliedSaturating(by factor: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: factor)
    return overflows ? .max : product
  }
}
