// Bench.swift — measures search: latency of a query file, or its answers as a TREC run.
import Archive
import ArgumentParser
import SystemPackage

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "andu-bench", abstract: "Measures Andu on an archive and a file of queries.",
    subcommands: [
      MeasureCommand.self, LatencyCommand.self, RunCommand.self, IndexCommand.self,
      QueryCommand.self, ExtractCommand.self,
    ])
}

/// The queries of a file: one a line, `id TAB text`.
struct QueryFile: ParsableArguments {
  @Argument(help: "The archive's folder.") var archive: String
  @Argument(help: "Queries, one a line: id TAB text.") var queries: String
  @Flag(help: "Only paragraphs that hold every word.") var all = false
  @Flag(help: "Find the text as typed.") var literal = false
  @Flag(help: "Take each query as one exact phrase.") var quoted = false
  @Flag(help: "The best paragraph of each document only.") var documents = false
  @Option(name: .customShort("k"), help: "Results a query.") var limit = 10

  func requests() throws -> [(id: String, request: SearchRequest)] {
    let lines = try LineReader(path: FilePath(queries))
    var requests: [(id: String, request: SearchRequest)] = []
    while let line = try lines.next() {
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", maxSplits: 1).map(String.init)
      guard fields.count == 2 else { continue }
      var request = SearchRequest(quoted ? "\"\(fields[1])\"" : fields[1])
      request.isStrict = all
      request.isLiteral = literal
      request.groupsByDocument = documents
      request.limit = limit
      requests.append((fields[0], request))
    }
    return requests
  }
}

struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "Thread CPU time a query, after one warm pass; JSON.")

  @OptionGroup var file: QueryFile

  func run() throws {
    let archive = try Archive(root: FilePath(file.archive))
    let requests = try file.requests()
    for (_, request) in requests { _ = try archive.search(request) }
    var microseconds: [Double] = []
    for (_, request) in requests {
      let start = Clock.thread.now
      _ = try archive.search(request)
      microseconds.append((Clock.thread.now - start) * 1e6)
    }
    microseconds.sort()
    func percentile(_ share: Double) -> Int {
      microseconds.isEmpty ? 0 : Int(microseconds[Int(share * Double(microseconds.count - 1))])
    }
    let mean = microseconds.reduce(0, +) / Double(max(1, microseconds.count))
    print(
      """
      {"queries":\(microseconds.count),"mean_us":\(Int(mean)),"p50_us":\(percentile(0.5)),\
      "p95_us":\(percentile(0.95)),"p99_us":\(percentile(0.99)),"max_us":\(percentile(1)),\
      "paragraphs":\(archive.paragraphCount)}
      """)
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "The answers as a TREC run: qid Q0 document#paragraph rank score tag, paragraphs from 0.",
    discussion: "Evaluators sort by the score, so it is the rank, negative.")

  @OptionGroup var file: QueryFile
  @Option(help: "The run's tag.") var tag = "andu"

  func run() throws {
    let archive = try Archive(root: FilePath(file.archive))
    for (id, request) in try file.requests() {
      let answer: SearchAnswer
      do { answer = try archive.search(request) } catch { continue }
      var lines = ""
      for (rank, passage) in answer.passages.enumerated() {
        lines +=
          "\(id) Q0 \(passage.document)#\(passage.number - 1) \(rank + 1) \(-rank - 1) \(tag)\n"
      }
      print(lines, terminator: "")
    }
  }
}
