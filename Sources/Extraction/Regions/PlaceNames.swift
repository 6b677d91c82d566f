// PlaceNames.swift — names of offices, titles and texts → the divisions they speak of.

/// Reads divisions out of Chinese text. A name that several divisions share counts only when
/// another hint tells which one is meant.
enum PlaceNames {
  /// The division that an office's name begins with, 江门市蓬江区司法局, and its level; nil when it
  /// begins with none, or with one of several that share the name and no hint decides.
  static func region(ofOffice name: String, hints: [Int] = []) -> Region? {
    // 某某日报·某某新闻网 is a paper's.
    let office = String(
      scalars: name.unicodeScalars.filter { !$0.isBlank }.prefix { $0 != "·" })
    let text = Array(office.utf8)
    let isOffice = RegionNames.officeEnds.ends(office)
    if let start = RegionNames.nationalOffices.match(at: text[...]),
      isOffice || RegionNames.nationalEnds.ends(office)
    {
      guard !office.ends(with: "管委会"), !office.ends(with: "管理委员会") else { return nil }
      // 国家税务总局 has offices in the provinces.
      return opening(text, from: start.length, hints).flatMap { Region($0.code) } ?? .nation
    }
    guard isOffice else { return nil }
    guard let found = opening(text, from: 0, hints), var region = Region(found.code) else {
      return nil
    }
    if region.level == .county, isTownship(text[found.end...]) { region.level = .township }
    return region
  }

  /// `荔城街道办事处`, `石滩镇人民政府`
  private static func isTownship(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: rest, as: UTF8.self)
    for kind in ["街道", "镇", "乡"] {
      if name.ends(with: kind) { return true }
      for end in ["办事处", "人民政府", "政府", "党工委", "党委", "办", "党政办公室"]
      where name.ends(with: kind + end) {
        return true
      }
    }
    return false
  }

  /// The divisions named one after another from a byte on, the last and smallest of them.
  static func opening(
    _ text: [UInt8], from start: Int, _ hints: [Int]
  ) -> (code: Int, end: Int)? {
    var found: (code: Int, end: Int)?
    var position = start
    while let mention = Divisions.all.mention(in: text, at: position) {
      if let outer = found?.code {
        let inner = mention.codes.filter { $0 != outer && Divisions.holds(outer, $0) }
        // 南湖 behind 嘉兴市 is a lake, 南沙新区 behind 广州 is 南沙区.
        let isNamed =
          mention.isWhole || text[mention.range.upperBound...].starts(with: "新区".utf8)
        guard inner.count == 1, isNamed else { break }
        found = (inner[0], mention.range.upperBound)
      } else {
        guard let code = settle(mention, hints) else {
          // 鼓楼区 alone is any of four; 南京市鼓楼区 is one.
          return nil
        }
        found = (code, mention.range.upperBound)
      }
      position = mention.range.upperBound
    }
    return found
  }

  /// Which division a name means; nil when that is open. The short form of a county means it
  /// only within what a hint names.
  static func settle(_ mention: Divisions.Mention, _ hints: [Int]) -> Int? {
    let near = mention.codes.filter { code in
      hints.contains { $0 != code && Divisions.holds($0, code) || $0 == code }
    }
    if mention.isWhole {
      return mention.codes.count == 1 ? mention.codes[0] : near.count == 1 ? near[0] : nil
    }
    // 吉林 is the province sooner than the city in it.
    for size in [10000, 100] {
      let large = mention.codes.filter { $0 % size == 0 }
      if large.count == 1 { return large[0] }
    }
    return near.count == 1 ? near[0] : nil
  }

  /// The provinces and prefectures that a text names, to tell counties of one name apart.
  static func hints(in mentions: [Divisions.Mention]) -> [Int] {
    var hints: Set<Int> = []
    for mention in mentions {
      if let code = settle(mention, []), code % 100 == 0 { hints.insert(code) }
    }
    return hints.sorted()
  }

  /// How often a text names each division.
  static func counts(
    _ mentions: [Divisions.Mention], in text: [UInt8], hints: [Int]
  ) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for mention in mentions {
      guard let code = settle(mention, hints) else { continue }
      if !mention.isWhole, code % 100 != 0 {
        let name = String(decoding: text[mention.range], as: UTF8.self)
        if RegionNames.commonWords.contains(name) { continue }
      }
      counts[code, default: 0] += 1
    }
    return counts
  }
}
