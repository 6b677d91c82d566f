// RegionFinder.swift — what a page and its text say of where its office is → region, with evidence.

/// Gathers every reading of a document's region, the one that counts first.
///
/// The site's code comes before its host, then the names of issuer and source, the number, the
/// title, the text. A later reading within an earlier, larger one says more: a province's host
/// and a city's office are that city's.
struct RegionFinder {
  struct Reading: Sendable, Hashable {
    var region: Region
    var origin: String
  }

  /// `SiteIDCode`, ten characters.
  var siteCode: String?
  /// The page's own address.
  var address: String?
  var issuer: String?
  var source: String?
  var siteName: String?
  var documentNumber: String?
  var title: String?
  var text: TextPlaces

  /// All readings; a document has the region of the first.
  func readings() -> [Reading] {
    let hints = hints()
    var own: [Reading] = []
    var publishers: [Reading] = []
    if let siteCode, let region = Self.region(ofSiteCode: siteCode) {
      publishers.append(Reading(region: region, origin: "meta SiteIDCode"))
    }
    if let address, let region = Self.region(ofAddress: address) {
      publishers.append(Reading(region: region, origin: "host"))
    }
    let issuing = issuer.flatMap { PlaceNames.region(ofOffice: $0, hints: hints) }
    let publishing = source.flatMap { PlaceNames.region(ofOffice: $0, hints: hints) }
    // A template may carry the code of the site that it was made for.
    if publishers.count == 2, !publishers[0].region.isOfSameProvince(as: publishers[1].region),
      [issuing, publishing].contains(where: {
        $0?.isOfSameProvince(as: publishers[1].region) ?? false
      })
    {
      publishers.swapAt(0, 1)
    }
    if let issuing { own.append(Reading(region: issuing, origin: "issuer")) }
    let isReposted = issuing != nil && publishing != nil && issuing != publishing
    // Where one office puts up what another one issued, the site is not the issuer's.
    var all = isReposted ? own + publishers : publishers + own
    if let publishing { all.append(Reading(region: publishing, origin: "source")) }
    if let siteName, let region = PlaceNames.region(ofOffice: siteName, hints: hints) {
      all.append(Reading(region: region, origin: "meta SiteName"))
    }
    if let documentNumber, !isOfUnknownPlace, let region = Self.region(ofNumber: documentNumber) {
      all.append(Reading(region: region, origin: "documentNumber"))
    }
    if let title, let region = region(ofTitle: title, hints: hints) {
      all.append(Reading(region: region, origin: "title"))
    }
    if let found = text.own, let region = Region(found.code) {
      all.append(Reading(region: region, origin: "text \(found.word)"))
    }
    return Self.refined(all)
  }

  /// Moves a reading that is within the first and smaller to the front; what a title or a text
  /// names refines only what a host or a number, which know no more than the province, said.
  private static func refined(_ readings: [Reading]) -> [Reading] {
    var all = readings
    while let first = all.first {
      let isVague = first.origin == "host" || first.origin == "documentNumber"
      let better = all.indices.dropFirst().first { index in
        let isName = all[index].origin == "issuer" || all[index].origin == "source"
        let isSite = all[index].origin == "meta SiteName"
        return first.region.holds(all[index].region) && (isVague || isName || isSite)
          && first.origin != "issuer"
      }
      guard let better else { break }
      all.insert(all.remove(at: better), at: 0)
    }
    return all
  }

  /// An office of a place that is not in the table: its number may begin like a province's, 云司发
  /// of any county with that character.
  private var isOfUnknownPlace: Bool {
    guard let name = issuer ?? source, PlaceNames.region(ofOffice: name, hints: text.hints) == nil
    else { return false }
    return name.unicodeScalars.prefix(7).dropFirst().contains {
      "市县区州旗盟".unicodeScalars.contains($0)
    }
  }

  /// Larger divisions that tell counties of one name apart.
  private func hints() -> [Int] {
    var hints = text.hints
    let regions = [
      siteCode.flatMap(Self.region(ofSiteCode:)), address.flatMap(Self.region(ofAddress:)),
      documentNumber.flatMap(Self.region(ofNumber:)),
    ]
    for region in regions.compactMap(\.self) where region.level != .nation {
      hints.append(region.number)
    }
    for name in [issuer, source, siteName, title].compactMap(\.self) {
      hints += PlaceNames.hints(in: Divisions.all.mentions(in: Array(name.utf8)))
    }
    return hints
  }

  /// `4403000001` begins with the division's code, `bm07000001` is a ministry's.
  static func region(ofSiteCode code: String) -> Region? {
    let characters = Array(code.trimmed.lowercased().utf8)
    guard characters.count == 10 else { return nil }
    if characters.starts(with: Array("bm".utf8)) { return .nation }
    guard characters.allSatisfy(\.isASCIIDigit),
      let number = Int(String(decoding: characters.prefix(6), as: UTF8.self))
    else { return nil }
    return Region(number)
  }

  /// `https://sft.gd.gov.cn/…`: the label before `gov.cn`.
  static func region(ofAddress address: String) -> Region? {
    guard let host = WebAddress(address)?.host else { return nil }
    let labels = host.split(separator: ".").map(String.init)
    guard labels.count >= 3, labels.suffix(2) == ["gov", "cn"] else { return nil }
    let label = labels[labels.count - 3]
    if label == "www" { return .nation }
    return RegionNames.hosts[label].flatMap { Region($0) }
  }

  /// `粤司办〔2023〕15号`: the province; cities share too many characters.
  static func region(ofNumber number: String) -> Region? {
    if RegionNames.nationalPrefixes.contains(where: { number.hasPrefix($0) }) { return .nation }
    return RegionNames.numberPrefixes.match(at: Array(number.utf8)[...]).flatMap {
      Region($0.value)
    }
  }

  /// The office before 关于, else the first place that the title names in full, or by a short form
  /// that the text bears out: 阿里 is a firm as well.
  func region(ofTitle title: String, hints: [Int]) -> Region? {
    let words = Array(title.utf8)
    if let about = words.firstRange(of: Array("关于".utf8)), about.lowerBound > 0 {
      let office = String(decoding: words[..<about.lowerBound], as: UTF8.self)
      if let region = PlaceNames.region(ofOffice: office, hints: hints) { return region }
    }
    for mention in Divisions.all.mentions(in: words) {
      guard let found = PlaceNames.opening(words, from: mention.range.lowerBound, hints) else {
        continue
      }
      let isLonger = found.end > mention.range.upperBound
      // The short forms of counties are parts of too many words: 雄安新区 is not 安新.
      let isBorneOut = found.code % 100 == 0 && text.whole.contains(found.code)
      if mention.isWhole || isLonger || isBorneOut { return Region(found.code) }
    }
    return nil
  }
}

/// The places that a text names.
struct TextPlaces: Sendable {
  /// Provinces and prefectures.
  let hints: [Int]
  /// Divisions that it names in full, 江门市, beyond doubt.
  let whole: Set<Int>
  /// How the text speaks of its own division.
  let level: OwnLevel?
  /// The division that is its own: of the kind it calls its own, the one it names most.
  let own: (code: Int, word: String)?

  init(_ paragraphs: [Paragraph], title: String?) {
    var text: [UInt8] = []
    for line in (title.map { [$0] } ?? []) + paragraphs.map(\.text) {
      text.append(contentsOf: line.utf8.span)
      text.append(0x0A)
    }
    let mentions = Divisions.all.mentions(in: text)
    hints = PlaceNames.hints(in: mentions)
    whole = Set(mentions.compactMap { $0.isWhole && $0.codes.count == 1 ? $0.codes[0] : nil })
    level = OwnLevel(text)
    guard let level, !mentions.isEmpty else {
      own = nil
      return
    }
    let counts = PlaceNames.counts(mentions, in: text, hints: hints)
    let fitting = counts.filter { level.fits($0.key) }
    guard let most = fitting.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }),
      most.value >= 2 || fitting.count == 1 && level.weight >= 4
    else {
      own = nil
      return
    }
    // Of two that are named alike, neither is known to be its own.
    let isOnly = fitting.count { $0.value == most.value } == 1
    own = isOnly ? (most.key, level.word) : nil
  }
}
