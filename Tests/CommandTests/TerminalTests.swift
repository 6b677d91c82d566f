// TerminalTests.swift — how search results look to people, at several widths; opening originals.
import Foundation
import Testing

private enum Sample {
  static let filler = String(repeating: "各地各部门要认真抓好落实，", count: 14)

  static let lines = [
    #"{"doc_id":"plan","title":"云溪市司法局关于高水平法治保障新时代高质量发展三年行动方案","date":"2023-06-30","source":"云溪市司法局","years":[2022],"region":{"code":"440700","name":"广东省江门市","level":"市"},"paragraphs":["六、服务保障","15. 法治服务保障镇域经济发展壮大","\#(filler)大力实施“法律明白人”培养工程，持续深化“一村（社区）一法律顾问”工作；\#(filler)","法律明白人，ＡＢＣ平台1234个，（法律明白人）、《法律明白人》、法律明白人：法律明白人法律明白人法律明白人法律明白人法律明白人。"]}"#,
    #"{"doc_id":"sum","title":"总结","date":"2022-12-01","years":[2022],"paragraphs":["一、\#(filler)","法律明白人500名，全部到岗。"]}"#,
  ].joined(separator: "\n")

  static let workshop: Workshop = {
    let workshop = Workshop.withArchive()
    _ = workshop.andu(["import", "-"], input: Array(lines.utf8))
    return workshop
  }()
}

private func search(_ arguments: String..., environment: [String: String] = [:]) -> Run {
  Sample.workshop.andu(["search"] + arguments, environment: environment)
}

/// Columns on a terminal: two for Han characters and full-width marks and letters.
private func columns(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x3000...0x303f, 0x3400...0x9fff, 0xff01...0xff60: sum + 2
    default: sum + 1
    }
  }
}

@Suite("results on a terminal")
struct TerminalTests {
  @Test(arguments: [60, 80, 200])
  func linesEndAtTheRightEdge(_ width: Int) {
    for color in ["never", "always"] {
      let run = search(
        "法律明白人", "-C", "1", "--color", color, environment: ["COLUMNS": "\(width)"])
      let lines = run.output.split(separator: "\n").map {
        $0.replacingOccurrences(of: "\u{1b}\\[[0-9;]*m", with: "", options: .regularExpression)
      }
      #expect(lines.count > 8)
      for line in lines { #expect(columns(line) <= width, "\(line)") }
      let places = lines.filter { $0.contains("#") }
      #expect(places.count == 3)
      // On a wide terminal they stand where the text ends.
      for line in places { #expect(columns(line) == min(width, 120), "\(line)") }
      // No line begins with a mark that closes something.
      for line in lines {
        #expect(!"，。；：、）》”]".contains(line.drop { $0 == " " }.first ?? " "), "\(line)")
      }
    }
  }

  @Test func theTitleGivesWayToOfficeDateAndLevel() {
    let narrow = search("法治服务", "-n", "1", environment: ["COLUMNS": "70"])
    let heads = narrow.lines[0]
    #expect(heads.hasSuffix("…三年行动方案 · 云溪市司法局 · 2023-06-30 (2022) · 市"), "\(heads)")
    #expect(columns(heads) <= 70)
    let chinese = search("法治服务", "-n", "1", environment: ["LANG": "zh_CN.UTF-8", "COLUMNS": "120"])
    #expect(chinese.lines[0].hasSuffix("行动方案 · 云溪市司法局 · 2023-06-30 (2022年) · 市"), "\(chinese)")
    #expect(search("到岗", "-n", "1").lines[0] == "1  总结 · 2022-12-01")
  }

  /// What tells a draft from the plan stands at the end.
  @Test func theEndOfATitleIsKept() {
    let workshop = Workshop.withArchive()
    let title = "云溪市司法局关于高水平法治保障新时代高质量发展三年行动方案"
    let lines = [title, title + "（征求意见稿）"].enumerated().map {
      #"{"doc_id":"d\#($0)","title":"\#($1)","date":"2023-06-30","source":"云溪市司法局","paragraphs":["全面推进。"]}"#
    }
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    for command in [["list"], ["search", "全面推进", "--group", "doc"]] {
      let run = workshop.andu(command, environment: ["COLUMNS": "70"])
      #expect(run.lines.contains { $0.contains("…案（征求意见稿）") }, "\(run)")
      #expect(run.lines.allSatisfy { columns($0) <= 70 }, "\(run)")
    }
  }

  @Test func aLongParagraphIsCutAtClausesRoundItsHits() {
    let run = search("法律顾问", environment: ["COLUMNS": "200"])
    let text = run.lines.dropFirst(2).joined().replacingOccurrences(of: " ", with: "")
    #expect(text.contains("大力实施“法律明白人”培养工程，持续深化“一村（社区）一[法律顾问]”工作；"), "\(run)")
    #expect(text.hasPrefix("…各地各部门要认真抓好落实，") && text.hasSuffix("，…"), "\(run)")
  }

  @Test func foldedHitsAreMarkedAsTheyStand() {
    let run = search("abc平台", "1,234", environment: ["COLUMNS": "80"])
    #expect(run.output.contains("[ＡＢＣ平台]"), "\(run)")
    let phrase = search("\"明白人 abc\"", environment: ["COLUMNS": "80"])
    #expect(phrase.status == 1 || phrase.output.contains("["), "\(phrase)")
    let colored = search("ABC", "--color", "always")
    #expect(colored.output.contains("\u{1b}[1;31mＡＢＣ\u{1b}[0m"), "\(colored)")
  }

  // MARK: Originals

  @Test func opensTheOriginalOfAResult() {
    let workshop = Workshop.withArchive()
    workshop.write(Page(url: "http://a.example/1").html, to: "1.html")
    _ = workshop.andu("add", "1.html")
    let opener = ["ANDU_OPENER": "cat --"]
    let run = workshop.andu(["search", "社区矫正", "--open", "1"], environment: opener)
    #expect(run.status == 0 && run.bytes == workshop.read(workshop.path("1.html")), "\(run)")
    let beyond = workshop.andu(["search", "社区矫正", "--open", "9"], environment: opener)
    #expect(beyond.status == 2 && beyond.error.contains("--open 9"), "\(beyond)")
    #expect(workshop.andu(["search", "犬", "--open", "1"], environment: opener).status == 1)
    #expect(workshop.andu(["search", "社区矫正", "--open", "0"], environment: opener).status == 2)
  }

  @Test func opensTheAddressOfAnImportedDocument() {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"a","url":"http://a.example/1.html","paragraphs":["社区矫正"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    let run = workshop.andu(
      ["search", "社区矫正", "--open", "1"], environment: ["ANDU_OPENER": "echo opened"])
    #expect(run.output == "opened http://a.example/1.html\n", "\(run)")
  }

  @Test func saysWhatToDoWithoutAnOpener() {
    let run = search("总结", "--open", "1", environment: ["PATH": "/nowhere"])
    #expect(run.status == 2 && run.error.contains("ANDU_OPENER"), "\(run)")
    #expect(run.error.split(separator: "\n").count == 1, "\(run)")
  }
}
