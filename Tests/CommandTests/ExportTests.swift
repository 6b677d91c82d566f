// ExportTests.swift — andu export: forms, selections, files, and the way back in.
import Foundation
import Testing

@Suite("andu export")
struct ExportTests {
  private func filled() -> Workshop {
    let workshop = Workshop.withArchive()
    PageGenerator.write(6, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    return workshop
  }

  @Test func csvIsAsTheStandardHasIt() {
    let workshop = filled()
    _ = workshop.andu("set", workshop.ids[0], "title==SUM(A1),“甲”")
    let run = workshop.andu("export", "--format", "csv", "--bom", "-o", "x.csv")
    #expect(run.status == 0 && run.output.isEmpty, "\(run)")
    let bytes = workshop.read(workshop.path("x.csv"))
    #expect(bytes.starts(with: [0xef, 0xbb, 0xbf]))
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    let rows = text.components(separatedBy: "\r\n")
    #expect(rows.count == 8 && rows[0].hasPrefix("id,title,source,") && rows[7].isEmpty)
    #expect(text.contains("\"'=SUM(A1),“甲”\""))
    let raw = workshop.andu("export", "--format", "csv", "--raw-cells")
    #expect(raw.output.contains("\"=SUM(A1),“甲”\""))
  }

  @Test func markdownIsAFileEachAndChangedFilesAreKept() {
    let workshop = filled()
    #expect(workshop.andu("export", "--format", "md").status == 2)
    let run = workshop.andu("export", "--format", "md", "-o", "notes/in")
    #expect(run.status == 0, "\(run)")
    let names = workshop.names(in: "notes/in")
    #expect(names.count == 6 && names.allSatisfy { $0.hasSuffix("号工作通知.md") }, "\(names)")
    #expect(workshop.andu("export", "--format", "md", "-o", "notes/in").status == 0)
    workshop.write("我改过的", to: "notes/in/\(names[0])")
    let again = workshop.andu("export", "--format", "md", "-o", "notes/in")
    #expect(again.status == 3 && again.error.contains("--overwrite"), "\(again)")
    #expect(workshop.read(workshop.path("notes/in/\(names[0])")) == Array("我改过的".utf8))
    #expect(workshop.andu("export", "--format", "md", "-o", "notes/in", "--overwrite").status == 0)
    #expect(workshop.andu("init", "back").status == 0)
    #expect(workshop.andu("add", "notes", "--archive", "back").error.hasPrefix("6 added"))
    #expect(workshop.andu("search", "第2号文件第1段", "--all", "--archive", "back").status == 0)
  }

  /// What is there and is no file is written into, not replaced; a link leads to its file.
  @Test func pipesDevicesAndLinksStay() {
    let workshop = filled()
    let whole = workshop.andu("export").output
    let pipe = workshop.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    #expect(workshop.andu("export", "-o", "pipe").status == 0)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(reader, &buffer, buffer.count)
    close(reader)
    #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == whole)
    #expect(workshop.andu("export", "-o", "pipe/x").status == 2)
    workshop.write("old", to: "real")
    #expect(symlink("real", workshop.path("link")) == 0)
    #expect(workshop.andu("export", "-o", "link").status == 0)
    #expect(workshop.read(workshop.path("real")) == Array(whole.utf8))
    #expect(workshop.andu("export", "--originals", "-").bytes.starts(with: [0x1f, 0x8b]))
  }

  @Test func originalsOfAQueryGoIntoAnotherArchive() {
    let workshop = filled()
    let id = workshop.ids[3]
    _ = workshop.andu("note", id, "好")
    let run = workshop.andu("export", "--query", "第3号文件", "--originals", "o.warc.gz")
    #expect(run.status == 0 && run.output.isEmpty && run.error.contains("1 original"), "\(run)")
    _ = workshop.andu("init", "other")
    let added = workshop.andu("add", "o.warc.gz", "--archive", "other")
    #expect(added.error.hasPrefix("1 added"), "\(added)")
    #expect(
      workshop.andu("show", id, "--original", "--archive", "other").output
        == workshop.andu("show", id, "--original").output)
    #expect(workshop.andu("note", id, "--archive", "other").status == 1)
    _ = workshop.andu(
      "export", "--query", "第3号文件", "--originals", "p.warc.gz", "--annotations")
    _ = workshop.andu("add", "p.warc.gz", "--archive", "other")
    #expect(workshop.andu("note", id, "--archive", "other").output.contains("好"))
  }

  @Test func notesAreNoTextOfADocumentThatIsReadBack() {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"plan","title":"工作要点","paragraphs":["一、开展普法。","推进法治体检。"]}"#
    _ = workshop.andu(["import", "-"], input: Array(line.utf8))
    _ = workshop.andu("note", "plan", "与去年不同\n须核实")
    _ = workshop.andu("tag", "plan#2", "+引用")
    #expect(workshop.andu("export", "--format", "md", "-o", "notes").status == 0)
    _ = workshop.andu("init", "other")
    #expect(workshop.andu("add", "notes", "--archive", "other").status == 0)
    for words in ["与去年不同", "须核实", "引用", "note"] {
      #expect(workshop.andu("search", words, "--archive", "other").status == 1, "\(words)")
    }
    #expect(workshop.andu("search", "推进法治体检", "--archive", "other").status == 0)
  }

  /// As `search` finds them, one or several, with a 款 that no paragraph names.
  @Test(arguments: [
    "刑法第265条", "刑法265", "刑法第264条第二款", "刑法第264、265条", "刑法第264条和第265条第二款", "第264条第一款、第265条",
  ])
  func selectsByArticles(query: String) {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"penal","title":"刑法","paragraphs":["第二百六十四条　盗窃的，处罚。","第二百六十五条　盗接的，依照前条处罚。"]}"#,
      #"{"doc_id":"rules","title":"公约","paragraphs":["第一条　邻里和睦。","第二条　爱护公物。"]}"#,
    ]
    _ = workshop.andu(["import", "-"], input: Array(lines.joined(separator: "\n").utf8))
    let run = workshop.andu("export", "--query", query)
    #expect(run.lines.count == 1 && run.output.contains(#""doc_id":"penal""#), "\(run)")
  }

  @Test func nothingAndNonsenseAreSaid() {
    let workshop = filled()
    #expect(workshop.andu("export", "--query", "无此文字").status == 1)
    #expect(workshop.andu("export", "--query", "\"法治").status == 2)
    #expect(workshop.andu("export", "--annotations").status == 2)
    for (option, form) in [("--bom", "csv"), ("--raw-cells", "csv"), ("--overwrite", "md")] {
      for arguments in [[], ["--format", "jsonl"]] {
        let run = workshop.andu(["export", option] + arguments)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.error.contains("\(option) goes with --format \(form)"), "\(run)")
      }
    }
    for arguments in [["--format", "csv", "-o"], ["--originals"]] {
      let run = workshop.andu(["export"] + arguments + ["no/such/x"])
      #expect(run.status == 2, "\(run)")
      #expect(run.error == "andu: no/such/x: there is no folder no/such\n", "\(run)")
    }
    let chinese = workshop.andu("export", "-o", "no/x", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.error == "andu: no/x：没有文件夹 no\n", "\(chinese)")
    workshop.write("no folder", to: "file")
    let notes = workshop.andu("export", "--format", "md", "-o", "file")
    #expect(notes.status == 2 && notes.error.contains("andu: file/20"), "\(notes)")
    #expect(workshop.andu("export", "--query", "第3号文件", "--year", "1999").status == 1)
    #expect(workshop.andu("export", "--query", "第3号文件 year:2021").lines.count == 1)
  }
}
