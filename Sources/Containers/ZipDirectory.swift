// ZipDirectory.swift — the end of a ZIP file → where its directory stands → its entries.

/// Where the central directory is, by the records at the end of the archive.
struct ZipDirectory {
  private static let damaged = ContainerError.damaged("the ZIP archive")
  /// The end record without its comment, and the longest comment (4.3.16).
  private static let endSize = 22
  private static let longestComment = 0xFFFF

  private let range: Range<Int>
  private let count: Int
  /// What stands before the archive proper, as in programs that unpack themselves: offsets do
  /// not count it.
  private let shift: Int

  init(_ bytes: ArraySlice<UInt8>, most: Int) throws(ContainerError) {
    let file = LittleEndian(bytes)
    guard bytes.count >= Self.endSize else { throw Self.damaged }
    let first = max(0, bytes.count - Self.endSize - Self.longestComment)
    for end in (first...bytes.count - Self.endSize).reversed()
    where file.number(4, at: end) == 0x0605_4B50 {
      guard let comment = file.number(2, at: end + 20),
        end + Self.endSize + comment <= bytes.count,
        let found = Self.location(file, end: end), found.size <= found.stop
      else { continue }
      let start = found.stop - found.size
      guard found.offset <= start else { continue }
      guard found.count <= most else {
        throw .unsupported("an archive of more than \(most) entries")
      }
      (range, count, shift) = (start..<found.stop, found.count, start - found.offset)
      return
    }
    throw Self.damaged
  }

  /// What the end record says (4.3.16), or that of ZIP64 (4.3.14, 4.3.15) where it is full.
  private static func location(
    _ file: LittleEndian, end: Int
  ) -> (count: Int, size: Int, offset: Int, stop: Int)? {
    guard let count = file.number(2, at: end + 10), let size = file.number(4, at: end + 12),
      let offset = file.number(4, at: end + 16)
    else { return nil }
    guard count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF,
      end >= 20, file.number(4, at: end - 20) == 0x0706_4B50
    else { return (count, size, offset, end) }
    guard let record = file.number(8, at: end - 12), record <= end - 20 - 56,
      file.number(4, at: record) == 0x0606_4B50,
      let count = file.number(8, at: record + 32), let size = file.number(8, at: record + 40),
      let offset = file.number(8, at: record + 48)
    else { return nil }
    return (count, size, offset, record)
  }

  /// The entries in the order of the directory; no two of them share a byte.
  func entries(in bytes: ArraySlice<UInt8>) throws(ContainerError) -> [ZipEntry] {
    let file = LittleEndian(bytes)
    var entries: [ZipEntry] = []
    var offset = range.lowerBound
    for _ in 0..<count {
      guard let (entry, next) = entry(file, at: offset), next <= range.upperBound else {
        throw Self.damaged
      }
      entries.append(entry)
      offset = next
    }
    let order = entries.indices.sorted { entries[$0].headerOffset < entries[$1].headerOffset }
    var end = range.lowerBound
    for index in order.reversed() {
      let entry = entries[index]
      // A local header is 30 bytes and the name.
      let least = 30 + entry.nameBytes.count + entry.compressedSize
      guard entry.headerOffset <= end, least <= end - entry.headerOffset else {
        throw .damaged(entry.what)
      }
      entries[index].roomEnd = end
      end = entry.headerOffset
    }
    return entries
  }

  /// One header of the directory (4.3.12), and where the next begins.
  private func entry(_ file: LittleEndian, at start: Int) -> (ZipEntry, next: Int)? {
    func number(_ size: Int, _ offset: Int) -> Int? { file.number(size, at: start + offset) }
    guard number(4, 0) == 0x0201_4B50, let flags = number(2, 8), let method = number(2, 10),
      let checksum = number(4, 16), var compressedSize = number(4, 20), var size = number(4, 24),
      let nameLength = number(2, 28), let extraLength = number(2, 30),
      let commentLength = number(2, 32), var headerOffset = number(4, 42),
      let name = file.bytes(start + 46..<start + 46 + nameLength)
    else { return nil }
    let extra = start + 46 + nameLength
    if [size, compressedSize, headerOffset].contains(0xFFFF_FFFF) {
      guard var field = zip64Field(file, extra..<extra + extraLength) else { return nil }
      // Only what is full below is there, in this order (4.5.3).
      func next(_ value: inout Int) -> Bool {
        guard value == 0xFFFF_FFFF else { return true }
        guard field.count >= 8, let wide = file.number(8, at: field.lowerBound) else {
          return false
        }
        value = wide
        field = field.lowerBound + 8..<field.upperBound
        return true
      }
      guard next(&size), next(&compressedSize), next(&headerOffset) else { return nil }
    }
    // Beyond any file: sums of these stay far from the end of the numbers.
    guard [size, compressedSize, headerOffset].allSatisfy({ $0 < 1 << 48 }) else { return nil }
    let entry = ZipEntry(
      nameBytes: Array(name), flags: flags, method: method, checksum: UInt32(checksum),
      compressedSize: compressedSize, size: size, headerOffset: headerOffset + shift)
    return (entry, extra + extraLength + commentLength)
  }

  /// The extra field of ZIP64 (4.5.3) among those of an entry.
  private func zip64Field(_ file: LittleEndian, _ extra: Range<Int>) -> Range<Int>? {
    var offset = extra.lowerBound
    while offset + 4 <= extra.upperBound, let kind = file.number(2, at: offset),
      let length = file.number(2, at: offset + 2), offset + 4 + length <= extra.upperBound
    {
      if kind == 1 { return offset + 4..<offset + 4 + length }
      offset += 4 + length
    }
    return nil
  }
}

/// Numbers of 2, 4 or 8 bytes, the lowest first; offsets count from the first byte.
struct LittleEndian {
  private let data: ArraySlice<UInt8>

  init(_ data: ArraySlice<UInt8>) { self.data = data }

  /// nil outside of the bytes, and for numbers over `Int.max`.
  func number(_ size: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset <= data.count - size else { return nil }
    let start = data.startIndex + offset
    var value: UInt64 = 0
    for byte in data[start..<start + size].reversed() { value = value << 8 | UInt64(byte) }
    return Int(exactly: value)
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8>? {
    guard range.lowerBound >= 0, range.upperBound <= data.count else { return nil }
    return data[data.startIndex + range.lowerBound..<data.startIndex + range.upperBound]
  }
}
