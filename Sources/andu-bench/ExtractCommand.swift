// ExtractCommand.swift — pages a second, beside libxml2 alone on the same pages, as JSON.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Extracts saved pages again and again, on one thread, in turn with a bare parse.")

  @Argument(help: "Saved pages, and folders of them.") var paths: [String]
  @Option(help: "Passes over all pages; the median counts.") var rounds = 7

  func run() throws {
    var pages: [[UInt8]] = []
    for path in try paths.flatMap({ try FolderWalk.pages(under: FilePath($0)).found }) {
      pages.append(try FileSystem.read(path, limit: ExtractionOptions().maximumSize))
    }
    guard !pages.isEmpty else { throw ValidationError("no pages in \(paths)") }
    // The bare parse is given what extraction gives libxml2: UTF-8.
    let decoded = pages.map { TextDecoder.decode($0, as: CharsetDetector.detect($0)) }
    let extractor = PageExtractor()
    var (extraction, parse): ([Double], [Double]) = ([], [])
    // One pass to warm up, which is dropped.
    for _ in 0...rounds {
      var start = Clock.thread.now
      for page in pages { _ = try? extractor.extract(page) }
      extraction.append(Clock.thread.now - start)
      start = Clock.thread.now
      for page in decoded { BareParse.run(page) }
      parse.append(Clock.thread.now - start)
    }
    let (whole, bare) = (median(extraction.dropFirst()), median(parse.dropFirst()))
    let byteCount = pages.reduce(0) { $0 + $1.count }
    print(
      """
      {"pages":\(pages.count),"bytes":\(byteCount),\
      "pages_per_second":\(Int(Double(pages.count) / whole)),\
      "mb_per_second":\(Int(Double(byteCount) / whole / 1e6)),\
      "bare_parse_pages_per_second":\(Int(Double(pages.count) / bare)),\
      "over_bare_parse":\(Double(Int((whole / bare - 1) * 1000)) / 1000)}
      """)
  }

  private func median(_ values: some Collection<Double>) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
