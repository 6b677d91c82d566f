// Messages+Patterns.swift — what can be wrong with a pattern, in Chinese.
import SearchIndex

extension PatternError {
  package var chinese: String {
    switch reason {
    case .empty: "没有输入要找的内容"
    case .tooLong(let limit): "表达式最多 \(limit) 个字符"
    case .tooDeep(let limit): "括号最多嵌套 \(limit) 层"
    case .tooLarge: "重复次数使表达式过大；请把 { } 中的数改小"
    case .tooCostly: "此表达式在这些正文上代价过高；请缩短其中的重复"
    case .openGroup: "圆括号没有闭合；要找括号本身，请写 \\("
    case .openClass: "方括号没有闭合；要找括号本身，请写 \\["
    case .nothingToClose: "没有与之对应的左括号；要找括号本身，请写 \\)"
    case .nothingToRepeat: "前面没有可重复的内容；要找此字符本身，请在前面加 \\"
    case .badRepetition(let limit): "应写 {2}、{2,} 或 {2,5}，最大 \(limit)"
    case .backwardsRange: "区间的起止颠倒了"
    case .unknownEscape(let text): "\(text) 没有含义；可用 \\d \\w \\s \\b \\p{Han} \\x{4E00}"
    case .unknownClass(let text): "\(text)：可用 [:digit:] [:alpha:] [:alnum:] [:space:]"
    case .danglingBackslash: "末尾多了反斜杠；要找反斜杠本身，请写 \\\\"
    case .notInOnePass: "正文只读一遍，不支持环视、反向引用和标志"
    }
  }
}
