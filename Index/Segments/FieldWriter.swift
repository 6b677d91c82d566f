// FieldWriter.swift — the postings of one field, term by term → its dictionary and lists.

/// Whence the postings of a field come, for each of its terms.
protocol PostingSource: Sendable {
  /// In the order in which they are written.
  var terms: TermUnion { get }
  /// About how many postings a term has.
  func size(of term: Int) -> Int
  func read(_ term: Int, into postings: inout PostingBuffer) throws(SegmentError)
}

/// Writes the eight sections of a field, on several threads at once.
struct FieldWriter {
  /// About how many postings a thread writes before the lists go into the file.
  private static let batchSize = 1 << 19

  let formula: BM25
  /// Length codes of all units.
  let lengths: [UInt8]
  let threads: Int

  /// What one thread does of a batch.
  private struct Share: Sendable {
    var terms = 0..<0
    var writer: PostingWriter
    var postings = PostingBuffer()
    /// Parallel to `terms`; nil for a term without postings, which is left out.
    var places: [PostingPlace?] = []
    var failure: SegmentError?

    mutating func write(_ source: some PostingSource) {
      writer.removeAll()
      places.removeAll(keepingCapacity: true)
      do {
        for term in terms {
          try source.read(term, into: &postings)
          places.append(postings.ids.isEmpty ? nil : writer.write(postings))
        }
      } catch {
        failure = error
      }
    }
  }

  /// Writes what `source` has; `first` is the number of the field's first section.
  ///
  /// - Parameter afterBatch: called whenever lists went into the file.
  func write(
    _ source: some PostingSource, from first: SectionID, to file: inout SegmentFileWriter,
    afterBatch: () -> Void = {}
  ) throws(SegmentError) {
    var dictionary = TermDictionaryWriter()
    let writer = PostingWriter(formula: formula, lengths: lengths)
    var shares = [Share](repeating: Share(writer: writer), count: threads)
    var (next, offset) = (0, 0)
    try file.begin(first.field(7))
    while next < source.terms.count {
      for index in shares.indices {
        let start = next
        var size = 0
        while next < source.terms.count, size < Self.batchSize {
          size += source.size(of: next)
          next += 1
        }
        shares[index].terms = start..<next
      }
      forEachConcurrently(&shares) { $0.write(source) }
      for share in shares where !share.terms.isEmpty {
        if let failure = share.failure { throw failure }
        let end = offset + share.writer.output.count
        // Where the lists end is a place, too.
        guard end < PostingPlace.limit else { throw .tooLarge(what: "the posting lists") }
        for (term, place) in zip(share.terms, share.places) {
          guard let place else { continue }
          dictionary.add(source.terms.key(of: term), at: place.moved(by: offset))
        }
        try file.append(share.writer.output.bytes)
        offset = end
      }
      afterBatch()
    }
    try dictionary.write(from: first, to: &file)
  }
}

/// Collects the terms of a field, in order, with the places of their lists.
private struct TermDictionaryWriter {
  private var rows = ByteWriter()
  private var rowStarts = ByteWriter()
  private var seconds = ByteWriter()
  private var bigrams = ByteWriter()
  private var wordOffsets = ByteWriter()
  private var words = ByteWriter()
  private var wordPlaces = ByteWriter()
  private var lastFirst: UInt16?

  mutating func add(_ key: TermKey, at place: PostingPlace) {
    switch key {
    case .bigram(let first, let second):
      if first != lastFirst {
        rows.u16(first)
        rowStarts.u32(UInt32(seconds.count / 2))
        lastFirst = first
      }
      seconds.u16(second)
      bigrams.u32(place.rawValue)
    case .word(let bytes):
      wordOffsets.u32(UInt32(words.count))
      words.append(bytes)
      wordPlaces.u32(place.rawValue)
    }
  }

  mutating func write(
    from first: SectionID, to file: inout SegmentFileWriter
  ) throws(SegmentError) {
    rowStarts.u32(UInt32(seconds.count / 2))
    wordOffsets.u32(UInt32(words.count))
    let parts = [rows, rowStarts, seconds, bigrams, wordOffsets, words, wordPlaces]
    for (index, part) in parts.enumerated() {
      try file.section(first.field(UInt32(index)), part.bytes)
    }
  }
}
