// Archive+Export.swift — a selection of documents and their originals, out of the archive.
internal import Extraction
internal import SearchIndex

extension Archive {
  /// The documents that are to leave the archive.
  package struct Selection: Sendable {
    let documents: [DocumentPlace]

    package var count: Int { documents.count }
  }

  /// The documents that meet the conditions, in the order in which they were added.
  ///
  /// - Parameter query: in one of whose paragraphs this is found in full; nil for all of them.
  package func select(
    _ conditions: [DocumentCondition], query words: String? = nil
  ) throws -> Selection {
    guard let words else {
      return Selection(documents: try index.documents(matching: conditions.map(\.filter)))
    }
    let query = try query(words, conditions)
    var options = SearchOptions()
    options.limit = 0
    options.countsOccurrences = true
    options.filters = conditions.map(\.filter)
    let found = try index.search(query, options).counts ?? []
    return Selection(documents: found.map(\.place).sorted())
  }

  /// Gives `body` what `form` makes of each of the documents, in order; all cores make it, of a few
  /// documents at a time.
  package func forEach<Form: Sendable>(
    in selection: Selection, form: @Sendable (StoredDocument) throws -> Form,
    _ body: (Form) throws -> Void
  ) throws {
    for start in stride(from: 0, to: selection.count, by: Self.documentsAtOnce) {
      let documents = Array(selection.documents[start...].prefix(Self.documentsAtOnce))
      let forms = concurrentMap(documents) { place in
        Result { try form(try storedDocument(at: place)) }
      }
      for made in forms { try body(made.get()) }
    }
  }

  private static let documentsAtOnce = 64

  /// The originals of the documents, all versions and what programs made of them, as a WARC file.
  ///
  /// - Parameters:
  ///   - file: the name of the file, for its first record.
  ///   - annotated: whether what people added goes along.
  ///   - write: is given the file, piece by piece.
  /// - Returns: how many originals there are.
  package func exportOriginals(
    of selection: Selection, file: String, annotated: Bool, _ write: ([UInt8]) throws -> Void
  ) throws -> Int {
    try write(
      OriginalRecord.information(
        file: file, software: ArchiveWriter.software, date: ArchiveWriter.now()
      ).member())
    var count = 0
    var ids: Set<String> = []
    var digests: Set<String> = []
    for place in selection.documents {
      let record = try record(at: place)
      ids.insert(record.id)
      // Oldest first, as they went in.
      for version in record.versions.reversed() {
        digests.insert(version.sha256)
        let (original, conversion) = try stored(version)
        try write(original.member())
        if let conversion { try write(conversion.member()) }
        count += 1
      }
    }
    if annotated {
      try annotations.forEachRecord { record, _ in
        guard let event = AnnotationLog.event(in: record),
          ids.contains(event.document) || digests.contains(event.sha256)
        else { return }
        try write(record.member())
      }
    }
    return count
  }
}

extension StoredDocument {
  /// The document as a line of JSON, without its end.
  package func jsonLine() throws -> [UInt8] { try ImportedDocument(record, paragraphs).line() }
}
