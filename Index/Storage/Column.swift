// Column.swift — a table of numbers of one size, as the lengths of paragraphs are kept.
// A fence file: keeps an address in a mapped file.

/// A table of a segment, or a part of it, checked once and then read without more ado.
@safe struct Column<Element: FixedWidthInteger & BitwiseCopyable>: @unchecked Sendable {
  /// Entries up to the end of what was checked.
  let count: Int
  private let start: Int
  private let file: MappedFile
  /// As long as `file` lives.
  let base: UnsafeRawPointer

  /// - Parameters:
  ///   - count: entries of the whole table.
  ///   - part: the entries that will be read; nil for all.
  init(
    _ region: ByteRegion, count: Int, part: Range<Int>? = nil
  ) throws(SegmentError) {
    let size = MemoryLayout<Element>.size
    guard region.count == count * size else {
      throw .damaged(file: region.file.name, offset: region.range.lowerBound)
    }
    let part = part ?? 0..<count
    _ = try region.require(part.lowerBound * size..<part.upperBound * size)
    file = region.file
    (start, self.count) = (part.lowerBound, part.upperBound)
    unsafe base = file.address(of: region.range)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    assert(index >= start)
    return unsafe Element(
      littleEndian: base.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Element>.size, as: Element.self))
  }

  @inline(__always)
  subscript(paragraph: ParagraphID) -> Element { self[Int(paragraph)] }
}
