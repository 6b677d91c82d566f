// FieldReader+Catalogue.swift — place, persons, years, subjects, term of validity, files.

extension FieldReader {
  // MARK: - Site

  mutating func readSite() {
    if let found = sources.head?.meta(["SiteName", "og:site_name"]) {
      set("site", \.site, found.value, "meta \(found.name)")
    }
    // Some templates put the title of an article there.
    if let found = sources.head?.meta(["ColumnName"]),
      document.kind != .article || found.value.compact != document.title?.compact
    {
      set("column", \.column, found.value, "meta \(found.name)")
    }
  }

  // MARK: - Persons

  /// Labelled names before those of the head lines, and these before the text's own line.
  mutating func readAuthors() {
    var readings: [(names: [String], origin: String)] = []
    for entry in sources.entries
    where entry.field == .reporter || entry.field == .author && entry.label == "作者" {
      readings.append((Self.persons(entry.value), "line \(entry.label)"))
    }
    for line in sources.bylines { readings.append((Authors.named(in: line), "head line")) }
    let paragraphs = sources.paragraphs
    for paragraph in paragraphs.prefix(6) + paragraphs.dropFirst(6).suffix(2)
    where paragraph.kind == .text || paragraph.kind == .heading {
      readings.append((Authors.named(inParagraph: paragraph.text), "text"))
    }
    if let found = sources.head?.meta(["Author"]) {
      readings.append((Self.persons(found.value), "meta \(found.name)"))
    }
    for reading in readings {
      let isTag = reading.origin.hasPrefix("meta")
      if isTag, !document.authors.isEmpty { continue }
      for name in reading.names where !document.authors.contains(name) {
        if isTag, isEditor(name) { continue }
        document.authors.append(name)
        note("authors", name, reading.origin)
      }
    }
  }

  /// The head's tag often is who edited the page, as a line of it says.
  private func isEditor(_ name: String) -> Bool {
    sources.entries.contains { entry in
      entry.field == .other && entry.value.holds(name)
        && ["编辑", "责任编辑", "校对", "审核", "录入"].contains(entry.label)
    }
  }

  private static func persons(_ value: String) -> [String] {
    value.split {
      $0 == " " || $0 == "、" || $0 == "," || $0 == "，" || $0 == "/" || $0 == "\u{3000}"
    }
    .map { String($0).trimmed }.filter(Authors.isPerson)
  }

  // MARK: - Issuer and place

  /// The office that a text without signature speaks for, then where it is.
  mutating func readPlaces() {
    let places = TextPlaces(sources.paragraphs, title: document.title)
    // A report is a paper's, whatever office it speaks of.
    let isOffice = document.source.map {
      PlaceNames.region(ofOffice: $0, hints: places.hints) != nil
    }
    let isDocument = document.title == nil || document.documentKind != nil
    if document.issuer == nil, document.authors.isEmpty, isDocument, isOffice ?? true,
      let office = OwnOffice.find(
        in: sources.paragraphs, places: places, source: document.source)
    {
      set("issuer", \.issuer, office.name, "text \(office.word), \(places.own?.word ?? "")")
    }
    let finder = RegionFinder(
      siteCode: sources.head?.meta(["SiteIDCode"])?.value, address: document.url,
      issuer: document.issuer, source: document.source, siteName: document.site,
      documentNumber: document.documentNumber, title: document.title, text: places)
    let readings = finder.readings()
    document.region = readings.first?.region
    for reading in readings { note("region", reading.region.description, reading.origin) }
  }

  // MARK: - Years

  /// The title's and those of the parts of the text, else the one it opens with, else that of
  /// its dates.
  mutating func readYears() {
    let named = document.title.map(Years.named) ?? []
    let parts = Years.ofParts(sources.paragraphs)
    if !named.isEmpty || !parts.isEmpty {
      document.years = Set(named + parts).sorted()
      let isWhole = document.years == named
      note("years", Self.list(document.years), isWhole ? "title" : "headings")
      if !isWhole, !named.isEmpty { noteConflict("years", Self.list(named), "title") }
    } else if let year = Years.opening(sources.paragraphs) {
      document.years = [year]
      note("years", "\(year)", "text")
    }
    if let day = document.publishedOn ?? document.issuedOn, let year = Int(day.prefix(4)) {
      guard document.years.isEmpty else { return }
      document.years = [year]
      note("years", "\(year)", document.publishedOn == nil ? "issuedOn" : "publishedOn")
    }
  }

  private static func list(_ years: [Int]) -> String {
    years.map(String.init).joined(separator: " ")
  }

  // MARK: - Subject and keywords

  mutating func readCatalogue() {
    if let found = entry(.subject, where: { $0.value.unicodeScalars.count <= 60 }) {
      set("subject", \.subject, found.value, "信息公开 table \(found.label)")
    }
    if let found = entry(.keywords, where: { $0.value.unicodeScalars.count <= 200 }) {
      setKeywords(found.value, "信息公开 table \(found.label)")
    }
    if document.keywords.isEmpty, let found = sources.head?.meta(["Keywords"]),
      !isSiteName(found.value)
    {
      setKeywords(found.value, "meta \(found.name)")
    }
  }

  /// Templates give the name of the site for a keyword, as behind the title of each page.
  private func isSiteName(_ value: String) -> Bool {
    let parts = sources.head?.title.map { TitleFinder.parts(of: $0) } ?? []
    return value == document.site || parts.count > 1 && parts.last == value.trimmed
  }

  private mutating func setKeywords(_ value: String, _ origin: String) {
    let title = document.title?.compact
    for part in value.unicodeScalars.split(whereSeparator: { scalar in
      scalar.isBlank || ",，;；、|/".unicodeScalars.contains(scalar)
    }) {
      let word = String(scalars: part)
      guard part.count <= 24, !part.contains("<"), !part.contains("="), word.compact != title,
        !document.keywords.contains(word)
      else {
        continue
      }
      document.keywords.append(word)
    }
    if !document.keywords.isEmpty {
      note("keywords", document.keywords.joined(separator: " "), origin)
    }
  }

  // MARK: - Term of validity

  /// The table's dates before what the text says of itself.
  mutating func readTerm() {
    // The day that a page was put up is not the one that its document was issued.
    let day = document.issuedOn.flatMap { ChineseDate($0) }
    let term = TermOfValidity.find(in: sources.paragraphs, day: day)
    let origin = "text \(term?.words ?? "")"
    document.effectiveOn = readDate(.effectiveOn, "effectiveOn", term?.effectiveOn, origin)
    document.expiresOn = readDate(.expiresOn, "expiresOn", term?.expiresOn, origin)
    document.repealedOn = readDate(.repealedOn, "repealedOn", nil, origin)
    if let length = term?.validFor { set("validFor", \.validFor, length, origin) }
  }

  private mutating func readDate(
    _ field: InfoField, _ name: String, _ said: ChineseDate?, _ origin: String
  ) -> String? {
    var chosen: String?
    if let found = entry(field, where: { $0.date != nil }), let date = found.date {
      chosen = date.description
      note(name, date.description, "信息公开 table \(found.label)")
    }
    if let said { noteConflict(name, said.description, origin) }
    return chosen ?? said?.description
  }

  // MARK: - Files

  mutating func readAttachments() {
    let page = document.url.flatMap { WebAddress($0) }
    let base = sources.head?.base.flatMap { WebAddress(page?.resolve($0) ?? $0) } ?? page
    for file in sources.attachments {
      let address = base?.resolve(file.address) ?? file.address
      document.attachments.append(Attachment(name: file.name, address: address))
      note("attachments", "\(file.name) \(address)", "link")
    }
  }
}
