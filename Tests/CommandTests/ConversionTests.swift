// ConversionTests.swift — what a program made of a document is kept beside it, and stands in for the program.
import Foundation
import Testing
import ZipWriting

@Suite("Documents that a program of the system reads")
struct ConversionTests {
  /// A pdftotext of our own, which says how often it was called.
  private func workshop() -> (Workshop, environment: [String: String]) {
    let workshop = Workshop.withArchive()
    let words = ["云溪市司法局关于做好法治宣传工作的通知", "各县（区）司法局要组织普法宣传活动。"].enumerated().map {
      let top = 40 + 20 * $0.offset
      return
        "<word xMin='30' xMax='\(30 + 12 * $0.element.count)' yMin='\(top)' yMax='\(top + 14)'>\($0.element)</word>"
    }
    let output = "<html><body><doc><page>\(words.joined())</page></doc></body></html>"
    workshop.write(output, to: "words.xhtml")
    let script = """
      #!/bin/sh
      if [ "$1" = -v ]; then echo 'pdftotext version 9.8.7' >&2; exit 0; fi
      echo called >> '\(workshop.path("calls"))'
      cat '\(workshop.path("words.xhtml"))'
      """
    workshop.write(program: script, to: "bin/pdftotext")
    workshop.write("%PDF-1.4\nnothing\n", to: "a.pdf")
    return (workshop, ["PATH": "\(workshop.path("bin")):/usr/bin:/bin"])
  }

  @Test func areRebuiltWithoutTheProgram() throws {
    let (workshop, environment) = workshop()
    let nothing = ["PATH": "/nowhere"]
    let failed = workshop.andu("add", "a.pdf", environment: nothing)
    #expect(failed.status == 3 && failed.error.contains("poppler-utils"), "\(failed)")
    let added = workshop.andu("add", "a.pdf", environment: environment)
    #expect(added.status == 0, "\(added)")
    let id = try #require(workshop.ids.first)
    let before = workshop.andu("info", id, "--json").output
    let text = workshop.andu("show", id).output
    #expect(text.contains("各县（区）司法局要组织普法宣传活动。"))
    #expect(before.contains(#""conversion""#))
    let reindexed = workshop.andu("reindex", environment: nothing)
    #expect(reindexed.status == 0 && workshop.andu("info", id, "--json").output == before)
    #expect(workshop.andu("verify", environment: nothing).status == 0)

    // It goes with its original, and only with that.
    workshop.write("%PDF-1.4\nsomething else\n", to: "b.pdf")
    _ = workshop.andu("add", "b.pdf", environment: environment)
    _ = workshop.andu("remove", try #require(workshop.ids.first { $0 != id }))
    let compacted = workshop.andu("compact", environment: environment)
    #expect(compacted.error.contains("3 records dropped"), "\(compacted)")
    _ = workshop.andu("reindex", environment: nothing)
    #expect(workshop.ids == [id] && workshop.andu("show", id).output == text)
    #expect(workshop.andu("verify", environment: nothing).status == 0)
  }

  @Test func areAskedForOnceAndSaySo() throws {
    let (workshop, environment) = workshop()
    let added = workshop.andu("add", "a.pdf", environment: environment)
    #expect(added.status == 0, "\(added)")
    _ = workshop.andu("reindex", environment: environment)
    #expect(try String(contentsOfFile: workshop.path("calls"), encoding: .utf8) == "called\n")
    let warc = try #require(workshop.names(in: "archive/originals").first)
    let header = workshop.shell("gzip -dc '\(workshop.path("archive/originals/\(warc)"))'").output
    for line in [
      "WARC-Type: conversion", "Andu-Converter: pdftotext 9.8.7",
      "Content-Type: application/xhtml+xml", "WARC-Refers-To: <urn:uuid:",
    ] { #expect(header.contains(line), "\(line)") }
  }

  /// A soffice of our own, which gives the DOCX file of the fixtures for a text of OpenDocument.
  @Test func ofOpenDocumentBecomeDOCX() {
    let (workshop, environment) = workshop()
    let docx = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../fixtures/documents/notice.docx").standardized.path
    let script = """
      #!/bin/sh
      if [ "$1" = --version ]; then echo 'LibreOffice 9.8.7'; exit 0; fi
      while [ "$1" != --outdir ]; do shift; done
      mkdir -p "$2" && cp '\(docx)' "$2/input.docx"
      """
    workshop.write(program: script, to: "bin/soffice")
    let odt = ZipWriter.archive([
      ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>"),
      ("META-INF/manifest.xml", "<a/>"),
    ])
    workshop.write(odt, to: "pages/a.odt")
    let failed = workshop.andu("add", "pages", environment: ["PATH": "/nowhere"])
    #expect(failed.status == 3 && failed.error.contains("libreoffice-writer"), "\(failed)")
    let added = workshop.andu("add", "pages", environment: environment)
    #expect(added.status == 0 && added.error.hasPrefix("1 added"), "\(added)")
    #expect(workshop.andu("list").output.contains("《云溪市企业服务提升行动实施方案》"))
  }

  @Test func withAPasswordAreNamedSo() {
    let (workshop, environment) = workshop()
    workshop.write(program: "#!/bin/sh\nexit 1\n", to: "bin/antiword")
    var file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    file += [UInt8](repeating: 0, count: 504) + [0xEC, 0xA5, 0xC1, 0, 0, 0, 4, 8, 0, 0, 0, 1]
    file += "WordDocument".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] }
    workshop.write(file, to: "locked.doc")
    let failed = workshop.andu("add", "locked.doc", environment: environment)
    #expect(failed.status == 3 && failed.error.contains("locked by a password"), "\(failed)")
  }
}
