// ConcurrencyTests.swift — searches side by side, and beside a writer.
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import SearchIndex

@Suite struct ConcurrencyTests {
  /// Everything of an answer.
  private static func answer(_ query: Query, _ reader: IndexReader, _ strict: Bool) throws -> String
  {
    var options = SearchOptions()
    options.isStrict = strict
    let results = try reader.search(query, options)
    return "\(results.hits) \(results.paragraphs) \(results.documents)"
  }

  @Test func queriesInManyThreadsAnswerAsOneAfterTheOther() throws {
    var corpus = RandomCorpus(seed: 77, documents: 60)
    let folder = TemporaryFolder()
    let writtenReader = try folder.index(corpus.commits)
    let queries = (0..<60).map { _ in corpus.query() }
    let expected = try queries.map { try Self.answer($0, writtenReader, true) }
    // A reader whose pages nobody has checked yet.
    let reader = try IndexReader(folder: folder.path)
    let wrong = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for turn in 0..<3 * queries.count {
        let index = (turn * 7 + thread) % queries.count
        do {
          let answer = try Self.answer(queries[index], reader, true)
          if answer != expected[index] { wrong.withLock { $0.append("\(queries[index])") } }
        } catch {
          wrong.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(wrong.withLock { $0 } == [])
  }

  /// Each commit adds one document of two paragraphs and says so; whoever opens the index sees
  /// a whole commit, whatever is merged and deleted meanwhile, and goes on seeing it. The
  /// readers have threads of their own: a pool that other tests fill might never begin them.
  @Test func readersSeeWholeCommitsBesideAWriter() throws {
    let folder = TemporaryFolder()
    var writer = try IndexWriter(folder: folder.path)
    try writer.commit(owner: ["count": "0"])
    let isDone = Atomic(false)
    let wrong = Mutex<[String]>([])
    let seen = Mutex<Set<Int>>([])
    let path = folder.path
    let query = try QueryParser.parse("法律服务")

    @Sendable func look() throws {
      let reader = try IndexReader(folder: path)
      let count = Int(reader.owner["count"] ?? "") ?? -1
      for _ in 0..<2 {
        var options = SearchOptions()
        options.isStrict = true
        options.limit = 1000
        let results = try reader.search(query, options)
        if reader.documentCount != count || results.paragraphs != 2 * count
          || results.hits.count != 2 * count
        {
          wrong.withLock { $0.append("\(count): \(results.paragraphs)") }
        }
      }
      seen.withLock { _ = $0.insert(count) }
    }

    let readers = DispatchGroup()
    for _ in 0..<3 {
      readers.enter()
      Thread.detachNewThread {
        while !isDone.load(ordering: .acquiring) {
          do { try look() } catch { wrong.withLock { $0.append("\(error)") } }
        }
        readers.leave()
      }
    }
    var commits = 0
    while commits < 150 || (commits < 3000 && seen.withLock { $0.count } <= 3) {
      commits += 1
      // Every version of a document takes the place of the one before it.
      try writer.add(document("old-\(commits)", "", ["法律服务之一", "法律服务之二"]))
      if commits % 3 == 0 {
        try writer.delete(key: Array("old-\(commits - 1)".utf8))
        try writer.add(document("new-\(commits)", "", ["法律服务再一", "法律服务再二"]))
      }
      try writer.commit(owner: ["count": "\(commits)"])
    }
    isDone.store(true, ordering: .releasing)
    readers.wait()
    try look()
    #expect(wrong.withLock { $0 } == [])
    #expect(seen.withLock { $0.count } > 3 && seen.withLock { $0.contains(commits) })
  }
}
