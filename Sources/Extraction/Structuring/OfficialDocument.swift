// OfficialDocument.swift — the result of extraction: what Andu understood of a saved page.

/// What kind of page was saved.
package enum PageKind: String, Sendable, Hashable {
  /// One text: a notice, a plan, a news item.
  case article
  /// A column, search results: links to texts.
  case list
  /// The first page of a site: links to columns and texts.
  case home
  /// Not found, not allowed, not yet: `404`, a firewall, 网站正在维护.
  case error
  /// Asks who is there.
  case login
  /// Empty until a script or a frame fills it.
  case shell
  /// Anything else without a text.
  case other
}

/// What a paragraph is within its document.
package enum ParagraphKind: String, Sendable, Hashable, CaseIterable {
  /// A line of its own that names what follows: `一、总体要求`, or a bare short line.
  case heading
  /// Running text, numbered or not.
  case text
  /// An item of an HTML list.
  case listItem
  /// A row of a data table (数据表格), its cells joined by TAB.
  case tableRow
  /// The signing office (落款) or its date line.
  case signature
  /// A line that names an annex: `附件：1.…`.
  case attachment
  /// The offices that a document is sent to (主送机关): `各县（市、区）司法局：`.
  case addressee
  /// A line of the title of a part: of a plan below the notice that issues it.
  case title

  /// A line that is a heading as a whole.
  package var isHeadingLine: Bool { self == .heading || self == .title }
}

/// One paragraph (段落) of a document's body.
package struct Paragraph: Sendable, Hashable {
  /// The text as it stood, white space at its ends removed; no line breaks.
  package var text: String
  package var kind: ParagraphKind
  /// Outline level: 1 for `一、`, 2 for `（一）`, 3 for `1.`, 4 for `（1）`, 5 for `①`;
  /// 0 for text that no number or heading opens. In a text of 章 and 条 these come first (章 1,
  /// 条 2 …) and `一、` and the rest move down below them. A bare heading above all numbers,
  /// such as the title of an annex, has depth 0 and is still above them.
  package var depth: Int
  /// The number it carries, without brackets and marks: `六`, `15`, `第三条`.
  package var label: String?
  /// How many Unicode scalars at the start of `text` are its label and run-in heading
  /// (段首标题); all of it for a heading, 0 for plain text.
  package var headingLength: Int
  /// The headings above it, outermost first, without their labels: whole lines, and the run-in
  /// headings of numbered paragraphs. Signatures and annex lines have none, and a signature
  /// ends what stands before it, as does the title of a part. The lines of a title are one
  /// heading, joined; a line of it has those above it.
  package var headings: [String]
  /// The offices that are to carry it out (责任单位), in order; a block on a line of its own is
  /// given to the paragraph above it.
  package var responsible: [ResponsibleUnit] = []

  package init(
    text: String, kind: ParagraphKind = .text, depth: Int = 0, label: String? = nil,
    headingLength: Int = 0, headings: [String] = []
  ) {
    self.text = text
    self.kind = kind
    self.depth = depth
    self.label = label
    self.headingLength = headingLength
    self.headings = headings
  }
}

/// Why a field has its value. The first of a field is for the value that was chosen, those after
/// it for readings that differ.
package struct Evidence: Codable, Sendable, Hashable {
  /// The field's name as in `andu extract --json`.
  package var field: String
  package var value: String
  /// Where it was read: `meta PubDate`, `信息公开 table 发文机关`, `head line`, `text`.
  package var origin: String

  package init(field: String, value: String, origin: String) {
    self.field = field
    self.value = value
    self.origin = origin
  }
}

/// What Andu understood of one saved page (公文 or news): its fields are members of it.
@dynamicMemberLookup
package struct OfficialDocument: Sendable, Hashable {
  package var kind: PageKind = .article
  package var fields = DocumentFields()
  /// The files that the page goes on in.
  var series: PageSeries?
  package var paragraphs: [Paragraph] = []
  /// Of a text file, the line that each paragraph stands on, from 1; of a draft in Markdown, too;
  /// empty for anything else.
  package var lines: [Int] = []
  /// The documents that the page holds: one, or a notice and its annexes; none without paragraphs.
  package var parts: [DocumentPart] = []
  package var evidence: [Evidence] = []
  /// What a program made of the file, where one was needed.
  package var conversion: Conversion?
  /// The steps taken, one a line, when asked for (`--why`): candidates, scores, cuts.
  package var trace: [String] = []

  package init() {}

  package subscript<Value>(dynamicMember path: WritableKeyPath<DocumentFields, Value>) -> Value {
    get { fields[keyPath: path] }
    set { fields[keyPath: path] = newValue }
  }

  /// The page's length in bytes of text.
  var length: Int { paragraphs.reduce(0) { $0 + $1.text.utf8.count } }

  /// Whether every paragraph of the other stands in this document, too.
  func holds(_ other: OfficialDocument) -> Bool {
    let texts = Set(paragraphs.map(\.text))
    return other.paragraphs.allSatisfy { texts.contains($0.text) }
  }

  /// Where the page was fetched from, which is surer than what it says of itself.
  package mutating func setAddress(_ address: String, origin: String) {
    fields.url = address
    evidence.insert(Evidence(field: "url", value: address, origin: origin), at: 0)
  }

  /// When the page was saved, as what it was saved in says; unchanged when that says nothing.
  package mutating func setSaved(at date: String?, origin: String) {
    guard let date else { return }
    fields.savedAt = date
    evidence.append(Evidence(field: "savedAt", value: date, origin: origin))
  }

  /// Takes what this document lacks from another page of it.
  mutating func fillGaps(from other: OfficialDocument) {
    for (name, path) in DocumentFields.core + DocumentFields.further + DocumentFields.ofPage {
      guard fields[keyPath: path] == nil, let value = other.fields[keyPath: path] else { continue }
      fields[keyPath: path] = value
      evidence += other.evidence.filter { $0.field == name }
    }
    if fields.years.isEmpty { fields.years = other.fields.years }
  }
}
