// FoldedCodeSearch.swift — a text of Han characters in a stored paragraph, folded as it is read.

/// Finds texts of Han characters in coded paragraphs that are not plain, without decoding them
/// to UTF-8. The rule is that of `TextNormalizer` as far as Han characters can tell: what is
/// transparent or invisible is passed over, as is one space; more space separates.
struct FoldedCodeSearch {
  /// What a code of one or two bytes is folded to: one of the marks below, or a scalar.
  private static let foldedCharacters = ConstantTable(
    TextCode.scalars.map { fold(UInt32($0)) })

  private static let invisible: UInt16 = 0
  private static let transparent: UInt16 = 1
  private static let space: UInt16 = 0x20
  private static let lineFeed: UInt16 = 0x0a
  private static let carriageReturn: UInt16 = 0x0d
  /// Stands for every scalar that no text of Han characters in the Basic Multilingual Plane holds.
  private static let other = UInt16.max

  private let table = Self.foldedCharacters
  private var folded: [UInt16] = []

  private static func fold(_ scalar: UInt32) -> UInt16 {
    if scalar == 0x0a || scalar == 0x0d { return UInt16(scalar) }
    switch Folding.fold(scalar) {
    case Folding.invisible: return invisible
    case Folding.transparent: return transparent
    case let value where value < UInt32(other): return UInt16(value)
    default: return other
    }
  }

  /// How often `wanted` stands in the code, without overlaps; nil when it is no code.
  mutating func count(_ wanted: [UInt16], in code: Span<UInt8>) -> UInt32? {
    guard Self.fold(code, table, into: &folded) else { return nil }
    let (text, pattern) = (folded.span, wanted.span)
    var count: UInt32 = 0
    var start = 0
    let first = pattern[0]
    while start &+ pattern.count <= text.count {
      if text[start] != first {
        start &+= 1
        continue
      }
      var length = 1
      while length < pattern.count, text[start &+ length] == pattern[length] { length &+= 1 }
      if length == pattern.count { count &+= 1 }
      start &+= length == pattern.count ? length : 1
    }
    return count
  }

  private static func fold(
    _ code: Span<UInt8>, _ table: ConstantTable<UInt16>, into folded: inout [UInt16]
  ) -> Bool {
    folded.removeAll(keepingCapacity: true)
    folded.reserveCapacity(code.count)
    var index = 0
    // Of the space since the last character: whether there was some, whether there was more
    // than one, whether it ended in a carriage return.
    var (hasSpace, isWide, afterReturn) = (false, false, false)
    while index < code.count {
      let lead = Int(code[index])
      index &+= 1
      let value: UInt16
      if lead < TextCode.singles {
        value = table[lead]
      } else if lead < Int(TextCode.escape) {
        guard index < code.count else { return false }
        value = table[TextCode.place(lead, code[index])]
        index &+= 1
      } else {
        guard let scalar = TextCode.escaped(code, at: index &- 1) else { return false }
        index &+= 5
        value = Self.fold(scalar)
      }
      if value == Self.invisible || value == Self.transparent {
        afterReturn = false
        continue
      }
      if value == Self.space || value == Self.lineFeed || value == Self.carriageReturn {
        if hasSpace, !(value == Self.lineFeed && afterReturn) { isWide = true }
        hasSpace = true
        afterReturn = value == Self.carriageReturn
        continue
      }
      if isWide { folded.append(Self.space) }
      (hasSpace, isWide, afterReturn) = (false, false, false)
      folded.append(value)
    }
    return true
  }
}
