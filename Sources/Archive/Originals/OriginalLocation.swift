// OriginalLocation.swift — where a record stands, and how much of each WARC file is committed.

/// Where the gzip member of a record stands.
package struct OriginalLocation: Sendable, Hashable, Codable {
  /// Number of the WARC file, from 1.
  package var file: Int
  /// First byte of the member in its file.
  package var offset: Int
  /// Length of the member in bytes.
  package var length: Int

  package init(file: Int, offset: Int, length: Int) {
    self.file = file
    self.offset = offset
    self.length = length
  }

  package var fileName: String { OriginalFile.name(of: file) }
}

/// How many bytes of each WARC file are committed. The manifest keeps this value; what lies beyond
/// it, and files it does not name, do not exist for a reader and are cut off by the next writer.
package struct CommittedLengths: Sendable, Hashable {
  private var byteCounts: [Int: Int]

  /// Shape: file number → length in bytes.
  package init(_ byteCounts: [Int: Int] = [:]) { self.byteCounts = byteCounts }

  /// Numbers of the committed files, ascending.
  package var files: [Int] { byteCounts.keys.sorted() }

  /// All committed bytes.
  package var total: Int { byteCounts.values.reduce(0, +) }

  /// Committed length of a file in bytes; `nil` if none of it is committed.
  package subscript(file: Int) -> Int? {
    get { byteCounts[file] }
    set { byteCounts[file] = newValue }
  }
}
