// HanNumber.swift — whole numbers in Chinese numerals, as articles, months and days have them.

/// 1 … 9999 in Chinese numerals: 二十四, 一百零五.
package enum HanNumber {
  private static let digits = Array("零一二三四五六七八九".unicodeScalars)
  private static let places: [(value: Int, sign: Unicode.Scalar)] = [
    (1000, "千"), (100, "百"), (10, "十"),
  ]
  private static let zeros: Set<Unicode.Scalar> = ["〇", "○", "零"]

  package static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    digits.contains(scalar) || zeros.contains(scalar) || places.contains { $0.sign == scalar }
  }

  /// - Returns: nil for what is not written as a number is: 一〇五, 二十四五.
  package static func value(_ numerals: ArraySlice<Unicode.Scalar>) -> Int? {
    guard numerals.count < 8 else { return nil }
    var (total, digit) = (0, 0)
    for scalar in numerals {
      if let place = places.first(where: { $0.sign == scalar }) {
        total += max(1, digit) * place.value
        digit = 0
      } else if zeros.contains(scalar) {
        digit = 0
      } else if let value = digits.firstIndex(of: scalar) {
        digit = value
      } else {
        return nil
      }
    }
    total += digit
    guard (1...9999).contains(total) else { return nil }
    let plain = numerals.map { zeros.contains($0) ? digits[0] : $0 }
    return plain == text(total) ? total : nil
  }

  /// With 零 where a place is empty; empty for 0.
  package static func text(_ number: Int) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    var rest = number
    var hasGap = false
    func add(_ digit: Int) {
      if hasGap { text.append(digits[0]) }
      hasGap = false
      text.append(digits[digit])
    }
    for place in places {
      let digit = rest / place.value
      rest %= place.value
      if digit == 0 {
        hasGap = !text.isEmpty
        continue
      }
      // 十五, but 一百一十五.
      if !(place.value == 10 && digit == 1 && text.isEmpty) { add(digit) }
      text.append(place.sign)
    }
    if rest > 0 { add(rest) }
    return text
  }

  /// With 零, and with 〇 where that differs.
  static func forms(_ number: Int) -> [[Unicode.Scalar]] {
    let text = text(number)
    return text.contains(digits[0]) ? [text, text.map { $0 == digits[0] ? "〇" : $0 }] : [text]
  }
}
