// SampledQueries.swift — queries taken from the texts of an index, the same every time.
import SearchIndex

/// Classes of queries whose words stand in paragraphs of the index.
struct SampledQueries {
  /// The classes, in order, each with its queries.
  private(set) var classes: [(name: String, queries: [Query])] = []

  /// - Parameter count: queries a class.
  init(_ reader: IndexReader, count: Int) throws {
    var random = Generator()
    let texts = try Self.texts(reader, count: 8 * count, &random)
    /// A piece of `length` Han characters of a text.
    func piece(_ text: [Character], _ length: Int) -> String? {
      guard text.count >= length else { return nil }
      let start = random.below(text.count - length + 1)
      return String(text[start..<start + length])
    }
    func pieces(_ text: [Character], _ lengths: [Int]) -> [Query]? {
      let pieces = lengths.compactMap { piece(text, $0) }
      return pieces.count == lengths.count ? pieces.map { .text(Pattern($0)) } : nil
    }
    func sample(_ name: String, _ make: ([Character]) -> Query?) {
      var queries: [Query] = []
      for text in texts where queries.count < count {
        if let query = make(text) { queries.append(query) }
      }
      classes.append((name, queries))
    }
    sample("word2") { pieces($0, [2])?.first }
    sample("word4") { pieces($0, [4])?.first }
    sample("phrase") { pieces($0, [8 + random.below(9)])?.first }
    sample("and") { pieces($0, [2, 2]).map(Query.all) }
    sample("and4") { pieces($0, [4, 2]).map(Query.all) }
    sample("or") { pieces($0, [2, 2, 2]).map(Query.any) }
    sample("question") { text in
      guard let text = piece(text, 10 + random.below(8)).map(Array.init) else { return nil }
      return .any((0..<text.count - 1).map { .text(Pattern(String(text[$0...$0 + 1]))) })
    }
  }

  /// Han characters that stand together in paragraphs, one run a paragraph.
  private static func texts(
    _ reader: IndexReader, count: Int, _ random: inout Generator
  ) throws -> [[Character]] {
    var texts: [[Character]] = []
    let filled = reader.segments.filter { $0.reader.paragraphCount > 0 }
    if filled.isEmpty { return [] }
    for _ in 0..<count {
      let segment = filled[random.below(filled.count)].reader
      let text = try segment.text(of: random.below(segment.paragraphCount))
      let runs = text.split { !(0x4e00...0x9fff).contains($0.unicodeScalars.first?.value ?? 0) }
      if let longest = runs.max(by: { $0.count < $1.count }) { texts.append(Array(longest)) }
    }
    return texts
  }

  /// Source: Sebastiano Vigna, splitmix64.
  struct Generator {
    private var state: UInt64 = 20_240_601

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return Int((value ^ value >> 31) % UInt64(bound))
    }
  }
}
