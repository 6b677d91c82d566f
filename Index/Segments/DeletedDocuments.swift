// DeletedDocuments.swift — which documents of a segment are no longer there.
import SystemPackage

/// A bitmap beside a segment, written anew under a new name whenever it changes.
///
/// File: magic of 8 bytes · number of documents (u32) · number of words (u32) · words
/// (u64) · checksum of all before it (u32).
enum DeletedDocuments {
  static let magic: [UInt8] = Array("AnduDel1".utf8)

  /// Returns the checksum that the file ends with.
  @discardableResult
  static func write(_ deleted: Bitmap, to path: FilePath) throws(SegmentError) -> UInt32 {
    var writer = ByteWriter()
    writer.append(magic)
    writer.u32(UInt32(deleted.count))
    writer.u32(UInt32(deleted.words.count))
    for word in deleted.words { writer.u64(word) }
    let checksum = Checksum.of(writer.bytes)
    writer.u32(checksum)
    try AtomicFile.write([writer.bytes], to: path)
    return checksum
  }

  /// - Parameter checksum: what the file has to end with; nil when that is not known.
  static func read(
    _ path: FilePath, documents: Int, checksum: UInt32? = nil
  ) throws(SegmentError) -> Bitmap {
    let file = try MappedFile(path: path)
    let size = file.byteCount
    guard size >= 20, file.copy(0..<8) == magic else { throw .notASegment(file: file.name) }
    guard file.load(UInt32.self, at: size - 4) == file.checksum(of: 0..<size - 4),
      Int(file.load(UInt32.self, at: 8)) == documents,
      Int(file.load(UInt32.self, at: 12)) == (documents + 63) / 64,
      size == 20 + (documents + 63) / 64 * 8
    else { throw .damaged(file: file.name, offset: 8) }
    if let checksum, file.load(UInt32.self, at: size - 4) != checksum {
      throw .damaged(file: file.name, offset: size - 4)
    }
    let words = (0..<(documents + 63) / 64).map { file.load(UInt64.self, at: 16 + 8 * $0) }
    // A bit of no document would be counted among those that are gone.
    if documents % 64 != 0, let last = words.last, last >> UInt64(documents % 64) != 0 {
      throw .damaged(file: file.name, offset: size - 12)
    }
    return Bitmap(count: documents, words: words)
  }
}
