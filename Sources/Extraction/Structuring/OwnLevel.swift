// OwnLevel.swift — how a text speaks of its own division: 我省, 全市, 全区 → which kind it is.

/// The kind of division that a text calls its own.
struct OwnLevel: Sendable, Hashable {
  /// The last character of such divisions' names: 省, 市, 区, 县, 州, 盟, 旗; an 自治区 is a 区, too.
  var kind: Unicode.Scalar
  /// What was found, the most frequent word first: `全省`.
  var word: String
  /// 全省 counts once, 我省 and 本省 three times.
  var weight: Int

  private static let kinds: [Unicode.Scalar] = ["区", "县", "旗", "州", "盟", "市", "省"]

  /// The kind that is spoken of most; nil when hardly any is.
  init?(_ texts: some Sequence<String>) {
    var weights = [Int](repeating: 0, count: Self.kinds.count)
    var words = [[Unicode.Scalar: Int]](repeating: [:], count: Self.kinds.count)
    for text in texts {
      var last: Unicode.Scalar = " "
      for scalar in text.unicodeScalars {
        if let weight = Self.weight(of: last), let kind = Self.kinds.firstIndex(of: scalar) {
          weights[kind] += weight
          words[kind][last, default: 0] += 1
        }
        last = scalar
      }
    }
    guard let most = weights.max(), most >= 2, let kind = weights.firstIndex(of: most) else {
      return nil
    }
    let first = words[kind].max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? "全"
    self.kind = Self.kinds[kind]
    word = String(scalars: [first, Self.kinds[kind]])
    weight = most
  }

  private static func weight(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "全": 1
    case "我", "本": 3
    default: nil
    }
  }

  /// Whether a division is of this kind.
  func fits(_ code: Int) -> Bool {
    Divisions.all.name(of: code)?.unicodeScalars.last == kind
  }
}
