// QuestionWords.swift — the words that make a text a question, and say nothing of what it is about.

/// Words by which people ask. In ranking, what overlaps one of them counts for little; it is
/// still searched for.
enum QuestionWords {
  /// What a pair of characters that overlaps one of the words weighs, of what it would.
  static let share: Float = 0.2

  private static let words: [[UInt32]] = """
    什么 什么时候 什么样 什么意思 有什么 根据什么 依据什么 按照什么 为什么 为何
    如何 该如何 如何处理 怎么 怎么办 该怎么 怎么算 怎么处理 怎么回事 怎样
    是否 能否 可否 是不是 能不能 会不会 有没有 要不要 算不算 可不可以
    哪些 有哪些 哪个 哪种 哪里 哪类 根据哪 依据哪 何时 何种 何法 根据何 根据相关
    多少 多久 多长 多长时间 几年 谁 吗 呢 请问 可以 应该 应当
    """.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) }

  private static let byFirst = Dictionary(grouping: words) { $0[0] }

  /// Which of the folded scalars of a text belong to a question word.
  static func marks(in scalars: [UInt32]) -> [Bool] {
    var marks = [Bool](repeating: false, count: scalars.count)
    for start in scalars.indices {
      for word in byFirst[scalars[start]] ?? [] where scalars[start...].starts(with: word) {
        for index in start..<start + word.count { marks[index] = true }
      }
    }
    return marks
  }
}
