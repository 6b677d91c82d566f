// OwnLevel.swift — how a text speaks of its own division: 我省, 全市, 全区 → which kind it is.

/// The kind of division that a text calls its own.
struct OwnLevel: Sendable, Hashable {
  /// The last character of such divisions' names: 省, 市, 区, 县, 州, 盟, 旗; an 自治区 is a 区, too.
  var kind: Unicode.Scalar
  /// What was found, the most frequent word first: `全省`.
  var word: String
  /// 全省 counts once, 我省 and 本省 three times.
  var weight: Int

  private static let kinds = ["区", "县", "旗", "州", "盟", "市", "省"]
  /// Of two that stand alike often the later one is given.
  private static let owners: [(word: String, weight: Int)] = [("全", 1), ("我", 3), ("本", 3)]

  /// 资本市场, 日本市民, 安全市场: characters before an owner that make another word with it.
  private static let openings = ["资", "样", "日", "基", "成", "安", "健", "完"]

  private static func isWithinWord(_ text: [UInt8], _ owner: Int) -> Bool {
    let before = text[..<owner].suffix(3)
    return openings.contains { before.elementsEqual($0.utf8) }
  }

  /// The kind that a text, in UTF-8, speaks of most; nil when it hardly speaks of any.
  init?(_ text: [UInt8]) {
    var weights = [Int](repeating: 0, count: Self.kinds.count)
    /// How often each owner stands before each kind.
    var counts = [[Int]](repeating: weights, count: Self.owners.count)
    for (number, owner) in Self.owners.enumerated() {
      let word = Array(owner.word.utf8)
      var index = 0
      while let found = text.firstRange(of: word, from: index) {
        index = found.upperBound
        let next = text[index...].prefix(3)
        if Self.isWithinWord(text, found.lowerBound) { continue }
        if let kind = Self.kinds.firstIndex(where: { next.elementsEqual($0.utf8) }) {
          counts[number][kind] += 1
          weights[kind] += owner.weight
        }
      }
    }
    guard let most = weights.max(), most >= 2, let kind = weights.firstIndex(of: most),
      let owner = Self.owners.indices.max(by: { (counts[$0][kind], $0) < (counts[$1][kind], $1) }),
      let last = Self.kinds[kind].unicodeScalars.first
    else { return nil }
    (self.kind, word, weight) = (last, Self.owners[owner].word + Self.kinds[kind], most)
  }

  /// Whether a division is of this kind.
  func fits(_ code: Int) -> Bool {
    Divisions.all.name(of: code)?.unicodeScalars.last == kind
  }
}
