// LengthCodes.swift — the lengths of all paragraphs of a segment, a byte each.
// A fence file: keeps an address in a mapped file.

/// One code of a length a paragraph, checked once and then read without more ado.
@safe struct LengthCodes: @unchecked Sendable {
  let count: Int
  private let file: MappedFile
  /// As long as `file` lives.
  let base: UnsafePointer<UInt8>

  init(_ region: ByteRegion, count: Int) throws(SegmentError) {
    guard region.count == count else {
      throw .damaged(file: region.file.name, offset: region.range.lowerBound)
    }
    file = region.file
    self.count = count
    let range = try region.require(0..<count)
    unsafe base = file.address(of: range).assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  subscript(paragraph: ParagraphID) -> UInt8 {
    precondition(paragraph < count)
    return unsafe base[Int(paragraph)]
  }
}
