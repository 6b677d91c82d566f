// Archive+Copies.swift — the documents that are copies of one another, the original first.
internal import Extraction
internal import SearchIndex

/// Documents that are one text: the original, and where it was passed on or printed again.
package struct CopyGroup: Sendable {
  /// One of them.
  package struct Member: Sendable {
    /// As a user names it: `8191`.
    package let handle: String
    package let record: PageRecord
    let place: DocumentPlace
  }

  package enum Kind: String, Sendable, Encodable {
    case copies, versions
  }

  package let kind: Kind
  /// The original first, then by date; states of one text the newest first.
  package let members: [Member]
}

/// A newer state of a text that a search found an older one of.
package struct NewerState: Sendable, Hashable, Encodable {
  /// As a user names it: `8191`.
  package let document: String
  package let title: String
  /// When it was last changed, else its date.
  package let date: String
}

extension PageRecord {
  /// The day of the last change that it names, else its date; empty where neither is known.
  var stateDate: String { likeness?.edition ?? displayDate ?? "" }

  /// Whether it is yet to come into force, by its title.
  private var isDraft: Bool { Self.drafts.contains { displayTitle.contains($0) } }
  private static let drafts = ["征求意见", "草案", "送审稿"]

  /// Whether it can be what has taken the place of another: a draft has not.
  func mayReplace(_ other: PageRecord) -> Bool { !isDraft || other.isDraft }

  /// Whether it is of a later day than another; of days that lack a month no more is compared than
  /// both have.
  func isLater(than other: PageRecord) -> Bool {
    let known = min(stateDate.count, other.stateDate.count)
    return stateDate.prefix(known) > other.stateDate.prefix(known)
  }
}

extension Archive {
  /// The document and all that are copies of it, or of a copy; or states of its text; nil when it
  /// stands alone.
  package func group(_ kind: CopyGroup.Kind, of document: StoredDocument) throws -> CopyGroup? {
    try group(kind, round: node(at: resolve(document.record.id)))
  }

  /// The groups of copies, or of states of one text, that have more than one member, in the order
  /// of their first members' ids.
  package func copyGroups(_ kind: CopyGroup.Kind) throws -> [CopyGroup] {
    var seen: Set<String> = []
    var groups: [CopyGroup] = []
    for node in try nodesWithKin() where !seen.contains(node.record.id) {
      guard let group = try group(kind, round: node) else { continue }
      seen.formUnion(group.members.map(\.record.id))
      groups.append(group)
    }
    return groups.sorted { $0.members[0].record.id < $1.members[0].record.id }
  }

  /// Whether the index was made by an Andu that looks for copies, as its oldest documents tell.
  package func knowsLikenesses() throws -> Bool {
    for place in try index.documents(matching: []).prefix(Self.oldest) {
      let record = try record(at: place)
      if record.likeness != nil { return true }
      let texts = try index.segments[place.segment].reader.texts(of: place.document)
      if record.isArticle, LikenessFinder.Prepared(FoldedLetters(texts)) != nil {
        return false
      }
    }
    return true
  }

  /// Documents that are asked for it.
  private static let oldest = 50

  // MARK: -

  struct Node {
    let record: PageRecord
    let place: DocumentPlace
  }

  private func nodes(withKey key: [UInt8]) throws -> [Node] {
    try index.documents(withKeyPrefix: key).map { try node(at: $0.place) }
  }

  private func node(at place: DocumentPlace) throws -> Node {
    Node(record: try record(at: place), place: place)
  }

  /// Documents whose text another has too, or is like.
  private func nodesWithKin() throws -> [Node] {
    var places: Set<DocumentPlace> = []
    var last: (key: [UInt8], place: DocumentPlace)?
    let texts = try index.documents(withKeyPrefix: Fields.textKey(""))
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for found in texts {
      if let last, last.key == found.key { places.formUnion([last.place, found.place]) }
      last = found
    }
    for found in try index.documents(withKeyPrefix: Fields.likeKey("")) {
      places.insert(found.place)
    }
    return try places.sorted().map { try node(at: $0) }
  }

  /// Documents of the same text and of texts that are like it, with the share.
  private func kin(of node: Node) throws -> [(node: Node, share: Int)] {
    guard let likeness = node.record.likeness else { return [] }
    var kin: [(node: Node, share: Int)] = []
    for same in try nodes(withKey: Fields.textKey(likeness.text)) { kin.append((same, 1000)) }
    for (text, share) in likeness.alike {
      for like in try nodes(withKey: Fields.textKey(text)) { kin.append((like, share)) }
    }
    for later in try nodes(withKey: Fields.likeKey(likeness.text)) {
      kin.append((later, later.record.likeness?.alike[likeness.text] ?? 0))
    }
    return kin.filter { $0.node.record.id != node.record.id }
  }

  /// All that can be reached from a document by way of such kin; nil for a document alone.
  ///
  /// - Parameter state: is given each that is a state of the text of one of them.
  func group(
    _ kind: CopyGroup.Kind, round start: Node, state: (Node) -> Void = { _ in }
  ) throws -> CopyGroup? {
    guard start.record.likeness != nil else { return nil }
    let wanted: Set<Kinship> = kind == .copies ? [.copies] : [.copies, .versions]
    var isOfKind = kind == .copies
    var found = [start.record.id: start]
    var open = [start]
    while let node = open.popLast() {
      for (other, share) in try kin(of: node) {
        let kinship = Kinship(node.record, other.record, share: share)
        if kinship == .versions {
          isOfKind = true
          state(other)
        }
        if !wanted.contains(kinship) { continue }
        if found.updateValue(other, forKey: other.record.id) == nil { open.append(other) }
      }
    }
    guard found.count > 1, isOfKind else { return nil }
    let names = ShortIDs(index)
    let members = try found.values.map { node in
      CopyGroup.Member(
        handle: try names.shortest(node.record.id), record: node.record, place: node.place)
    }
    return CopyGroup(kind: kind, members: kind == .copies ? byOrigin(members) : byEdition(members))
  }

  /// Whether no other document can be a copy of this one, by its keys alone.
  func isAlone(_ record: PageRecord) throws -> Bool {
    guard let likeness = record.likeness else { return true }
    return try likeness.alike.isEmpty
      && index.documents(withKeyPrefix: Fields.likeKey(likeness.text), limit: 1).isEmpty
      && index.documents(withKeyPrefix: Fields.textKey(likeness.text), limit: 2).count < 2
  }

  /// What does not pass on another's text comes before what does, a page of the issuing office
  /// before others', then the earlier before the later, then the higher office.
  private func byOrigin(_ members: [CopyGroup.Member]) -> [CopyGroup.Member] {
    // The office that most of them name as the issuer.
    var issuers: [String: Int] = [:]
    for member in members {
      if let issuer = member.record.issuer { issuers[issuer, default: 0] += 1 }
    }
    let issuer = issuers.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    func rank(_ record: PageRecord) -> [String] {
      let isOwn =
        issuer.map { issuer in
          [record.source, record.issuer, record.site].compactMap(\.self)
            .contains { $0.contains(issuer) }
        } ?? false
      let level = record.region.flatMap { Region.Level.allCases.firstIndex(of: $0.level) }
      return [
        record.isPassedOn ? "1" : "0", isOwn ? "0" : "1", record.displayDate ?? "~",
        level.map(String.init) ?? "~",
        record.id,
      ]
    }
    return members.map { (rank($0.record), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  private func byEdition(_ members: [CopyGroup.Member]) -> [CopyGroup.Member] {
    func rank(_ record: PageRecord) -> [String] {
      [record.stateDate, record.id]
    }
    return members.sorted { rank($1.record).lexicographicallyPrecedes(rank($0.record)) }
  }
}
