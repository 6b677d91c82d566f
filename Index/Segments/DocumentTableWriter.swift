// DocumentTableWriter.swift — what is kept of each document beside its text → sections.

/// Collects titles, records, columns and keys, document by document.
struct DocumentTableWriter: Sendable {
  private var paragraphStarts = ByteWriter()
  private var titleOffsets = ByteWriter()
  private var titles = ByteWriter()
  private var recordOffsets = ByteWriter()
  private var records = ByteWriter()
  private var numbers: [[UInt32]] = []
  private var strings: [[String]] = []
  private var keys: [(bytes: [UInt8], document: UInt32)] = []
  private(set) var documentCount = 0
  private(set) var paragraphCount = 0

  var numberColumnCount: Int { numbers.count }
  var stringColumnCount: Int { strings.count }

  /// Adds the next document, which has `paragraphCount` paragraphs; its own are not looked at.
  mutating func add(_ document: DocumentInput, paragraphCount: Int) throws(SegmentError) {
    guard records.count + document.record.count < 1 << 31, titles.count < 1 << 31 else {
      throw .tooLarge(what: "the records")
    }
    if documentCount == 0 {
      numbers = document.numbers.map { _ in [] }
      strings = document.strings.map { _ in [] }
    }
    precondition(
      document.numbers.count == numbers.count && document.strings.count == strings.count,
      "every document has a value in every column")
    paragraphStarts.u32(UInt32(self.paragraphCount))
    titleOffsets.u32(UInt32(titles.count))
    titles.append(document.title.utf8)
    recordOffsets.u32(UInt32(records.count))
    records.append(document.record)
    for (column, number) in document.numbers.enumerated() { numbers[column].append(number) }
    for (column, string) in document.strings.enumerated() { strings[column].append(string) }
    for key in document.keys { keys.append((key, UInt32(documentCount))) }
    self.paragraphCount += paragraphCount
    documentCount += 1
  }

  /// Writes the sections; nothing is added after that.
  mutating func write(to file: inout SegmentFileWriter) throws(SegmentError) {
    paragraphStarts.u32(UInt32(paragraphCount))
    titleOffsets.u32(UInt32(titles.count))
    recordOffsets.u32(UInt32(records.count))
    try file.section(.documentStarts, paragraphStarts.bytes)
    try file.section(.titleOffsets, titleOffsets.bytes)
    try file.section(.titles, titles.bytes)
    try file.section(.recordOffsets, recordOffsets.bytes)
    try file.section(.records, records.bytes)
    try writeNumbers(to: &file)
    try writeKeys(to: &file)
    try writeStrings(to: &file)
  }

  private func writeNumbers(to file: inout SegmentFileWriter) throws(SegmentError) {
    var writer = ByteWriter()
    for column in numbers {
      for number in column { writer.u32(number) }
    }
    try file.section(.numbers, writer.bytes)
  }

  private func writeKeys(to file: inout SegmentFileWriter) throws(SegmentError) {
    var offsets = ByteWriter()
    var bytes = ByteWriter()
    var documents = ByteWriter()
    let sorted = keys.sorted { left, right in
      left.bytes == right.bytes
        ? left.document < right.document : left.bytes.lexicographicallyPrecedes(right.bytes)
    }
    for (key, document) in sorted {
      offsets.u32(UInt32(bytes.count))
      bytes.append(key)
      documents.u32(document)
    }
    offsets.u32(UInt32(bytes.count))
    try file.section(.keyOffsets, offsets.bytes)
    try file.section(.keys, bytes.bytes)
    try file.section(.keyDocuments, documents.bytes)
  }

  /// Each column is its distinct strings in order, and a number into them a document.
  private func writeStrings(to file: inout SegmentFileWriter) throws(SegmentError) {
    var columns = ByteWriter()
    var offsets = ByteWriter()
    var bytes = ByteWriter()
    var ordinals = ByteWriter()
    var first: UInt32 = 0
    for column in strings {
      // As bytes: as a `String`, one of two forms of a character would stand for both.
      let column = column.map { Array($0.utf8) }
      let distinct = Set(column).sorted { $0.lexicographicallyPrecedes($1) }
      columns.u32(first)
      var ordinal: [[UInt8]: UInt32] = [:]
      for string in distinct {
        ordinal[string] = first
        first += 1
        offsets.u32(UInt32(bytes.count))
        bytes.append(string)
      }
      for string in column { ordinals.u32(ordinal[string] ?? 0) }
    }
    columns.u32(first)
    offsets.u32(UInt32(bytes.count))
    try file.section(.stringColumns, columns.bytes)
    try file.section(.stringOffsets, offsets.bytes)
    try file.section(.strings, bytes.bytes)
    try file.section(.stringOrdinals, ordinals.bytes)
  }
}
