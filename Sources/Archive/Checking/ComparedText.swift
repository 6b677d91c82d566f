// ComparedText.swift — texts as they are compared: without what a reader would overlook.
internal import Extraction
internal import SearchIndex

/// A text, or several in a row, without blanks, quotation and title marks, width and script folded,
/// digits not grouped; with the way back.
///
/// Shape: `scalars` and `places` are parallel; ends of places are after the source scalar.
struct ComparedText: Sendable {
  /// Where a folded scalar came from: the text, and Unicode scalars of it.
  struct Place: Sendable, Hashable {
    var text: Int
    var start: Int
    var end: Int
  }

  private(set) var scalars: [UInt32] = []
  private(set) var places: [Place] = []

  init(_ texts: [String]) {
    for (index, text) in texts.enumerated() { append(text, index) }
  }

  init(_ text: String) { append(text, 0) }

  private mutating func append(_ text: String, _ index: Int) {
    let folded = Analyzer().fold(text)
    let values = folded.scalars
    var source = ScalarPlaces(text)
    for (position, value) in values.enumerated() {
      // < and > stand for title marks.
      if value == 0x20 || value == 0x3c || value == 0x3e || Self.groups(values, position) {
        continue
      }
      let range = source.scalars(in: folded.sourceRange(position..<position + 1))
      places.append(Place(text: index, start: range.lowerBound, end: range.upperBound))
      scalars.append(value)
    }
  }

  /// Whether a comma stands between digits and three digits: 1,234.
  private static func groups(_ values: [UInt32], _ index: Int) -> Bool {
    guard values[index] == 0x2c, index > 0, isDigit(values[index - 1]), index + 3 < values.count,
      values[(index + 1)...(index + 3)].allSatisfy(isDigit)
    else { return false }
    return index + 4 == values.count || !isDigit(values[index + 4])
  }

  static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

  /// Whether one number holds the scalar before `index` and the one there; none goes on from one
  /// text to the next.
  private func isInNumber(_ index: Int) -> Bool {
    index > 0 && index < scalars.count && places[index - 1].text == places[index].text
      && Self.isDigit(scalars[index - 1]) && Self.isDigit(scalars[index])
  }

  /// Where `wanted` stands, without overlaps if they are not asked for; a number is found as a
  /// whole only.
  func occurrences(
    of wanted: [UInt32], limit: Int = .max, overlapping: Bool = false
  ) -> [Range<Int>] {
    guard let first = wanted.first, let last = wanted.last, wanted.count <= scalars.count else {
      return []
    }
    var found: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= scalars.count, found.count < limit {
      let end = start + wanted.count
      if scalars[start] == first, scalars[end - 1] == last,
        scalars[start..<end].elementsEqual(wanted), !isInNumber(start), !isInNumber(end)
      {
        found.append(start..<end)
        start = overlapping ? start + 1 : end
      } else {
        start += 1
      }
    }
    return found
  }

  /// The stretch of the text that differs least from `wanted`, in how many scalars, and what share
  /// of them need not be changed.
  ///
  /// Source: Sellers, “The theory and computation of evolutionary distances”, J. Algorithms 1,
  /// 1980: edit distance with free ends.
  func nearest(
    to wanted: [UInt32]
  ) -> (range: Range<Int>, distance: Int, likeness: Double) {
    var distances = Array(0...wanted.count)
    var starts = [Int](repeating: 0, count: wanted.count + 1)
    var best = (range: 0..<0, distance: wanted.count)
    for (position, value) in scalars.enumerated() {
      // What the row above and to the left was before it was written over.
      var (diagonal, diagonalStart) = (distances[0], starts[0])
      starts[0] = position + 1
      for row in wanted.indices {
        let (left, leftStart) = (distances[row + 1], starts[row + 1])
        var (distance, start) = (diagonal + (wanted[row] == value ? 0 : 1), diagonalStart)
        if left + 1 < distance { (distance, start) = (left + 1, leftStart) }
        if distances[row] + 1 < distance { (distance, start) = (distances[row] + 1, starts[row]) }
        (diagonal, diagonalStart) = (left, leftStart)
        (distances[row + 1], starts[row + 1]) = (distance, start)
      }
      guard let distance = distances.last, let start = starts.last else { continue }
      let range = min(start, position + 1)..<position + 1
      // Of stretches that differ as much, the one of the right length.
      func excess(_ range: Range<Int>) -> Int { abs(range.count - wanted.count) }
      if distance < best.distance
        || distance == best.distance && excess(range) < excess(best.range)
      {
        best = (range, distance)
      }
    }
    let likeness = 1 - Double(best.distance) / Double(max(1, wanted.count))
    return (wholeNumbers(best.range), best.distance, likeness)
  }

  /// The range and what is left of numbers at its ends.
  private func wholeNumbers(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return range }
    var (start, end) = (range.lowerBound, range.upperBound)
    while isInNumber(start) { start -= 1 }
    while isInNumber(end) { end += 1 }
    return start..<end
  }

  /// The source of a stretch: of each text that it touches, the scalars; in order.
  func source(of range: Range<Int>) -> [(text: Int, scalars: Range<Int>)] {
    var sources: [(text: Int, scalars: Range<Int>)] = []
    for place in places[range] {
      if let last = sources.last, last.text == place.text {
        sources[sources.count - 1].scalars = last.scalars.lowerBound..<place.end
      } else {
        sources.append((place.text, place.start..<place.end))
      }
    }
    return sources
  }

  /// Pairs of neighbours, each once.
  static func pairs(of scalars: some Collection<UInt32>) -> Set<UInt64> {
    Set(zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
  }
}

extension String {
  /// The Unicode scalars of `range`.
  package func scalars(in range: Range<Int>) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))
    return String(scalars)
  }
}

extension StoredDocument {
  /// Where the words stand: to the letter if they do so anywhere, else but for width, script and
  /// quotation marks; in Unicode scalars of the paragraph.
  ///
  /// - Parameter lines: the indices of those to look in; nil for all.
  package func passage(
    _ words: String, in lines: Range<Int>?
  ) -> (paragraph: Int, range: Range<Int>)? {
    let indices = lines ?? paragraphs.indices
    let wanted = Array(words.unicodeScalars)
    guard let first = wanted.first else { return nil }
    for index in indices {
      let text = Array(paragraphs[index].text.unicodeScalars)
      for start in text.indices.dropLast(wanted.count - 1)
      where text[start] == first && text[start..<start + wanted.count].elementsEqual(wanted) {
        return (index, start..<start + wanted.count)
      }
    }
    let folded = ComparedText(words).scalars
    for index in indices {
      let text = ComparedText(paragraphs[index].text)
      if let found = text.occurrences(of: folded, limit: 1).first,
        let source = text.source(of: found).first
      {
        return (index, source.scalars.withMarks(of: paragraphs[index].text))
      }
    }
    return nil
  }
}

extension Range<Int> {
  /// The range of scalars of `text`, and the partner beside it of a mark that it holds alone.
  func withMarks(of text: String) -> Range<Int> {
    let scalars = Array(text.unicodeScalars)
    let opening = scalars[self].count { "“‘「『《〈".unicodeScalars.contains($0) }
    let closing = scalars[self].count { "”’」』》〉".unicodeScalars.contains($0) }
    var range = self
    if closing > opening, lowerBound > 0,
      "“‘「『《〈".unicodeScalars.contains(scalars[lowerBound - 1])
    {
      range = lowerBound - 1..<upperBound
    }
    if opening > closing, upperBound < scalars.count,
      "”’」』》〉".unicodeScalars.contains(scalars[upperBound])
    {
      range = lowerBound..<upperBound + 1
    }
    return range
  }
}
