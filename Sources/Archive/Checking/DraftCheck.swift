// DraftCheck.swift — each claim of a draft and its source in the archive, or what comes nearest.
internal import Extraction
internal import SearchIndex
import Synchronization

/// What the archive says to a claim.
package struct DraftVerdict: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// But for width, script, blanks and quotation marks.
    case found
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
  /// Further paragraphs that hold it.
  package var also: [String] = []
  /// Of the draft and what comes nearest.
  package var difference: TextDifference?
}

/// A paragraph that may be the source of a claim; of its document no more is read than is needed.
struct DraftSource: Sendable {
  let segment: Int
  let document: DocumentID
  /// In the document, from 0.
  let index: Int
  let text: String
}

/// Asks one archive for the sources of many claims, of several at once.
package final class DraftCheck: Sendable {
  let archive: Archive
  private let names: ShortIDs
  private let documents = Mutex<[[Int]: StoredDocument]>([:])
  private let known = Mutex<[String: DraftVerdict]>([:])

  /// Paragraphs that are looked at for one claim.
  static let candidates = 24
  private static let leastAlike: [DraftItem.Kind: Double] = [.title: 0.6, .quote: 0.5]
  static let mostFurther = 4

  package init(_ archive: Archive) {
    self.archive = archive
    names = ShortIDs(archive.index)
  }

  /// The claims of each text, and what the archive says to them, in order; over all cores.
  package func verdicts(
    on texts: [String]
  ) throws -> [[(item: DraftItem, verdict: DraftVerdict)]] {
    let items = texts.enumerated().flatMap { number, text in
      DraftItem.all(in: text).map { (number: number, item: $0) }
    }
    let verdicts = concurrentMap(items) { number, item in
      Result { try self.verdict(on: item, in: texts[number]) }
    }
    var found = texts.map { _ in [(item: DraftItem, verdict: DraftVerdict)]() }
    for ((number, item), verdict) in zip(items, verdicts) {
      found[number].append((item, try verdict.get()))
    }
    return found
  }

  /// - Parameter text: the paragraph of the draft that holds the item.
  package func verdict(on item: DraftItem, in text: String) throws -> DraftVerdict {
    if item.kind == .figure { return try figure(item, in: text) }
    let key = item.kind.rawValue + item.text
    if let known = known.withLock({ $0[key] }) { return known }
    let verdict =
      switch item.kind {
      case .title: try title(item.text)
      case .number: try number(item.text)
      case .quote, .figure: try quote(item.text, .quote)
      }
    known.withLock { $0[key] = verdict }
    return verdict
  }

  func document(_ document: DocumentID, in segment: Int) throws -> StoredDocument {
    if let known = documents.withLock({ $0[[segment, document]] }) { return known }
    let stored = try archive.storedDocument(document, in: segment)
    documents.withLock { $0[[segment, document]] = stored }
    return stored
  }

  func document(of source: DraftSource) throws -> StoredDocument {
    try document(source.document, in: source.segment)
  }

  /// How the paragraph is referred to: `8191#12`.
  func reference(to source: DraftSource) throws -> String {
    let record = try archive.record(of: source.document, in: source.segment)
    return "\(try names.shortest(record.id))#\(source.index + 1)"
  }

  /// The paragraphs that were hit, each once.
  func sources(_ hits: [SearchHit]) throws -> [DraftSource] {
    var seen: Set<[Int]> = []
    return try hits.filter { seen.insert([$0.segment, $0.paragraph]).inserted }.map { hit in
      let reader = archive.index.segments[hit.segment].reader
      let start = try reader.paragraphs(of: hit.document).lowerBound
      return DraftSource(
        segment: hit.segment, document: hit.document, index: hit.paragraph - start,
        text: try reader.text(of: hit.paragraph))
    }
  }

  // MARK: Quotations

  private func quote(
    _ text: String, _ kind: DraftItem.Kind, titles: [StoredDocument] = []
  ) throws -> DraftVerdict {
    let wanted = Array(ComparedText(text).scalars.prefix(1000))
    var verdict = DraftVerdict()
    var nearest: (place: () throws -> FoundText, likeness: Double)?
    func offer(_ compared: ComparedText, _ place: @escaping (Range<Int>) throws -> FoundText) {
      let (range, distance) = compared.nearest(to: wanted)
      let likeness = 1 - Double(distance) / Double(max(1, wanted.count))
      if likeness > nearest?.likeness ?? 0 { nearest = ({ try place(range) }, likeness) }
    }
    for stage in 0..<2 {
      let hits =
        try stage == 0
        ? archive.paragraphs(holding: text, limit: Self.candidates)
        : archive.paragraphs(like: wanted, limit: Self.candidates)
      for source in try sources(hits) {
        let compared = ComparedText(source.text)
        guard let stretch = compared.occurrences(of: wanted, limit: 1).first else {
          if verdict.status != .found {
            offer(compared) { [self] in
              FoundText($0, of: compared, from: source.index, in: try document(of: source))
            }
          }
          continue
        }
        if verdict.status == .found {
          if verdict.also.count < Self.mostFurther {
            verdict.also.append(try reference(to: source))
          }
          continue
        }
        verdict.status = .found
        verdict.place = FoundText(
          stretch, of: compared, from: source.index, in: try document(of: source))
      }
      if verdict.status == .found { return verdict }
    }
    for document in titles {
      let compared = ComparedText(document.record.displayTitle)
      offer(compared) { _ in FoundText(titleOf: document) }
    }
    guard let nearest, nearest.likeness >= Self.leastAlike[kind] ?? 1 else { return verdict }
    let place = try nearest.place()
    verdict.status = .near
    verdict.place = place
    verdict.isDocument = place.number == 0
    verdict.difference = TextDifference(from: text, to: place.text, folds: true)
    return verdict
  }

  // MARK: Titles

  private func title(_ text: String) throws -> DraftVerdict {
    let wanted = ComparedText(text).scalars
    let found = try archive.index.documents(titled: text, limit: 200).map { found in
      (found, try archive.index.segments[found.segment].reader.title(of: found.document))
    }
    // The document itself, else the shortest title that holds this one: 关于印发《…》的通知.
    if let (best, title) = found.min(by: { $0.1.utf8.count < $1.1.utf8.count }) {
      let document = try document(best.document, in: best.segment)
      return DraftVerdict(
        status: .found, place: FoundText(titleOf: document),
        isDocument: ComparedText(title).scalars == wanted)
    }
    let alike = try archive.index.documents(titledLike: text, limit: 10).map {
      try document($0.document, in: $0.segment)
    }
    return try quote(text, .title, titles: alike)
  }

  // MARK: Document numbers

  private func number(_ text: String) throws -> DraftVerdict {
    guard let wanted = DocumentNumber(text) else { return try quote(text, .title) }
    let column = Fields.Text.documentNumber.rawValue
    let standard = wanted.description
    // An index made before it kept the numbers has them in its paragraphs only.
    func named(_ filter: DocumentFilter) throws -> [StoredDocument] {
      let found = (try? archive.index.documents(matching: [filter])) ?? []
      return try found.prefix(Self.candidates).map { try document($0.document, in: $0.segment) }
    }
    /// Whether one is the other, or that with words before it, as a sentence has: 现将云政复….
    func isSame(_ other: DocumentNumber) -> Bool {
      other.year == wanted.year && other.serial == wanted.serial
        && (other.issuerCode.hasSuffix(wanted.issuerCode)
          || wanted.issuerCode.hasSuffix(other.issuerCode))
    }
    for passedOver in 0..<max(1, wanted.issuerCode.count - 1) {
      let number = Fields.bracketed(String(standard.dropFirst(passedOver)))
      if let own = try named(.equals(column: column, number)).first {
        return DraftVerdict(status: .found, place: FoundText(titleOf: own), isDocument: true)
      }
    }
    let year = wanted.year.map { ["\($0)"] } ?? []
    let parts = [wanted.issuerCode] + year
    // The end of the code stands where more of it does.
    let ends = [String(wanted.issuerCode.suffix(2))] + year
    let hits =
      try archive.hits(.all((ends + ["\(wanted.serial)号"]).map { .text(Pattern($0)) }), limit: 50)
      + archive.hits(.all(parts.map { .text(Pattern($0)) }), limit: 50)
    var verdict = DraftVerdict()
    var nearest: (place: FoundText, distance: Int)?
    let scalars = ComparedText(standard).scalars
    for source in try sources(hits) {
      for range in DocumentNumber.all(in: Array(source.text.unicodeScalars)) {
        let written = source.text.scalars(in: range)
        guard let other = DocumentNumber(written) else { continue }
        if isSame(other) {
          if verdict.status != .found {
            verdict = DraftVerdict(
              status: .found, place: FoundText(range, of: source, in: try document(of: source)))
          } else if verdict.also.count < Self.mostFurther {
            verdict.also.append(try reference(to: source))
          }
        }
        let distance = ComparedText(other.description).nearest(to: scalars).distance
        if distance < nearest?.distance ?? 3 {
          nearest = (FoundText(range, of: source, in: try document(of: source)), distance)
        }
      }
    }
    if verdict.status == .found { return verdict }
    for document in try named(
      .contains(column: column, Fields.bracketed("\(wanted.issuerCode)〔\(wanted.year ?? 0)〕")))
    {
      let other = document.record.documentNumber ?? ""
      let distance = ComparedText(other).nearest(to: scalars).distance
      if distance < nearest?.distance ?? 3 {
        var place = FoundText(titleOf: document)
        place.text = other
        nearest = (place, distance)
      }
    }
    guard let nearest else { return verdict }
    return DraftVerdict(
      status: .near, place: nearest.place, isDocument: nearest.place.number == 0,
      difference: TextDifference(from: text, to: nearest.place.text, folds: true))
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
