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

/// Joins the hits of one search, best first, that copies of a document have in common.
///
/// Only documents of hits are looked at. A paragraph that one of the copies alone has, as the words
/// of a notice round the text it passes on, stays a result of its own.
struct CopyFolding {
  struct Result {
    var hit: SearchHit
    var record: PageRecord
    var copies: [CopyPlace] = []
  }

  /// A hit, and those that were joined with it.
  struct Folded {
    fileprivate var hit: SearchHit
    fileprivate var group: CopyGroup?
    /// What the hit's paragraph says.
    fileprivate var letters: FoldedLetters?
    /// By the number of the member.
    fileprivate var joined: [Int: SearchHit] = [:]
  }

  private struct Place: Hashable {
    var segment: Int
    var document: DocumentID
  }

  private let archive: Archive
  private let query: Query
  private let options: SearchOptions
  private var records: [Place: PageRecord] = [:]
  /// By document; nil for one that stands alone.
  private var groups: [Place: CopyGroup?] = [:]
  private var letters: [Place: [FoldedLetters]] = [:]

  init(_ archive: Archive, _ query: Query, _ options: SearchOptions) {
    self.archive = archive
    self.query = query
    self.options = options
  }

  /// - Parameter count: results that are wanted; of the hits behind them only copies of these are
  ///   looked at.
  mutating func fold(_ hits: [SearchHit], upTo count: Int) throws -> [Folded] {
    var entries: [Folded] = []
    var entriesOfGroup: [String: [Int]] = [:]
    for hit in hits {
      let place = Place(segment: hit.segment, document: hit.document)
      let isFull = entries.count >= count
      if isFull, (groups[place] ?? nil) == nil { continue }
      let record = try record(at: place)
      guard let group = try group(at: place, record),
        let member = group.members.firstIndex(where: { $0.record.id == record.id })
      else {
        entries.append(Folded(hit: hit))
        continue
      }
      let text = try FoldedLetters([
        archive.index.segments[hit.segment].reader.text(of: hit.paragraph)
      ])
      let name = group.members[0].record.id
      let same = entriesOfGroup[name]?.first { index in
        entries[index].joined[member] == nil
          && (options.groupsByDocument || entries[index].letters?.isLike(text) ?? false)
      }
      if let same {
        entries[same].joined[member] = hit
      } else if !isFull {
        entriesOfGroup[name, default: []].append(entries.count)
        entries.append(
          Folded(hit: hit, group: group, letters: text, joined: [member: hit]))
      }
    }
    return entries
  }

  /// The result that stands for the hits: the original's, where it has the paragraph.
  mutating func result(_ entry: Folded) throws -> Result {
    guard let group = entry.group, let text = entry.letters else {
      let place = Place(segment: entry.hit.segment, document: entry.hit.document)
      return Result(hit: entry.hit, record: try record(at: place))
    }
    var places: [(member: CopyGroup.Member, paragraph: Int)] = []
    var shown: SearchHit?
    for (number, member) in group.members.enumerated() {
      let place = Place(segment: member.segment, document: member.document)
      let start = try archive.index.segments[member.segment].reader
        .paragraphs(of: member.document).lowerBound
      if let hit = entry.joined[number] {
        if shown == nil {
          shown = hit
        } else {
          places.append((member, hit.paragraph - start))
        }
        continue
      }
      guard let (paragraph, isSame) = try find(text, at: place, like: entry.hit) else { continue }
      var same = entry.hit
      (same.segment, same.document) = (member.segment, member.document)
      same.paragraph = start + paragraph
      if shown == nil, isSame, try answers(same) {
        shown = same
      } else {
        places.append((member, paragraph))
      }
    }
    let hit = shown ?? entry.hit
    return Result(
      hit: hit, record: try record(at: Place(segment: hit.segment, document: hit.document)),
      copies: places.map { member, paragraph in
        CopyPlace(
          reference: "\(member.handle)#\(paragraph + 1)", document: member.record.id,
          title: member.record.displayTitle, publishedOn: member.record.publishedOn,
          issuedOn: member.record.issuedOn, source: member.record.source,
          issuer: member.record.issuer, url: member.record.url)
      })
  }

  /// Paragraphs further from where one should stand are not looked at, unless they are the same.
  private static let reach = 12

  /// The paragraph of a document that says what a hit does, from 0, and whether to the letter.
  private mutating func find(
    _ text: FoldedLetters, at place: Place, like hit: SearchHit
  ) throws -> (paragraph: Int, isSame: Bool)? {
    if letters[place] == nil {
      let reader = archive.index.segments[place.segment].reader
      letters[place] = try reader.paragraphs(of: place.document).map {
        FoldedLetters([try reader.text(of: $0)])
      }
    }
    let paragraphs = letters[place] ?? []
    let range = try archive.index.segments[hit.segment].reader.paragraphs(of: hit.document)
    // As far into the document as the hit into its own.
    let expected = (hit.paragraph - range.lowerBound) * paragraphs.count / max(1, range.count)
    let near = paragraphs.indices.sorted { abs($0 - expected) < abs($1 - expected) }
    if let same = near.first(where: { paragraphs[$0].values == text.values }) {
      return (same, true)
    }
    return near.prefix(2 * Self.reach + 1).first { paragraphs[$0].isLike(text) }
      .map { ($0, false) }
  }

  private mutating func record(at place: Place) throws -> PageRecord {
    if let known = records[place] { return known }
    let record = try PageRecord(
      bytes: archive.index.segments[place.segment].reader.record(of: place.document))
    records[place] = record
    return record
  }

  private mutating func group(at place: Place, _ record: PageRecord) throws -> CopyGroup? {
    if let known = groups[place] { return known }
    let group =
      try archive.isAlone(record)
      ? nil
      : archive.group(.copies, round: Archive.Node(record, place.segment, place.document))
    groups[place] = .some(group)
    for member in group?.members ?? [] {
      groups[Place(segment: member.segment, document: member.document)] = .some(group)
    }
    return group
  }

  /// Whether a paragraph that says what a hit does answers the query as that one: not all of it need
  /// stand in the words, and not all documents meet the conditions.
  private func answers(_ hit: SearchHit) throws -> Bool {
    guard options.filters.isEmpty, options.scope == .paragraph, query.requirements.isEmpty,
      query.exclusions.isEmpty
    else { return false }
    let held = try archive.index.held(by: hit, of: query, options)
    return held.indices.allSatisfy { index in
      hit.missing.contains(index) || held[index].isInText || held[index].isInHeading
        || held[index].isInTitle
    }
  }
}
