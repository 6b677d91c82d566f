// PatternAlphabet.swift — the characters that a pattern tells apart.

/// Scalars in classes: those of one class mean the same to every set of a pattern.
struct PatternAlphabet: Sendable {
  let count: Int
  /// The class of each character that has a code of one or two bytes.
  let classesOfCodes: [UInt16]
  /// The sets that hold each class.
  private let members: [Bitmap]
  private let isWordClass: [Bool]
  /// Where runs of scalars of one class begin, and their classes.
  private let starts: [UInt32]
  private let classes: [UInt16]
  private let fold: (@Sendable (UInt32) -> UInt32)?

  init(
    _ sets: [ScalarSet], knowsWords: Bool, fold: (@Sendable (UInt32) -> UInt32)?
  ) {
    let words = knowsWords ? [ScalarSet.words] : []
    var cuts: Set<UInt32> = [0]
    for range in (sets + words).lazy.flatMap(\.ranges) {
      cuts.insert(range.lowerBound)
      if range.upperBound < ScalarSet.largest { cuts.insert(range.upperBound + 1) }
    }
    let starts = cuts.sorted()
    var holders = [[UInt32]](repeating: [], count: starts.count)
    for (number, set) in (sets + words).enumerated() {
      for range in set.ranges {
        var run = Self.run(of: range.lowerBound, starts)
        while run < starts.count, starts[run] <= range.upperBound {
          holders[run].append(UInt32(number))
          run += 1
        }
      }
    }
    var numbers: [[UInt32]: UInt16] = [:]
    var distinct: [[UInt32]] = []
    classes = holders.map { holder in
      if let known = numbers[holder] { return known }
      numbers[holder] = UInt16(distinct.count)
      distinct.append(holder)
      return UInt16(distinct.count - 1)
    }
    count = distinct.count
    var members = [Bitmap](repeating: Bitmap(count: distinct.count), count: sets.count)
    for (number, holder) in distinct.enumerated() {
      for set in holder where set < sets.count { members[Int(set)][number] = true }
    }
    self.members = members
    isWordClass = distinct.map { knowsWords && $0.last == UInt32(sets.count) }
    self.starts = starts
    self.fold = fold
    let classes = classes
    classesOfCodes = TextCode.scalars.map { scalar in
      classes[Self.run(of: fold?(UInt32(scalar)) ?? UInt32(scalar), starts)]
    }
  }

  /// The last run that begins at or before `scalar`.
  private static func run(of scalar: UInt32, _ starts: [UInt32]) -> Int {
    lowerBound(1..<starts.count) { starts[$0] <= scalar } - 1
  }

  func classOf(_ scalar: UInt32) -> UInt16 {
    classes[Self.run(of: fold?(scalar) ?? scalar, starts)]
  }

  /// The class of the character whose code begins at `index`, which moves behind it; nil when
  /// there is none.
  ///
  /// - Parameter classes: those of `classesOfCodes`.
  @inline(__always)
  func classOf(
    _ code: Span<UInt8>, at index: inout Int, _ classes: Span<UInt16>
  ) -> Int? {
    let lead = Int(code[index])
    index &+= 1
    if lead < TextCode.singles { return Int(classes[lead]) }
    if lead < Int(TextCode.escape) {
      guard index < code.count else { return nil }
      index &+= 1
      return Int(classes[TextCode.place(lead, code[index &- 1])])
    }
    guard let scalar = TextCode.escaped(code, at: index &- 1) else { return nil }
    index &+= 5
    return Int(classOf(scalar))
  }

  func isWord(_ number: Int) -> Bool { isWordClass[number] }
  func holds(_ set: Int, _ number: Int) -> Bool { members[set][number] }
}
