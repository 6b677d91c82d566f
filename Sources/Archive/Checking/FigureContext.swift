// FigureContext.swift — what a figure is a figure of: the words round it that say more than all do.

/// The words round a figure, as pairs of characters, without those that stand round any figure.
struct FigureContext: Sendable {
  /// Of its clause.
  let clause: Set<UInt64>
  /// Of its sentence up to there, and not of its clause.
  let before: Set<UInt64>
  /// Of its sentence as a whole.
  let sentence: Set<UInt64>
  /// The word before it as it is, and without those that stand before any figure.
  let lead: [UInt32]
  let subject: [UInt32]

  init(_ figure: Figure, in scalars: [Unicode.Scalar], from start: Int, lead: Range<Int>) {
    let (first, end) = (figure.range.lowerBound, figure.range.upperBound)
    let clause = figure.clause(in: scalars, from: start)
    let sentence = Self.sentence(figure, in: scalars, from: start)
    let inClause = Self.words(scalars[clause.lowerBound..<first])
      .union(Self.words(scalars[end..<clause.upperBound]))
    self.clause = inClause
    let inSentence = Self.words(scalars[min(sentence.lowerBound, clause.lowerBound)..<first])
    before = inSentence.subtracting(inClause)
    self.sentence = inSentence.union(Self.words(scalars[end..<sentence.upperBound]))
    self.lead = ComparedText(String(String.UnicodeScalarView(scalars[lead]))).scalars
    subject = Self.pieces(self.lead).last { !$0.isEmpty } ?? []
  }

  /// From `start` on, where the text begins behind the number of its item.
  static func sentence(
    _ figure: Figure, in scalars: [Unicode.Scalar], from start: Int
  ) -> Range<Int> {
    let ends = "。；！？;".unicodeScalars
    let first = scalars[..<figure.range.lowerBound].lastIndex { ends.contains($0) }.map { $0 + 1 }
    let end = scalars[figure.range.upperBound...].firstIndex { ends.contains($0) }
    return max(first ?? start, min(start, figure.range.lowerBound))..<(end ?? scalars.count)
  }

  private static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> Set<UInt64> {
    let text = ComparedText(String(String.UnicodeScalarView(scalars))).scalars
    return pieces(text).reduce(into: []) { $0.formUnion(ComparedText.pairs(of: $1)) }
  }

  /// What stands between marks, numbers and common words.
  private static func pieces(_ text: [UInt32]) -> [[UInt32]] {
    var pieces: [[UInt32]] = [[]]
    var index = 0
    while index < text.count {
      let words = common[text[index]] ?? []
      if let word = words.first(where: { text[index...].starts(with: $0) }) {
        index += word.count
        pieces.append([])
      } else {
        // Marks and digits; letters are words.
        let isWord = text[index] >= 0x3400 || (0x61...0x7a).contains(text[index])
        if isWord { pieces[pieces.count - 1].append(text[index]) } else { pieces.append([]) }
        index += 1
      }
    }
    return pieces
  }

  /// Stand round figures of anything; by their first characters, longer ones first.
  private static let common: [UInt32: [[UInt32]]] = Dictionary(
    grouping: commonWords.map { $0.unicodeScalars.map(\.value) }, by: { $0[0] })
  private static let commonWords = [
    "不少于", "不低于", "不超过", "全系统", "比上年", "较上年", "年底前", "全市", "全省", "全国", "全县", "全区", "全州", "全年",
    "本市", "我市", "本省", "我省", "本县", "我县", "去年", "今年", "上年", "当年", "年度", "年底", "同期", "目前", "截至", "累计",
    "共计", "合计", "总计", "其中", "分别", "同比", "环比", "增长", "增加", "增幅", "下降", "减少", "降低", "提高", "提升", "上升",
    "达到", "超过", "突破", "接近", "以上", "以下", "左右", "实现", "完成", "保持", "比例", "占比", "比重", "最高", "最低", "至少",
    "平均", "共", "约", "近", "达", "超", "逾", "占", "为",
  ]
}
