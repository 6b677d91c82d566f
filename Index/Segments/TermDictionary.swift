// TermDictionary.swift — term → its posting list, in two levels for bigrams, sorted for words.

/// The term dictionary (词典) of one field.
///
/// Bigrams: a sorted row of first characters, each with its sorted second characters,
/// so that all terms which begin with a character stand side by side. Words: sorted by
/// their bytes. A term of 16 bits and 16 bits costs two bytes beside its `PostingPlace`.
struct TermDictionary {
  /// The sections of one field, in the order in which they are numbered.
  private let rows, rowStarts, seconds, bigrams, wordOffsets, words, wordPlaces: ByteRegion
  private let postings: ByteRegion
  /// Paragraphs, or documents in the title field.
  private let units: Int

  static let placeSize = 4

  /// - Parameter units: the paragraphs, or documents, that the lists may name.
  init(
    _ sections: [SectionID: ByteRegion], first: SectionID, units: UInt32, file: String
  ) throws(SegmentError) {
    func section(_ index: UInt32) throws(SegmentError) -> ByteRegion {
      guard let region = sections[first.field(index)] else {
        throw .damaged(file: file, offset: 0)
      }
      return region
    }
    rows = try section(0)
    rowStarts = try section(1)
    seconds = try section(2)
    bigrams = try section(3)
    wordOffsets = try section(4)
    words = try section(5)
    wordPlaces = try section(6)
    postings = try section(7)
    self.units = Int(units)
    // Where the lists end is a place, too.
    guard postings.count < PostingPlace.limit else {
      throw .damaged(file: file, offset: postings.range.lowerBound)
    }
  }

  /// The postings of a term; nil when no paragraph holds it.
  func find(_ key: TermKey) throws(SegmentError) -> PostingList? {
    switch key {
    case .bigram(let first, let second):
      let range = try row(first)
      let index = try seconds.lowerBound(of: second, in: range)
      guard index < range.upperBound, try seconds.u16(index) == second else { return nil }
      return try postings(index)
    case .word(let bytes):
      let index = try lowerBoundOfWord(bytes)
      guard index < wordCount, try word(index) == bytes else { return nil }
      return try postings(bigramCount + index)
    }
  }

  /// Every term that begins with the Han character `scalar`: its pairs, and the end of
  /// a run.
  func row(of scalar: UInt32) throws(SegmentError) -> [PostingList] {
    var lists: [PostingList] = []
    if scalar <= 0xffff {
      for index in try row(UInt16(scalar)) { lists.append(try postings(index)) }
    }
    guard let character = Unicode.Scalar(scalar) else { return lists }
    let prefix = Array(String(Character(character)).utf8)
    var index = try lowerBoundOfWord(prefix)
    while index < wordCount, try word(index).starts(with: prefix) {
      lists.append(try postings(bigramCount + index))
      index += 1
    }
    return lists
  }

  /// The share of all postings, by their bytes, of the pairs that begin with a Han character,
  /// 0 … 1.
  func share(ofRow scalar: UInt32) throws(SegmentError) -> Double {
    guard scalar <= 0xffff else { return 0 }
    let row = try row(UInt16(scalar))
    if row.isEmpty { return 0 }
    let (start, end) = (try place(row.lowerBound).offset, try place(row.upperBound).offset)
    guard start <= end, end <= postings.count else {
      throw .damaged(file: rows.file.name, offset: rows.range.lowerBound)
    }
    return Double(end - start) / Double(max(1, postings.count))
  }

  /// Every term in order, numbered from 0.
  func terms() throws(SegmentError) -> SortedTerms {
    var terms = SortedTerms()
    terms.bigrams.reserveCapacity(bigramCount)
    for row in 0..<rows.count / 2 {
      let first = UInt32(try rows.u16(row)) << 16
      let range = try rowStarts.range(row)
      guard range.lowerBound == terms.bigrams.count, range.upperBound <= bigramCount else {
        throw .damaged(file: rows.file.name, offset: rowStarts.range.lowerBound + 4 * row)
      }
      for index in range { terms.bigrams.append(first | UInt32(try seconds.u16(index))) }
    }
    guard terms.bigrams.count == bigramCount else {
      throw .damaged(file: rows.file.name, offset: rows.range.lowerBound)
    }
    for index in 0..<wordCount { terms.words.append(try word(index)) }
    terms.numbers = (0..<UInt32(bigramCount + wordCount)).map { $0 }
    return terms
  }

  /// The postings of the term with a number.
  func postings(_ number: Int) throws(SegmentError) -> PostingList {
    try PostingList(
      try place(number), end: try place(number + 1).offset, in: postings, units: units)
  }

  /// About how many bytes the postings of a term take.
  func byteCount(_ number: Int) throws(SegmentError) -> Int {
    try place(number + 1).offset - place(number).offset
  }

  /// The place of a term's list; one past the last is where the lists end.
  private func place(_ number: Int) throws(SegmentError) -> PostingPlace {
    if number < bigramCount { return PostingPlace(rawValue: try bigrams.u32(number)) }
    let word = number - bigramCount
    return PostingPlace(
      rawValue: word == wordCount ? UInt32(postings.count) : try wordPlaces.u32(word))
  }

  private var bigramCount: Int { bigrams.count / Self.placeSize }
  private var wordCount: Int { wordPlaces.count / Self.placeSize }

  private func row(_ first: UInt16) throws(SegmentError) -> Range<Int> {
    let rowCount = rows.count / 2
    let index = try rows.lowerBound(of: first, in: 0..<rowCount)
    guard index < rowCount, try rows.u16(index) == first else { return 0..<0 }
    let range = try rowStarts.range(index)
    guard range.upperBound <= bigramCount else {
      throw .damaged(file: rows.file.name, offset: rowStarts.range.lowerBound + 4 * index)
    }
    return range
  }

  private func lowerBoundOfWord(_ bytes: [UInt8]) throws(SegmentError) -> Int {
    try lowerBound(0..<wordCount) { index throws(SegmentError) in
      try words.precedes(try wordOffsets.range(index), bytes)
    }
  }

  private func word(_ index: Int) throws(SegmentError) -> [UInt8] {
    try words.bytes(try wordOffsets.range(index))
  }
}
