// NumberCheck.swift — a document number of a draft: the document that has it, or who cites it.
internal import Extraction
internal import SearchIndex

extension DraftCheck {
  func number(_ text: String) throws -> DraftVerdict {
    guard let wanted = DocumentNumber(text) else { return try quote(text, .title) }
    let standard = wanted.description
    /// Whether one is the other, or that with words before it, as a sentence has: 现将云政复….
    func isSame(_ other: DocumentNumber) -> Bool {
      other.year == wanted.year && other.serial == wanted.serial
        && (other.issuerCode.hasSuffix(wanted.issuerCode)
          || wanted.issuerCode.hasSuffix(other.issuerCode))
    }
    if let member = try documents(named: .number(text)).first {
      let own = try document(member.document, in: member.segment)
      return DraftVerdict(status: .found, place: FoundText(titleOf: own), isDocument: true)
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
    let alike = DocumentFilter.contains(
      column: Self.column, Fields.bracketed("\(wanted.issuerCode)〔\(wanted.year ?? 0)〕"))
    for place in matches(alike).prefix(Self.candidates) {
      let document = try document(place.document, in: place.segment)
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

  /// The documents that have the number, or what of it stands behind words that are no part of it.
  func documents(
    numbered wanted: DocumentNumber
  ) throws -> [(segment: Int, document: DocumentID)] {
    let standard = wanted.description
    for passedOver in 0..<max(1, wanted.issuerCode.count - 1) {
      let number = Fields.bracketed(String(standard.dropFirst(passedOver)))
      let found = matches(.equals(column: Self.column, number))
      if !found.isEmpty { return found }
    }
    return []
  }

  private static var column: Int { Fields.Text.documentNumber.rawValue }

  /// None of an index made before it kept the numbers: that has them in its paragraphs only.
  private func matches(
    _ filter: DocumentFilter
  ) -> [(segment: Int, document: DocumentID)] {
    (try? archive.index.documents(matching: [filter])) ?? []
  }
}
