// DocumentPart.swift — one of the documents that a page holds, with what it says of itself.

/// A document within a page (正文、附件、被转发文件): a cover notice, the plan it issues.
package struct DocumentPart: Sendable, Hashable {
  /// Its first and last paragraph, from 1, title lines and `附件1` above them included.
  package var first: Int
  package var last: Int
  /// Its lines joined; of the first part the title of the page, where it has one.
  package var title: String?
  /// 文种 of this part: of a notice that issues a plan `通知`.
  package var documentKind: String?
  /// 主送机关.
  package var addressees: [String] = []
  /// 发文机关 as signed; several are parted by a blank.
  package var issuer: String?
  /// The signed date, `yyyy-MM-dd`.
  package var issuedOn: String?
  /// 发文字号 on a line of its own at the head of the part.
  package var documentNumber: String?

  init(range: Range<Int>) { (first, last) = (range.lowerBound + 1, range.upperBound) }

  /// Its paragraphs, as indices.
  package var range: Range<Int> { first - 1..<last }
}

extension DocumentPart: Codable {
  private enum CodingKeys: CodingKey {
    case first, last, title, documentKind, addressees, issuer, issuedOn, documentNumber
  }

  /// What it does not say is null.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(first, forKey: .first)
    try values.encode(last, forKey: .last)
    try values.encode(title, forKey: .title)
    try values.encode(documentKind, forKey: .documentKind)
    try values.encode(addressees, forKey: .addressees)
    try values.encode(issuer, forKey: .issuer)
    try values.encode(issuedOn, forKey: .issuedOn)
    try values.encode(documentNumber, forKey: .documentNumber)
  }
}

extension DocumentPart {
  /// The parts of a document, in order and without gaps; none without paragraphs.
  package static func parts(of document: OfficialDocument) -> [DocumentPart] {
    let paragraphs = document.paragraphs
    let boundaries = PartBoundaries(paragraphs, paragraphs.map { LineShape($0.text) }).parts
    var parts = boundaries.map { part($0, of: paragraphs) }
    guard !parts.isEmpty else { return [] }
    if let title = document.title { parts[0].title = title }
    if let title = parts[0].title {
      parts[0].documentKind =
        (parts.count > 1 ? DocumentKinds.wrapper(of: title) : nil) ?? DocumentKinds.kind(of: title)
    }
    parts[0].documentNumber = parts[0].documentNumber ?? document.documentNumber
    if parts.count == 1 {
      parts[0].issuer = parts[0].issuer ?? document.issuer
      parts[0].issuedOn = parts[0].issuedOn ?? document.issuedOn
    }
    for index in parts.indices where parts[index].documentKind == nil {
      parts[index].documentKind = kind(byClosingOf: paragraphs[parts[index].range])
    }
    return parts
  }

  private static func part(
    _ boundary: PartBoundaries.Part, of paragraphs: [Paragraph]
  ) -> DocumentPart {
    var part = DocumentPart(range: boundary.range)
    part.title =
      boundary.titleLines.isEmpty
      ? boundary.otherTitle : PartBoundaries.joined(paragraphs[boundary.titleLines])
    part.documentKind = part.title.flatMap { DocumentKinds.kind(of: $0) }
    for paragraph in paragraphs[boundary.range] where paragraph.kind == .addressee {
      part.addressees += NameList(paragraph.text.unicodeScalars.dropLast()).names
    }
    let head = paragraphs[boundary.range].prefix(boundary.titleLines.count + 4)
    part.documentNumber = head.lazy.compactMap { DocumentNumber($0.text)?.description }.first
    part.readSignature(paragraphs)
    return part
  }

  /// The last signed date and the offices above it.
  private mutating func readSignature(_ paragraphs: [Paragraph]) {
    guard
      let line = range.last(where: { index in
        paragraphs[index].kind == .signature && ChineseDate(paragraphs[index].text) != nil
      })
    else { return }
    let signed = LineShape(paragraphs[line].text).signedOffice
    issuedOn = ChineseDate(paragraphs[line].text)?.description
    var offices = signed.map { [$0] } ?? []
    var above = line - 1
    while above >= range.lowerBound, paragraphs[above].kind == .signature,
      ChineseDate(paragraphs[above].text) == nil
    {
      let text = paragraphs[above].text
      // Whoever signs an order is no office; a note of whose seal stands there names none either.
      if !LineShape(text).isSignedByPost, !LineShape(text).isSealNote {
        offices.insert(String(scalars: text.unicodeScalars.filter { !$0.isBlank }), at: 0)
      }
      above -= 1
    }
    issuer = offices.isEmpty ? nil : offices.joined(separator: " ")
  }

  /// What a text without a title calls itself at its start or its end: `现印发给你们`, `特此公告`.
  private static func kind(byClosingOf paragraphs: ArraySlice<Paragraph>) -> String? {
    let texts = paragraphs.lazy.filter { $0.kind == .text }.map(\.text)
    for text in Array(texts.prefix(3)) + texts.suffix(2) {
      if let formula = DocumentKinds.formulas.first(where: { text.holds($0.phrase) }) {
        return formula.kind
      }
    }
    return nil
  }
}
