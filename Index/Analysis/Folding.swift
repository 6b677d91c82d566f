// Folding.swift — the folded form of one scalar.

/// One scalar to one scalar: width, case, traditional to simplified, look-alike marks.
enum Folding {
  /// Stands for a mark that is passed over beside Han characters, like a single space.
  static let transparent: UInt32 = .max
  /// Stands for a scalar that is passed over as if it were not there.
  static let invisible: UInt32 = .max - 1

  /// The form in which `scalar` is indexed; white space of any kind is a space.
  @inline(__always)
  static func fold(
    _ scalar: UInt32, _ table: ConstantTable<UInt16> = Folding.table
  ) -> UInt32 {
    if scalar < 0x80 {
      if scalar >= 0x41, scalar <= 0x5a { return scalar + 0x20 }
      if scalar == 0x22 { return transparent }
      return scalar < 0x20 || scalar == 0x7f ? 0x20 : scalar
    }
    if scalar <= 0xffff {
      let folded = table[Int(scalar)] ^ UInt16(truncatingIfNeeded: scalar)
      if UInt32(folded) == scalar, scalar < 0x2e80 || scalar >> 9 == 0x53 {
        return lowercased(unlisted: scalar)
      }
      return folded > 1 ? UInt32(folded) : folded == 1 ? transparent : invisible
    }
    return lowercased(scalar)
  }

  /// The bits in which each scalar of the Basic Multilingual Plane differs from its folded form,
  /// 0 for most; the form 0 is invisible, 1 is transparent. Callers take it out of their loops.
  /// Letters with case are not in it: asking Unicode for all of them is a tenth of a start.
  static let table = ConstantTable<UInt16>(count: 1 << 16) { table in
    func set(_ scalar: UInt32, _ folded: UInt32) {
      table[Int(scalar)] = UInt16(truncatingIfNeeded: scalar ^ folded)
    }
    for (traditional, simplified) in zip(
      FoldingTable.traditional.unicodeScalars, FoldingTable.simplified.unicodeScalars)
    {
      set(traditional.value, simplified.value)
    }
    // Full-width ASCII; its quotation mark is transparent like the ASCII one.
    for scalar: UInt32 in 0xff01...0xff5e where scalar != 0xff02 {
      set(scalar, fold(scalar - 0xfee0, noTable))
    }
    for scalar in transparentMarks { set(scalar, 1) }
    for scalar in invisibles { set(scalar, 0) }
    for scalar in spaces { set(scalar, 0x20) }
    for (from, to) in lookAlikes { set(from.value, to.value) }
  }

  /// For ASCII, which is folded without one.
  private static let noTable = ConstantTable<UInt16>([])

  /// The form of a scalar that the table leaves alone, of the blocks before Chinese or of U+A600 to
  /// U+A7FF. They hold the letters with case: Latin, Greek, Cyrillic, Armenian, Georgian, enclosed
  /// letters, Glagolitic, Coptic.
  @inline(never)
  private static func lowercased(unlisted scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xc0...0x24f, 0x370...0x587, 0x10a0...0x10ff, 0x1e00...0x1fff, 0x2160...0x216f,
      0x24b6...0x24cf, 0x2c00...0x2cff, 0xa640...0xa7ff:
      lowercased(scalar)
    default: scalar
    }
  }

  /// Quotation marks and title marks.
  private static let transparentMarks: [UInt32] =
    "“”„‟‘’‚‛「」『』《》〈〉〝〞〟﹁﹂﹃﹄＂".unicodeScalars.map(\.value)

  /// What has no width: soft hyphen, zero-width characters, directional controls,
  /// variation selectors.
  private static let invisibles: [UInt32] =
    [0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff]
    + Array(0x202a...0x202e) + Array(0x2066...0x2069) + Array(0xfe00...0xfe0f)

  private static let spaces: [UInt32] =
    [0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000] + Array(0x2000...0x200a)

  /// Marks and digits that are typed for one another.
  private static let lookAlikes: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("○", "〇"), ("◯", "〇"), ("｡", "。"), ("､", "、"), ("・", "·"), ("•", "·"), ("‧", "·"),
    ("〔", "["), ("〕", "]"), ("【", "["), ("】", "]"), ("﹝", "["), ("﹞", "]"), ("—", "-"),
    ("–", "-"), ("―", "-"), ("‐", "-"), ("‑", "-"), ("−", "-"), ("﹣", "-"), ("～", "~"),
    ("〜", "~"),
  ]

  @inline(never)
  private static func lowercased(_ scalar: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(scalar) else { return 0xfffd }
    guard scalar.properties.changesWhenLowercased else { return scalar.value }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    guard let first = mapping.first, mapping.count == 1 else { return scalar.value }
    return first.value
  }
}
