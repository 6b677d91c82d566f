// ChineseNumber.swift — numbers in Chinese numerals: 三万二千 ↔ 32000.
internal import SearchIndex

/// Whole numbers in Chinese numerals.
enum ChineseNumber {
  /// How many places each of these moves the number before it.
  static let places: [Unicode.Scalar: Int] = ["十": 1, "百": 2, "千": 3, "万": 4, "亿": 8]
  static let digits: [Unicode.Scalar: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]

  static func mayBegin(with scalar: Unicode.Scalar) -> Bool {
    scalar == "十" || scalar == "两" || digits[scalar] ?? 0 > 0
  }

  /// The number whose numerals begin at `index`, which is moved behind all of them.
  ///
  /// - Returns: nil for what is no number: 十四五, 二〇二三, 五百一.
  static func read(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Int? {
    /// What 亿, and what 万 closed; what 千, 百, 十 closed since; a digit that waits for its place.
    var (total, section): (Int, Int) = (0, 0)
    var digit: Int?
    var smallest = Int.max
    var (hasGap, isNumber) = (false, true)
    func power(_ places: Int) -> Int { (0..<places).reduce(1) { product, _ in product * 10 } }
    while index < scalars.count {
      let scalar = scalars[index]
      if let value = digits[scalar] ?? (scalar == "两" ? 2 : nil) {
        if value == 0 {
          isNumber = isNumber && digit == nil && smallest != .max
          hasGap = true
        } else {
          isNumber = isNumber && digit == nil
          digit = value
        }
      } else if let moved = places[scalar] {
        if moved < 4 {
          // 十二, but not 百二.
          let isTen = moved == 1 && section == 0 && total == 0
          isNumber = isNumber && moved < smallest && (digit != nil || isTen)
          section += (digit ?? 1) * power(moved)
          smallest = moved
        } else {
          let closed = section + (digit ?? 0)
          isNumber =
            isNumber && (closed > 0 || moved == 8) && (1...power(9)).contains(total + closed)
          if !isNumber { total = 0 }
          total = moved == 8 ? (total + closed) * power(8) : total + closed * power(4)
          (section, smallest) = (0, 4)
        }
        (digit, hasGap) = (nil, false)
      } else {
        break
      }
      index += 1
    }
    // 三万二 may be 三万二千.
    if digit != nil, smallest != .max, smallest > 1, !hasGap { isNumber = false }
    return isNumber ? total + section + (digit ?? 0) : nil
  }

  /// 32000 → 三万二千
  static func text(_ number: Int) -> String {
    if number >= 100_000_000 {
      return text(number / 100_000_000) + "亿" + rest(number % 100_000_000, below: 10_000_000)
    }
    if number >= 10000 { return text(number / 10000) + "万" + rest(number % 10000, below: 1000) }
    return number == 0 ? "零" : String(String.UnicodeScalarView(HanNumber.text(number)))
  }

  private static func rest(_ number: Int, below: Int) -> String {
    number == 0 ? "" : (number < below ? "零" : "") + text(number)
  }
}
