// LikenessFinder.swift — a text that comes in → the texts in the archive that are like it.
import SearchIndex

/// Finds texts that share most of their letters with one that is to be indexed.
///
/// What it says of two texts depends on nothing but the two: whichever comes second is told of the
/// first, so the order in which documents come makes no difference. Candidates share numbers of
/// their sketches, which are keys of the index; then the texts themselves decide.
struct LikenessFinder {
  /// What is known of a text without reading it.
  struct Text: Hashable {
    var fingerprint: UInt64
    /// Sixteen times the binary logarithm of its count of letters.
    var size: UInt8

    /// As `Likeness` has it: 16 hexadecimal digits.
    var name: String {
      let digits = String(fingerprint, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  /// A text made ready to be looked for.
  struct Prepared {
    let text: Text
    let letters: FoldedLetters
    let sketch: FoldedLetters.Sketch

    /// nil for a text that is too short to be compared.
    init?(_ letters: FoldedLetters) {
      guard letters.count >= LikenessFinder.shortest else { return nil }
      self.letters = letters
      sketch = letters.sketch()
      text = Text(
        fingerprint: letters.fingerprint, size: LikenessFinder.size(ofCount: letters.count))
    }

    /// The numbers under which the index has the text.
    var numbers: ArraySlice<UInt32> { sketch.numbers.prefix(LikenessFinder.keptNumbers) }
  }

  /// Of fewer letters set phrases alone are a text.
  static let shortest = 80
  /// Copies that are not the same to the letter have at least so many.
  private static let shortestChanged = 200
  /// Numbers of a sketch that are keys of the index.
  private static let keptNumbers = 16
  /// Numbers of those that texts must share; unrelated laws of one kind share none or one.
  private static let leastShared = 2
  /// The share of runs that the sketches must promise before the texts are compared: where a tenth
  /// of the letters differs, wherever they stand, it is a half.
  private static let leastPromise = 0.45
  /// Sketches that are remembered, by the numbers in them; four bytes each.
  private static let mostRemembered = 16 << 20
  /// Texts that are compared with one; those that share more numbers come first. Only pages by the
  /// hundred from one template reach it.
  private static let mostCompared = 200

  private static func size(ofCount count: Int) -> UInt8 {
    // Sixteen steps for each doubling, by halves of the mantissa: no logarithm is needed.
    let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
    let mantissa = (count << 4) >> exponent
    return UInt8(clamping: 16 * exponent + mantissa - 16)
  }

  // MARK: Finding

  private enum Place {
    case unwritten(Int)
    case written(DocumentPlace)
  }

  /// Texts of which the index has no segment yet, in the order in which they came; nil for one that
  /// is not compared.
  private var unwritten: [Prepared?] = []
  private var unwrittenByNumber: [UInt32: [Int]] = [:]
  /// Sketches of texts that came or were read, by fingerprint.
  private var sketches: [UInt64: FoldedLetters.Sketch] = [:]
  private var rememberedCount = 0

  /// The texts in the index that are like this one, by name, and how much of the smaller the larger
  /// has, in thousandths; not those that are the same.
  mutating func find(_ own: Prepared, in index: borrowing IndexWriter) throws -> [String: Int] {
    forgetWritten(index)
    if own.letters.count < Self.shortestChanged { return [:] }
    var candidates: [Text: (shared: Int, last: UInt32?, place: Place)] = [:]
    func note(_ text: Text, _ number: UInt32, _ place: Place) {
      guard text.fingerprint != own.text.fingerprint,
        abs(Int(text.size) - Int(own.text.size)) <= 17
      else { return }
      var candidate = candidates[text] ?? (0, nil, place)
      // Several documents may have one text.
      if candidate.last == number { return }
      candidate.shared += 1
      candidate.last = number
      candidates[text] = candidate
    }
    for number in own.numbers {
      for found in try index.written(withKeyPrefix: Fields.sketchKey(number)) {
        guard let text = Fields.sketchedText(found.key) else { continue }
        note(text, number, .written(found.place))
      }
      for place in unwrittenByNumber[number] ?? [] {
        if let text = unwritten[place]?.text { note(text, number, .unwritten(place)) }
      }
    }
    let likely = candidates.filter { $0.value.shared >= Self.leastShared }
      .sorted { ($1.value.shared, $0.key.fingerprint) < ($0.value.shared, $1.key.fingerprint) }
    var comparison: LetterComparison?
    var alike: [String: Int] = [:]
    for (text, candidate) in likely.prefix(Self.mostCompared) {
      var letters: FoldedLetters?
      if sketches[text.fingerprint] == nil {
        let read = try self.letters(at: candidate.place, in: index)
        remember(read.sketch(), of: text)
        letters = read
      }
      guard let sketch = sketches[text.fingerprint],
        own.sketch.share(with: sketch) >= Self.leastPromise
      else { continue }
      let other = try letters ?? self.letters(at: candidate.place, in: index)
      if other.count < Self.shortestChanged { continue }
      let comparing = comparison ?? LetterComparison(own.letters)
      comparison = comparing
      if let share = comparing.share(with: other) { alike[text.name] = Int(share * 1000) }
    }
    return alike
  }

  private func letters(
    at place: Place, in index: borrowing IndexWriter
  ) throws -> FoldedLetters {
    switch place {
    case .unwritten(let place): unwritten[place]?.letters ?? FoldedLetters([])
    case .written(let place): FoldedLetters(try index.texts(at: place))
    }
  }

  private mutating func remember(_ sketch: FoldedLetters.Sketch, of text: Text) {
    if rememberedCount > Self.mostRemembered {
      sketches.removeAll()
      rememberedCount = 0
    }
    if sketches.updateValue(sketch, forKey: text.fingerprint) == nil {
      rememberedCount += sketch.numbers.count
    }
  }

  /// Remembers a text that was just added to the index, until it can be read there.
  mutating func note(_ text: Prepared?, in index: borrowing IndexWriter) {
    unwritten.append(text)
    if let text {
      remember(text.sketch, of: text.text)
      for number in text.numbers {
        unwrittenByNumber[number, default: []].append(unwritten.count - 1)
      }
    }
    forgetWritten(index)
  }

  /// A segment takes all that waits for it.
  private mutating func forgetWritten(_ index: borrowing IndexWriter) {
    guard index.unwrittenCount == 0, !unwritten.isEmpty else { return }
    unwritten.removeAll()
    unwrittenByNumber.removeAll()
  }
}

/// A text made ready to be compared with others.
struct LetterComparison {
  /// The larger of two texts has at least this share of the smaller one's letters.
  static let leastShare = 0.75
  /// The smaller has at least this share of as many letters: what stands round a copy is no more
  /// than the copy.
  private static let leastSize = 0.5
  /// Where a text names figures at all, so many of them are in the other too: forms that were
  /// filled in otherwise are no copies.
  private static let leastFigures = (count: 8, share: 0.25)

  private let letters: FoldedLetters
  private let runs: FoldedLetters.Runs
  private let figures: [UInt64: Int]

  init(_ letters: FoldedLetters) {
    self.letters = letters
    runs = FoldedLetters.Runs(letters)
    figures = letters.figures
  }

  /// How much of the smaller text the larger one holds; nil when that is not enough.
  func share(with other: FoldedLetters) -> Double? {
    let (smaller, larger) = (min(letters.count, other.count), max(letters.count, other.count))
    guard Double(smaller) >= Self.leastSize * Double(larger) else { return nil }
    let shareOfOther = other.share(in: runs)
    let isOtherSmaller =
      other.count == letters.count
      ? other.fingerprint < letters.fingerprint : other.count < letters.count
    var share = shareOfOther
    if !isOtherSmaller {
      // Runs that both have cover about as much of either.
      let bound = shareOfOther * Double(other.count) / Double(letters.count)
      guard bound >= Self.leastShare / 2 else { return nil }
      share = letters.share(in: other)
    }
    guard share >= Self.leastShare else { return nil }
    let others = other.figures
    let (few, many) = isOtherSmaller ? (others, figures) : (figures, others)
    let total = few.values.reduce(0, +)
    let shared = few.reduce(0) { $0 + min($1.value, many[$1.key] ?? 0) }
    if total >= Self.leastFigures.count, Double(shared) < Self.leastFigures.share * Double(total) {
      return nil
    }
    return share
  }
}
