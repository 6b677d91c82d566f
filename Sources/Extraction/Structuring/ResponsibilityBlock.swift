// ResponsibilityBlock.swift — the end of a paragraph → who is to do what it says.

/// The block of offices that closes a task: `【a，b、c】`, `（责任单位：…）`,
/// `（牵头单位：…；配合单位：…）`, `〔…负责〕`, `…按职责分工负责。`
struct ResponsibilityBlock {
  private(set) var units: [ResponsibleUnit] = []
  /// Where the block begins, in scalars of the paragraph; 0 when it is the whole of it.
  let start: Int

  /// Reads the end of a paragraph; nil when no block stands there.
  init?(_ text: String) {
    guard Self.mayEndInBlock(text) else { return nil }
    var scalars = text.scalars
    while let last = scalars.last, last.isBlank || Self.isStop(last) {
      scalars.removeLast()
    }
    guard let last = scalars.last else { return nil }
    if let pair = Self.brackets.first(where: { $0.close == last }) {
      guard let open = Self.opening(of: pair, in: scalars) else { return nil }
      start = scalars[..<open].contains { !$0.isBlank } ? open : 0
      let before = scalars[..<open].last { !$0.isBlank }
      let endsSentence = before.map { Self.endsSentence($0) } ?? false
      let isSquare = pair.open != "(" && pair.open != "（"
      read(scalars[(open + 1)..<(scalars.count - 1)])
      let isNamed = hasLabel || hasRole && allLookLikeUnits
      // Names alone are a block when they cannot be a remark within the sentence.
      let isBare = start > 0 && allLookLikeUnits && (isSquare || endsSentence && units.count > 1)
      guard !units.isEmpty, isNamed || isBare else { return nil }
    } else if let label = Self.openLabel(in: scalars) {
      start = label
      read(scalars[label...])
      guard !units.isEmpty, hasLabel else { return nil }
    } else if Self.endsInSharedDuty(scalars) {
      start = scalars.lastIndex { Self.endsSentence($0) }.map { $0 + 1 } ?? 0
      read(scalars[start...])
      guard !units.isEmpty, allLookLikeUnits else { return nil }
    } else {
      return nil
    }
  }

  // MARK: - Where it stands

  private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "。" || scalar == "." || scalar == "；" || scalar == ";"
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "；", ";", "！", "!", "？": true
    default: false
    }
  }

  private static let brackets: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [
    ("【", "】"), ("〔", "〕"), ("[", "]"), ("［", "］"), ("(", ")"), ("（", "）"),
  ]

  /// A bracket or 负责 closes the text, or a colon follows what opens it or its last sentence.
  private static func mayEndInBlock(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let end = scalars.lastIndex(where: { !$0.isBlank && !isStop($0) }) else {
      return false
    }
    let last = scalars[end]
    if last == "责" || last == "实" || brackets.contains(where: { $0.close == last }) { return true }
    guard text.holds("：") || text.holds(":") else { return false }
    if opensWithLabel(scalars[...]) { return true }
    return scalars[..<end].lastIndex(where: endsSentence).map { opensWithLabel(scalars[$0...]) }
      ?? false
  }

  private static func opensWithLabel(_ text: Substring.UnicodeScalarView) -> Bool {
    text.prefix(12).contains { $0 == "：" || $0 == ":" }
  }

  private static func endsInSharedDuty(_ scalars: [Unicode.Scalar]) -> Bool {
    ResponsibilityRules.sharedDuties.ends(String(scalars: scalars.suffix(12)))
  }

  /// The bracket that the last scalar closes.
  private static func opening(
    of pair: (open: Unicode.Scalar, close: Unicode.Scalar), in scalars: [Unicode.Scalar]
  ) -> Int? {
    var depth = 0
    for index in scalars.indices.reversed() {
      if scalars[index] == pair.close { depth += 1 }
      if scalars[index] == pair.open { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// Where an unbracketed `责任单位：` begins that opens the line or its last sentence.
  private static func openLabel(in scalars: [Unicode.Scalar]) -> Int? {
    let sentence = scalars.lastIndex { "。；;！".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
    for start in sentence == 0 ? [0] : [0, sentence] {
      let label = scalars[start...].drop { $0.isBlank }.prefix(9)
        .prefix { $0 != "：" && $0 != ":" }
      if label.count <= 8, label.endIndex < scalars.count,
        ResponsibilityRules.openLabels.ends(String(scalars: label))
      {
        return start
      }
    }
    return nil
  }

  // MARK: - What it says

  private var hasLabel = false
  private var hasRole = false

  /// Names up to a role gather; the role, or the label before them, is theirs.
  private mutating func read(_ block: ArraySlice<Unicode.Scalar>) {
    var pending = NameList()
    var role: ResponsibleUnit.Role? = .responsible
    func close(_ units: inout [ResponsibleUnit], _ role: ResponsibleUnit.Role?) {
      if let role { units += pending.names.map { ResponsibleUnit(name: $0, role: role) } }
      pending = NameList()
    }
    let parts = NameList(block) {
      NameList.isMark($0) || $0 == " " || $0 == "\u{A0}" || $0 == "\u{3000}" || $0 == "。"
    }
    for piece in parts.pieces {
      var name = piece.text
      if let colon = name.unicodeScalars.firstIndex(where: { $0 == "：" || $0 == ":" }) {
        close(&units, role)
        let label = String(name.unicodeScalars[..<colon]).trimmed
        role = ResponsibilityRules.labels.match(label)
        if role != nil { hasLabel = true }
        name = String(name.unicodeScalars[name.unicodeScalars.index(after: colon)...]).trimmed
      } else if piece.mark == "；" || piece.mark == ";" {
        close(&units, role)
      }
      // What stands behind a blank goes on with the list or does not belong to it.
      let isSetOff = piece.mark.map { $0.isBlank || $0 == "。" } ?? false
      if isSetOff, name == piece.text, !LineShape.isUnitName(name) { break }
      if ResponsibilityRules.remarks.match(at: Array(name.utf8)[...]) != nil { break }
      let duty = Self.cutDuty(from: &name)
      if name.hasPrefix("由") { name.removeFirst() }
      if let open = ResponsibilityRules.openEnds.match(name) { name.removeLast(open) }
      pending.append(name, after: piece.mark)
      if let duty, role != nil {
        hasRole = true
        close(&units, duty)
      }
    }
    close(&units, role)
    units.removeAll { !(2...40).contains($0.name.unicodeScalars.count) }
  }

  /// Takes the longest duty that a name ends in off it.
  private static func cutDuty(from name: inout String) -> ResponsibleUnit.Role? {
    guard let duty = ResponsibilityRules.duties.match(name) else { return nil }
    name.removeLast(duty.count)
    return duty.role
  }

  private var allLookLikeUnits: Bool {
    units.allSatisfy { LineShape.isUnitName($0.name) }
  }
}
