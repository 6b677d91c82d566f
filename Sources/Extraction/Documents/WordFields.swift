// WordFields.swift — what Word draws where a document holds no text: enclosed characters, controls
// of forms, signs of symbol fonts → text.

/// Source: ECMA-376-1:2016, 17.16.5.21 (EQ), 17.16.17 (form fields), 17.3.3.30 (sym).
enum WordFields {
  /// More is no enclosed character, in bytes.
  static let longestCode = 1024

  /// What a field that stores no result shows: 带圈字符 `EQ \o\ac(○,1)` as ①, a fraction as 1/2, of
  /// a text with its reading the text; nil for all others.
  static func shown(_ code: String) -> String? {
    let code = Array(code.trimmed.unicodeScalars)
    guard code.count > 3, String(scalars: code.prefix(2)).lowercased() == "eq",
      let open = code.firstIndex(of: "("), let parts = arguments(code[(open + 1)...])
    else { return nil }
    let switches = String(scalars: code[2..<open]).lowercased()
    guard let last = parts.last, !last.isEmpty, !last.contains("\\") else { return nil }
    if switches.contains("\\o") { return enclosed(last, by: parts[0]) ?? last }
    return switches.contains("\\f") && parts.count == 2 ? parts.joined(separator: "/") : nil
  }

  /// Up to the bracket that closes them; nil where none does.
  private static func arguments(_ code: ArraySlice<Unicode.Scalar>) -> [String]? {
    var parts = [""]
    var depth = 0
    for scalar in code {
      switch scalar {
      case "(": depth += 1
      case ")" where depth == 0: return parts.map(\.trimmed)
      case ")": depth -= 1
      case "," where depth == 0, ";" where depth == 0:
        parts.append("")
        continue
      default: break
      }
      parts[parts.count - 1].unicodeScalars.append(scalar)
    }
    return nil
  }

  private static func enclosed(_ text: String, by shape: String) -> String? {
    switch shape {
    case "○", "◯", "〇":
      if let number = Int(text) { return NumberFormat(name: "decimalEnclosedCircle").text(number) }
      guard let place = Array("一二三四五六七八九十").map({ String($0) }).firstIndex(of: text) else {
        return nil
      }
      return NumberFormat(name: "ideographEnclosedCircle").text(place + 1)
    case "□": return text == "√" || text == "✓" ? "☑" : text == "×" ? "☒" : nil
    default: return nil
    }
  }

  /// What was chosen in a list or ticked, of which the field holds no result either.
  static func choice(_ control: XMLElement?) -> String? {
    if let list = control?.first("ddList") {
      let entries = list.children("listEntry").compactMap { $0["val"] }
      let chosen = (list.first("result") ?? list.first("default"))?["val"].flatMap { Int($0) } ?? 0
      return entries.indices.contains(chosen) ? entries[chosen] : nil
    }
    guard let box = control?.first("checkBox") else { return nil }
    let isTicked = (box.first("checked") ?? box.first("default")).map(WordProperty.isOn) ?? false
    return isTicked ? "☑" : "□"
  }

  /// A sign of a font; those of symbol fonts as far as forms and figures use them.
  static func symbol(_ font: String?, _ code: String?) -> String {
    guard let value = code.flatMap({ UInt32($0, radix: 16) }) else { return "" }
    if let signs = symbols[font ?? ""] { return signs[value & 0xFF] ?? "" }
    // Of another font's own signs nobody knows what they show.
    guard !(0xE000...0xF8FF).contains(value), value > 0x20, let scalar = Unicode.Scalar(value)
    else { return "" }
    return String(scalar)
  }

  private static let symbols: [String: [UInt32: String]] = [
    "Wingdings": [
      0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA8: "□", 0xE0: "→",
      0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    ],
    "Wingdings 2": [
      0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
    ],
    "Symbol": [
      0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    ],
  ]
}
