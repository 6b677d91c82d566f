// DraftCheck.swift — each claim of a draft and its source in the archive, or what comes nearest.
internal import Extraction
internal import SearchIndex

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

/// Asks one archive for the sources of many claims.
package final class DraftCheck {
  let archive: Archive
  private var documents: [[Int]: StoredDocument] = [:]
  private var verdicts: [String: DraftVerdict] = [:]

  /// Paragraphs that are looked at for one claim.
  static let candidates = 24
  private static let leastAlike: [DraftItem.Kind: Double] = [.title: 0.6, .quote: 0.5]
  private static let mostFurther = 4

  package init(_ archive: Archive) { self.archive = archive }

  /// - Parameter text: the paragraph of the draft that holds the item.
  package func verdict(on item: DraftItem, in text: String) throws -> DraftVerdict {
    if item.kind == .figure { return try figure(item, in: text) }
    let key = item.kind.rawValue + item.text
    if let known = verdicts[key] { return known }
    let verdict =
      switch item.kind {
      case .title: try title(item.text)
      case .number: try number(item.text)
      case .quote, .figure: try quote(item.text, .quote)
      }
    verdicts[key] = verdict
    return verdict
  }

  func document(_ document: DocumentID, in segment: Int) throws -> StoredDocument {
    if let known = documents[[segment, document]] { return known }
    let stored = try archive.storedDocument(document, in: segment)
    documents[[segment, document]] = stored
    return stored
  }

  /// The documents and indices of the paragraphs that were hit, each once.
  func paragraphs(_ hits: [SearchHit]) throws -> [(document: StoredDocument, index: Int)] {
    var seen: Set<[Int]> = []
    return try hits.filter { seen.insert([$0.segment, $0.paragraph]).inserted }.map { hit in
      let reader = archive.index.segments[hit.segment].reader
      let start = try reader.paragraphs(of: hit.document).lowerBound
      return (try document(hit.document, in: hit.segment), hit.paragraph - start)
    }
  }

  // MARK: Quotations

  private func quote(
    _ text: String, _ kind: DraftItem.Kind, titles: [StoredDocument] = []
  ) throws -> DraftVerdict {
    let wanted = Array(ComparedText(text).scalars.prefix(1000))
    var verdict = DraftVerdict()
    var nearest: (place: FoundText, likeness: Double)?
    func offer(_ compared: ComparedText, _ place: (Range<Int>) -> FoundText) {
      let (range, distance) = compared.nearest(to: wanted)
      let likeness = 1 - Double(distance) / Double(max(1, wanted.count))
      if likeness > nearest?.likeness ?? 0 { nearest = (place(range), likeness) }
    }
    for stage in 0..<2 {
      let hits =
        try stage == 0
        ? archive.paragraphs(holding: text, limit: Self.candidates)
        : archive.paragraphs(like: wanted, limit: Self.candidates)
      for (document, index) in try paragraphs(hits) {
        let paragraph = document.paragraphs[index].text
        let compared = ComparedText(paragraph)
        guard let stretch = compared.occurrences(of: wanted, limit: 1).first else {
          if verdict.status != .found {
            offer(compared) { FoundText($0, of: compared, from: index, in: document) }
          }
          continue
        }
        if verdict.status == .found {
          if verdict.also.count < Self.mostFurther {
            verdict.also.append(document.reference(index + 1))
          }
          continue
        }
        verdict.status = .found
        verdict.place = FoundText(stretch, of: compared, from: index, in: document)
      }
      if verdict.status == .found { return verdict }
    }
    for document in titles {
      let compared = ComparedText(document.record.displayTitle)
      offer(compared) { _ in FoundText(titleOf: document) }
    }
    guard let nearest, nearest.likeness >= Self.leastAlike[kind] ?? 1 else { return verdict }
    verdict.status = .near
    verdict.place = nearest.place
    verdict.isDocument = nearest.place.number == 0
    verdict.difference = TextDifference(from: text, to: nearest.place.text, folds: true)
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
    if let document = try named(.equals(column: column, Fields.bracketed(standard))).first {
      return DraftVerdict(status: .found, place: FoundText(titleOf: document), isDocument: true)
    }
    let parts = [wanted.issuerCode] + (wanted.year.map { ["\($0)"] } ?? [])
    let hits =
      try archive.hits(.all((parts + ["\(wanted.serial)号"]).map { .text(Pattern($0)) }), limit: 50)
      + archive.hits(.all(parts.map { .text(Pattern($0)) }), limit: 50)
    var verdict = DraftVerdict()
    var nearest: (place: FoundText, distance: Int)?
    let scalars = ComparedText(standard).scalars
    for (document, index) in try paragraphs(hits) {
      let paragraph = document.paragraphs[index].text
      for range in DocumentNumber.all(in: Array(paragraph.unicodeScalars)) {
        let written = paragraph.scalars(in: range)
        guard let other = DocumentNumber(written) else { continue }
        let place = FoundText(
          place: index, number: index + 1, lastNumber: index + 1, start: range.lowerBound,
          end: range.upperBound, text: written, in: document)
        if other.year == wanted.year, other.serial == wanted.serial,
          other.issuerCode.hasSuffix(wanted.issuerCode)
            || wanted.issuerCode.hasSuffix(other.issuerCode)
        {
          if verdict.status != .found {
            verdict = DraftVerdict(status: .found, place: place)
          } else if verdict.also.count < Self.mostFurther {
            verdict.also.append(place.reference)
          }
        }
        let distance = ComparedText(other.description).nearest(to: scalars).distance
        if distance < nearest?.distance ?? 3 { nearest = (place, distance) }
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
  /// A document as a whole, by its title: no paragraph, number 0.
  init(titleOf document: StoredDocument) {
    self.init(
      place: nil, number: 0, lastNumber: 0, start: 0,
      end: document.record.displayTitle.unicodeScalars.count, text: document.record.displayTitle,
      in: document)
  }
}
