// Column.swift — a table of numbers of one size, as the lengths of paragraphs are kept.
// A fence file: keeps an address in a mapped file.

/// A table of a segment, checked once and then read without more ado.
@safe struct Column<Element: FixedWidthInteger & BitwiseCopyable>: @unchecked Sendable {
  let count: Int
  private let file: MappedFile
  /// As long as `file` lives.
  let base: UnsafeRawPointer

  init(_ region: ByteRegion, count: Int) throws(SegmentError) {
    let size = count * MemoryLayout<Element>.size
    guard region.count == size else {
      throw .damaged(file: region.file.name, offset: region.range.lowerBound)
    }
    file = region.file
    self.count = count
    unsafe base = file.address(of: try region.require(0..<size))
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return unsafe Element(
      littleEndian: base.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Element>.size, as: Element.self))
  }

  @inline(__always)
  subscript(paragraph: ParagraphID) -> Element { self[Int(paragraph)] }
}
