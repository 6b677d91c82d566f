// OpeningTests.swift — the pager of show, diff, versions and tree; andu open.
import Foundation
import Testing

@Suite("Pager")
struct PagerTests {
  private static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://sfj.yunxi.example/1.html").html, to: "1.html")
    _ = workshop.andu("add", "1.html")
    return workshop
  }()
  private let workshop = Self.workshop
  private let id = Self.workshop.ids.first ?? "?"
  private let mark = ["ANDU_PAGER": "sed 's/^/page: /'", "TERM": "xterm"]

  @Test(arguments: [["show"], ["tree"], ["versions"]])
  func pagesOnATerminalOnly(_ command: [String]) {
    let paged = workshop.onTerminal(command[0], id, environment: mark)
    #expect(paged.status == 0 && !paged.lines.isEmpty, "\(paged)")
    #expect(paged.lines.allSatisfy { $0.hasPrefix("page: ") }, "\(paged)")
    let plain = workshop.onTerminal(command[0], id, "--no-pager", environment: mark)
    #expect(plain.status == 0 && !plain.output.contains("page: "), "\(plain)")
    #expect(!workshop.andu(command + [id], environment: mark).output.contains("page: "))
  }

  @Test func comparisonsKeepTheirStatusAndTheTerminalItsColours() {
    let same = workshop.onTerminal("diff", id, id, environment: mark)
    #expect(same.status == 1 && same.output.contains("page: "), "\(same)")
    #expect(same.output.contains("\u{1b}["), "\(same)")
    let other = workshop.onTerminal(
      "tree", id, environment: ["PAGER": "sed 's/^/page: /'", "NO_COLOR": "1"])
    #expect(other.output.contains("page: ") && !other.output.contains("\u{1b}["), "\(other)")
  }

  @Test func aPagerThatLeavesIsNoError() {
    let run = workshop.onTerminal("show", id, environment: ["ANDU_PAGER": "true"])
    #expect(run.status == 0 && run.error.isEmpty, "\(run)")
    let closed = workshop.shell("set -o pipefail; \"$ANDU\" show \(id) --json | true")
    #expect(closed.status == 0, "\(closed)")
  }

  @Test func aPagerThatIsNotThereIsSaidAndDoneWithout() {
    let run = workshop.onTerminal("show", id, environment: ["ANDU_PAGER": "no-such-pager -x"])
    #expect(run.status == 0 && run.output.contains("云溪市"), "\(run)")
    #expect(run.error.hasPrefix("andu: no-such-pager -x: "), "\(run)")
    let none = workshop.onTerminal("show", id, environment: ["ANDU_PAGER": "", "PAGER": "false"])
    #expect(none.status == 0 && none.output.contains("云溪市"), "\(none)")
  }
}

@Suite("andu open")
struct OpenTests {
  private let workshop: Workshop
  private let page = Page(url: "http://sfj.yunxi.example/1.html")
  private let id: String

  init() {
    workshop = Workshop.withArchive()
    workshop.write(page.html, to: "in/1.html")
    _ = workshop.andu("add", "in/1.html")
    id = workshop.ids.first ?? "?"
  }

  private func open(_ arguments: String...) -> Run {
    workshop.andu(
      ["open"] + arguments,
      environment: ["ANDU_OPENER": "echo opened", "TMPDIR": workshop.folder])
  }

  @Test func opensTheFileWhereItStands() {
    let run = open(id)
    #expect(run.output == "opened \(workshop.path("in/1.html"))\n", "\(run)")
  }

  @Test func opensACopyWhereTheFileIsGoneOrAnother() throws {
    workshop.write(page.html + " ", to: "in/1.html")
    let run = open(id)
    let path = run.output.dropFirst("opened ".count).dropLast()
    #expect(run.status == 0 && path.hasSuffix("/andu-\(id).html"), "\(run)")
    #expect(String(decoding: workshop.read(String(path)), as: UTF8.self) == page.html)
    let mode = try FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: String(path)).deletingLastPathComponent().path)[
        .posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test func opensTheBodyOfAResponseInItsForm() {
    let body = page.html
    let response =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    let record =
      "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
      + "WARC-Date: 2023-05-10T00:00:00Z\r\nWARC-Target-URI: http://a.example/w.html\r\n"
      + "Content-Type: application/http; msgtype=response\r\n"
      + "Content-Length: \(response.utf8.count)\r\n\r\n\(response)\r\n\r\n"
    workshop.write(record, to: "in/w.warc")
    #expect(workshop.andu("add", "in/w.warc").status == 0)
    let run = open(workshop.ids.last ?? "?")
    let path = String(run.output.dropFirst("opened ".count).dropLast())
    #expect(path.hasSuffix(".html"), "\(run)")
    #expect(String(decoding: workshop.read(path), as: UTF8.self) == body)
  }

  @Test func opensTheAddressAtTheParagraph() {
    #expect(open(id, "--url").output == "opened http://sfj.yunxi.example/1.html\n")
    let run = open("\(id)#1", "--url")
    #expect(
      run.output.hasPrefix("opened http://sfj.yunxi.example/1.html#:~:text=%E"), "\(run)")
    _ = workshop.andu(
      ["import", "-"],
      input: Array(#"{"doc_id":"odd","url":"javascript:alert(1)","paragraphs":["文"]}"#.utf8))
    let none = open("odd", "--url")
    #expect(none.status == 2 && none.error.hasPrefix("andu: odd: "), "\(none)")
  }

  @Test func saysSoWhenNothingCanOpenIt() {
    let none = workshop.andu("open", id, environment: ["PATH": "/nowhere"])
    #expect(none.status == 2 && none.error.contains("ANDU_OPENER"), "\(none)")
    let failed = workshop.andu("open", id, environment: ["ANDU_OPENER": "false"])
    #expect(failed.status == 2 && failed.error.contains("could not open it (1)"), "\(failed)")
    #expect(workshop.andu("open", "\(id)#99", environment: ["ANDU_OPENER": "true"]).status == 2)
    #expect(workshop.andu("open", "ffffffffffff").status == 1)
  }
}
