// CharacterClass.swift — what a folded scalar is to the tokenizer.

/// Han-like characters are indexed in pairs, other letters and digits as whole words,
/// all else breaks.
enum CharacterClass {
  case han, word, mark

  @inline(__always)
  init(_ scalar: UInt32, profile: Analyzer.Profile) {
    if scalar < 0x80 {
      let isWord =
        (scalar >= 0x61 && scalar <= 0x7a) || (scalar >= 0x30 && scalar <= 0x39)
        || (scalar >= 0x41 && scalar <= 0x5a)
      self = isWord ? .word : .mark
    } else if (0x4e00...0x9fff).contains(scalar) {
      self = .han
    } else if (0x3008...0x3020).contains(scalar) || (0x2010...0x205e).contains(scalar)
      || (0x3001...0x3003).contains(scalar)
    {
      self = .mark
    } else {
      self = Self.rare(scalar, profile: profile)
    }
  }

  @inline(never)
  private static func rare(_ scalar: UInt32, profile: Analyzer.Profile) -> CharacterClass {
    switch scalar {
    // 々 〇, extension A, compatibility ideographs, the planes of extensions B and on.
    case 0x3005, 0x3007, 0x3400...0x4dbf, 0xf900...0xfaff, 0x20000...0x3ffff: return .han
    default: break
    }
    if profile == .plain { return .mark }
    switch scalar {
    // Kana and Hangul are written without spaces too.
    case 0x3041...0x3096, 0x30a1...0x30fa, 0x30fc, 0xac00...0xd7a3: return .han
    default: break
    }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return .mark }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      return .word
    default: return .mark
    }
  }
}
