// Yardstick.swift — the engine alone, by the protocol that its rivals are measured by.
import Archive
import ArgumentParser
internal import FoundationEssentials
import SearchIndex
import SystemPackage

/// What the environment says of a run.
private struct Settings {
  private static let environment = ProcessInfo.processInfo.environment

  /// Exact numbers of hits and the top 10, or the top 10 alone.
  let countsHits = environment["BENCH_MODE"] != "top"
  /// Passes over a class before the one that is timed.
  let warmPasses = environment["BENCH_WARM"].flatMap(Int.init) ?? 1
  /// Seconds that a pass over a class may take.
  let longestPass = environment["BENCH_CAP"].flatMap(Double.init) ?? 20
  /// Threads that write the index.
  let threads = environment["BENCH_THREADS"].flatMap(Int.init) ?? 1
  /// Megabytes that documents may take in memory, if not as `andu` does.
  let memory = environment["BENCH_MEMORY"].flatMap(Int.init)
  let clock = environment["BENCH_CLOCK"] == "wall" ? Clock.wall : .thread

  init() throws {
    // Phrases are verified on the text: an index without it would be another engine.
    guard Self.environment["BENCH_STORE"] != "0" else {
      throw ValidationError(
        "BENCH_STORE=0: the text is always kept; `store_bytes` says what it takes")
    }
  }
}

/// The index in a folder; an error where there is none.
func openIndex(_ folder: String, _ analyzer: Analyzer) throws -> IndexReader {
  let reader = try IndexReader(folder: FilePath(folder), analyzer: analyzer)
  guard reader.generation > 0 else {
    throw ValidationError("\(folder): no index; make one with `andu` or `andu-bench index`")
  }
  return reader
}

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Indexes a corpus, a document a line of JSON, each paragraph as plain tokens.")

  @Argument(help: "The corpus.") var corpus: String
  @Argument(help: "The folder of the index.") var folder: String

  private struct Line: Decodable {
    var id: String
    var title: String
    var paragraphs: [String]
  }

  func run() throws {
    let path = FilePath(folder)
    try FileSystem.makeFolder(path.appending(Manifest.segmentFolderName))
    var options = IndexWriter.Options()
    let settings = try Settings()
    options.threads = max(1, settings.threads)
    if let memory = settings.memory { options.memory = memory << 20 }
    var writer = try IndexWriter(folder: path, analyzer: Analyzer(.plain), options: options)
    let lines = try LineReader(path: FilePath(corpus))
    var harness = 0.0
    while true {
      let start = Clock.thread.now
      guard let line = try lines.next() else { break }
      let document = try JSONDecoder().decode(Line.self, from: Data(line))
      let input = DocumentInput(
        keys: [Array(document.id.utf8)], title: document.title,
        paragraphs: document.paragraphs.map { .init($0) })
      harness += Clock.thread.now - start
      try writer.add(input)
    }
    try writer.commit(owner: [:])
    let reader = try IndexReader(folder: path, analyzer: Analyzer(.plain))
    let text = reader.segments.reduce(0) { $0 + $1.reader.storedTextByteCount }
    print(
      """
      {"harness_s":\(harness),"serial_s":\(harness),"segments":\(reader.segments.count),\
      "store_bytes":\(text)}
      """)
  }
}

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Answers a file of queries, class by class: class, id, hits, microseconds, ids.")

  @Argument(help: "The folder of the index.") var folder: String
  @Argument(help: "Queries, one a line: class TAB id TAB and|or TAB clauses TAB text.")
  var queries: String

  func run() throws {
    let settings = try Settings()
    let reader = try openIndex(folder, Analyzer(.plain))
    var bases = [0]
    for segment in reader.segments {
      bases.append(bases[bases.count - 1] + segment.reader.paragraphCount)
    }
    var options = SearchOptions()
    options.isStrict = true
    options.totals = settings.countsHits ? .paragraphs : .none

    var output = ""
    for (name, lines) in try classes() {
      var lines = lines
      for pass in 0...settings.warmPasses {
        let stop = Clock.wall.now + settings.longestPass
        for (index, line) in lines.enumerated() {
          let start = settings.clock.now
          let results = try reader.search(Self.query(line), options)
          let ids = results.hits.map { bases[$0.segment] + $0.paragraph + 1 }
          let microseconds = (settings.clock.now - start) * 1e6
          if pass == settings.warmPasses {
            let hits = settings.countsHits ? results.paragraphs : -1
            let list = ids.map(String.init).joined(separator: ",")
            output +=
              "\(name)\t\(line.id)\t\(hits)\t\((microseconds * 10).rounded() / 10)\t\(list)\n"
          }
          if Clock.wall.now > stop {
            lines.removeLast(lines.count - index - 1)
            break
          }
        }
      }
    }
    print(output, terminator: "")
  }

  private struct Line {
    var id: String
    var isAny: Bool
    var clauses: [String]
  }

  private static func query(_ line: Line) -> Query {
    let parts = line.clauses.map { Query.text(Pattern($0)) }
    return parts.count == 1 ? parts[0] : line.isAny ? .any(parts) : .all(parts)
  }

  private func classes() throws -> [(name: String, lines: [Line])] {
    let file = try LineReader(path: FilePath(queries))
    var classes: [(name: String, lines: [Line])] = []
    while let line = try file.next() {
      let fields = String(decoding: line, as: UTF8.self).split(
        separator: "\t", omittingEmptySubsequences: false
      ).map(String.init)
      guard fields.count >= 4 else { continue }
      let query = Line(
        id: fields[1], isAny: fields[2] == "or",
        clauses: fields[3].split(separator: " ").map(String.init))
      if classes.last?.name != fields[0] { classes.append((fields[0], [])) }
      classes[classes.count - 1].lines.append(query)
    }
    return classes
  }
}
