// MappedFile.swift — a file read through the page cache. A fence file: owns the mapping.
import Glibc
import Synchronization
import SystemPackage

/// A read-only mapping of a whole file whose pages are checked against their
/// checksums when they are first touched.
///
/// Bytes are not to be read before `require` has passed for them. The file must
/// not shrink while it is mapped; segments are never changed once written.
@safe final class MappedFile: @unchecked Sendable {
  let name: String
  let byteCount: Int
  private let base: UnsafeRawPointer
  /// One bit a page: set once its checksum was found right.
  private let checked: UnsafeMutablePointer<Atomic<UInt64>>
  private let wordCount: Int
  /// Checksums of the pages, in order; set before the file is shared.
  private let pages: Mutex<PageTable> = Mutex(PageTable())

  private struct PageTable {
    var offset = 0
    var checkedLength = 0
  }

  init(path: FilePath) throws(SegmentError) {
    name = path.lastComponent?.string ?? path.string
    let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .missing(file: name) }
      throw .system(file: name, Errno(rawValue: errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .system(file: name, Errno(rawValue: errno))
    }
    byteCount = Int(status.st_size)
    if byteCount == 0 { throw .truncated(file: name, offset: 0) }
    let mapping = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else {
      throw .system(file: name, Errno(rawValue: errno))
    }
    unsafe base = UnsafeRawPointer(mapping)
    wordCount = (byteCount / Checksum.pageSize + 64) / 64
    unsafe checked = .allocate(capacity: wordCount)
    for word in 0..<wordCount { unsafe (checked + word).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
    unsafe checked.deinitialize(count: wordCount)
    unsafe checked.deallocate()
  }

  /// Says where the page checksums stand and how many bytes they cover.
  func usePageTable(at offset: Int, covering length: Int) {
    pages.withLock { $0 = PageTable(offset: offset, checkedLength: length) }
  }

  /// Makes sure that `range` lies in the file and that its pages are undamaged.
  @inline(__always)
  func require(_ range: Range<Int>) throws(SegmentError) {
    // Most are in a page that has been seen.
    if range.lowerBound >= 0, range.upperBound <= byteCount, !range.isEmpty {
      let page = range.lowerBound / Checksum.pageSize
      if page == (range.upperBound &- 1) / Checksum.pageSize,
        unsafe checked[page >> 6].load(ordering: .acquiring) & (1 << UInt64(page & 63)) != 0
      {
        return
      }
    }
    try requirePages(of: range)
  }

  private func requirePages(of range: Range<Int>) throws(SegmentError) {
    guard range.lowerBound >= 0, range.upperBound <= byteCount else {
      throw .truncated(file: name, offset: range.lowerBound)
    }
    if range.isEmpty { return }
    let first = range.lowerBound / Checksum.pageSize
    let last = (range.upperBound - 1) / Checksum.pageSize
    for page in first...last {
      let seen = unsafe checked[page >> 6].load(ordering: .acquiring)
      if seen & (1 << UInt64(page & 63)) == 0 { try check(page) }
    }
  }

  private func check(_ page: Int) throws(SegmentError) {
    let table = pages.withLock { $0 }
    let start = page * Checksum.pageSize
    guard start < table.checkedLength else { throw .damaged(file: name, offset: start) }
    let end = min(start + Checksum.pageSize, table.checkedLength)
    let found = unsafe Checksum.of(
      UnsafeRawBufferPointer(start: base + start, count: end - start))
    guard found == load(UInt32.self, at: table.offset + 4 * page) else {
      throw .damaged(file: name, offset: start)
    }
    unsafe checked[page >> 6].bitwiseOr(1 << UInt64(page & 63), ordering: .releasing)
  }

  /// Checks every page, the padding between sections too.
  func requireAllPages() throws(SegmentError) {
    try require(0..<pages.withLock { $0.checkedLength })
  }

  /// Gives the memory of the pages that were read back to the system; they can be read again.
  func releaseMemory() {
    _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base), byteCount, MADV_DONTNEED)
  }

  /// Forgets which pages were found right, so that the next touch checks them again.
  func forgetChecks() {
    for word in 0..<wordCount { unsafe checked[word].store(0, ordering: .releasing) }
  }

  func checksum(of range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount)
    return unsafe Checksum.of(
      UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The little-endian integer at `offset`.
  @inline(__always)
  func load<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ type: Integer.Type, at offset: Int
  ) -> Integer {
    precondition(offset >= 0 && offset <= byteCount - MemoryLayout<Integer>.size)
    return unsafe Integer(
      littleEndian: (base + offset).loadUnaligned(as: Integer.self))
  }

  /// A copy of `range`.
  func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe withBytes(range) { unsafe [UInt8]($0) }
  }

  /// Whether `range` comes before `bytes` in the order of bytes.
  func precedes(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    let common = min(range.count, bytes.count)
    let order = unsafe withBytes(range) { own in
      unsafe bytes.withUnsafeBytes { other in
        guard common > 0, let own = own.baseAddress, let other = other.baseAddress else {
          return Int32(0)
        }
        return unsafe memcmp(own, other, common)
      }
    }
    return order < 0 || order == 0 && range.count < bytes.count
  }

  /// Where `range` stands in memory, as long as this object lives.
  @unsafe
  func address(of range: Range<Int>) -> UnsafeRawPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount)
    return unsafe base + range.lowerBound
  }

  /// Lends the bytes of `range` to `body`.
  @unsafe @inline(__always)
  func withBytes<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount)
    return try unsafe body(
      UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }
}
