// Snippet.swift — the stretch of a long paragraph that shows best what was found.

/// Chooses what to show of a text: where different hits stand closest, from clause to clause.
package enum Snippet {
  /// Unicode scalars that are shown of a long text.
  package static let length = 150
  /// A text that is not longer than this is shown whole.
  static let whole = length + 30
  /// What it may be longer by, so that it begins and ends with clauses.
  package static let overrun = 40

  /// What is taken for a number, and not for a text of digits.
  static let longestNumber = 20

  /// Sentences end here, and clauses; a closing mark behind it belongs to it.
  private static let sentenceEnds = Set("。！？；!?;\n".unicodeScalars)
  private static let clauseEnds = Set("，：、,:".unicodeScalars)
  private static let closingMarks = Set("”’』」）》】)".unicodeScalars)

  /// - Parameter hits: half-open ranges of scalars, in order, without overlaps.
  /// - Returns: the range to show; it holds a hit whole unless that is longer than `length`. It is
  ///   longer by up to `overrun` where a clause is, and by `longestNumber` at either end where a
  ///   number would be cut.
  /// - Complexity: linear in the hits; of the text only what lies round the chosen ones is read.
  package static func range(
    of scalars: [Unicode.Scalar], hits: [Range<Int>], length: Int = length
  ) -> Range<Int> {
    if scalars.count <= length + whole - Self.length { return 0..<scalars.count }
    // The rest is for what stands before and behind the hits in their clauses.
    var core = densest(hits, in: scalars, length * 3 / 5)
    core = core.lowerBound..<min(core.upperBound, core.lowerBound + length)
    let room = core.isEmpty ? 0 : (length - core.count) / 2
    let start = begin(of: core.lowerBound, within: room, scalars)
    let rest = length - (core.upperBound - start)
    let end = end(of: core.upperBound, within: max(0, rest), atMost: rest + overrun, scalars)
    return beside(start, -1, scalars)..<beside(end, 1, scalars)
  }

  /// The place, or where the number ends that it cuts: 21|964, 3,|260, 18|.2.
  private static func beside(_ place: Int, _ step: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var end = place
    while abs(end - place) <= longestNumber {
      if !isInNumber(end, scalars) { return end }
      end += step
    }
    return place
  }

  /// Whether a number goes on behind this place.
  private static func isInNumber(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
    }
    func isMark(_ index: Int) -> Bool { scalars[index] == "," || scalars[index] == "." }
    guard place > 0, place < scalars.count else { return false }
    if isDigit(place - 1) { return isDigit(place) || isMark(place) && isDigit(place + 1) }
    return isMark(place - 1) && isDigit(place - 2) && isDigit(place)
  }

  /// From the first to the last hit of the stretch with the most different hits, then the most.
  private static func densest(
    _ hits: [Range<Int>], in scalars: [Unicode.Scalar], _ length: Int
  ) -> Range<Int> {
    guard let first = hits.first else { return 0..<0 }
    var best = first
    var most = (0, 0)
    var counts: [ArraySlice<Unicode.Scalar>: Int] = [:]
    var start = 0
    for end in hits.indices {
      counts[scalars[hits[end]], default: 0] += 1
      while start < end, hits[end].upperBound - hits[start].lowerBound > length {
        let text = scalars[hits[start]]
        let left = (counts[text] ?? 1) - 1
        counts[text] = left == 0 ? nil : left
        start += 1
      }
      if (counts.count, end - start + 1) > most {
        most = (counts.count, end - start + 1)
        best = hits[start].lowerBound..<hits[end].upperBound
      }
    }
    return best
  }

  /// Where the sentence begins, else the farthest clause, that `reach` scalars before `place` hold;
  /// else the nearest clause that begins within `overrun` more.
  private static func begin(of place: Int, within reach: Int, _ scalars: [Unicode.Scalar]) -> Int {
    let first = max(0, place - reach)
    if first == 0 { return 0 }
    let farthest = max(0, first - overrun)
    var clause: Int?
    var index = place
    while index > first {
      if endsSentence(index, scalars) { return behind(index, before: place, scalars) }
      if endsClause(index, scalars) { clause = behind(index, before: place, scalars) }
      index -= 1
    }
    if let clause { return clause }
    while index > farthest {
      if endsClause(index, scalars) { return behind(index, before: place, scalars) }
      index -= 1
    }
    return farthest == 0 ? 0 : first
  }

  /// Behind the last clause that ends within `reach` scalars of `place`, else behind the first that
  /// ends within `most`.
  private static func end(
    of place: Int, within reach: Int, atMost most: Int, _ scalars: [Unicode.Scalar]
  ) -> Int {
    let last = min(scalars.count, place + reach)
    if last == scalars.count { return last }
    let farthest = max(last, min(scalars.count, place + most))
    var index = last
    while index > place {
      if endsClause(index, scalars) { return behind(index, before: farthest, scalars) }
      index -= 1
    }
    index = last + 1
    while index <= farthest {
      if endsClause(index, scalars) { return behind(index, before: farthest, scalars) }
      index += 1
    }
    return farthest == scalars.count ? farthest : last
  }

  private static func endsSentence(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    sentenceEnds.contains(scalars[place - 1])
  }

  /// Whether a clause ends before this place, a sentence or not: in 3,260 none does.
  private static func endsClause(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let mark = scalars[place - 1]
    return (sentenceEnds.contains(mark) || clauseEnds.contains(mark))
      && !isInNumber(place, scalars)
  }

  /// Past the marks at `index` that close what ended there.
  private static func behind(_ index: Int, before end: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var index = index
    while index < end, closingMarks.contains(scalars[index]) { index += 1 }
    return index
  }
}
