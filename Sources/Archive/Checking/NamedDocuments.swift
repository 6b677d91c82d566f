// NamedDocuments.swift — the documents of the archive that a sentence names for a claim.
internal import Extraction
internal import SearchIndex
import Synchronization

/// What a claim is looked for in first.
struct NamedDocuments: Sendable {
  struct Member: Sendable {
    let place: DocumentPlace
    let id: String
    /// Those that are named; empty where the document is named as a whole.
    var articles: [NamedArticle]
    /// Of the one article.
    var part: ArticlePart?
  }

  /// Of states of one text the newest comes first.
  let members: [Member]
  /// 《监察法》第三十条
  let words: String
  /// The sentence says that the claim stands in them.
  let isClaimed: Bool

  /// The paragraphs of the documents.
  var query: Query { .documents(.keys(members.map { Fields.idKey($0.id) })) }

  func member(_ source: DraftSource) -> Member? { place(of: source).map { members[$0] } }

  /// Which of the members a paragraph stands in.
  func place(of source: DraftSource) -> Int? {
    members.firstIndex { $0.place == source.place }
  }
}

extension StoredDocument {
  /// Whether a paragraph stands in what is named of the document.
  func isIn(_ member: NamedDocuments.Member, _ index: Int) -> Bool {
    guard isIn(member.articles, index) else { return false }
    // Where lines do not tell, nobody knows in which 款 one stands; of one that there is not the
    // article is told of.
    guard let part = member.part, let article = article(around: index),
      let count = article.clauseCount(in: paragraphs), part.clause ?? 1 <= count
    else { return true }
    return article.mayBe(index, inClause: part.clause, item: part.item)
  }

  /// Whether a paragraph stands in one of the articles; true, too, where the document has none.
  private func isIn(_ articles: [NamedArticle], _ index: Int) -> Bool {
    if articles.isEmpty { return true }
    let here = path(of: index).compactMap { NamedArticle(label: $0) }
    return here.isEmpty
      ? !paragraphs.contains { isArticle($0) } : here.contains { articles.contains($0) }
  }

  private func isArticle(_ paragraph: Paragraph) -> Bool {
    paragraph.label.flatMap { NamedArticle(label: $0) } != nil
  }

  /// The paragraph that is the article, else the article with the number that comes nearest.
  func place(of article: NamedArticle) -> (index: Int, isSame: Bool)? {
    var nearest: (index: Int, distance: Int)?
    for (index, paragraph) in paragraphs.enumerated() {
      guard let other = paragraph.label.flatMap({ NamedArticle(label: $0) }) else { continue }
      if other == article { return (index, true) }
      let distance = abs(other.number - article.number)
      if distance < nearest?.distance ?? .max { nearest = (index, distance) }
    }
    return nearest.map { ($0.index, false) }
  }
}

extension DraftCheck {
  /// Documents of one name that are looked at: versions, copies, parts.
  private static let mostNamed = 60

  /// What of a sentence's sources the archive has; nil for none.
  func documents(of sources: NamedSources) throws -> NamedDocuments? {
    var members: [NamedDocuments.Member] = []
    var (words, isClaimed) = (sources.words, sources.isClaimed)
    for source in sources.sources {
      let named = try documents(named: source.name)
      if case .bare(let run) = source.name {
        // Nobody knows whether that is a title.
        if named.isEmpty { isClaimed = false }
        if let name = try bareName(run) { words = words.replacing("《\(run)》", with: "《\(name)》") }
      }
      for found in named {
        if let known = members.firstIndex(where: { $0.id == found.id }) {
          members[known].articles =
            members[known].articles.isEmpty || source.articles.isEmpty
            ? [] : members[known].articles + source.articles
          members[known].part = nil
        } else {
          var member = found
          (member.articles, member.part) = (source.articles, source.part)
          members.append(member)
        }
      }
    }
    if members.isEmpty { return nil }
    if isClaimed, try areInOtherParts(members) { isClaimed = false }
    return NamedDocuments(members: members, words: words, isClaimed: isClaimed)
  }

  /// Whether none of the documents has the articles that are named of it, and some are only parts:
  /// what stands in the others nobody knows.
  private func areInOtherParts(_ members: [NamedDocuments.Member]) throws -> Bool {
    var isPart = false
    for member in members {
      if member.articles.isEmpty { return false }
      let stored = try document(at: member.place)
      if !Set(stored.articles).isDisjoint(with: member.articles) { return false }
      if member.articles.contains(where: { stored.mayLack($0) }) { isPart = true }
    }
    return isPart
  }

  func documents(named name: NamedSource.Name) throws -> [NamedDocuments.Member] {
    if let known = named.withLock({ $0[name] }) { return known }
    let found: [DocumentPlace]
    switch name {
    case .title(let title): found = try documents(called: title)
    case .bare(let run): found = try bareName(run).map { try documents(called: $0) } ?? []
    case .number(let number):
      found = try DocumentNumber(number).map { try documents(numbered: $0) } ?? []
    }
    let members = try found.prefix(Self.mostNamed).map { place in
      NamedDocuments.Member(place: place, id: try archive.record(at: place).id, articles: [])
    }
    named.withLock { $0[name] = members }
    return members
  }

  /// The documents that a title is the name of: its own, and the notices that issue it.
  private func documents(called name: String) throws -> [DocumentPlace] {
    let name = try fullName(name) ?? name
    let wanted = ComparedText(name).scalars
    return try documents(titled: name).filter { Self.isName(wanted, of: $0.written) }.map(\.place)
  }

  /// What of the words before an article is the name of a document: 民法典 of 可以认定为民法典.
  func bareName(_ run: String) throws -> String? {
    if let known = bareNames.withLock({ $0[run] }) { return known }
    let name = try BareLawName.beginnings(in: run).map { String(run[$0...]) }
      .first { try !DocumentKinds.isName($0) && !documents(called: $0).isEmpty }
    bareNames.withLock { _ = $0.updateValue(name, forKey: run) }
    return name
  }

  /// A document with a name in its title, which is given as it is compared, too.
  struct Titled {
    let place: DocumentPlace
    let written: String
    let title: [UInt32]
    /// What is the shorter, and of states of one text the newest, comes first.
    let order: (length: Int, age: UInt32)

    /// Whether the title is the name behind that of an office, and passes on or issues nothing.
    func isIssuersOwn(_ name: [UInt32]) -> Bool {
      name.count >= longName && DocumentName.ends(title, with: name)
        && !issuing.contains { written.contains($0) }
    }
  }

  /// The title of the one law that a name is short for, 道路交通安全法 for 道交法, as searches have it,
  /// but not 劳动合同法 for 劳动法.
  func fullName(_ name: String) throws -> String? {
    guard case .any(let names) = try archive.index.naming(.text(Pattern(name))),
      case .text(let full)? = names.last, full.isFullName,
      !DocumentName.isCutOff(ComparedText(name).scalars, of: ComparedText(full.text).scalars)
    else { return nil }
    return full.text
  }

  /// Those with the least beside the name come first.
  func documents(titled name: String) throws -> [Titled] {
    var found: [Titled] = []
    for place in try archive.index.documents(titled: name, limit: 200) {
      let reader = archive.index.segments[place.segment].reader
      let written = try reader.title(of: place.document)
      let title = ComparedText(written).scalars
      let date = try reader.number(Fields.Number.date.rawValue, of: place.document)
      found.append(
        Titled(
          place: place, written: written, title: title,
          order: (DocumentName.bare(title).count, .max - date)))
    }
    return found.sorted { $0.order < $1.order }
  }

  /// Shorter names end other titles, too: 公司法 is no name of 证券公司法.
  private static let longName = 8
  private static let issuing = ["印发", "转发", "批转", "下发", "发布", "公布", "颁布"]
  private static let readings: Set<String> = ["解读", "政策解读", "一图读懂", "答记者问"]

  private static func isName(_ wanted: [UInt32], of title: String) -> Bool {
    let scalars = ComparedText(title).scalars
    if scalars == wanted || DocumentName.is(wanted, scalars) { return true }
    guard wanted.count >= longName, let kind = DocumentKinds.kind(of: title),
      !readings.contains(kind)
    else { return false }
    if DocumentName.ends(scalars, with: wanted) { return true }
    // 关于印发《…办法》（试行）的通知, but not …办法实施细则.
    guard issuing.contains(where: { title.contains($0) }),
      let end = ComparedText(title).occurrences(of: wanted).last?.upperBound
    else { return false }
    var rest = scalars[end...]
    if rest.first == 0x28, let close = rest.firstIndex(of: 0x29) { rest = rest[(close + 1)...] }
    return rest.isEmpty || rest.first == 0x7684  // 的
  }

  // MARK: Articles

  /// Nil where the archive has no document of that name.
  func article(_ item: DraftItem) throws -> DraftVerdict? {
    let scalars = Array(item.text.unicodeScalars)
    guard let title = item.title, let wanted = NamedArticle.read(scalars, at: 0) else {
      return nil
    }
    let clause = NamedArticle.clause(in: scalars, at: wanted.range.upperBound)?.number
    let members = try documents(named: item.isBare ? .bare(title) : .title(title))
    if members.isEmpty { return nil }
    var nearest: FoundText?
    var fewer: DraftVerdict?
    var part: StoredDocument?
    for member in members {
      let stored = try document(at: member.place)
      guard let (index, isSame) = stored.place(of: wanted.article) else { continue }
      if isSame {
        let verdict = stored.verdict(on: clause, ofArticleAt: index)
        if verdict.status == .found { return verdict }
        if fewer == nil { fewer = verdict }
      } else {
        if nearest == nil { nearest = FoundText(labelOf: index, in: stored) }
        if part == nil, stored.mayLack(wanted.article) { part = stored }
      }
    }
    if let fewer { return fewer }
    if let part {
      return DraftVerdict(place: FoundText(titleOf: part), isDocument: true, isNotSaved: true)
    }
    guard let nearest else { return DraftVerdict() }
    let article = String(String.UnicodeScalarView(scalars[wanted.range]))
    return DraftVerdict(
      status: .near, place: nearest,
      difference: TextDifference(from: article, to: nearest.text, folds: true))
  }
}

extension StoredDocument {
  /// The article at `index`, or a 款 of it; near where it has fewer.
  fileprivate func verdict(on clause: Int?, ofArticleAt index: Int) -> DraftVerdict {
    let whole = DraftVerdict(status: .found, place: FoundText(labelOf: index, in: self))
    guard let clause, let article = article(around: index) else { return whole }
    if let line = article.index(clause: clause, items: [String]()) {
      if line == index { return whole }
      let text = paragraphs[line].text
      return DraftVerdict(
        status: .found,
        place: FoundText(
          place: line, number: line + 1, lastNumber: line + 1, start: 0,
          end: text.unicodeScalars.count, text: text, in: self))
    }
    guard let count = article.clauseCount(in: paragraphs), count < clause else { return whole }
    return DraftVerdict(status: .near, place: whole.place, clauses: count)
  }
}

extension FoundText {
  /// A numbered paragraph, by its number.
  init(labelOf index: Int, in document: StoredDocument) {
    let text = Array(document.paragraphs[index].text.unicodeScalars)
    let start = text.firstIndex(of: "第") ?? 0
    let end = NamedArticle.read(text, at: start)?.range.upperBound ?? start
    self.init(
      place: index, number: index + 1, lastNumber: index + 1, start: start, end: end,
      text: document.paragraphs[index].label ?? "", in: document)
  }
}
