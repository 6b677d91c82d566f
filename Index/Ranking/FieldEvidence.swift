// FieldEvidence.swift — how often the terms of a query stand in some paragraphs and their titles.

/// What is known of some paragraphs of a segment.
struct FieldEvidence {
  /// Those that were asked for, and the headings above them where those are read; increase.
  let paragraphs: [ParagraphID]
  /// Slot of the heading that each paragraph stands under; empty unless headings are read.
  private var headings: [Int?] = []
  /// In counted tokens, rounded as the index keeps them; parallel to `paragraphs`.
  private(set) var lengths: [Int] = []
  /// Of a kind that names and tells nothing; parallel to `paragraphs`.
  private var areAsides: [Bool] = []
  /// Row of each paragraph in `titles`; parallel to `paragraphs`.
  private var rows: [Int] = []
  /// A row of the query's terms for each paragraph; frequencies above 255 are 255.
  private var bodies: [UInt8]
  /// A row of the query's terms for each document.
  private var titles: [UInt8]
  /// The weight of the name in the query that the title is, 0 of none; one for each row of `titles`.
  private(set) var nameWeights: [Float] = []
  /// In bytes; one for each row of `titles`.
  private var titleLengths: [Int] = []
  /// A row of the query's terms for each document as a whole, where those were asked for.
  private var wholes: [UInt32] = []
  /// In counted tokens, of each row of `wholes`; empty unless whole documents were asked for.
  private(set) var documentLengths: [Int] = []
  private var characterScores: [Float] = []
  /// Share of a whole match, by slot.
  private var articles: [Int: Float] = [:]
  private let termCount: Int
  /// The weight of the query that a paragraph, its heading and its title hold; parallel to
  /// `paragraphs`.
  private(set) var held: [Float] = []

  /// - Parameters:
  ///   - wanted: increase.
  ///   - readsHeadings: what a heading says counts for what is below it, and little for itself.
  ///   - wholeDocuments: what all paragraphs of their documents hold is counted, too.
  init(
    _ query: RankedQuery, _ wanted: [ParagraphID], in reader: SegmentReader, _ segment: Int,
    _ weights: QueryWeights, asides: Set<UInt8>, readsHeadings: Bool = false,
    wholeDocuments: Bool = false
  ) throws(SegmentError) {
    let above = readsHeadings ? try reader.nearestHeadings(above: wanted) : []
    let paragraphs =
      above.isEmpty ? wanted : Set(wanted).union(above.compactMap(\.self)).sorted()
    self.paragraphs = paragraphs
    termCount = query.terms.count
    bodies = [UInt8](repeating: 0, count: termCount * paragraphs.count)
    var isAside = [Bool](repeating: false, count: 256)
    for kind in asides { isAside[Int(kind)] = true }
    lengths.reserveCapacity(paragraphs.count)
    areAsides.reserveCapacity(paragraphs.count)
    rows.reserveCapacity(paragraphs.count)
    var documents: [ParagraphID] = []
    for (paragraph, document) in zip(paragraphs, try reader.documents(of: paragraphs)) {
      let length = LengthCode.lengths[Int(try reader.lengthCode(of: Int(paragraph)))]
      lengths.append(length)
      if documents.last.map({ Int($0) != document }) ?? true {
        documents.append(ParagraphID(document))
        titleLengths.append(try reader.titleByteCount(of: document))
      }
      rows.append(documents.count - 1)
      let isTitle = try Self.repeatsTitle(paragraph, length, of: document, in: reader)
      let isHeading = readsHeadings ? try reader.isHeading(Int(paragraph)) : false
      areAsides.append(
        isAside[Int(try reader.kind(of: Int(paragraph)))] || isTitle || isHeading)
    }
    if !above.isEmpty {
      headings = [Int?](repeating: nil, count: paragraphs.count)
      for (paragraph, heading) in zip(wanted, above) {
        headings[paragraphs.firstIndex(notBelow: paragraph)] = heading.map {
          paragraphs.firstIndex(notBelow: $0)
        }
      }
    }
    titles = [UInt8](repeating: 0, count: termCount * documents.count)
    var ranges: [Range<Int>] = []
    if wholeDocuments {
      wholes = [UInt32](repeating: 0, count: titles.count)
      for document in documents {
        let range = try reader.paragraphs(of: Int(document))
        ranges.append(range)
        let codes = try reader.lengthCodes(of: range)
        documentLengths.append(
          range.reduce(0) { $0 + LengthCode.lengths[Int(codes[ParagraphID($1)])] })
      }
    }
    for (index, term) in query.terms.enumerated() {
      if let list = weights.list(term.key, inSegment: segment) {
        if wholeDocuments {
          try fill(index, list, in: ranges)
        } else {
          try Self.fill(&bodies, index, termCount, list, at: paragraphs)
        }
      }
      if let list = try reader.title.find(term.key) {
        try Self.fill(&titles, index, termCount, list, at: documents)
      }
    }
    for (row, document) in documents.enumerated() {
      nameWeights.append(try nameWeight(of: document, row, query, in: reader))
    }
    held.reserveCapacity(paragraphs.count)
    for slot in paragraphs.indices {
      var held: Float = 0
      for (index, term) in query.terms.enumerated()
      where body(slot, index) > 0 || title(rows[slot], index) > 0 || heading(slot, index) > 0 {
        held += term.weight
      }
      self.held.append(held)
    }
    try findArticles(query, in: reader)
  }

  /// Whether a paragraph of `length` counted tokens is the title again.
  private static func repeatsTitle(
    _ paragraph: ParagraphID, _ length: Int, of document: DocumentID, in reader: SegmentReader
  ) throws(SegmentError) -> Bool {
    // Three bytes a Han character, and most lengths rounded.
    let scalars = try reader.titleByteCount(of: document) / 3
    guard abs(length - scalars) <= 2 + scalars / 8 else { return false }
    return try reader.textBytes(of: Int(paragraph), scalars: scalars + 8)
      == reader.titleBytes(of: document)
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

  /// Counts a term in whole documents, and on the way in the paragraphs.
  private mutating func fill(
    _ term: Int, _ list: PostingList, in ranges: [Range<Int>]
  ) throws(SegmentError) {
    var cursor = PostingCursor(list)
    var slot = 0
    for (row, range) in ranges.enumerated() {
      var found = try cursor.advance(to: ParagraphID(range.lowerBound))
      while found < range.upperBound {
        let frequency = cursor.frequency
        wholes[row * termCount + term] &+= frequency
        while slot < paragraphs.count, paragraphs[slot] < found { slot += 1 }
        if slot < paragraphs.count, paragraphs[slot] == found {
          bodies[slot * termCount + term] = UInt8(min(255, frequency))
        }
        found = try cursor.next()
      }
      if found == PostingCursor.end { break }
    }
  }

  private func nameWeight(
    of document: ParagraphID, _ row: Int, _ query: RankedQuery, in reader: SegmentReader
  ) throws(SegmentError) -> Float {
    let names = query.names.filter { $0.terms.allSatisfy { self.title(row, $0) > 0 } }
    if names.isEmpty { return 0 }
    let title = try reader.foldedTitle(of: Int(document))
    return names.reduce(0) { weight, name in
      DocumentName.is(name.scalars, title) ? max(weight, name.weight) : weight
    }
  }

  private mutating func findArticles(
    _ query: RankedQuery, in reader: SegmentReader
  ) throws(SegmentError) {
    guard !query.articles.isEmpty else { return }
    for slot in paragraphs.indices {
      for article in query.articles where article.terms.allSatisfy({ body(slot, $0) > 0 }) {
        let start = try reader.textBytes(
          of: Int(paragraphs[slot]), scalars: article.number.count + 4)
        let folded = reader.analyzer.fold(String(decoding: start, as: UTF8.self)).scalars
        guard ArticleNumber.begins(folded, with: article.number) else { continue }
        let title = try reader.foldedTitle(of: try reader.document(of: Int(paragraphs[slot])))
        let isNamed = query.names.contains { DocumentName.ends(title, with: $0.scalars) }
        articles[slot] = isNamed ? 1 : Self.unnamed
      }
    }
  }

  /// What the right number is worth in a document that has another name.
  private static let unnamed: Float = 0.6

  /// Scores the single characters of the query in every paragraph that holds one of its terms; in
  /// the others they count for nothing.
  mutating func readCharacters(
    _ query: RankedQuery, in reader: SegmentReader, averageLength: Float
  ) throws(SegmentError) {
    var counts = CharacterCounts(query.characters)
    for (slot, paragraph) in paragraphs.enumerated() {
      guard held[slot] > 0 else {
        characterScores.append(0)
        continue
      }
      let length = Float(lengths[slot]) / averageLength
      let norm =
        RankingProfile.characterSaturation
        * (1 - RankingProfile.characterNormalization
          + RankingProfile.characterNormalization * length)
      let place = try reader.texts.place(of: Int(paragraph))
      let score = try reader.texts.withCode(at: place) { counts.score($0, norm: norm) }
      characterScores.append(RankingProfile.characterWeight * score)
    }
  }

  /// The index of one of the paragraphs.
  func slot(of paragraph: ParagraphID) -> Int { paragraphs.firstIndex(notBelow: paragraph) }

  func isAside(_ slot: Int) -> Bool { areAsides[slot] }
  func titleRow(of slot: Int) -> Int { rows[slot] }
  func titleLength(of row: Int) -> Int { titleLengths[row] }
  func body(_ slot: Int, _ term: Int) -> UInt8 { bodies[slot * termCount + term] }
  func title(_ row: Int, _ term: Int) -> UInt8 { titles[row * termCount + term] }
  /// Of the heading that a paragraph stands under.
  func heading(_ slot: Int, _ term: Int) -> UInt8 {
    if headings.isEmpty { return 0 }
    return headings[slot].map { body($0, term) } ?? 0
  }
  /// Of a whole document without its title.
  func whole(_ row: Int, _ term: Int) -> UInt32 { wholes[row * termCount + term] }
  /// 0 until they are read.
  func characterScore(_ slot: Int) -> Float {
    characterScores.isEmpty ? 0 : characterScores[slot]
  }
  /// How far the paragraph is the article that the query asks for by its number, 0 … 1.
  func articleShare(_ slot: Int) -> Float { articles[slot] ?? 0 }
}

/// Counts the Han characters of a query in coded texts, all of them in one pass.
private struct CharacterCounts {
  /// What each weighs; the first is of no character.
  private var weights: [Float] = [0]
  /// Index of a character by its place in the code; 0 for what was not asked for.
  private var slots = [UInt8](repeating: 0, count: TextCode.characterCount)
  /// Characters that the code has no place for, with their indices.
  private var rare: [(scalar: UInt32, slot: Int)] = []
  private var counts: [Int32]

  init(_ characters: [RankedQuery.Character]) {
    for character in characters.prefix(Int(UInt8.max)) {
      let code = character.scalar <= 0xffff ? TextCode.codes[Int(character.scalar)] : 0
      if code == 0 {
        rare.append((character.scalar, weights.count))
      } else {
        let lead = Int(code & 0xff)
        let place = code >> 16 == 1 ? lead : TextCode.place(lead, UInt8(code >> 8 & 0xff))
        slots[place] = UInt8(weights.count)
      }
      weights.append(character.weight)
    }
    counts = weights.map { _ in 0 }
  }

  /// The sum of what the characters of a coded text weigh.
  mutating func score(_ code: Span<UInt8>, norm: Float) -> Float {
    for index in counts.indices { counts[index] = 0 }
    var index = 0
    while index < code.count {
      let lead = code[index]
      if lead < UInt8(TextCode.singles) {
        counts[Int(slots[Int(lead)])] &+= 1
        index &+= 1
      } else if lead < TextCode.escape, index &+ 1 < code.count {
        counts[Int(slots[TextCode.place(Int(lead), code[index &+ 1])])] &+= 1
        index &+= 2
      } else {
        if !rare.isEmpty, let scalar = TextCode.escaped(code, at: index) {
          for (wanted, slot) in rare where wanted == scalar { counts[slot] &+= 1 }
        }
        index &+= 6
      }
    }
    var sum: Float = 0
    for index in 1..<counts.count where counts[index] > 0 {
      let count = Float(counts[index])
      sum += weights[index] * count / (count + norm)
    }
    return sum
  }
}
