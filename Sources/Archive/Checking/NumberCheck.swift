// NumberCheck.swift — a document number of a draft: the document that has it, or who cites it.
internal import Extraction
internal import SearchIndex

extension DraftCheck {
  /// Numbers that differ in more characters are others.
  private static let mostDifferent = 2

  /// - Parameter title: the document that is said to have the number.
  func number(_ text: String, of title: String?) throws -> DraftVerdict {
    var verdict = try number(text)
    guard let title, let wanted = DocumentNumber(text) else { return verdict }
    let others = try numbered(title)
    guard let (own, written) = others.first,
      !others.contains(where: { DocumentNumber($0.number).map(wanted.isWritten) ?? true })
    else { return verdict }
    if verdict.status == .found {
      // Several documents may have one title.
      if try verdict.isDocument || !isSaid(wanted, of: title) {
        (verdict.status, verdict.notIn) = (.elsewhere, "《\(title)》")
      }
      return verdict
    }
    var place = FoundText(titleOf: own)
    place.text = written
    return DraftVerdict(
      status: .near, place: place, isDocument: true,
      difference: TextDifference(from: text, to: written, folds: true))
  }

  /// Whether a paragraph has the number in brackets behind the title, too.
  private func isSaid(_ wanted: DocumentNumber, of title: String) throws -> Bool {
    let name = ComparedText(title).scalars
    return try sources(hits(wanted)).contains { source in
      DraftItem.all(in: source.text).contains { item in
        guard item.kind == .number, let owner = item.title, let number = DocumentNumber(item.text)
        else { return false }
        return wanted.isWritten(number) && ComparedText(owner).scalars == name
      }
    }
  }

  /// The documents of that very name, with their numbers; none where one has none that is known.
  private func numbered(_ title: String) throws -> [(document: StoredDocument, number: String)] {
    let wanted = ComparedText(title).scalars
    var found: [(document: StoredDocument, number: String)] = []
    for titled in try documents(titled: title)
    where titled.title == wanted || DocumentName.is(wanted, titled.title)
      || titled.isIssuersOwn(wanted)
    {
      let document = try document(at: titled.place)
      guard let number = document.record.documentNumber else { return [] }
      found.append((document, number))
    }
    return found
  }

  func number(_ text: String) throws -> DraftVerdict {
    guard let wanted = DocumentNumber(text) else { return try quote(text, .title) }
    if let member = try documents(named: .number(text)).first {
      let own = try document(at: member.place)
      return DraftVerdict(status: .found, place: FoundText(titleOf: own), isDocument: true)
    }
    var verdict = DraftVerdict()
    var nearest: (place: () throws -> FoundText, rank: Int)?
    let scalars = ComparedText(wanted.description).scalars
    func offer(_ other: DocumentNumber, _ place: @escaping () throws -> FoundText) {
      let distance = ComparedText(other.description).nearest(to: scalars).distance
      guard distance <= Self.mostDifferent else { return }
      // Of those that differ as much, the same number of another year or office comes first.
      let rank = 2 * distance + (other.serial == wanted.serial ? 0 : 1)
      if rank < nearest?.rank ?? .max { nearest = (place, rank) }
    }
    for source in try sources(hits(wanted)) {
      for range in DocumentNumber.all(in: Array(source.text.unicodeScalars)) {
        guard let other = DocumentNumber(source.text.scalars(in: range)) else { continue }
        if wanted.isWritten(other) {
          if verdict.status != .found {
            verdict = DraftVerdict(
              status: .found, place: FoundText(range, of: source, in: try document(of: source)))
          } else if verdict.also.count < Self.mostFurther {
            verdict.also.append(try reference(to: source))
          }
        }
        offer(other) { [self] in FoundText(range, of: source, in: try document(of: source)) }
      }
    }
    if verdict.status == .found { return verdict }
    for place in try documents(near: wanted) {
      let document = try document(at: place)
      guard let written = document.record.documentNumber, let other = DocumentNumber(written) else {
        continue
      }
      offer(other) {
        var place = FoundText(titleOf: document)
        place.text = written
        return place
      }
    }
    guard let nearest else { return verdict }
    let place = try nearest.place()
    return DraftVerdict(
      status: .near, place: place, isDocument: place.number == 0,
      difference: TextDifference(from: text, to: place.text, folds: true))
  }

  /// Paragraphs that may cite the number, or one like it: of another office, year or place.
  private func hits(_ wanted: DocumentNumber) throws -> [SearchHit] {
    let year = wanted.year.map { ["\($0)"] } ?? []
    let serial = "\(wanted.serial)号"
    // The end of the code stands where more of it does.
    let end = String(wanted.issuerCode.suffix(2))
    let choices: [[String]] = [
      [end] + year + [serial], [wanted.issuerCode] + year, [wanted.issuerCode, serial],
      year + [serial],
    ]
    return try choices.flatMap { texts in
      try archive.hits(.all(texts.map { .text(Pattern($0)) }), limit: 50)
    }
  }

  /// The documents that have the number, or what of it stands behind words that are no part of it.
  func documents(numbered wanted: DocumentNumber) throws -> [DocumentPlace] {
    let standard = wanted.description
    for passedOver in 0..<max(1, wanted.issuerCode.count - 1) {
      let number = Fields.bracketed(String(standard.dropFirst(passedOver)))
      let found = matches(.equals(column: Self.column, number))
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The documents with numbers of the same office and year, office and place, year and place.
  private func documents(near wanted: DocumentNumber) throws -> [DocumentPlace] {
    guard let year = wanted.year, !wanted.isOrder else { return [] }
    let (column, code) = (Self.column, wanted.issuerCode)
    let filters: [DocumentFilter] = [
      .contains(column: column, "\(code)〔\(year)〕"),
      .all([.begins(column: column, "\(code)〔"), .ends(column: column, "〕\(wanted.serial)号")]),
      .ends(column: column, "〔\(year)〕\(wanted.serial)号"),
    ]
    return filters.flatMap { matches($0).prefix(Self.candidates) }
  }

  private static var column: Int { Fields.Text.documentNumber.rawValue }

  /// None of an index made before it kept the numbers: that has them in its paragraphs only.
  private func matches(_ filter: DocumentFilter) -> [DocumentPlace] {
    (try? archive.index.documents(matching: [filter])) ?? []
  }
}
