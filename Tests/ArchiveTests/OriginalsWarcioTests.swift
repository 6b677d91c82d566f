// OriginalsWarcioTests.swift — warcio, a web archivist's tool, accepts what Andu writes.
import Archive
import Foundation
import SystemPackage
import Testing

@Suite("Originals and warcio")
struct OriginalsWarcioTests {
  /// `.venv/bin/warcio` beside Package.swift, which `make test` puts there.
  private static let warcio = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".venv/bin/warcio").path

  private static let isInstalled = FileManager.default.isExecutableFile(atPath: warcio)

  private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
    let directory = TemporaryDirectory()
    let output = directory.path.appending("output").string
    let status = try RunningProgram(Self.warcio, arguments, output: output).wait()
    return (status, try String(contentsOfFile: output, encoding: .utf8))
  }

  @Test(.enabled(if: isInstalled, "warcio is not installed: make test installs it into .venv"))
  func `warcio check and warcio index pass on every kind of record`() throws {
    let directory = TemporaryDirectory()
    let writer = try directory.writer()
    let original = page("<p>各区人民政府：</p>", "https://example.gov.cn/政策/1.html")
    var locations = [try writer.append(original)]
    locations.append(try writer.append(page("", OriginalRecord.fileURI("/下载/通知 1.html"))))
    locations.append(
      try writer.append(
        OriginalRecord(
          kind: .resource, targetURI: "file:///corpus.jsonl#1", date: someDate,
          contentType: "application/json",
          fields: [.init("X-Andu-Path", "下载/corpus.jsonl")], block: Array("{\"题\":1}".utf8))))
    locations.append(
      try writer.append(
        OriginalRecord.event(about: original, date: someDate, [.init("event", "removed")])))
    _ = try writer.flush()
    let file = directory.path.appending(firstFile).string

    let check = try run("check", "-v", file)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.split(separator: "digest pass").count == 6, "\(check.output)")
    for location in locations { #expect(check.output.contains("offset \(location.offset) ")) }

    let index = try run("index", "-f", "offset,warc-type,warc-target-uri,warc-refers-to", file)
    #expect(index.status == 0, "\(index.output)")
    let lines = index.output.split(separator: "\n")
    #expect(lines.count == 5 && lines[0].contains("\"warcinfo\""))
    #expect(lines[1].contains("https://example.gov.cn/%E6%94%BF%E7%AD%96/1.html"))
    #expect(lines[4].contains("\"metadata\"") && lines[4].contains(original.id))

    var bytes = directory.read(firstFile)
    bytes[locations[0].offset + locations[0].length - 20] ^= 1
    directory.write(bytes, to: firstFile)
    #expect(try run("check", file).status != 0)
  }
}
