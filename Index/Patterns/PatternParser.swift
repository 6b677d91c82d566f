// PatternParser.swift — a regular expression as it is typed → PatternTree.

/// Reads patterns of the common syntax as far as they can be matched in one pass:
/// `.` `[…]` `(…)` `|` `*` `+` `?` `{2,5}`, lazy with `?` behind, `^` `$`, and escapes.
struct PatternParser {
  static let longest = 10_000
  static let mostRepetitions = 1000
  private static let deepest = 100

  private let scalars: [Unicode.Scalar]
  /// What each scalar of pattern and text counts as.
  private let fold: ((UInt32) -> UInt32)?
  private var position = 0
  private var depth = 0

  /// - Parameter fold: nil when every scalar counts as itself.
  static func parse(
    _ text: String, fold: ((UInt32) -> UInt32)?
  ) throws(PatternError) -> PatternTree {
    let scalars = Array(text.unicodeScalars)
    if scalars.isEmpty { throw PatternError(.empty) }
    if scalars.count > longest { throw PatternError(.tooLong(limit: longest)) }
    var parser = PatternParser(scalars: scalars, fold: fold)
    let tree = try parser.choice()
    if parser.position < scalars.count { throw PatternError(.nothingToClose, at: parser.position) }
    return tree
  }

  /// The text itself, whatever its characters mean elsewhere.
  static func literal(
    _ text: String, fold: ((UInt32) -> UInt32)?
  ) throws(PatternError) -> PatternTree {
    let scalars = text.unicodeScalars.map(\.value)
    if scalars.isEmpty { throw PatternError(.empty) }
    if scalars.count > longest { throw PatternError(.tooLong(limit: longest)) }
    return .sequence(scalars.map { .one(ScalarSet(fold?($0) ?? $0)) })
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private func set(_ set: ScalarSet) -> PatternTree { .one(fold.map(set.folded) ?? set) }

  // MARK: The grammar

  private mutating func choice() throws(PatternError) -> PatternTree {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = next, scalar != "|", scalar != ")" { parts.append(try repeated()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated() throws(PatternError) -> PatternTree {
    let part = try atom()
    guard let (least, most) = try repetition() else { return part }
    let isGreedy = !take("?")
    let behind = position
    if next == "+" { throw PatternError(.nothingToRepeat, at: behind) }
    if try repetition() != nil { throw PatternError(.nothingToRepeat, at: behind) }
    return .repeated(part, least: least, most: most, isGreedy: isGreedy)
  }

  /// `*`, `+`, `?`, `{2}`, `{2,}`, `{,5}`, `{2,5}`; a brace that is none of these is a character.
  private mutating func repetition() throws(PatternError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{") else { return nil }
    let (least, comma, most) = (number(), take(","), number())
    guard take("}"), least != nil || comma && most != nil else {
      position = start
      return nil
    }
    let end = comma ? most : least
    guard max(least ?? 0, end ?? 0) <= Self.mostRepetitions, (least ?? 0) <= end ?? .max else {
      throw PatternError(.badRepetition(limit: Self.mostRepetitions), at: start)
    }
    return (least ?? 0, end)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    return digits.isEmpty ? nil : Int(digits) ?? .max
  }

  private mutating func atom() throws(PatternError) -> PatternTree {
    let start = position
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case ".": return .one(.all)
    case "^": return .place(.textStart)
    case "$": return .place(.textEnd)
    case "(": return try group(from: start)
    case "[": return try bracket(from: start)
    case "\\":
      if take("b") { return .place(.wordEdge) }
      if take("B") { return .place(.noWordEdge) }
      return set(try escape(from: start))
    case "*", "+", "?": throw PatternError(.nothingToRepeat, at: start)
    case "{":
      position = start
      if try repetition() != nil { throw PatternError(.nothingToRepeat, at: start) }
      position = start + 1
    default: break
    }
    return set(ScalarSet(scalar.value))
  }

  private mutating func group(from start: Int) throws(PatternError) -> PatternTree {
    if take("?"), !take(":") { throw PatternError(.notInOnePass, at: start) }
    depth += 1
    if depth > Self.deepest { throw PatternError(.tooDeep(limit: Self.deepest), at: start) }
    let inner = try choice()
    depth -= 1
    guard take(")") else { throw PatternError(.openGroup, at: start) }
    return inner
  }

  // MARK: Classes

  private static let named: [(name: String, set: ScalarSet)] = [
    ("digit", .digits), ("alpha", .letters), ("alnum", .words), ("space", .spaces),
  ]

  private mutating func bracket(from start: Int) throws(PatternError) -> PatternTree {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while true {
      guard let scalar = next else { throw PatternError(.openClass, at: start) }
      if scalar == "]", !isFirst { break }
      isFirst = false
      if let named = try namedClass() {
        ranges += named.ranges
        continue
      }
      let from = try member()
      guard from.only != nil, next == "-", position + 1 < scalars.count,
        scalars[position + 1] != "]"
      else {
        ranges += from.ranges
        continue
      }
      let dash = position
      position += 1
      guard let first = from.only, let last = try member().only, first <= last else {
        throw PatternError(.backwardsRange, at: dash)
      }
      ranges.append(first...last)
    }
    position += 1
    // Folded first: what is left out is left out in all its forms.
    let members = fold.map(ScalarSet(ranges).folded) ?? ScalarSet(ranges)
    return .one(isInverted ? members.inverted : members)
  }

  private mutating func member() throws(PatternError) -> ScalarSet {
    guard let scalar = next else { throw PatternError(.openClass, at: position) }
    position += 1
    return scalar == "\\" ? try escape(from: position - 1) : ScalarSet(scalar.value)
  }

  private mutating func namedClass() throws(PatternError) -> ScalarSet? {
    let start = position
    guard take("[:") else { return nil }
    for (name, set) in Self.named where take("\(name):]") { return set }
    guard let end = scalars[position...].firstIndex(of: "]") else {
      position = start
      return nil
    }
    throw PatternError(.unknownClass(text(start...end)), at: start)
  }

  private func text(_ range: ClosedRange<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  // MARK: Escapes

  /// What stands behind a backslash.
  private mutating func escape(from start: Int) throws(PatternError) -> ScalarSet {
    guard let scalar = next else { throw PatternError(.danglingBackslash, at: start) }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .words
    case "W": return ScalarSet.words.inverted
    case "s": return .spaces
    case "S": return ScalarSet.spaces.inverted
    case "t": return ScalarSet(0x09)
    case "n": return ScalarSet(0x0a)
    case "r": return ScalarSet(0x0d)
    case "x", "u": return try code(from: start)
    case "p" where take("{Han}"): return .han
    case "P" where take("{Han}"): return ScalarSet.han.inverted
    case "1"..."9": throw PatternError(.notInOnePass, at: start)
    case "a"..."z", "A"..."Z", "0":
      throw PatternError(.unknownEscape(text(start...position - 1)), at: start)
    default: return ScalarSet(scalar.value)
    }
  }

  /// `\x41`, `\u4e00`, `\x{4e00}`, `\u{4e00}`.
  private mutating func code(from start: Int) throws(PatternError) -> ScalarSet {
    let length = scalars[position - 1] == "x" ? 2 : 4
    let isBraced = take("{")
    var digits = ""
    while let scalar = next, scalar.properties.isASCIIHexDigit, isBraced || digits.count < length {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    guard let value = UInt32(digits, radix: 16), value <= ScalarSet.largest,
      isBraced ? take("}") : digits.count == length
    else {
      throw PatternError(.unknownEscape(text(start...min(position, scalars.count - 1))), at: start)
    }
    return ScalarSet(value)
  }
}
