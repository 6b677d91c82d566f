// FieldEvidence.swift — how often the terms of a query stand in some paragraphs and their titles.

/// What is known of some paragraphs of a segment.
struct FieldEvidence {
  /// Increase.
  private let paragraphs: [ParagraphID]
  /// In counted tokens, rounded as the index keeps them; parallel to `paragraphs`.
  private(set) var lengths: [Int] = []
  /// Row of each paragraph in `titles`; parallel to `paragraphs`.
  private var rows: [Int] = []
  /// A row of the query's terms for each paragraph; frequencies above 255 are 255.
  private var bodies: [UInt8]
  /// A row of the query's terms for each document.
  private var titles: [UInt8]
  /// In bytes; one for each row of `titles`.
  private var titleLengths: [Int] = []
  private var characterScores: [Float] = []
  /// Share of a whole match, by slot.
  private var articles: [Int: Float] = [:]
  private let termCount: Int
  /// The largest weight of the query that one paragraph and its title hold.
  private(set) var largestCoverage: Float = 0

  init(
    _ query: RankedQuery, _ paragraphs: [ParagraphID], in reader: SegmentReader, _ segment: Int,
    _ weights: QueryWeights
  ) throws(SegmentError) {
    self.paragraphs = paragraphs
    termCount = query.terms.count
    bodies = [UInt8](repeating: 0, count: termCount * paragraphs.count)
    let codes = try reader.lengthCodes()
    var distinct: [ParagraphID] = []
    for (paragraph, document) in zip(paragraphs, try reader.documents(of: paragraphs)) {
      lengths.append(LengthCode.lengths[Int(codes[paragraph])])
      if distinct.last.map({ Int($0) != document }) ?? true {
        distinct.append(ParagraphID(document))
        titleLengths.append(try reader.titleByteCount(of: document))
      }
      rows.append(distinct.count - 1)
    }
    titles = [UInt8](repeating: 0, count: termCount * distinct.count)
    for (index, term) in query.terms.enumerated() {
      if let list = weights.list(term.key, inSegment: segment) {
        try Self.fill(&bodies, index, termCount, list, at: paragraphs)
      }
      if let list = try reader.title.find(term.key) {
        try Self.fill(&titles, index, termCount, list, at: distinct)
      }
    }
    for slot in paragraphs.indices {
      var held: Float = 0
      for (index, term) in query.terms.enumerated()
      where body(slot, index) > 0 || title(rows[slot], index) > 0 { held += term.weight }
      largestCoverage = max(largestCoverage, held)
    }
    try findArticles(query, in: reader)
  }

  private static func fill(
    _ counts: inout [UInt8], _ term: Int, _ width: Int, _ list: PostingList,
    at wanted: [ParagraphID]
  ) throws(SegmentError) {
    var cursor = PostingCursor(list)
    for (slot, id) in wanted.enumerated() {
      let found = try cursor.advance(to: id)
      if found == id { counts[slot * width + term] = UInt8(min(255, cursor.frequency)) }
      if found == PostingCursor.end { break }
    }
  }

  private mutating func findArticles(
    _ query: RankedQuery, in reader: SegmentReader
  ) throws(SegmentError) {
    guard !query.articles.isEmpty else { return }
    let analyzer = Analyzer()
    func folded(_ bytes: [UInt8]) -> [UInt32] {
      analyzer.fold(String(decoding: bytes, as: UTF8.self)).scalars
    }
    for slot in paragraphs.indices {
      for article in query.articles where article.terms.allSatisfy({ body(slot, $0) > 0 }) {
        let start = try reader.textBytes(
          of: Int(paragraphs[slot]), scalars: article.number.count + 4)
        guard ArticleNumber.begins(folded(start), with: article.number) else { continue }
        let document = try reader.document(of: Int(paragraphs[slot]))
        let title = folded(try reader.titleBytes(of: document))
        let isNamed = query.names.contains { Self.title(title, endsWith: $0) }
        articles[slot] = isNamed ? 1 : Self.unnamed
      }
    }
  }

  /// What the right number is worth in a document that has another name.
  private static let unnamed: Float = 0.6

  /// Whether a title is the name, but for what may stand before it and a version behind it:
  /// `中华人民共和国公司法(2023修订)` is `公司法`, `公司法实施办法` is not.
  private static func title(_ title: [UInt32], endsWith name: [UInt32]) -> Bool {
    let (open, close): (UInt32, UInt32) = (0x28, 0x29)
    var title = title[...]
    if title.last == close, let start = title.lastIndex(of: open) { title = title[..<start] }
    return title.count >= name.count && title.suffix(name.count).elementsEqual(name)
  }

  /// Scores the single characters of the query in every paragraph.
  mutating func readCharacters(
    _ query: RankedQuery, in reader: SegmentReader, averageLength: Float
  ) throws(SegmentError) {
    var counts = CharacterCounts(query.characters)
    var text: [UInt8] = []
    for (slot, paragraph) in paragraphs.enumerated() {
      text.removeAll(keepingCapacity: true)
      try reader.texts.read(Int(paragraph), into: &text)
      let length = Float(lengths[slot]) / averageLength
      let norm =
        RankingProfile.characterSaturation
        * (1 - RankingProfile.characterNormalization
          + RankingProfile.characterNormalization * length)
      characterScores.append(RankingProfile.characterWeight * counts.score(text, norm: norm))
    }
  }

  /// The index of one of the paragraphs.
  func slot(of paragraph: ParagraphID) -> Int { paragraphs.partitioningIndex { $0 >= paragraph } }

  func titleRow(of slot: Int) -> Int { rows[slot] }
  func titleLength(of row: Int) -> Int { titleLengths[row] }
  func body(_ slot: Int, _ term: Int) -> UInt8 { bodies[slot * termCount + term] }
  func title(_ row: Int, _ term: Int) -> UInt8 { titles[row * termCount + term] }
  /// 0 until they are read.
  func characterScore(_ slot: Int) -> Float {
    characterScores.isEmpty ? 0 : characterScores[slot]
  }
  /// How far the paragraph is the article that the query asks for by its number, 0 … 1.
  func articleShare(_ slot: Int) -> Float { articles[slot] ?? 0 }
}

/// Counts the Han characters of a query in texts, all of them in one pass.
private struct CharacterCounts {
  private let characters: [RankedQuery.Character]
  /// Index of a character by the low bits of its scalar; chains by `next`.
  private var first = [Int16](repeating: -1, count: 256)
  private var next: [Int16]
  private var counts: [Int32]

  init(_ characters: [RankedQuery.Character]) {
    self.characters = Array(characters.prefix(Int(Int16.max)))
    next = self.characters.map { _ in -1 }
    counts = self.characters.map { _ in 0 }
    for (index, character) in self.characters.enumerated() {
      next[index] = first[Int(character.scalar & 255)]
      first[Int(character.scalar & 255)] = Int16(index)
    }
  }

  /// The sum of what the characters of a UTF-8 text weigh.
  mutating func score(_ text: [UInt8], norm: Float) -> Float {
    for index in counts.indices { counts[index] = 0 }
    let text = text.span
    var index = 0
    while index + 2 < text.count {
      let lead = text[index]
      guard lead & 0xf0 == 0xe0 else {
        index += 1
        continue
      }
      let low = UInt32(text[index + 1] & 63) << 6 | UInt32(text[index + 2] & 63)
      let scalar = UInt32(lead & 15) << 12 | low
      var candidate = first[Int(scalar & 255)]
      while candidate >= 0 {
        if characters[Int(candidate)].scalar == scalar { counts[Int(candidate)] += 1 }
        candidate = next[Int(candidate)]
      }
      index += 3
    }
    var sum: Float = 0
    for index in counts.indices where counts[index] > 0 {
      let count = Float(counts[index])
      sum += characters[index].weight * count / (count + norm)
    }
    return sum
  }
}
