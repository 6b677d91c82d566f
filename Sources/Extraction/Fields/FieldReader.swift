// FieldReader.swift — fills the fields of a document from all that a page says, with evidence.

/// Chooses each field's value among meta tags, labelled lines, the by-line and the text.
struct FieldReader {
  /// What the page holds outside of its main content, and the head of the content itself.
  struct Sources {
    var head: PageHead?
    /// The page's address when that is known from elsewhere.
    var address: String?
    var title: (text: String, origin: String)?
    /// Labelled values, in document order.
    var entries: [InfoEntry] = []
    /// Lines near the title that are no text: by-lines.
    var bylines: [String] = []
    /// The like below the text: `发布于 2021-09-08`.
    var linesBelow: [String] = []
    /// Lines just before the body and its first ones: where a 文号 stands alone.
    var topLines: [String] = []
    var paragraphs: [Paragraph] = []
    /// The line of the title, where there is one; a date far above it is that of the visit.
    var titleLine: Int?
    /// A date that is all of the first line of the text.
    var topDate: ChineseDate?
    /// The first line of the text; what stands below it says less of the page than its head.
    var textStart = Int.max
    /// Files that the page links to, addresses as written.
    var attachments: [Attachment] = []
    /// The page has a title and a by-line of its own, even where it has no text: 一图读懂.
    var isOwn = false
  }

  let sources: Sources
  var document: OfficialDocument

  static func fill(_ document: OfficialDocument, from sources: Sources) -> OfficialDocument {
    var reader = FieldReader(sources: sources, document: document)
    reader.readAddress()
    reader.readTitle()
    reader.readSite()
    // What a list or an error page names is not its own.
    guard document.kind == .article || sources.isOwn else { return reader.document }
    reader.readInfoTable()
    reader.readDates()
    reader.readSource()
    reader.readNumber()
    reader.readSignature()
    reader.readAuthors()
    reader.readKind()
    reader.readPlaces()
    reader.readYears()
    reader.readCatalogue()
    reader.readTerm()
    reader.readAttachments()
    return reader.document
  }

  mutating func note(_ field: String, _ value: String, _ origin: String) {
    document.evidence.append(Evidence(field: field, value: value, origin: origin))
  }

  /// Takes a value for a field, and notes where it was read.
  mutating func set(
    _ field: String, _ path: WritableKeyPath<DocumentFields, String?>, _ value: String,
    _ origin: String
  ) {
    document.fields[keyPath: path] = value
    note(field, value, origin)
  }

  /// Keeps a reading that says otherwise than those before it.
  mutating func noteConflict(_ field: String, _ value: String, _ origin: String) {
    guard !document.evidence.contains(where: { $0.field == field && $0.value == value }) else {
      return
    }
    note(field, value, origin)
  }

  private mutating func readAddress() {
    if let savedAt = sources.head?.savedAt {
      set("savedAt", \.savedAt, savedAt, "SingleFile comment")
    }
    guard document.url == nil,
      let found = sources.head?.address ?? sources.address.map({ ($0, "given") })
    else { return }
    set("url", \.url, found.value, found.origin)
  }

  private mutating func readTitle() {
    guard var title = sources.title, !title.text.isEmpty else { return }
    if let labelled = InfoTable.entries(in: title.text, line: 0, next: nil).first,
      labelled.field == .title, title.text.trimmed.ends(with: labelled.value)
    {
      title.text = labelled.value
    }
    set("title", \.title, title.text, title.origin)
  }

  func entry(_ field: InfoField, where accepts: (InfoEntry) -> Bool = { _ in true })
    -> InfoEntry?
  {
    let entries = sources.entries.filter { $0.field == field && accepts($0) }
    return entries.first { $0.isRow } ?? entries.first
  }

  private mutating func readInfoTable() {
    if let found = entry(.indexNumber, where: { Self.looksLikeIndexNumber($0.value) }) {
      set("indexNumber", \.indexNumber, found.value, "信息公开 table \(found.label)")
    }
    if let found = entry(
      .issuer,
      where: {
        // In a row of headings stands the next heading behind one.
        $0.value.unicodeScalars.count <= 60
          && (!$0.isOfDecision || LineShape($0.value).isOfficeLine)
      })
    {
      set("issuer", \.issuer, found.value, "信息公开 table \(found.label)")
    }
    // 发文时间 alone under a title is when the page was put up.
    let isCatalogue = sources.entries.contains { $0.field == .publishedOn }
    let bylines = InfoTable.bylines(sources.entries)
    if let found = entry(
      .issuedOn,
      where: {
        $0.date != nil && (isCatalogue || !$0.tellsPosting(bylines: bylines))
      }),
      let date = found.date
    {
      set("issuedOn", \.issuedOn, date.description, "信息公开 table \(found.label)")
    }
    if let found = entry(.validity, where: { Self.looksLikeValidity($0.value) }) {
      set("validity", \.validity, found.value, "信息公开 table \(found.label)")
    }
  }

  private static func looksLikeIndexNumber(_ value: String) -> Bool {
    value.unicodeScalars.count <= 60 && value.unicodeScalars.contains(where: \.isASCIIDigit)
  }

  private static func looksLikeValidity(_ value: String) -> Bool {
    value.unicodeScalars.count <= 12 && value.unicodeScalars.contains(where: \.isHan)
  }

  // MARK: - Source

  private mutating func readSource() {
    if readLabelledSource(isBelow: false) {
      if let found = sources.head?.meta(["ContentSource"]), Self.isSourceName(found.value),
        !found.value.holds("http")
      {
        noteConflict("source", found.value, "meta \(found.name)")
      }
      return
    }
    if readSourceMeta("ContentSource") { return }
    for line in sources.bylines {
      if let name = Byline.unlabelledSource(line) { return setSource(name, "head line") }
    }
    if let name = Byline.neighbour(in: sources.bylines, not: document.title ?? "") {
      return setSource(name, "line beside the date")
    }
    if readLabelledSource(isBelow: true) { return }
    for name in ["source", "article:author", "mediaid"] where readSourceMeta(name) { return }
    // Who put the page up is its source when it is an office and not a person.
    if let found = entry(.author, where: { Self.isOfficeOrPaper($0.value) }) {
      return setSource(found.value, "line \(found.label)")
    }
    let catalogues = sources.entries.filter { $0.field == .indexNumber }.map(\.line)
    // Documents of a catalogue say who put them up and nothing else.
    if let found = entry(.sponsor, where: { $0.isRow && Self.isSourceName($0.value) })
      ?? entry(
        .issuer,
        where: { Self.saysWhoPosted($0, catalogues) && Self.isSourceName($0.value) })
    {
      setSource(found.value, "信息公开 table \(found.label)")
    }
  }

  /// Whether the office of a label is that of a catalogue, in a table or in lines beside an index
  /// number, or stands in a by-line: 发布机构, 公开单位.
  private static func saysWhoPosted(_ entry: InfoEntry, _ catalogues: [Int]) -> Bool {
    guard !entry.isOfDecision else { return false }
    return entry.isRow || ["发布", "公开"].contains(where: entry.label.hasPrefix)
      || catalogues.prefix(mostCatalogues).contains {
        abs($0 - entry.line) <= longestCatalogue
      }
  }

  /// A page with more index numbers is a list.
  private static let mostCatalogues = 20

  /// Lines that the fields of a catalogue take.
  private static let longestCatalogue = 14

  private mutating func readLabelledSource(isBelow: Bool) -> Bool {
    let start = sources.textStart
    let accepts: (InfoEntry) -> Bool = {
      isBelow == ($0.line >= start) && Self.isSourceName($0.value)
    }
    guard
      let found = entry(.source, where: { accepts($0) && !$0.isRow && !Self.namesWriter($0.label) })
        ?? entry(.source, where: { accepts($0) && !$0.isRow }) ?? entry(.source, where: accepts)
    else { return false }
    let name = Self.firstName(found.value)
    let whole = wholeSource(of: name)
    setSource(whole ?? name, whole == nil ? "line \(found.label)" : "meta ContentSource")
    if whole != nil { noteConflict("source", name, "line \(found.label)") }
    return true
  }

  /// In scalars.
  private static let shortestStem = 4
  private static let longestWhole = 200

  /// What the tag says in full where the template cuts a name short: `某某日报、某某县融媒体...`.
  private func wholeSource(of name: String) -> String? {
    let shown = name.compact
    var stem = shown[...]
    while let last = stem.last, last == "…" || last == "." { stem.removeLast() }
    let dots = shown[stem.endIndex...]
    guard stem.count >= Self.shortestStem, dots.count >= 2 || dots.first == "…",
      let whole = sources.head?.meta(["ContentSource"])?.value,
      whole.unicodeScalars.count <= Self.longestWhole
    else { return nil }
    let full = whole.compact
    return full.count > stem.count && full.starts(with: stem) ? whole : nil
  }

  /// 供稿 is who wrote for the source, where both are named.
  private static func namesWriter(_ label: String) -> Bool { label.hasPrefix("供稿") }

  private static func isOfficeOrPaper(_ value: String) -> Bool {
    (4...30).contains(value.unicodeScalars.count) && Byline.isName(value)
  }

  private mutating func readSourceMeta(_ name: String) -> Bool {
    guard let found = sources.head?.meta([name]), Self.isSourceName(found.value),
      !found.value.holds("http")
    else { return false }
    setSource(found.value, "meta \(name)")
    return true
  }

  private mutating func setSource(_ value: String, _ origin: String) {
    if !value.isEmpty { set("source", \.source, value, origin) }
  }

  private static func isSourceName(_ value: String) -> Bool {
    let count = value.unicodeScalars.count
    return count >= 2 && count <= 40 && ChineseDate(value) == nil
      && !value.unicodeScalars.contains("。")
      && (FurnitureMatcher.shared.kind(of: value) == nil || Byline.isAccount(value))
      && !InfoLabels.nobody.contains(firstName(value).lowercased())
  }

  /// `新华网 作者…`: names of sources hold no blanks, but several offices may.
  private static func firstName(_ value: String) -> String {
    let parts = value.split(separator: " ").map(String.init)
    guard parts.count > 1 else { return value }
    let offices = parts.prefix { LineShape($0).isOfficeLine }
    return offices.count > 1 ? offices.joined(separator: " ") : parts[0]
  }

  // MARK: - Signature, kind

  /// The first signed date is that of the document; what follows it are annexes.
  private mutating func readSignature() {
    let paragraphs = sources.paragraphs
    for index in paragraphs.indices where paragraphs[index].kind == .signature {
      let line = paragraphs[index].text
      if let office = LineShape(line).signedOffice, let date = ChineseDate(line) {
        return setSignature(office, date)
      }
      guard let date = ChineseDate.whole(line) else { continue }
      let above = paragraphs[..<index].reversed().prefix { $0.kind == .signature }
      guard !above.isEmpty else { continue }
      return setSignature(Self.offices(above.reversed().map(\.text)), date)
    }
  }

  /// The offices that sign, several joined by `、`; nil where a line names something else.
  private static func offices(_ lines: [String]) -> String? {
    var names: [String] = []
    for line in lines where !LineShape(line).isSealNote && !LineShape(line).isSignedByPost {
      let name = String(scalars: LineShape.withoutSeal(line.unicodeScalars.filter { !$0.isBlank }))
      let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if LineShape(line).namesOffices, !parts.contains("国家税务总局") {
        names += parts
      } else if LineShape(name).isOfficeLine {
        names.append(name)
      } else {
        return nil
      }
    }
    return names.isEmpty ? nil : names.joined(separator: "、")
  }

  private mutating func setSignature(_ office: String?, _ date: ChineseDate) {
    if let office {
      if document.issuer == nil { document.issuer = office }
      noteConflict("issuer", office, "signature")
    }
    if document.issuedOn == nil { document.issuedOn = date.description }
    noteConflict("issuedOn", date.description, "signature")
  }

  private mutating func readKind() {
    if let title = document.title, let kind = DocumentKinds.kind(of: title) {
      set("documentKind", \.documentKind, kind, "title")
    }
    if let wrapped = document.title.flatMap({ WrappedTitle($0) }) {
      setWrapped(wrapped, "title")
    } else if let said = sources.paragraphs.prefix(4).lazy
      .compactMap({ WrappedTitle(cover: $0.text) }).first
    {
      setWrapped(said, "text")
      // A notice whose title says nothing of it, or is lost, is known by what it issues.
      if document.documentKind == nil, let kind = DocumentKinds.kind(of: said.work) {
        set("documentKind", \.documentKind, kind, "text")
      }
    }
  }

  private mutating func setWrapped(_ wrapped: WrappedTitle, _ origin: String) {
    set("wrapper", \.wrapper, wrapped.verb, origin)
    set("work", \.work, wrapped.work, origin)
  }
}
