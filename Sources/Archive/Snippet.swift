// Snippet.swift — the stretch of a long paragraph that shows best what was found.

/// Chooses what to show of a text: where different hits stand closest, from clause to clause.
package enum Snippet {
  /// Unicode scalars that are shown of a long text.
  package static let length = 150
  /// A text that is not longer than this is shown whole.
  static let whole = length + 30

  /// What is taken for a number, and not for a text of digits.
  static let longestNumber = 20

  /// Sentences end here, and clauses; a closing mark behind it belongs to it.
  private static let sentenceEnds = Set("。！？；!?;\n".unicodeScalars)
  private static let clauseEnds = Set("，：、,:".unicodeScalars)
  private static let closingMarks = Set("”’』」）》】)".unicodeScalars)

  /// - Parameter hits: half-open ranges of scalars, in order, without overlaps.
  /// - Returns: the range to show; it holds a hit whole unless that is longer than `length`. It is
  ///   longer by up to `longestNumber` at either end where a number would be cut.
  /// - Complexity: linear in the hits; of the text only what lies round the chosen ones is read.
  package static func range(
    of scalars: [Unicode.Scalar], hits: [Range<Int>], length: Int = length
  ) -> Range<Int> {
    if scalars.count <= length + whole - Self.length { return 0..<scalars.count }
    var core = densest(hits, in: scalars, length)
    core = core.lowerBound..<min(core.upperBound, core.lowerBound + length)
    let room = length - core.count
    let start = begin(of: core.lowerBound, within: core.isEmpty ? 0 : room / 2, scalars)
    let end = end(of: core.upperBound, within: length - (core.upperBound - start), scalars)
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

  /// Where the sentence begins, else the farthest clause, that `reach` scalars before `place` hold.
  private static func begin(of place: Int, within reach: Int, _ scalars: [Unicode.Scalar]) -> Int {
    let first = max(0, place - reach)
    if first == 0 { return 0 }
    var clause: Int?
    var index = place
    while index > first {
      let mark = scalars[index - 1]
      if sentenceEnds.contains(mark) { return behind(index, before: place, scalars) }
      if clauseEnds.contains(mark) { clause = behind(index, before: place, scalars) }
      index -= 1
    }
    return clause ?? first
  }

  /// Behind the last clause that ends within `reach` scalars of `place`.
  private static func end(of place: Int, within reach: Int, _ scalars: [Unicode.Scalar]) -> Int {
    let last = min(scalars.count, place + reach)
    if last == scalars.count { return last }
    var index = last
    while index > place {
      let mark = scalars[index - 1]
      if sentenceEnds.contains(mark) || clauseEnds.contains(mark) {
        return behind(index, before: last, scalars)
      }
      index -= 1
    }
    return last
  }

  /// Past the marks at `index` that close what ended there.
  private static func behind(_ index: Int, before end: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var index = index
    while index < end, closingMarks.contains(scalars[index]) { index += 1 }
    return index
  }
}
