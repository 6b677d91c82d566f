// NumberFormat.swift — a counter and the name of a format → the number as Word writes it.

/// How a list counts.
///
/// Source: ECMA-376-1:2016, 17.18.59 ST_NumberFormat.
struct NumberFormat {
  let name: String

  /// Bullets and `none` show no number.
  var isNumber: Bool { name != "bullet" && name != "none" }

  func text(_ number: Int) -> String {
    switch name {
    case "bullet", "none": ""
    case "decimalZero": number < 10 ? "0\(number)" : "\(number)"
    case "decimalFullWidth", "decimalFullWidth2":
      String(scalars: "\(number)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) })
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      Self.enclosed(number, from: 0x2460)
    case "decimalEnclosedParen": Self.enclosed(number, from: 0x2474)
    case "decimalEnclosedFullstop": Self.enclosed(number, from: 0x2488)
    case "ideographEnclosedCircle": Self.enclosed(number, from: 0x3280, count: 10)
    case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting",
      "taiwaneseCountingThousand", "japaneseCounting":
      Self.counted(number, digits: "〇一二三四五六七八九", units: "十百千", isShort: true)
    case "chineseLegalSimplified", "ideographLegalTraditional":
      Self.counted(number, digits: "零壹贰叁肆伍陆柒捌玖", units: "拾佰仟", isShort: false)
    case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
      Self.spelled(number, "〇一二三四五六七八九")
    case "ideographTraditional": Self.cycled(number, "甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": Self.cycled(number, "子丑寅卯辰巳午未申酉戌亥")
    case "upperLetter": Self.letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    case "lowerLetter": Self.letters(number, "abcdefghijklmnopqrstuvwxyz")
    case "upperRoman": Self.roman(number)
    case "lowerRoman": Self.roman(number).lowercased()
    default: "\(number)"
    }
  }

  private static func enclosed(_ number: Int, from first: UInt32, count: Int = 20) -> String {
    guard (1...count).contains(number),
      let scalar = Unicode.Scalar(first + UInt32(number) - 1)
    else { return "\(number)" }
    return String(scalar)
  }

  /// 十一, 二十, 一百零五; numbers of five digits and more are written in figures.
  private static func counted(
    _ number: Int, digits: String, units: String, isShort: Bool
  ) -> String {
    guard (1...9999).contains(number) else { return number == 0 ? "〇" : "\(number)" }
    let (digits, units) = (Array(digits), Array(units))
    var text = ""
    var isGap = false
    for place in (0...3).reversed() {
      let digit = number / [1, 10, 100, 1000][place] % 10
      if digit == 0 {
        isGap = !text.isEmpty
        continue
      }
      if isGap { text.append("零") }
      isGap = false
      // 十一, not 一十一.
      if !(isShort && digit == 1 && place == 1 && text.isEmpty) { text.append(digits[digit]) }
      if place > 0 { text.append(units[place - 1]) }
    }
    return text
  }

  private static func spelled(_ number: Int, _ digits: String) -> String {
    let digits = Array(digits)
    return String("\(number)".compactMap(\.wholeNumberValue).map { digits[$0] })
  }

  private static func cycled(_ number: Int, _ signs: String) -> String {
    let signs = Array(signs)
    guard number >= 1 else { return "\(number)" }
    return number <= signs.count ? String(signs[number - 1]) : "\(number)"
  }

  /// a … z, aa, bb …
  private static func letters(_ number: Int, _ alphabet: String) -> String {
    guard (1...780).contains(number) else { return "\(number)" }
    let letter = Array(alphabet)[(number - 1) % 26]
    return String(repeating: letter, count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...3999).contains(number) else { return "\(number)" }
    let steps = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, sign) in steps {
      text += String(repeating: sign, count: rest / value)
      rest %= value
    }
    return text
  }
}
