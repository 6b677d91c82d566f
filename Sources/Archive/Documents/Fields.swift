// Fields.swift — how a document's fields become keys, columns and paragraphs of the index.
import Extraction
import SearchIndex

/// The index's view of a document.
enum Fields {
  /// Number columns.
  enum Number: Int {
    /// yyyymmdd of 发布日期, else 成文日期; 0 when neither is known.
    case date
    /// The years that the document is about, first and last; 0 when unknown.
    case firstYear, lastYear
  }

  /// String columns; empty when unknown. Segments keep them by their place here: new ones go last.
  enum Text: Int {
    case issuer, source, documentKind, pageKind
    /// Code and level of the region.
    case region, level
    /// 文号, as `bracketed`.
    case documentNumber
    /// The host of the page's address.
    case site
  }

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "[": "〔", "(": "〔", "（": "〔", "【": "〔", "［": "〔", "﹝": "〔", "〈": "〔", "{": "〔",
    "]": "〕", ")": "〕", "）": "〕", "】": "〕", "］": "〕", "﹞": "〕", "〉": "〕", "}": "〕",
  ]

  /// A document number, or part of one, with the brackets of the standard.
  static func bracketed(_ number: String) -> String {
    String(String.UnicodeScalarView(number.unicodeScalars.map { brackets[$0] ?? $0 }))
  }

  static func idKey(_ id: String) -> [UInt8] { Array("i\(id)".utf8) }
  static func digestKey(_ sha256: String) -> [UInt8] { Array("s\(sha256)".utf8) }

  /// A tag of the document or of one of its paragraphs; width, case and script do not matter.
  static func tagKey(_ tag: String) -> [UInt8] {
    Array("t\(String(scalarValues: Analyzer().fold(tag).scalars))".utf8)
  }

  /// Where a document lies, and what a page links to; any number of documents may share one.
  static func placeKey(_ place: String) -> [UInt8] { Array("p\(Understanding.id(of: place))".utf8) }
  static func linkKey(_ target: String) -> [UInt8] {
    Array("l\(Understanding.id(of: target))".utf8)
  }

  /// By address and by place, as `Archive.document(of:on:)` looks for them.
  private static func tieKeys(_ record: PageRecord) -> Set<[UInt8]> {
    if record.isImported { return [] }
    let here = SavedPlace(record.savedAs)
    let links = record.attachments.flatMap { file in
      [Understanding.id(ofAddress: file.address)] + here.places(of: file).map(\.neighbourhood)
    }
    return Set([placeKey(here.neighbourhood)] + links.map(linkKey))
  }

  /// Documents with the text of this fingerprint, and those whose texts are like it.
  static func textKey(_ fingerprint: String) -> [UInt8] { Array("x\(fingerprint)".utf8) }
  static func likeKey(_ fingerprint: String) -> [UInt8] { Array("y\(fingerprint)".utf8) }

  /// Texts that have a number in their sketches.
  static func sketchKey(_ number: UInt32) -> [UInt8] { [0x7a] + bigEndian(number) }

  /// That key, and what is to be known of the text without reading it.
  static func sketchKey(_ number: UInt32, of text: LikenessFinder.Text) -> [UInt8] {
    sketchKey(number) + [text.size] + bigEndian(text.fingerprint)
  }

  /// The text that a key of a sketch belongs to.
  static func sketchedText(_ key: [UInt8]) -> LikenessFinder.Text? {
    guard key.count == 14 else { return nil }
    let fingerprint = key[6...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return LikenessFinder.Text(fingerprint: fingerprint, size: key[5])
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func likenessKeys(
    _ record: PageRecord, _ text: LikenessFinder.Prepared?
  ) -> [[UInt8]] {
    guard let likeness = record.likeness, let text else { return [] }
    return [textKey(likeness.text)] + likeness.alike.keys.sorted().map(likeKey)
      + text.numbers.map { sketchKey($0, of: text.text) }
  }

  static func input(
    _ record: PageRecord, paragraphs: [DocumentInput.Paragraph],
    text: LikenessFinder.Prepared? = nil
  ) throws -> DocumentInput {
    DocumentInput(
      keys: [idKey(record.id)] + record.versions.map { digestKey($0.sha256) }
        + (tieKeys(record).union(record.annotations.tags.map(tagKey)))
        .sorted { $0.lexicographicallyPrecedes($1) } + likenessKeys(record, text),
      title: record.knownTitle ?? "",
      numbers: [
        dateNumber(record.displayDate), UInt32(record.years.min() ?? 0),
        UInt32(record.years.max() ?? 0),
      ],
      strings: [
        record.issuer ?? "", record.source ?? "", record.documentKind ?? "", record.pageKind,
        record.region?.code ?? "", record.region?.level.rawValue ?? "",
        bracketed(record.documentNumber ?? ""),
        record.url.flatMap(WebAddress.init)?.host ?? "",
      ],
      record: try record.bytes(),
      paragraphs: paragraphs)
  }

  static func paragraph(_ paragraph: Paragraph) -> DocumentInput.Paragraph {
    DocumentInput.Paragraph(
      paragraph.text, level: UInt8(clamping: paragraph.outlineLevel),
      headingLength: UInt8(clamping: paragraph.headingLength),
      kind: UInt8(ParagraphKind.allCases.firstIndex(of: paragraph.kind) ?? 0))
  }

  /// Kinds of paragraphs that name and tell nothing.
  static let asides: Set<UInt8> = {
    let kinds: [ParagraphKind] = [.signature, .attachment, .addressee]
    return Set(kinds.compactMap { ParagraphKind.allCases.firstIndex(of: $0) }.map { UInt8($0) })
  }()

  static func kind(_ number: UInt8) -> ParagraphKind {
    Int(number) < ParagraphKind.allCases.count ? ParagraphKind.allCases[Int(number)] : .text
  }

  /// `2023-06-30` → 20230630; a year or a month alone is its first day.
  static func dateNumber(_ date: String?) -> UInt32 {
    guard let date else { return 0 }
    let parts = date.split(separator: "-").compactMap { UInt32($0) }
    guard let year = parts.first, (1...9999).contains(year) else { return 0 }
    let month = parts.count > 1 ? parts[1] : 1
    let day = parts.count > 2 ? parts[2] : 1
    return year * 10_000 + min(month, 12) * 100 + min(day, 31)
  }
}
