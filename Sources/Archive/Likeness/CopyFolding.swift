// CopyFolding.swift — hits in copies of one text → one result, with where else it stands.
internal import Extraction
internal import SearchIndex

/// Another place where what a result shows stands too.
package struct CopyPlace: Sendable, Hashable, Encodable {
  /// `8191#15`.
  package let reference: String
  /// The document's id, in full.
  package let document: String
  package let title: String
  package let publishedOn: String?
  package let issuedOn: String?
  package let source: String?
  package let issuer: String?
  package let url: String?
}

/// Joins the hits of one search, in their order, that copies of a document have in common.
///
/// A hit that was not joined with a better one takes what its copies say for itself, found in their
/// texts and not among the hits, so that no result depends on how many of these there are. Where
/// the original's paragraph is a hit of the same kind, full or partial, it is the one that is
/// shown: in the place of the best hit, or, in an order by date or issuer, in its own.
///
/// A paragraph that one of the copies alone has, as the words of a notice round the text it passes
/// on, stays a result of its own.
struct CopyFolding {
  struct Result {
    var hit: SearchHit
    var record: PageRecord
    var copies: [CopyPlace] = []
    var newer: NewerState?
  }

  /// A hit, and what was joined with it.
  struct Folded {
    /// The best of them.
    fileprivate var hit: SearchHit
    fileprivate var group: CopyGroup?
    /// What the hit's paragraph says.
    fileprivate var letters: FoldedLetters?
    /// The documents that it stands for.
    fileprivate var held: Set<DocumentPlace> = []
    /// The paragraphs of these that say the same; none where documents are grouped.
    fileprivate var found: [DocumentPlace: Found] = [:]
    /// What is shown, where that is settled.
    fileprivate var shown: SearchHit?
  }

  /// What a result stands for: a paragraph, or a document where these are grouped.
  fileprivate struct Spot: Hashable {
    var segment: Int
    var number: Int
  }

  /// A paragraph of a segment, and whether it is the same to the letter.
  fileprivate struct Found {
    var paragraph: Int
    var isSame: Bool
  }

  /// What was joined already: another copy of a text has it once.
  private struct Known {
    var letters: FoldedLetters
    var held: Set<DocumentPlace>
  }

  private let archive: Archive
  private let query: Query
  private let options: SearchOptions
  /// What is found are pieces of the query.
  private var isBroken = false
  /// What is a result or was joined with one.
  private var claimed: Set<Spot> = []
  private var records: [DocumentPlace: PageRecord] = [:]
  /// By document; nil for one that stands alone.
  private var groups: [DocumentPlace: CopyGroup?] = [:]
  /// By document, the newest state of its text that was seen on the way to its copies.
  private var newest: [DocumentPlace: PageRecord] = [:]
  private var letters: [DocumentPlace: [FoldedLetters]] = [:]
  /// The hits of the documents that were asked for, full ones first.
  private var asked: Set<DocumentPlace> = []
  private var answered: [DocumentPlace: [SearchHit]] = [:]

  init(_ archive: Archive, _ query: Query, _ options: SearchOptions) {
    self.archive = archive
    self.query = query
    self.options = options
  }

  private var isByScore: Bool { options.order == .score }

  /// - Parameter count: results that are wanted; the hits behind them are not looked at.
  mutating func fold(
    _ hits: [SearchHit], upTo count: Int, isBroken: Bool
  ) throws -> [Folded] {
    self.isBroken = isBroken
    claimed = []
    if !isByScore { try askForOriginals(of: hits) }
    var folded: [Folded] = []
    // Results that stand where the original does, further on.
    var waiting: [Spot: Folded] = [:]
    var known: [String: [Known]] = [:]
    for hit in hits {
      if folded.count >= count { break }
      let spot = spot(of: hit)
      if var entry = waiting.removeValue(forKey: spot) {
        entry.shown = hit
        folded.append(entry)
        continue
      }
      guard claimed.insert(spot).inserted else { continue }
      let place = hit.place
      let record = try record(at: place)
      guard let group = try group(at: place, record) else {
        folded.append(Folded(hit: hit))
        continue
      }
      let text = try FoldedLetters([
        archive.index.segments[hit.segment].reader.text(of: hit.paragraph)
      ])
      let name = group.members[0].record.id
      // What stands too far from where it should.
      let isGrouped = options.groupsByDocument
      let same = (known[name] ?? []).firstIndex { other in
        !other.held.contains(place) && (isGrouped || other.letters.isLike(text))
      }
      if let same {
        known[name]?[same].held.insert(place)
        continue
      }
      let entry = try entry(hit, group, text)
      known[name, default: []].append(Known(letters: text, held: entry.held))
      if !isByScore, let original = try original(of: entry) {
        waiting[self.spot(of: original)] = entry
      } else {
        folded.append(entry)
      }
    }
    return folded
  }

  private func spot(of hit: SearchHit) -> Spot {
    Spot(
      segment: hit.segment, number: options.groupsByDocument ? hit.document : hit.paragraph)
  }

  /// A hit with what its copies say for it, none of which stands for anything else.
  private mutating func entry(
    _ hit: SearchHit, _ group: CopyGroup, _ text: FoldedLetters
  ) throws -> Folded {
    var entry = Folded(hit: hit, group: group, letters: text)
    let own = hit.place
    entry.held = [own]
    for member in group.members {
      let place = member.place
      if place == own { continue }
      if options.groupsByDocument {
        let spot = Spot(segment: place.segment, number: place.document)
        if claimed.insert(spot).inserted { entry.held.insert(place) }
      } else if let found = try find(text, at: place, like: hit) {
        claimed.insert(Spot(segment: place.segment, number: found.paragraph))
        entry.held.insert(place)
        entry.found[place] = found
      }
    }
    return entry
  }

  /// The results that are shown, of those that were folded last.
  mutating func results(_ entries: [Folded]) throws -> [Result] {
    var wanted: [DocumentPlace] = []
    for entry in entries {
      guard let group = entry.group else { continue }
      if options.groupsByDocument {
        wanted += entry.held
      } else if isByScore, group.members[0].place != entry.hit.place {
        wanted.append(group.members[0].place)
      }
    }
    try ask(wanted)
    var results: [Result] = []
    for entry in entries { results.append(try result(entry)) }
    return results
  }

  private mutating func result(_ entry: Folded) throws -> Result {
    var hit = entry.shown ?? entry.hit
    if isByScore, let original = try original(of: entry) {
      hit = original
      // It stands where the best one does.
      hit.score = entry.hit.score
    }
    let shown = hit.place
    var result = Result(hit: hit, record: try record(at: shown))
    if let state = newest[shown], state.isLater(than: result.record) {
      result.newer = NewerState(
        document: try ShortIDs(archive.index).shortest(state.id), title: state.displayTitle,
        date: state.stateDate)
    }
    for member in entry.group?.members ?? [] {
      let place = member.place
      guard place != shown, entry.held.contains(place),
        let paragraph = try paragraph(of: entry, at: place)
      else { continue }
      let start = try archive.index.segments[place.segment].reader
        .paragraphs(of: place.document).lowerBound
      result.copies.append(
        CopyPlace(
          reference: "\(member.handle)#\(paragraph - start + 1)", document: member.record.id,
          title: member.record.displayTitle, publishedOn: member.record.publishedOn,
          issuedOn: member.record.issuedOn, source: member.record.source,
          issuer: member.record.issuer, url: member.record.url))
    }
    return result
  }

  /// Where a document says what a result does; where documents are grouped, else its best hit.
  private mutating func paragraph(of entry: Folded, at place: DocumentPlace) throws -> Int? {
    if place == entry.hit.place { return entry.hit.paragraph }
    if let found = entry.found[place] { return found.paragraph }
    guard options.groupsByDocument, let text = entry.letters else { return nil }
    return try find(text, at: place, like: entry.hit)?.paragraph
      ?? answered[place]?.first?.paragraph
  }

  // MARK: Originals

  /// The original's hit, where it has one as full as the best; nil for the best one itself.
  private mutating func original(of entry: Folded) throws -> SearchHit? {
    guard let first = entry.group?.members.first, let text = entry.letters else { return nil }
    let place = first.place
    guard place != entry.hit.place, entry.held.contains(place) else { return nil }
    if isBroken { return sameText(as: entry, at: place) }
    let isFull = entry.hit.missing.isEmpty
    let hits = (answered[place] ?? []).filter { $0.missing.isEmpty == isFull }
    if !options.groupsByDocument {
      let paragraph = entry.found[place]?.paragraph
      return hits.first { $0.paragraph == paragraph }
    }
    // Without words the first paragraph stands for a document.
    if !isByScore || query.clauses.isEmpty { return hits.first }
    let found = try find(text, at: place, like: entry.hit)
    return hits.first { $0.paragraph == found?.paragraph } ?? hits.first
  }

  /// The same words hold the same pieces of a query.
  private func sameText(as entry: Folded, at place: DocumentPlace) -> SearchHit? {
    guard isByScore, options.filters.isEmpty, query.requirements.isEmpty,
      query.exclusions.isEmpty, let found = entry.found[place], found.isSame
    else { return nil }
    var hit = entry.hit
    (hit.segment, hit.document, hit.paragraph) = (place.segment, place.document, found.paragraph)
    return hit
  }

  private mutating func askForOriginals(of hits: [SearchHit]) throws {
    var wanted: [DocumentPlace] = []
    for hit in hits {
      let place = hit.place
      let record = try record(at: place)
      guard let first = try group(at: place, record)?.members.first else { continue }
      if first.place != place { wanted.append(first.place) }
    }
    try ask(wanted)
  }

  /// Finds the hits of some documents, however far behind they are.
  private mutating func ask(_ wanted: [DocumentPlace]) throws {
    let new = Set(wanted).subtracting(asked)
    if new.isEmpty || isBroken { return }
    asked.formUnion(new)
    var keys: [[UInt8]] = []
    for place in new { keys.append(Fields.idKey(try record(at: place).id)) }
    var options = self.options
    options.limit = .max
    options.explained = 0
    options.totals = .none
    (options.groupsByDocument, options.countsDocuments) = (false, false)
    options.countsOccurrences = false
    // What is best in one document, and not what is ranked among others.
    options.order = .number(column: Fields.Number.date.rawValue)
    options.filters.append(.keys(keys))
    let results = try archive.index.search(query, options)
    if results.isBroken { return }
    for hit in results.hits { answered[hit.place, default: []].append(hit) }
  }

  // MARK: Texts

  /// Paragraphs further from where one should stand are not looked at, unless they are the same.
  private static let reach = 12

  /// The paragraph of a document that says what a hit does and stands for nothing else.
  private mutating func find(
    _ text: FoldedLetters, at place: DocumentPlace, like hit: SearchHit
  ) throws -> Found? {
    let reader = archive.index.segments[place.segment].reader
    let range = try reader.paragraphs(of: place.document)
    if letters[place] == nil {
      letters[place] = try range.map { FoldedLetters([try reader.text(of: $0)]) }
    }
    let paragraphs = letters[place] ?? []
    let own = try archive.index.segments[hit.segment].reader.paragraphs(of: hit.document)
    // As far into the document as the hit into its own, or as far from the end.
    let expected = (hit.paragraph - own.lowerBound) * paragraphs.count / max(1, own.count)
    let fromEnd = paragraphs.count - (own.upperBound - hit.paragraph)
    func distance(_ index: Int) -> Int { min(abs(index - expected), abs(index - fromEnd)) }
    let (claimed, isGrouped) = (self.claimed, options.groupsByDocument)
    func isFree(_ index: Int) -> Bool {
      isGrouped
        || !claimed.contains(Spot(segment: place.segment, number: range.lowerBound + index))
    }
    let same = paragraphs.indices.filter { paragraphs[$0].values == text.values && isFree($0) }
    if let nearest = same.min(by: { distance($0) < distance($1) }) {
      return Found(paragraph: range.lowerBound + nearest, isSame: true)
    }
    let near = paragraphs.indices.filter { distance($0) <= Self.reach && isFree($0) }
      .sorted { distance($0) < distance($1) }
    return near.first { paragraphs[$0].isLike(text) }
      .map { Found(paragraph: range.lowerBound + $0, isSame: false) }
  }

  private mutating func record(at place: DocumentPlace) throws -> PageRecord {
    if let known = records[place] { return known }
    let record = try archive.record(at: place)
    records[place] = record
    return record
  }

  private mutating func group(at place: DocumentPlace, _ record: PageRecord) throws -> CopyGroup? {
    if let known = groups[place] { return known }
    var group: CopyGroup?
    var newest: PageRecord?
    if try !archive.isAlone(record) {
      let node = Archive.Node(record: record, place: place)
      group = try archive.group(.copies, round: node) { state in
        let latest = newest?.stateDate ?? ""
        if state.record.mayReplace(record), state.record.stateDate > latest {
          newest = state.record
        }
      }
    }
    groups[place] = .some(group)
    self.newest[place] = newest
    for member in group?.members ?? [] where groups[member.place] == nil {
      groups[member.place] = .some(group)
      self.newest[member.place] = newest
    }
    return group
  }
}
