// AnchorCheck.swift — is what was quoted still there: found, moved, changed or gone.
internal import Extraction
internal import SearchIndex

/// What became of a quotation.
package struct AnchorVerdict: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// In the same paragraph of the document's newest version.
    case found
    /// To the letter, but elsewhere: another paragraph, version or document.
    case moved
    /// Only something like it.
    case changed
    /// Nothing like it is in the archive.
    case gone
    /// The anchor's own words are not those that were quoted.
    case damaged
  }

  package var status: Status
  /// Where it stands, or what comes nearest.
  package var place: FoundText?
  /// Of what was quoted and what the newest version of its document, or the nearest text, says.
  package var difference: TextDifference?
  /// What it moved to, where the newest version of its document does not hold it.
  package var isOlderVersion = false
  package var isOtherDocument = false

  /// What looks like an anchor and is none.
  package static let unreadable = AnchorVerdict(status: .damaged)
}

/// A stretch of text in the archive.
package struct FoundText: Sendable, Hashable {
  /// `8191#15`
  package var reference: String
  /// The document's id, in full.
  package var document: String
  /// The first paragraph that it touches, from 1, and the last; 0 for the title.
  package var number: Int
  package var lastNumber: Int
  /// Unicode scalars of the first paragraph, and of the last, the end excluded.
  package var start: Int
  package var end: Int
  package var text: String
  /// 《题名》（文号）第六部分第15项
  package var citation: String
  package var title: String
  /// Who is shown with the document, and its date.
  package var source: String?
  package var date: String?
}

extension FoundText {
  /// - Parameter stretch: of the compared text of the paragraphs from `offset` on.
  init(
    _ stretch: Range<Int>, of compared: ComparedText, from offset: Int = 0,
    in document: StoredDocument
  ) {
    let pieces = compared.source(of: stretch)
    let (first, last) = (pieces.first, pieces.last)
    let index = offset + (first?.text ?? 0)
    self.init(
      place: index, number: index + 1, lastNumber: offset + (last?.text ?? 0) + 1,
      start: first?.scalars.lowerBound ?? 0, end: last?.scalars.upperBound ?? 0,
      text: pieces.map { document.paragraphs[offset + $0.text].text.scalars(in: $0.scalars) }
        .joined(),
      in: document)
  }

  init(
    place index: Int?, number: Int, lastNumber: Int, start: Int, end: Int, text: String,
    in document: StoredDocument
  ) {
    self.number = number
    self.lastNumber = lastNumber
    self.start = start
    self.end = end
    self.text = text
    reference = index == nil ? document.handle : document.reference(number)
    self.document = document.record.id
    let lines = index.map { $0..<max($0 + 1, lastNumber) }
    let citation = Citation(document, lines: lines, accessedOn: "")
    self.citation = citation.official
    title = citation.title
    source = document.record.displaySource
    date = document.record.displayDate
  }
}

extension Archive {
  /// Less alike than this, by the share of scalars that need not be changed, is something else.
  private static let leastAlike = 0.6
  /// The same, of another document.
  private static let leastAlikeElsewhere = 0.8

  /// What became of a quotation.
  package func verify(_ anchor: QuoteAnchor) throws -> AnchorVerdict {
    guard anchor.isIntact else { return AnchorVerdict(status: .damaged) }
    let wanted = ComparedText(anchor.exact).scalars
    guard !wanted.isEmpty else { return AnchorVerdict(status: .damaged) }
    let own = try ownDocument(of: anchor)
    var folded: FoundText?
    if let own {
      let (place, isExact) = Self.best(anchor, wanted, in: own)
      if let place, isExact {
        let count = place.lastNumber - place.number + 1
        let isHere = place.number == anchor.paragraph && anchor.isOf(count, place.text)
        return AnchorVerdict(status: isHere ? .found : .moved, place: place)
      }
      folded = place
      if var verdict = try olderVersion(of: own, anchor, wanted) {
        let now = place ?? Self.nearest(to: wanted, of: anchor, in: own)
        verdict.difference = now.map { TextDifference(from: anchor.joined, to: $0.text) }
        return verdict
      }
    }
    let others =
      try paragraphs(holding: anchor.opening, limit: 20)
      + paragraphs(like: wanted, limit: 20)
    var nearest: (place: FoundText, likeness: Double)?
    for hit in others.uniqued(on: \.place) {
      let other = try storedDocument(at: hit.place)
      let (place, isExact) = Self.best(anchor, wanted, in: other)
      if let place, isExact {
        return AnchorVerdict(
          status: .moved, place: place, isOtherDocument: other.record.id != own?.record.id)
      }
      guard let place = place ?? Self.nearest(to: wanted, of: anchor, in: other) else { continue }
      let likeness = ComparedText(place.text).nearest(to: wanted).likeness
      if likeness > nearest?.likeness ?? Self.leastAlikeElsewhere { nearest = (place, likeness) }
    }
    let changed = folded ?? own.flatMap { Self.nearest(to: wanted, of: anchor, in: $0) }
    guard let place = changed ?? nearest?.place else { return AnchorVerdict(status: .gone) }
    return AnchorVerdict(
      status: .changed, place: place,
      difference: TextDifference(from: anchor.joined, to: place.text),
      isOtherDocument: changed == nil)
  }

  private func ownDocument(of anchor: QuoteAnchor) throws -> StoredDocument? {
    guard try holds(id: anchor.document) else { return nil }
    return try document(DocumentReference(id: anchor.document))
  }

  private func olderVersion(
    of document: StoredDocument, _ anchor: QuoteAnchor, _ wanted: [UInt32]
  ) throws -> AnchorVerdict? {
    let count = document.record.versions.count
    // The version that was quoted is looked at first.
    let quoted = document.record.versions.firstIndex { $0.sha256 == anchor.page }.map { $0 + 1 }
    let versions = (quoted.map { [$0] } ?? []) + Array(2..<max(2, count + 1))
    for version in versions where version > 1 {
      let older = try self.document(
        DocumentReference(id: document.record.id, version: version))
      let (place, isExact) = Self.best(anchor, wanted, in: older)
      if let place, isExact {
        return AnchorVerdict(status: .moved, place: place, isOlderVersion: true)
      }
    }
    return nil
  }

  // MARK: In one document

  /// Where the words stand in a document, to the letter if possible, then in their old paragraph,
  /// then where their context is most like it was.
  private static func best(
    _ anchor: QuoteAnchor, _ wanted: [UInt32], in document: StoredDocument
  ) -> (place: FoundText?, isExact: Bool) {
    let whole = ComparedText(document.paragraphs.map(\.text))
    let prefix = ComparedText(anchor.prefix).scalars
    let suffix = ComparedText(anchor.suffix).scalars
    var best: (place: FoundText, rank: [Int])?
    for stretch in whole.occurrences(of: wanted, limit: 1000, overlapping: true) {
      let pieces = whole.source(of: stretch)
      let texts = wide(pieces, in: document, anchor)
      let isExact = isSame(anchor.exact, texts)
      let (first, last) = (pieces.first?.text ?? 0, pieces.last?.text ?? 0)
      let isHere =
        first + 1 == anchor.paragraph && anchor.isOf(last - first + 1, texts.joined())
      let context =
        zip(prefix.reversed(), whole.scalars[..<stretch.lowerBound].reversed())
        .prefix { $0 == $1 }.count
        + zip(suffix, whole.scalars[stretch.upperBound...]).prefix { $0 == $1 }.count
      let isInPlace = isHere && pieces[0].scalars.lowerBound == anchor.start
      let rank = [isExact ? 1 : 0, isHere ? 1 : 0, context, isInPlace ? 1 : 0]
      if best.map({ $0.rank.lexicographicallyPrecedes(rank) }) ?? true {
        var place = FoundText(stretch, of: whole, in: document)
        if let only = pieces.first, pieces.count == 1 {
          let text = document.paragraphs[only.text].text
          let range = wide(only.scalars, text, anchor)
          (place.start, place.end, place.text) = (
            range.lowerBound, range.upperBound, text.scalars(in: range)
          )
        }
        best = (place, rank)
      }
    }
    return (best?.place, best?.rank.first == 1)
  }

  /// The texts of the pieces of a stretch; where it goes on from one to the next, no mark is passed
  /// over.
  private static func wide(
    _ pieces: [(text: Int, scalars: Range<Int>)], in document: StoredDocument, _ anchor: QuoteAnchor
  ) -> [String] {
    pieces.indices.map { index in
      let text = document.paragraphs[pieces[index].text].text
      let range = wide(pieces[index].scalars, text, anchor)
      let start = index == 0 ? range.lowerBound : 0
      let end = index == pieces.count - 1 ? range.upperBound : text.unicodeScalars.count
      return text.scalars(in: start..<end)
    }
  }

  /// The range with the marks at its ends that comparing passes over, as far as the quoted words
  /// have them.
  private static func wide(_ range: Range<Int>, _ text: String, _ anchor: QuoteAnchor) -> Range<Int>
  {
    let scalars = Array(text.unicodeScalars)
    let exact = Array(anchor.exact.unicodeScalars)
    var (start, end) = (range.lowerBound, range.upperBound)
    var lead = exact.prefix { passesOver($0) }.reversed()[...]
    while start > 0, let mark = lead.first, scalars[start - 1] == mark {
      start -= 1
      lead = lead.dropFirst()
    }
    var tail = exact[exact.count - exact.reversed().prefix { passesOver($0) }.count..<exact.count]
    while end < scalars.count, let mark = tail.first, scalars[end] == mark {
      end += 1
      tail = tail.dropFirst()
    }
    return start..<end
  }

  private static func passesOver(_ scalar: Unicode.Scalar) -> Bool {
    ComparedText(String(scalar)).scalars.isEmpty
  }

  /// White space, which reading may have put elsewhere, makes no difference.
  private static func isSame(_ exact: String, _ texts: [String]) -> Bool {
    exact.filter { !$0.isWhitespace } == texts.joined().filter { !$0.isWhitespace }
  }

  /// The stretch that is most like the words, if it is like them at all; it begins in a paragraph
  /// that is like their first.
  private static func nearest(
    to wanted: [UInt32], of anchor: QuoteAnchor, in document: StoredDocument
  ) -> FoundText? {
    let pairs = ComparedText.pairs(of: ComparedText(anchor.opening).scalars)
    var paragraphs: [(index: Int, shared: Int)] = []
    for (index, paragraph) in document.paragraphs.enumerated() {
      let shared = ComparedText.pairs(of: ComparedText(paragraph.text).scalars)
        .intersection(pairs).count
      if shared > 0 { paragraphs.append((index, shared)) }
    }
    var best: (place: FoundText, likeness: Double)?
    for (index, _) in paragraphs.sorted(by: { ($0.shared, $1.index) > ($1.shared, $0.index) })
      .prefix(5)
    {
      // What was one paragraph may have become several.
      var (end, length) = (index, 0)
      while end < document.paragraphs.count, end == index || length < wanted.count {
        length += document.paragraphs[end].text.unicodeScalars.count
        end += 1
      }
      let text = ComparedText(document.paragraphs[index..<end].map(\.text))
      let (range, _, likeness) = text.nearest(to: wanted)
      if likeness >= best?.likeness ?? leastAlike {
        best = (FoundText(range, of: text, from: index, in: document), likeness)
      }
    }
    return best?.place
  }

  // MARK: In all documents

  /// The best paragraphs that hold the text.
  func paragraphs(holding text: String, limit: Int) throws -> [SearchHit] {
    guard index.analyzer.fold(text).isSearchable else { return [] }
    return try hits(.text(Pattern(text)), limit: limit)
  }

  /// The best paragraphs that hold some of the pairs and words of the text.
  func paragraphs(
    like wanted: [UInt32], limit: Int, in documents: Query? = nil
  ) throws -> [SearchHit] {
    let text = String(scalarValues: wanted.prefix(300))
    let terms = Set(Archive.tokens(text)).filter { !$0.hasSuffix("$") }.sorted()
    guard !terms.isEmpty else { return [] }
    let words = Query.any(terms.map { .text(Pattern($0)) })
    return try hits(documents.map { .all([$0, words]) } ?? words, limit: limit)
  }

  func hits(_ query: Query, limit: Int) throws -> [SearchHit] {
    var options = SearchOptions()
    options.limit = limit
    options.isStrict = true
    options.totals = .none
    return try index.search(query, options).hits
  }
}
