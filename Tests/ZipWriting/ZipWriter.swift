// ZipWriter.swift — entries, true or false → the bytes of a ZIP archive, for tests.
import CZlib

/// Writes archives as PKWARE's APPNOTE has them, and others: what an entry says of itself can be
/// changed before it is written.
package struct ZipWriter {
  package struct Entry {
    package var name: [UInt8]
    /// As stored in the archive.
    package var packed: [UInt8]
    package var method: UInt16
    package var flags: UInt16 = 1 << 11
    package var checksum: UInt32
    package var size: Int
    package var compressedSize: Int
    /// Where the directory says that the entry stands; nil is the truth.
    package var offset: Int?
    /// The name in the local header, when it is another.
    package var localName: [UInt8]?
    /// Sizes and offset stand in a ZIP64 field.
    package var isZip64 = false

    package init(_ name: String, _ content: [UInt8], isDeflated: Bool = false) {
      self.name = Array(name.utf8)
      packed = isDeflated ? ZipWriter.deflated(content) : content
      method = isDeflated ? 8 : 0
      checksum = content.withUnsafeBufferPointer {
        UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count)))
      }
      size = content.count
      compressedSize = packed.count
    }
  }

  package var entries: [Entry]
  package var comment: [UInt8] = []
  /// Stands before the archive.
  package var prefix: [UInt8] = []
  package var isZip64 = false

  package init(_ entries: [Entry]) { self.entries = entries }

  /// An archive of texts, stored.
  package static func archive(_ texts: [(String, String)]) -> [UInt8] {
    ZipWriter(texts.map { Entry($0.0, Array($0.1.utf8)) }).bytes
  }

  package var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = file.count
      let local = entry.localName ?? entry.name
      file += number(0x0403_4B50, 4) + number(20, 2) + number(Int(entry.flags), 2)
      file += number(Int(entry.method), 2) + number(0, 4) + number(Int(entry.checksum), 4)
      file += number(entry.compressedSize, 4) + number(entry.size, 4)
      file += number(local.count, 2) + number(0, 2) + local + entry.packed
      let place = entry.offset ?? offset
      let extra =
        entry.isZip64
        ? number(1, 2) + number(24, 2) + number(entry.size, 8) + number(entry.compressedSize, 8)
          + number(place, 8) : []
      let full = 0xFFFF_FFFF
      directory += number(0x0201_4B50, 4) + number(45, 2) + number(45, 2)
      directory += number(Int(entry.flags), 2) + number(Int(entry.method), 2) + number(0, 4)
      directory += number(Int(entry.checksum), 4)
      directory += number(entry.isZip64 ? full : entry.compressedSize, 4)
      directory += number(entry.isZip64 ? full : entry.size, 4)
      directory += number(entry.name.count, 2) + number(extra.count, 2) + number(0, 2 + 2 + 2 + 4)
      directory += number(entry.isZip64 ? full : place, 4) + entry.name + extra
    }
    let start = file.count
    file += directory
    if isZip64 {
      let record = prefix.count + file.count
      file += number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
      file += number(entries.count, 8) + number(entries.count, 8)
      file += number(directory.count, 8) + number(start, 8)
      file += number(0x0706_4B50, 4) + number(0, 4) + number(record, 8) + number(1, 4)
    }
    let (count, size) = isZip64 ? (0xFFFF, 0xFFFF_FFFF) : (entries.count, directory.count)
    file += number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
    file += number(size, 4) + number(isZip64 ? 0xFFFF_FFFF : start, 4)
    return prefix + file + number(comment.count, 2) + comment
  }

  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
  }

  /// A bare deflate stream at the highest level.
  package static func deflated(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard andu_deflate_init(&stream, 9, -15) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: content.count + content.count / 100 + 64)
    var content = content
    let count = content.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = deflate(&stream, Z_FINISH)
        return target.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }
}
