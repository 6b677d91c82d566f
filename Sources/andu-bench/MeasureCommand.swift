// MeasureCommand.swift — index speed, query classes, cold start and memory of any archive, as JSON.
import ArgumentParser
internal import FoundationEssentials
import SearchIndex
import SystemPackage

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures the engine on an archive: JSON, for benchmarks/compare.py.")

  @Argument(help: "The archive's folder, or an index of `andu-bench index`.") var archive: String
  @Option(help: "Queries a class.") var queries = 200
  @Option(help: "Threads that write the index again.") var threads = 1
  @Flag(help: "Leave out indexing.") var skipIndexing = false

  private struct Latency: Encodable {
    /// Microseconds of CPU time, after one warm pass.
    var mean, p50, p95: Double
  }

  private struct Report: Encodable {
    var documents = 0
    var paragraphs = 0
    var textBytes = 0
    var indexBytes = 0
    /// Share of the text.
    var storedTexts = 0.0
    var withoutTexts = 0.0
    /// Megabytes of text a second, of CPU time of all threads and of wall time.
    var indexingCPU: Double?
    var indexingWall: Double?
    /// Bytes.
    var peakMemory = 0
    /// Microseconds of reading one paragraph at random.
    var randomRead = 0.0
    /// CPU milliseconds of `andu search` from start to exit, median of 20.
    var coldStart: Double?
    /// Class → mode → latency.
    var queries: [String: [String: Latency]] = [:]
  }

  func run() throws {
    let reader = try open()
    var report = Report()
    report.documents = reader.documentCount
    report.paragraphs = reader.paragraphCount
    let stored = reader.segments.reduce(0) { $0 + $1.reader.storedTextByteCount }
    report.indexBytes = reader.segments.reduce(0) { $0 + $1.reader.byteCount }
    report.textBytes = try textByteCount(reader)
    report.storedTexts = Double(stored) / Double(max(1, report.textBytes))
    report.withoutTexts = Double(report.indexBytes - stored) / Double(max(1, report.textBytes))
    let sampled = try SampledQueries(reader, count: queries)
    for (name, queries) in sampled.classes {
      report.queries[name] = [
        "top": try latency(queries, reader, .none),
        "count": try latency(queries, reader, .paragraphs),
      ]
    }
    report.randomRead = try randomRead(reader)
    report.coldStart = coldStart(sampled)
    if !skipIndexing { try index(reader, &report) }
    report.peakMemory = ChildProcess.ownPeakMemory
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  private func open() throws -> IndexReader {
    do {
      return try openIndex(archive, Analyzer())
    } catch SegmentError.otherAnalyzer {
      return try openIndex(archive, Analyzer(.plain))
    }
  }

  private func textByteCount(_ reader: IndexReader) throws -> Int {
    var count = 0
    for segment in reader.segments {
      for paragraph in 0..<segment.reader.paragraphCount {
        count += try segment.reader.text(of: paragraph).utf8.count
      }
    }
    return count
  }

  private func latency(
    _ queries: [Query], _ reader: IndexReader, _ totals: SearchOptions.Totals
  ) throws -> Latency {
    var options = SearchOptions()
    options.isStrict = true
    options.totals = totals
    var times: [Double] = []
    for pass in 0...1 {
      for query in queries {
        let start = Clock.thread.now
        _ = try reader.search(query, options)
        if pass == 1 { times.append((Clock.thread.now - start) * 1e6) }
      }
    }
    times.sort()
    func share(_ share: Double) -> Double {
      times.isEmpty ? 0 : times[Int(share * Double(times.count - 1))]
    }
    let mean = times.reduce(0, +) / Double(max(1, times.count))
    return Latency(mean: mean, p50: share(0.5), p95: share(0.95))
  }

  private func randomRead(_ reader: IndexReader) throws -> Double {
    let filled = reader.segments.map(\.reader).filter { $0.paragraphCount > 0 }
    if filled.isEmpty { return 0 }
    let reads = 100_000
    for pass in 0...1 {
      var random = SampledQueries.Generator()
      let start = Clock.thread.now
      for _ in 0..<reads {
        let segment = filled[random.below(filled.count)]
        _ = try segment.text(of: random.below(segment.paragraphCount))
      }
      if pass == 1 { return (Clock.thread.now - start) * 1e6 / Double(reads) }
    }
    return 0
  }

  /// Of the `andu` that stands beside this program.
  private func coldStart(_ sampled: SampledQueries) -> Double? {
    let andu = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("andu").string
    var times: [Double] = []
    for (_, queries) in sampled.classes {
      for query in queries.prefix(3) {
        guard case .text(let pattern) = query else { continue }
        for _ in 0..<3 {
          let child = ChildProcess(andu, ["search", pattern.text, "--archive", archive])
          if let child { times.append(child.cpuSeconds * 1000) }
        }
      }
    }
    return times.isEmpty ? nil : times.sorted()[times.count / 2]
  }

  /// Writes the documents of `reader` to an index of their own and takes the time of it.
  private func index(_ reader: IndexReader, _ report: inout Report) throws {
    let folder = FilePath("\(FileManager.default.temporaryDirectory.path)/andu-bench-\(UUID())")
    let segments = folder.appending(Manifest.segmentFolderName).string
    try FileManager.default.createDirectory(atPath: segments, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    var options = IndexWriter.Options()
    options.threads = max(1, threads)
    var writer = try IndexWriter(folder: folder, analyzer: reader.analyzer, options: options)
    var (cpu, wall) = (0.0, 0.0)
    func timed(_ work: () throws -> Void) rethrows {
      let start = (Clock.process.now, Clock.wall.now)
      try work()
      cpu += Clock.process.now - start.0
      wall += Clock.wall.now - start.1
    }
    for segment in reader.segments.map(\.reader) {
      for document in 0..<segment.documentCount {
        let paragraphs = try segment.paragraphs(of: document).map {
          DocumentInput.Paragraph(try segment.text(of: $0))
        }
        let input = DocumentInput(
          keys: [], title: try segment.title(of: document), paragraphs: paragraphs)
        try timed { try writer.add(input) }
      }
    }
    try timed { try writer.commit(owner: [:]) }
    report.indexingCPU = Double(report.textBytes) / 1e6 / cpu
    report.indexingWall = Double(report.textBytes) / 1e6 / wall
  }
}
