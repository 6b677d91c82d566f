// RegionNaming.swift — what a user calls a division or a level → codes and level.

extension Region {
  /// What a user may write for the State.
  private static let namesOfState: Set<String> = ["国家", "全国", "中国", "中央", "中华人民共和国"]
  /// What may stand behind the short form of a name: 恩施州.
  private static let kinds: Set<String> = ["省", "市", "州", "区", "县", "盟", "旗", "地区", "自治区"]

  /// What the codes begin with of the divisions that a text names, 福建 or 泉州市鲤城区, or by its
  /// code, 350500 or 3505, and of all within them: several for a name that several share. The
  /// State's is whole. Nil for what is no division.
  package static func codePrefixes(named text: String) -> [String]? {
    let name = String(scalars: text.unicodeScalars.filter { !$0.isBlank })
    if namesOfState.contains(name) { return [nation.code] }
    if name.utf8.allSatisfy(\.isASCIIDigit) {
      return (2...6).contains(name.utf8.count) ? [prefix(ofCode: name)] : nil
    }
    let bytes = Array(name.utf8)
    var (codes, position): ([Int], Int) = ([], 0)
    while let mention = Divisions.all.mention(in: bytes, at: position) {
      let here =
        codes.isEmpty
        // 吉林 is the province sooner than the city in it.
        ? PlaceNames.settle(mention, []).map { [$0] } ?? mention.codes
        : mention.codes.filter { inner in
          codes.contains { $0 != inner && Divisions.holds($0, inner) }
        }
      if here.isEmpty { return nil }
      (codes, position) = (here, mention.range.upperBound)
    }
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    guard !codes.isEmpty, rest.isEmpty || kinds.contains(rest) else { return nil }
    return codes.map { prefix(ofCode: String($0)) }
  }

  private static func prefix(ofCode code: String) -> String {
    if code.allSatisfy({ $0 == "0" }) { return nation.code }
    guard code.utf8.count == 6 else { return code }
    return String(
      code.hasSuffix("0000") ? code.prefix(2) : code.hasSuffix("00") ? code.prefix(4) : code[...])
  }
}

extension Region.Level {
  /// What a user may write for each, in lower case; `级` may stand behind it.
  private static let names: [Region.Level: Set<String>] = [
    .nation: ["国家", "中央", "全国", "nation", "national", "state"],
    .province: ["省", "自治区", "直辖市", "province", "provincial"],
    .prefecture: ["市", "地", "地级市", "州", "盟", "prefecture", "municipal", "city"],
    .county: ["县", "区", "县区", "区县", "旗", "county", "district"],
    .township: ["乡", "镇", "街道", "乡镇", "镇街", "township", "town"],
  ]

  /// The level that a user's word names: 省, 省级, provincial.
  package init?(named text: String) {
    let name = text.trimmed.lowercased()
    let word = name.hasSuffix("级") ? String(name.dropLast()) : name
    guard let found = Self.names.first(where: { $0.value.contains(word) }) else { return nil }
    self = found.key
  }
}
