// ZipEntry.swift — one file or folder that a ZIP archive names.

/// What the central directory says of an entry (4.3.12); nothing of it has been proved yet.
package struct ZipEntry: Sendable, Hashable {
  /// The name as it stands: UTF-8, or the code page of whoever packed it.
  package var nameBytes: [UInt8]
  /// General purpose bits (4.4.4).
  package var flags: Int
  /// 0 stored, 8 deflated (4.4.5).
  package var method: Int
  package var checksum: UInt32
  /// In bytes, packed and unpacked.
  package var compressedSize: Int
  package var size: Int
  /// From the start of the archive's bytes, which need not be the start of a file.
  var headerOffset: Int
  /// Where the next entry or the directory begins: this one ends before it.
  var roomEnd = 0

  /// `nameBytes` as UTF-8, with U+FFFD for what is none.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }

  package var isFolder: Bool { nameBytes.last == UInt8(ascii: "/") }

  /// The content, or the directory itself (bits 0, 6 and 13).
  package var isEncrypted: Bool { flags & (1 | 1 << 6 | 1 << 13) != 0 }

  var what: String { "entry \(name)" }
}
