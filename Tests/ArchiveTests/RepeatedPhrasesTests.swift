// RepeatedPhrasesTests.swift — phrases that documents share, against a count of everything.
import Archive
import Testing

@Suite("Repeated phrases (提法)")
struct RepeatedPhrasesTests {
  private static func phrases(
    _ documents: [[String]], _ limits: RepeatedPhrases.Limits, limit: Int = 100
  ) -> [RepeatedPhrases.Phrase] {
    var search = RepeatedPhrases(limits)
    for document in documents {
      search.beginDocument()
      for text in document { search.add(text) }
    }
    return search.phrases(limit: limit)
  }

  /// All runs of a length, counted one by one.
  private static func runs(
    _ documents: [[String]], _ length: Int
  ) -> [String: (hits: Int, documents: Set<Int>)] {
    var runs: [String: (hits: Int, documents: Set<Int>)] = [:]
    for (number, document) in documents.enumerated() {
      for text in document {
        for run in text.split(whereSeparator: { !("\u{4e00}"..."\u{9fff}").contains($0) })
        where run.count >= length {
          let characters = Array(run)
          for start in 0...characters.count - length {
            let part = String(characters[start..<start + length])
            runs[part, default: (0, [])].hits += 1
            runs[part]?.documents.insert(number)
          }
        }
      }
    }
    return runs
  }

  @Test(arguments: 0..<60)
  func areThoseOfAPlainCount(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    let documents = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (0..<Int.random(in: 0...4, using: &random)).map { _ in
        String(
          (0..<Int.random(in: 0...14, using: &random)).map { _ in
            "甲甲乙乙丙，的a".randomElement(using: &random) ?? "甲"
          })
      }
    }
    let limits = RepeatedPhrases.Limits(
      length: 2...Int.random(in: 2...5, using: &random),
      leastDocuments: Int.random(in: 1...3, using: &random))
    let found = Self.phrases(documents, limits)
    var whole: [String: (hits: Int, documents: Set<Int>)] = [:]
    for length in limits.length {
      let longer = Self.runs(documents, length + 1)
      for (run, count) in Self.runs(documents, length)
      where count.documents.count >= limits.leastDocuments {
        let most =
          longer.filter { $0.key.hasPrefix(run) || $0.key.hasSuffix(run) }
          .map(\.value.documents.count).filter { $0 >= limits.leastDocuments }.max() ?? 0
        if Double(most) < 0.7 * Double(count.documents.count), run.first != "的", run.last != "的" {
          whole[run] = count
        }
      }
    }
    for phrase in found {
      #expect(whole[phrase.text].map { $0.hits } == phrase.hits, "\(phrase) of \(documents)")
      #expect(whole[phrase.text].map { $0.documents.sorted() } == phrase.documents)
      let others = found.filter { $0.text != phrase.text }
      #expect(!others.contains { $0.text.contains(phrase.text) }, "\(phrase) of \(found)")
    }
    // What was left out is part of something found, or something found is part of it.
    for run in whole.keys where !found.contains(where: { $0.text == run }) {
      #expect(found.contains { $0.text.contains(run) || run.contains($0.text) }, "\(run)")
    }
    let counts = found.map(\.documents.count)
    #expect(counts == counts.sorted(by: >))
  }

  @Test func noTextHasNone() {
    let limits = RepeatedPhrases.Limits(length: 4...16, leastDocuments: 2)
    #expect(Self.phrases([], limits).isEmpty)
    #expect(Self.phrases([[], ["，。abc"], [""]], limits).isEmpty)
    #expect(Self.phrases([["社区矫正"], ["社区矫正"]], limits, limit: 0).isEmpty)
  }
}
