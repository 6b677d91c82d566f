// ScanPattern.swift — a text or a regular expression, made ready to be looked for everywhere.

/// What `andu grep` looks for. Every match is found in time that grows with the text, not with
/// what the pattern could have meant.
package struct ScanPattern: Sendable {
  let alphabet: PatternAlphabet
  let forward, backward: PatternProgram
  /// A text in the code of stored texts that every match holds: at least two bytes.
  let required: CodedText?
  /// The pattern is that text, and nothing more.
  let isText: Bool
  /// The pattern is one character that the code of stored texts has in one byte: this.
  let single: UInt8?

  /// - Parameter isFolded: width, case and traditional characters make no difference, nor do
  ///   marks that are typed for one another.
  package init(
    _ text: String, isLiteral: Bool = false, isFolded: Bool = false
  ) throws(PatternError) {
    let fold: (@Sendable (UInt32) -> UInt32)? = isFolded ? Self.fold : nil
    let tree =
      isLiteral
      ? try PatternParser.literal(text, fold: fold) : try PatternParser.parse(text, fold: fold)
    var numbers: [ScalarSet: Int] = [:]
    var sets: [ScalarSet] = []
    Self.collect(tree) { set in
      if numbers[set] != nil { return }
      numbers[set] = sets.count
      sets.append(set)
    }
    forward = try PatternProgram(tree, numbers: numbers, isBackward: false)
    backward = try PatternProgram(tree, numbers: numbers, isBackward: true)
    alphabet = PatternAlphabet(sets, knowsWords: forward.hasPlaces, fold: fold)
    let only = isFolded ? nil : tree.onlyText
    let code = isFolded ? [] : Self.code(only ?? tree.requiredText)
    required = code.count > 1 ? CodedText(code) : nil
    isText = only != nil && code.count > 1
    single = only != nil && code.count == 1 ? code[0] : nil
  }

  @Sendable private static func fold(_ scalar: UInt32) -> UInt32 {
    switch Folding.fold(scalar) {
    case Folding.transparent: 0x22
    case Folding.invisible: scalar
    case let folded: folded
    }
  }

  private static func collect(_ tree: PatternTree, _ body: (ScalarSet) -> Void) {
    switch tree {
    case .one(let set): body(set)
    case .sequence(let parts), .choice(let parts): for part in parts { collect(part, body) }
    case .repeated(let part, _, _, _): collect(part, body)
    case .place: break
    }
  }

  private static func code(_ scalars: [UInt32]) -> [UInt8] {
    // Of what is no scalar no text holds any.
    if scalars.contains(where: { Unicode.Scalar($0) == nil }) { return [] }
    return TextEncoder.code(of: String(scalarValues: scalars))
  }
}

/// Looks for one pattern in one text after another; a thread has its own.
package struct ScanMatcher: Sendable {
  private let pattern: ScanPattern
  private var any, starts, ends: PatternAutomaton
  private var classes: [UInt16] = []
  private var isStart: [Bool] = []

  /// A few seconds of making states.
  package static let mostWork = 300_000_000

  package init(_ pattern: ScanPattern, mostWork: Int = mostWork) {
    self.pattern = pattern
    func automaton(
      _ program: PatternProgram, _ purpose: PatternAutomaton.Purpose
    ) -> PatternAutomaton {
      PatternAutomaton(program, pattern.alphabet, purpose, mostWork: mostWork)
    }
    any = automaton(pattern.forward, .anyEnd)
    starts = automaton(pattern.backward, .allEnds)
    ends = automaton(pattern.forward, .bestEnd)
  }

  /// How often the pattern stands in a stored paragraph, without overlaps; nil where that holds no
  /// match, and 0 where it holds matches of nothing, which are not counted.
  mutating func count(_ paragraph: Int, in texts: ParagraphText) throws -> Int? {
    let place = try texts.place(of: paragraph)
    if let single = pattern.single {
      let count = try texts.withCode(at: place) { TextCode.count(single, in: $0) }
      return count > 0 ? count : nil
    }
    if pattern.isText, let text = pattern.required {
      let count = Int(texts.count(text, at: place))
      return count > 0 ? count : nil
    }
    return try matches(paragraph, in: texts) ? try ranges(paragraph, in: texts).count : nil
  }

  /// Whether a stored paragraph holds a match.
  mutating func matches(_ paragraph: Int, in texts: ParagraphText) throws -> Bool {
    if pattern.single != nil || pattern.isText { return try count(paragraph, in: texts) != nil }
    let place = try texts.place(of: paragraph)
    if let required = pattern.required, texts.count(required, at: place, limit: 1) == 0 {
      return false
    }
    var state = any.start()
    var index = 0
    while true {
      switch try texts.withCode(at: place, { run($0, &state, &index) }) {
      case .match: return true
      case .end: return try any.entry(state, any.end) & 1 == 1
      case .damaged: throw texts.damaged(at: place)
      case .unknown(let character):
        let entry = try any.entry(state, character)
        if entry & 1 == 1 { return true }
        state = entry >> 1
      }
    }
  }

  private enum Outcome {
    case match, end, damaged
    /// The table has no entry for this class; the character is behind us.
    case unknown(Int)
  }

  /// Reads on until something is to be done about it.
  private func run(_ code: Span<UInt8>, _ state: inout UInt32, _ index: inout Int) -> Outcome {
    let table = any.table.span
    let classes = pattern.alphabet.classesOfCodes.span
    let width = any.width
    var (current, next) = (Int(state), index)
    while next < code.count {
      guard let character = pattern.alphabet.classOf(code, at: &next, classes) else {
        return .damaged
      }
      let entry = table[current &* width &+ character]
      if entry == PatternAutomaton.unknown {
        (state, index) = (UInt32(truncatingIfNeeded: current), next)
        return .unknown(character)
      }
      if entry & 1 == 1 { return .match }
      current = Int(entry >> 1)
    }
    (state, index) = (UInt32(truncatingIfNeeded: current), next)
    return .end
  }

  /// Where the pattern stands in a stored paragraph, in Unicode scalars, from the left and without
  /// overlaps; matches of nothing are left out.
  mutating func ranges(_ paragraph: Int, in texts: ParagraphText) throws -> [Range<Int>] {
    let place = try texts.place(of: paragraph)
    guard try texts.withCode(at: place, { read($0) }) else { throw texts.damaged(at: place) }
    return try ranges()
  }

  /// False when this is no code.
  private mutating func read(_ code: Span<UInt8>) -> Bool {
    classes.removeAll(keepingCapacity: true)
    let alphabet = pattern.alphabet
    let known = alphabet.classesOfCodes.span
    var index = 0
    while index < code.count {
      guard let character = alphabet.classOf(code, at: &index, known) else { return false }
      classes.append(UInt16(truncatingIfNeeded: character))
    }
    return true
  }

  /// The same in `text`.
  package mutating func ranges(in text: String) throws(PatternError) -> [Range<Int>] {
    classes = text.unicodeScalars.map { pattern.alphabet.classOf($0.value) }
    return try ranges()
  }

  private mutating func ranges() throws(PatternError) -> [Range<Int>] {
    try findStarts()
    var ranges: [Range<Int>] = []
    var next = 0
    while next < classes.count {
      guard isStart[next], let end = try end(from: next), end > next else {
        next += 1
        continue
      }
      ranges.append(next..<end)
      next = end
    }
    return ranges
  }

  /// Backward from the end of the text: a match that ends there begins here.
  private mutating func findStarts() throws(PatternError) {
    // Every place is written below.
    if isStart.count <= classes.count {
      isStart = [Bool](repeating: false, count: classes.count + 1)
    }
    var state = starts.start()
    for place in stride(from: classes.count, through: 0, by: -1) {
      let character = place > 0 ? Int(classes[place - 1]) : starts.end
      let entry = try starts.entry(state, character)
      isStart[place] = entry & 1 == 1
      state = entry >> 1
    }
  }

  private mutating func end(from start: Int) throws(PatternError) -> Int? {
    let before: PatternAutomaton.Neighbour =
      start == 0 ? .edge : pattern.alphabet.isWord(Int(classes[start - 1])) ? .word : .other
    var state = ends.start(after: before)
    var best: Int?
    for place in start..<classes.count {
      let entry = try ends.entry(state, Int(classes[place]))
      if entry & 1 == 1 { best = place }
      state = entry >> 1
      if ends.isDead[Int(state)] { return best }
    }
    if try ends.entry(state, ends.end) & 1 == 1 { best = classes.count }
    return best
  }
}
