// OriginalError.swift — what can go wrong with the store of original bytes.
package import SystemPackage

/// Why a stored record cannot be trusted. The text completes “file, byte n: …”.
package enum OriginalDamage: String, Error, Sendable, Hashable, CaseIterable {
  case memberHeader = "no record begins here"
  case memberLength = "the record's stated length cannot be true"
  case memberChecksum = "the compressed bytes do not match their checksum"
  case compressedBytes = "the record cannot be decompressed"
  case tooLarge = "the record is larger than Andu accepts"
  case warcHeader = "the WARC header cannot be read"
  case blockLength = "the block is not as long as its header says"
  case digest = "the block does not match its SHA-256 digest"
  case foreignFile = "the file does not begin with a warcinfo record of its name and archive"
  case otherRecord = "another record stands here than the index names"
}

extension OriginalDamage: CustomStringConvertible {
  package var description: String { rawValue }
}

/// What can go wrong in the store of original bytes: with the files, with what was to be
/// written, or with the system.
package enum OriginalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Bytes on disk are not what was written. `offset` is in bytes from the file's start.
  case damaged(file: String, offset: Int, OriginalDamage)
  case missingFile(String)
  /// The file ends before its committed length (both in bytes).
  case shortFile(String, length: Int, committed: Int)
  /// A location that no committed record can have.
  case notCommitted(OriginalLocation)
  /// A value that cannot stand in a WARC header.
  case invalidField(name: String, value: String)
  /// A block over the limit (both in bytes).
  case blockTooLarge(byteCount: Int, limit: Int)
  /// A system call failed on `path`.
  case system(operation: String, path: String, Errno)

  static func otherRecord(at location: OriginalLocation) -> Self {
    .damaged(file: location.fileName, offset: location.offset, .otherRecord)
  }

  private static let wayOut =
    "restore it from a backup, or keep the rest with `andu verify --repair`"

  package var description: String {
    switch self {
    case .damaged(let file, let offset, let damage):
      "\(file), byte \(offset): \(damage.rawValue); \(Self.wayOut)"
    case .missingFile(let file):
      "\(file) is missing; \(Self.wayOut)"
    case .shortFile(let file, let length, let committed):
      "\(file) has \(length) bytes where \(committed) are committed; \(Self.wayOut)"
    case .notCommitted(let location):
      "no committed record at byte \(location.offset) of original file \(location.file)"
    case .invalidField(let name, let value):
      "header field \(name) cannot hold \(value.debugDescription)"
    case .blockTooLarge(let byteCount, let limit):
      "\(byteCount) bytes are more than the \(limit) a record may hold"
    case .system(let operation, let path, .noSpace):
      "cannot \(operation) \(path): the disk is full; what was committed is safe"
    case .system(let operation, let path, let errno):
      "cannot \(operation) \(path): \(errno)"
    }
  }
}
