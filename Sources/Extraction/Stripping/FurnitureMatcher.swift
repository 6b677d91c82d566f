// FurnitureMatcher.swift — tells whether a line is page furniture, by the tables of phrases.

/// Looks lines up in `FurnitureRules`.
package struct FurnitureMatcher: Sendable {
  package static let shared = FurnitureMatcher()

  private let prefixes: PhraseTable<FurnitureKind>
  private let infixes: PhraseTable<FurnitureKind>

  private init() {
    func flatten(_ table: [(FurnitureKind, [String])]) -> [(String, FurnitureKind)] {
      table.flatMap { kind, phrases in phrases.map { ($0, kind) } }
    }
    prefixes = PhraseTable(flatten(FurnitureRules.prefixes))
    infixes = PhraseTable(flatten(FurnitureRules.infixes))
  }

  /// The kind of furniture a line is; nil for text.
  ///
  /// `count` is the line's length in scalars, white space aside.
  func kind(of line: ArraySlice<UInt8>, count: Int) -> FurnitureKind? {
    guard count <= FurnitureRules.longestStatement else { return nil }
    let text = dropDecoration(line)
    if let match = prefixes.match(at: text) {
      if match.value == .statement { return .statement }
      if count <= FurnitureRules.longestLine, allowsRest(match.value, text, match.length) {
        return match.value
      }
    }
    if Self.isNumberedStatement(text) || Self.isStatementOfSite(text) { return .statement }
    guard count <= FurnitureRules.longestLine else { return nil }
    if let label = Self.spacedLabel(text), let match = prefixes.match(at: label[...]),
      match.value == .metadata, match.length + 3 >= label.count
    {
      return .metadata
    }
    if text.isEmpty
      || count <= 10 && (isWhole(text) || text.count < line.count && isWhole(line) || isIcons(line))
    {
      return .widget
    }
    if Self.isCount(text) { return .counter }
    guard let found = infixes.firstMatch(in: text)?.value else { return nil }
    switch found {
    case .site, .counter: return isSentence(text) ? nil : found
    case .editor:
      return EditorsNote.removed(from: String(decoding: Array(line), as: UTF8.self)) == nil
        ? found : nil
    default: return found
    }
  }

  /// `1、凡本网注明…`: one of the points of a statement.
  private static func isNumberedStatement(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, (0x31...0x39).contains(first) else { return false }
    var rest = text.dropFirst()
    if rest.first == 0x2E {
      rest = rest.dropFirst()
    } else if rest.starts(with: numberMark) {
      rest = rest.dropFirst(numberMark.count)
    } else {
      return false
    }
    return statementPoints.match(at: rest.trimmed) != nil
      && statementSubjects.firstMatch(in: rest) != nil
  }

  private static let statementPoints = PhraseTable(
    FurnitureRules.statementPoints.map { ($0, true) })
  private static let statementSubjects = PhraseTable(
    FurnitureRules.statementSubjects.map { ($0, true) })

  private static let ruleWords = PhraseTable(FurnitureRules.ruleWords.map { ($0, true) })

  private static let numberMark = Array("、".utf8)

  /// `某某网版权声明：凡…`
  private static func isStatementOfSite(_ text: ArraySlice<UInt8>) -> Bool {
    let head = text.prefix(longestSiteName)
    return head.count == longestSiteName && siteStatements.firstMatch(in: head) != nil
  }

  private static let siteStatements = PhraseTable(
    FurnitureRules.siteStatements.map { ($0, true) })
  /// Bytes of the name of a site and of the words behind it.
  private static let longestSiteName = 54

  /// Whether a line only speaks of what the foot of a page has, `对网站标识码进行了抽查。`, and is no
  /// foot with the number of a registration.
  private func isSentence(_ text: ArraySlice<UInt8>) -> Bool {
    let line = text.trimmed
    guard Self.sentenceEnds.contains(where: { line.suffix(3).elementsEqual($0) }),
      line.indices.contains(where: { isSentenceMark(line, $0) })
    else { return false }
    let scalars = String(decoding: Array(line), as: UTF8.self).unicodeScalars.filter { !$0.isBlank }
    for (index, scalar) in scalars.enumerated() where scalar == "备" {
      let behind = scalars.dropFirst(index + 1).first { !"案号：:".unicodeScalars.contains($0) }
      if behind?.isASCIIDigit ?? false { return false }
    }
    return true
  }

  private static let sentenceEnds = ["。", "：", "；"].map { Array($0.utf8) }

  /// `67 次阅读`, `本文已被浏览67次`: one of the phrases with a number in it.
  private static func isCount(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= longestCount, text.contains(where: \.isASCIIDigit) else { return false }
    let end = text.lastIndex { $0 >= 0x80 }.map { text[...$0].suffix(3) } ?? []
    guard countEnds.contains(Array(end)) else { return false }
    let words = String(decoding: text, as: UTF8.self).unicodeScalars.filter {
      !$0.isBlank && !$0.isASCIIDigit && !betweenWords.contains($0)
    }
    return FurnitureRules.counts.contains(String(words))
  }

  /// In bytes.
  private static let longestCount = 48
  /// The last characters of such phrases.
  private static let countEnds = Set(
    FurnitureRules.counts.compactMap { $0.last.map { Array(String($0).utf8) } })

  /// `发布时　间：…`: the label without its blanks and with its colon; nil where it has none.
  private static func spacedLabel(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let head = text.prefix(longestLabel)
    guard let colon = head.firstIndex(where: { $0 == 0x3A || $0 == 0xEF }),
      head[colon] == 0x3A || head[colon...].starts(with: "：".utf8)
    else { return nil }
    let label = head[..<colon].split { $0 == 0x20 }.joined()
    let scalars = String(decoding: Array(label), as: UTF8.self).unicodeScalars
      .filter { !$0.isBlank }
    guard String(scalars).utf8.count < colon - head.startIndex else { return nil }
    return Array(String(scalars).utf8) + Array("：".utf8)
  }

  /// In bytes, with the blanks in it.
  private static let longestLabel = 36

  package func kind(of line: String) -> FurnitureKind? {
    let bytes = Array(line.utf8)
    return kind(of: bytes[...], count: line.unicodeScalars.count(where: { !$0.isBlank }))
  }

  private func isWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
    Self.wholeLines[FoldedHash(bytes.trimmed).value] != nil
      || Self.closings.contains { closing in
        bytes.suffix(closing.count).elementsEqual(closing)
          && Self.wholeLines[FoldedHash(bytes.dropLast(closing.count).trimmed).value] != nil
      }
  }

  /// Whether a line says nothing but what buttons and switches do: `满意 一般 不满意`, `有用(0) 无用(0)`.
  ///
  /// - Parameter isRow: several of them, and a count or one that is never a word of a text:
  ///   `转发 收藏 点赞`.
  func isInterface(_ line: String, isRow: Bool = false) -> Bool {
    guard line.utf8.count <= Self.longestInterface else { return false }
    let isLabel = line.unicodeScalars.last.map(InfoTable.isColon) ?? false
    let parts = line.unicodeScalars.split { $0.isBlank || Self.betweenWords.contains($0) }
    let words = parts.filter { !$0.allSatisfy(\.isASCIIDigit) }
    if isRow {
      guard parts.count > 1, !line.holds("附件"),
        words.count < parts.count
          || words.contains(where: {
            FurnitureRules.wholeLines.contains(String(String.UnicodeScalarView($0)))
          })
      else { return false }
    }
    return !words.isEmpty
      && words.allSatisfy {
        let word = String(String.UnicodeScalarView($0))
        // `附件：` announces what follows.
        return FurnitureRules.interfaceWords.contains(word)
          || !isLabel && FurnitureRules.wholeLines.contains(word)
      }
  }

  /// In bytes.
  private static let longestInterface = 90
  private static let betweenWords = Set("|｜丨/()（）[]【】〖〗：:,，、>＞·+".unicodeScalars)

  private static let closings = ["]", "】", "］", ")", "）", "〗"].map { Array($0.utf8) }

  private static let wholeLines = HashedTable(
    FurnitureRules.wholeLines.map { (FoldedHash($0.utf8).value, true) })

  /// Signs of an icon font, from the private use area, with no more than a count behind them.
  private func isIcons(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first == 0xEE || first == 0xEF else { return false }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      (0xE000...0xF8FF).contains($0.value) || $0.isASCIIDigit || $0.isBlank
    }
  }

  /// `打印机采购公告` begins with 打印 and is no widget: a sentence or a long rest is text.
  private func allowsRest(_ kind: FurnitureKind, _ text: ArraySlice<UInt8>, _ length: Int) -> Bool {
    // So much of a phrase leaves no doubt.
    if length >= Self.longPhrase { return true }
    let rest = text[(text.startIndex + length)...]
    // 核发：由发证机关颁发证书。: a step of a procedure, and no name.
    if Self.steps.contains(Array(text.prefix(length))), rest.count > Self.longestName,
      rest.suffix(3).elementsEqual("。".utf8)
    {
      return false
    }
    switch kind {
    case .widget, .related, .paging, .counter, .comments:
      // A full stop or a comma makes a sentence of it.
      let marks = rest.indices.count { isSentenceMark(rest, $0) }
      if kind == .widget, Self.ruleWords.firstMatch(in: rest) != nil { return false }
      if kind == .widget { return marks == 0 && rest.count <= 75 || marks == 1 && rest.count <= 60 }
      if kind == .related, Self.ownLists.contains(Array(text.prefix(length))) {
        return rest.count <= 12
      }
      if kind == .related { return rest.count <= 12 || startsWithColon(rest) && marks == 0 }
      return marks == 0
    case .editor:
      // 审核人员说，只要…，系统会自动发放。
      // 复审：由市级部门在五个工作日内完成。
      let isSentence =
        rest.indices.count { isSentenceMark(rest, $0) } >= 2 || rest.count > Self.longestNames
      return !(rest.suffix(3).elementsEqual("。".utf8) && isSentence)
    case .metadata, .breadcrumb, .site:
      // 信息公开工作是…，…。: behind a colon a value may be a sentence.
      let isLabel = text.prefix(length).suffix(3).elementsEqual("：".utf8) || startsWithColon(rest)
      return isLabel || text[text.startIndex + length - 1] == 0x3A
        || !rest.suffix(3).elementsEqual("。".utf8)
    case .originalTitle, .statement:
      return true
    }
  }

  /// Bytes of ten Chinese characters.
  private static let longPhrase = 30
  /// Labels of who made a page that steps of procedures and lists of duties have, too.
  private static let steps = ["发布：", "发布:", "核发：", "审签：", "签审：", "信息录入：", "维护单位："]
    .map { Array($0.utf8) }
  /// Bytes of a name and a full stop.
  private static let longestName = 15
  /// Bytes that names of editors take.
  private static let longestNames = 36

  private func startsWithColon(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first == 0x3A || rest.starts(with: [0xEF, 0xBC, 0x9A])
  }

  private func isSentenceMark(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard bytes.endIndex - index >= 3 else { return false }
    return bytes[index] == 0xE3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82
      || bytes[index] == 0xEF && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x8C
  }

  /// Bullets and opening brackets before the first word.
  private func dropDecoration(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    while let first = rest.first {
      switch first {
      case 0x20, 0x5B, 0x28, 0x2D, 0x7C, 0x3C, 0x3E, 0x2C, 0x2A: rest = rest.dropFirst()
      case 0xC2 where rest.count > 1: rest = rest.dropFirst(2)
      case 0xE2, 0xE3, 0xEF:
        guard rest.count > 2, Self.decorations[FoldedHash(rest.prefix(3)).value] != nil else {
          return rest
        }
        rest = rest.dropFirst(3)
      default: return rest
      }
    }
    return rest
  }

  /// Editors name a document's own files and interpretations so, within the text.
  private static let ownLists = ["相关文件", "相关政策", "相关附件", "关联文件", "政策解读："].map {
    Array($0.utf8)
  }

  private static let decorations = HashedTable(
    [
      "•", "【", "（", "［", "〖", "▌", "■", "●", "◆", "▪", "※", "→", "　", "★", "☆", "▶", "◎", "○", "←",
      "‹", "«", "—", "–", "▼", "▲", "↑", "↓", "△", "▽",
    ].map { (FoldedHash($0.utf8).value, true) })
}
