// ComparisonTests.swift — two texts: paragraphs aligned, words compared.
import Archive
import Extraction
import Testing

private func steps(_ old: [String], _ new: [String]) -> [String] {
  DocumentComparison(old, new).steps.map { step in
    "\(step.change) \(step.old.map(String.init) ?? "-") \(step.new.map(String.init) ?? "-")"
  }
}

private func marked(_ old: String, _ new: String) -> String {
  marked(DocumentComparison([old], [new], areOne: true).steps[0].parts)
}

private func marked(_ parts: [ComparedParagraph.Part]) -> String {
  parts.map { part in
    switch part {
    case .same(let text): text
    case .removed(let text): "[-\(text)-]"
    case .added(let text): "{+\(text)+}"
    case .adapted(let old, let new): "{\(old)→\(new)}"
    }
  }.joined()
}

@Suite("Comparison of texts")
struct ComparisonTests {
  private static let plan = [
    "一、总体要求", "坚持依法治理，全面落实年度任务。", "二、重点任务", "培养法律明白人一百名，覆盖全部村居。", "三、工作保障",
  ]

  @Test func alignsParagraphs() {
    var new = Self.plan
    new[3] = "培养法律明白人二百名，覆盖全部村居。"
    new.insert("建立台账，一月一报。", at: 2)
    new.removeLast()
    #expect(
      steps(Self.plan, new) == [
        "same 1 1", "same 2 2", "added - 3", "same 3 4", "changed 4 5", "removed 5 -",
      ])
  }

  @Test func knowsWhatWasMoved() {
    let new = ["三、工作保障"] + Self.plan.dropLast()
    #expect(
      steps(Self.plan, new) == [
        "movedHere - 1", "same 1 2", "same 2 3", "same 3 4", "same 4 5", "movedAway 5 -",
      ])
  }

  @Test func theSameIsTheSame() {
    #expect(DocumentComparison(Self.plan, Self.plan).isSame)
    #expect(DocumentComparison([], []).isSame)
    #expect(steps([], ["甲"]) == ["added - 1"])
  }

  @Test(arguments: [
    ("培养一百名", "培养二百名", "培养[-一-]{+二+}百名"), ("共113人", "共1134人", "共[-113-]{+1134+}人"),
    ("扎实推进", "推进", "[-扎实-]推进"), ("推进", "推进落实", "推进{+落实+}"), ("甲", "乙", "[-甲-]{+乙+}"),
    ("", "乙", "{+乙+}"), ("就业3,260人", "就业3,118人", "就业[-3,260-]{+3,118+}人"),
    ("增长18.2%。", "增长18.5%。", "增长[-18.2-]{+18.5+}%。"), ("第3.条", "第4.条", "第[-3-]{+4+}.条"),
  ])
  func comparesWords(_ old: String, _ new: String, _ expected: String) {
    #expect(marked(old, new) == expected)
  }

  /// Whatever was done to a text, both sides can be read from the comparison.
  @Test(arguments: 0..<300)
  func losesNothing(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    let old = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
      String(
        (0..<Int.random(in: 1..<9, using: &random)).map { _ in
          "甲乙丙丁a1 ".randomElement(using: &random)!
        })
    }
    var new = old.shuffled(using: &random)
    for _ in 0..<3 where !new.isEmpty { new[Int.random(in: 0..<new.count)] += "戊己" }
    if !new.isEmpty, Bool.random(using: &random) { new.removeFirst() }
    let comparison = DocumentComparison(old, new)
    let left = comparison.steps.filter { $0.old != nil }.map { step in
      step.parts.map { if case .added = $0 { "" } else { text($0) } }.joined()
    }
    let right = comparison.steps.filter { $0.new != nil }.map { step in
      step.parts.map { if case .removed = $0 { "" } else { text($0) } }.joined()
    }
    #expect(left == old && right == new)
  }

  private func text(_ part: ComparedParagraph.Part) -> String {
    switch part {
    case .same(let text), .removed(let text), .added(let text): text
    case .adapted(let old, let new): old + new
    }
  }

  @Test func tenThousandParagraphsTakeNoSquare() {
    let old = (0..<10_000).map { "第\($0)段：落实第\($0 * 7 % 9973)号文件的各项任务。" }
    let new = old.enumerated().map { $0 % 3 == 0 ? $1 + "并报送第\($0)号总结。" : $1 }
    var comparison: DocumentComparison?
    let time = ContinuousClock().measure { comparison = DocumentComparison(old, new) }
    #expect(comparison?.count(.changed) == 3334 && time < .seconds(20))
    let other = DocumentComparison(old, old.reversed())
    #expect(other.steps.count { $0.change == .same } >= 1)
  }

  @Test(arguments: [
    (
      "六、服务实体经济。加快建设与福建制造业产业布局相匹配的法律服务体系，三年建成。",
      "坚持远近结合，加快建设与泉州产业布局相匹配的法律服务体系，五年建成。",
      ["加快建设与{福建→泉州}[-制造业-]产业布局相匹配的法律服务体系"]
    ),
    ("建立全面依法治省法治人才库，用好用活。", "建立全面依法治市法治人才库，用好用活。", ["建立全面依法治{省→市}法治人才库"]),
    ("推动全省司法行政工作高质量发展。", "推动泉州市司法行政工作高质量发展。", ["推动{全省→泉州市}司法行政工作高质量发展"]),
    // What was taken over as it is, what differs otherwise, and what is too short.
    ("推动福建司法行政工作高质量发展。", "推动福建司法行政工作高质量发展。", []),
    ("推动福建司法行政工作高质量发展。", "推动福建公证仲裁鉴定事业再上台阶。", []),
    ("建设法治福建。", "建设法治泉州。", []),
  ])
  func findsClausesWithOtherLocalWords(_ old: String, _ new: String, _ expected: [String]) {
    let steps = AdaptedText.find(["总则", old], [new], local: LocalWords(of: []))
    #expect(steps.map { marked($0.parts) } == expected)
    #expect(steps.allSatisfy { $0.old == 2 && $0.new == 1 && $0.change == .adapted })
  }

  @Test func shortNamesOfCountiesAreNamesAtHome() {
    let text = "建设和平法治长安。"
    #expect(LocalWords(of: []).words(in: text).isEmpty)
    let home = Region(code: "610116", name: "陕西省西安市长安区", level: .county)
    let words = LocalWords(of: [home]).words(in: text)
    #expect(words.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == ["长安"])
    let joined = LocalWords(of: []).words(in: "广东省江门市和我市、各县")
    #expect(joined.map(\.isName) == [true, true, false])
  }
}
