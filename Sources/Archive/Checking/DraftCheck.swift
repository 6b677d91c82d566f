// DraftCheck.swift — each claim of a draft and its source in the archive, or what comes nearest.
internal import Extraction
internal import SearchIndex
import Synchronization

/// What the archive says to a claim.
package struct DraftVerdict: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// But for width, script, blanks and quotation marks.
    case found
    /// As it is, but not in the document, or its article, that its sentence names.
    case elsewhere
    /// Only something like it.
    case near
    /// Nothing like it.
    case missing
  }

  package var status = Status.missing
  /// Its source, or what comes nearest; a title or number may be that of the document itself.
  package var place: FoundText?
  /// The place is the document that is named, not a paragraph that names it.
  package var isDocument = false
  /// 《监察法》第三十条: what the sentence names, where the place is not in it.
  package var notIn: String?
  /// How many 款 the article has, where the draft names a later one.
  package var clauses: Int?
  /// The article may stand in a part of the document that the archive does not have; the place is
  /// the part that it has.
  package var isNotSaved = false
  /// Of a figure: the years that its source is of, where the draft tells it of others.
  package var years: [Int] = []
  /// Further paragraphs that hold it.
  package var also: [String] = []
  /// Of the draft and what comes nearest.
  package var difference: TextDifference?
}

/// A paragraph that may be the source of a claim; of its document no more is read than is needed.
struct DraftSource: Hashable, Sendable {
  let place: DocumentPlace
  /// In the document, from 0.
  let index: Int
  let text: String
}

/// Asks one archive for the sources of many claims, of several at once.
package final class DraftCheck: Sendable {
  let archive: Archive
  private let names: ShortIDs
  let named = Mutex<[NamedSource.Name: [NamedDocuments.Member]]>([:])
  let bareNames = Mutex<[String: String?]>([:])
  private let stored = Mutex<[DocumentPlace: StoredDocument]>([:])
  private let known = Mutex<[String: DraftVerdict]>([:])

  /// Paragraphs that are looked at for one claim.
  static let candidates = 24
  static let mostFurther = 4

  package init(_ archive: Archive) {
    self.archive = archive
    names = ShortIDs(archive.index)
  }

  /// The claims of each paragraph of a draft, and what the archive says to them, in order.
  package func verdicts(
    on texts: [String]
  ) throws -> [[(item: DraftItem, verdict: DraftVerdict)]] {
    try verdicts(on: texts[...], DeclaredNames(in: texts))
  }

  /// The same of some paragraphs, which have the indices that they have in the draft; over all
  /// cores.
  ///
  /// - Parameter names: those of the whole draft.
  package func verdicts(
    on texts: ArraySlice<String>, _ names: DeclaredNames
  ) throws -> [[(item: DraftItem, verdict: DraftVerdict)]] {
    let items = texts.indices.flatMap { number in
      DraftItem.all(in: texts[number], names.within(number)).map { (number: number, item: $0) }
    }
    let first = texts.startIndex
    let scalars = texts.map { Array($0.unicodeScalars) }
    let verdicts = concurrentMap(items) { number, item in
      Result { try self.answer(to: item, in: scalars[number - first], names.within(number)) }
    }
    var found = texts.map { _ in [(item: DraftItem, verdict: DraftVerdict)]() }
    for ((number, item), verdict) in zip(items, verdicts) {
      guard let verdict = try verdict.get() else { continue }
      var item = item
      if item.isBare, let run = item.title { item.title = try bareName(run) ?? run }
      found[number - first].append((item, verdict))
    }
    return found
  }

  /// Nil for an article of what the archive does not have: its title says so.
  ///
  /// - Parameter text: the paragraph of the draft that holds the item.
  private func answer(
    to item: DraftItem, in text: [Unicode.Scalar], _ names: DeclaredNames
  ) throws -> DraftVerdict? {
    if item.kind == .article { return try article(item) }
    let isClaim = item.kind == .quote || item.kind.isFigure
    let named = try isClaim ? documents(of: NamedSources(of: item, in: text, names)) : nil
    if item.kind.isFigure { return try figure(item, in: text, named) }
    let claimed = named.map { $0.isClaimed ? "\($0.words)\n" : "\($0.words)\t" } ?? ""
    let title = item.title.map { "《\($0)》" } ?? ""
    let key = item.kind.rawValue + claimed + title + item.text
    if let known = known.withLock({ $0[key] }) { return known }
    let verdict =
      switch item.kind {
      case .title: try self.title(fullTitle(of: item))
      case .number: try number(item.text, of: item.title)
      case .quote, .figure, .rank, .article: try quote(item.text, .quote, in: named)
      }
    known.withLock { $0[key] = verdict }
    return verdict
  }

  func document(at place: DocumentPlace) throws -> StoredDocument {
    if let known = stored.withLock({ $0[place] }) { return known }
    let read = try archive.storedDocument(at: place)
    stored.withLock { $0[place] = read }
    return read
  }

  func document(of source: DraftSource) throws -> StoredDocument {
    try document(at: source.place)
  }

  /// How the paragraph is referred to: `8191#12`.
  func reference(to source: DraftSource) throws -> String {
    let record = try archive.record(at: source.place)
    return "\(try names.shortest(record.id))#\(source.index + 1)"
  }

  /// The paragraphs that were hit, each once.
  func sources(_ hits: [SearchHit]) throws -> [DraftSource] {
    try hits.uniqued { [$0.segment, $0.paragraph] }.map { hit in
      let reader = archive.index.segments[hit.segment].reader
      let start = try reader.paragraphs(of: hit.document).lowerBound
      return DraftSource(
        place: hit.place, index: hit.paragraph - start, text: try reader.text(of: hit.paragraph))
    }
  }

  // MARK: Titles

  /// What a short name of the draft is given for.
  private func fullTitle(of item: DraftItem) throws -> String {
    guard let title = item.title else { return item.text }
    return try item.isBare ? bareName(title) ?? item.text : title
  }

  private func title(_ text: String) throws -> DraftVerdict {
    // The document itself, else the shortest title that holds this one: 关于印发《…》的通知.
    var name = text
    var titled = try documents(titled: name)
    if titled.isEmpty, let full = try fullName(text) {
      name = full
      titled = try documents(titled: full)
    }
    if let best = titled.first {
      let document = try document(at: best.place)
      let bare = DocumentName.bare(ComparedText(name).scalars)
      return DraftVerdict(
        status: .found, place: FoundText(titleOf: document),
        isDocument: DocumentName.bare(best.title) == bare)
    }
    let alike = try archive.index.documents(titledLike: text, limit: 10).map {
      try document(at: $0)
    }
    return try quote(text, .title, titles: alike)
  }
}

extension FoundText {
  /// - Parameter range: Unicode scalars of the source.
  init(_ range: Range<Int>, of source: DraftSource, in document: StoredDocument) {
    self.init(
      place: source.index, number: source.index + 1, lastNumber: source.index + 1,
      start: range.lowerBound, end: range.upperBound, text: source.text.scalars(in: range),
      in: document)
  }

  /// A document as a whole, by its title: no paragraph, number 0.
  init(titleOf document: StoredDocument) {
    self.init(
      place: nil, number: 0, lastNumber: 0, start: 0,
      end: document.record.displayTitle.unicodeScalars.count, text: document.record.displayTitle,
      in: document)
  }
}
