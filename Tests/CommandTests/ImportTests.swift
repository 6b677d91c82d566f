// ImportTests.swift — andu import and andu export: there and back again.
import Foundation
import Testing

@Suite("andu import, andu export")
struct ImportTests {
  private static let documents: [UInt8] =
    FileManager.default.contents(atPath: Package.lines).map {
      Array($0)
    } ?? []

  @Test func readsLinesPlainGzippedAndFromStandardInput() {
    let workshop = Workshop.withArchive()
    let count = Self.documents.split(separator: 0x0a).count
    let plain = workshop.andu("import", Package.lines)
    #expect(plain.status == 0 && plain.error.hasPrefix("\(count) added"), "\(plain)")
    workshop.write(Self.documents, to: "lines.jsonl")
    #expect(workshop.shell("gzip lines.jsonl").status == 0)
    let packed = workshop.andu("import", "lines.jsonl.gz")
    #expect(
      packed.status == 0 && packed.error.hasPrefix("0 added, \(count) unchanged"), "\(packed)")
    let piped = workshop.andu(["import", "-"], input: Self.documents)
    #expect(piped.status == 0 && piped.error.hasPrefix("0 added, \(count) unchanged"), "\(piped)")
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func keepsTheIDsThatItIsGiven() {
    let workshop = Workshop.withArchive()
    _ = workshop.andu("import", Package.lines)
    let show = workshop.andu("show", "yunxi-2021-jh#1")
    #expect(show.status == 0 && show.output.contains("云溪市2021年公共法律服务工作计划"), "\(show)")
    #expect(workshop.andu("show", "yunxi").status == 0)
    let export = workshop.andu("export")
    #expect(export.output.contains(#""doc_id":"yunxi-2021-jh""#))
  }

  @Test func leavesBlanksRoundTitlesOut() {
    let workshop = Workshop.withArchive()
    let line = #"{"doc_id":"code","title":"\u3000云溪市市容条例 ","source":" ","paragraphs":["第一条　甲事。"]}"#
    #expect(workshop.andu(["import", "-"], input: Array(line.utf8)).status == 0)
    let cited = workshop.andu("cite", "code#1", "--style", "official")
    #expect(cited.output.hasPrefix("《云溪市市容条例》第"), "\(cited)")
    #expect(!workshop.andu("export").output.contains(#""source""#))
  }

  @Test func namesBadLinesByNumberAndTakesTheRest() {
    let workshop = Workshop.withArchive()
    let lines = """
      {"doc_id":"a","title":"甲","paragraphs":["第一段"]}
      not json

      {"doc_id":"b","title":"乙"}
      {"doc_id":"c","title":3,"paragraphs":[]}
      {"doc_id":"","title":"丁","paragraphs":[]}
      {"doc_id":"d","title":"戊","paragraphs":["末段"]}
      """
    let run = workshop.andu(["import", "-"], input: Array(lines.utf8))
    #expect(run.status == 3, "\(run)")
    #expect(run.error.contains("andu: -:2: this is not JSON"), "\(run)")
    #expect(run.error.contains("andu: -:4: “paragraphs” is missing"), "\(run)")
    #expect(run.error.contains("andu: -:5: “title” is of another type"), "\(run)")
    #expect(run.error.contains("andu: -:6: "), "\(run)")
    #expect(run.error.contains("2 added, 0 unchanged, 0 new versions, 4 failed"), "\(run)")
    #expect(workshop.ids == ["a", "d"])
  }

  @Test func refusesALineThatSaysNothingAndCountsOneWithoutAText() {
    let workshop = Workshop.withArchive()
    let lines = """
      {"paragraphs":[]}
      {"title":" ","paragraphs":[" "]}
      {"doc_id":"a","title":"甲","paragraphs":[]}
      {"doc_id":"b","kind":"error","paragraphs":[]}
      """
    let run = workshop.andu(["import", "-"], input: Array(lines.utf8))
    #expect(run.status == 3 && workshop.ids == ["a", "b"], "\(run)")
    for line in 1...2 {
      #expect(run.error.contains("andu: -:\(line): “paragraphs” holds no text"), "\(run)")
    }
    #expect(run.error.contains("2 failed, 2 without an article (-:3, -:4)"), "\(run)")
  }

  @Test func saysHowManyLinesMoreAreWrong() {
    let workshop = Workshop.withArchive()
    let lines = String(repeating: "not json\n", count: 25)
    let run = workshop.andu(["import", "-"], input: Array(lines.utf8))
    #expect(run.status == 3, "\(run)")
    #expect(run.error.contains("andu: -:10: ") && !run.error.contains("andu: -:11: "), "\(run)")
    #expect(run.error.contains("… and 15 more\n"), "\(run)")
  }

  @Test func namesWhatIsNoObjectAndThePlaceInAList() {
    let workshop = Workshop.withArchive()
    let lines = ["[]", "7", "null", #"{"paragraphs":["一",{"text":3}]}"#].joined(separator: "\n")
    let run = workshop.andu(["import", "-"], input: Array(lines.utf8))
    #expect(run.status == 3, "\(run)")
    for line in 1...3 {
      #expect(run.error.contains("andu: -:\(line): this is not a document, an object"), "\(run)")
    }
    #expect(run.error.contains("andu: -:4: “paragraphs.2.text” is of another type"), "\(run)")
  }

  @Test func readsDatesInEveryFormAndRefusesOthersByName() {
    let workshop = Workshop.withArchive()
    let lines = """
      {"doc_id":"a","title":"甲","date":"2023/5/6","paragraphs":["文"]}
      {"doc_id":"b","title":"乙","publishedOn":"2023年5月6日","paragraphs":["文"]}
      {"doc_id":"c","title":"丙","date":"2023-05","region":null,"paragraphs":["文"]}
      {"doc_id":"d","title":"丁","date":"foo","paragraphs":["文"]}
      {"doc_id":"e","title":"戊","date":"2023-02-30","paragraphs":["文"]}
      {"doc_id":"f","title":"己","expiresOn":"长期","paragraphs":["文"]}
      {"doc_id":"g","title":"庚","region":"广东","paragraphs":["文"]}
      {"doc_id":"h","title":"辛","issuedOn":"","paragraphs":["文"]}
      """
    let run = workshop.andu(["import", "-"], input: Array(lines.utf8))
    #expect(run.status == 3, "\(run)")
    for what in [
      "4: “date” is no date", "5: “date” is no date", "6: “expiresOn” is no date",
      "7: “region” is of another type",
    ] { #expect(run.error.contains("andu: -:\(what)"), "\(what): \(run)") }
    let list = workshop.andu("list", "--cols", "id,date", "--tsv")
    #expect(list.lines == ["a\t2023-05-06", "b\t2023-05-06", "c\t2023-05", "h\t"], "\(list)")
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.andu("list", "--cols", "id,date", "--tsv").output == list.output)
    // What was set stands last in the index.
    #expect(workshop.andu("set", "a", "kind=通知").status == 0)
    for count in 1...4 {
      let first = workshop.andu("list", "--cols", "id,date", "--tsv", "-n", "\(count)")
      #expect(first.lines == Array(list.lines.prefix(count)), "\(first)")
    }
    #expect(workshop.andu("list", "--since", "2023-02-30").status == 2)
    #expect(workshop.andu("list", "--until", "2024-02-29").status == 0)
  }

  @Test func anExportImportedElsewhereExportsTheSame() {
    let (first, second) = (Workshop.withArchive(), Workshop.withArchive())
    _ = first.andu("import", Package.lines)
    _ = first.andu("add", Package.pages)
    let export = first.andu("export", "--format", "jsonl")
    #expect(export.status == 0 && export.lines.count == first.ids.count)
    let imported = second.andu(["import", "-"], input: export.bytes)
    #expect(imported.status == 0, "\(imported)")
    let again = second.andu("export")
    for (before, after) in zip(export.lines, again.lines) {
      #expect(Self.withoutDigest(before) == Self.withoutDigest(after))
    }
    #expect(again.lines.count == export.lines.count)
    #expect(second.andu("reindex").status == 0)
    #expect(second.andu("export").lines == again.lines)
  }

  /// The digest is that of the original, which after an import is the line.
  private static func withoutDigest(_ line: String) -> String {
    line.replacing(/"sha256":"[0-9a-f]{64}",?/, with: "")
  }

  @Test func exportTakesConditions() {
    let workshop = Workshop.withArchive()
    _ = workshop.andu("import", Package.lines)
    let some = workshop.andu("export", "--issuer", "青禾融媒")
    #expect(some.lines.count == 1 && some.error == "1 document\n", "\(some)")
    #expect(workshop.andu("export", "--year", "1999").status == 1)
  }

  @Test func anotherLineOfTheSameIDIsANewVersion() {
    let workshop = Workshop.withArchive()
    let lines = [
      #"{"doc_id":"a","title":"甲","paragraphs":["旧稿"]}"#,
      #"{"doc_id":"a","title":"甲","paragraphs":["新稿"]}"#,
    ]
    for line in lines { _ = workshop.andu(["import", "-"], input: Array(line.utf8)) }
    #expect(workshop.andu("show", "a").output.contains("新稿"))
    #expect(workshop.andu("show", "a@2").output.contains("旧稿"))
    #expect(workshop.andu("show", "a@2", "--original").output == lines[0])
    #expect(workshop.andu("search", "旧稿").status == 1)
  }

  @Test func whatComesBeforeTheDamageOfAGzipIsKept() {
    let workshop = Workshop.withArchive()
    workshop.write(Self.documents, to: "lines.jsonl")
    #expect(workshop.shell("gzip lines.jsonl").status == 0)
    let whole = workshop.read(workshop.path("lines.jsonl.gz"))
    workshop.write(Array(whole.dropLast(whole.count / 3)), to: "short.jsonl.gz")
    let run = workshop.andu("import", "short.jsonl.gz")
    #expect(run.status == 3 && run.error.contains("ends early"), "\(run)")
    #expect(workshop.andu("verify").status == 0)
  }
}
