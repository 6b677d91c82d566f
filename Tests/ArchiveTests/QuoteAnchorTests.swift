// QuoteAnchorTests.swift — what was quoted is found again, or what became of it is told.
import Archive
import Foundation
import Testing

@Suite("Quote anchors")
struct QuoteAnchorTests {
  private static let address = "http://a.example/1"
  private static let lines = [
    "云溪市司法局工作计划", "一、总体要求", "全年办理法律援助案件1234件，同比增长5.6%，群众满意度持续提高。",
    "二、主要任务", "坚持“法治体检”进企业，做到一企一策、精准服务，年内走访企业不少于三百家。",
  ]

  private func anchor(_ sample: SampleArchive, _ words: String) throws -> QuoteAnchor {
    let archive = try sample.open()
    let id = try #require(try archive.list([]).first?.1.id)
    let document = try archive.document(try archive.reference(id))
    let found = try #require(document.passage(words, in: nil))
    return try #require(
      QuoteAnchor(
        Citation(
          document, paragraph: found.paragraph, passage: found.range, accessedOn: "2024-05-06")))
  }

  private func sample(_ lines: [String] = Self.lines) throws -> SampleArchive {
    let sample = try SampleArchive()
    try sample.add([(url: Self.address, text: lines.joined(separator: "\n"))])
    return sample
  }

  @Test func holdsWordsContextAndPlaceInScalars() throws {
    let anchor = try anchor(sample(), "案件1234件")
    #expect(anchor.exact == "案件1234件" && anchor.start == 8 && anchor.isIntact)
    #expect(anchor.prefix.hasSuffix("总体要求全年办理法律援助"), "\(anchor.prefix)")
    #expect(anchor.suffix.hasPrefix("，同比增长5.6%"), "\(anchor.suffix)")
    #expect(anchor.suffix.unicodeScalars.count == 32 || anchor.suffix.contains("主要任务"))
  }

  @Test func isFoundBeforeAndAfterReindexing() throws {
    let sample = try sample()
    let anchor = try anchor(sample, "“法治体检”进企业")
    #expect(anchor.exact == "“法治体检”进企业")
    #expect(try sample.open().verify(anchor).status == .found)
    try sample.reindex()
    let verdict = try sample.open().verify(anchor)
    #expect(verdict.status == .found && verdict.place?.text == anchor.exact, "\(verdict)")
    #expect(verdict.place?.start == anchor.start)
  }

  @Test func isFoundAgainWhenItsParagraphIsSplitOrMerged() throws {
    let whole = "坚持“法治体检”进企业，做到一企一策、精准服务，年内走访企业不少于三百家。"
    let anchor = try anchor(sample(), whole)
    let halves = ["坚持“法治体检”进企业，做到一企一策、", "精准服务，年内走访企业不少于三百家。"]
    // In archives of which none holds the version that was quoted.
    func verdict(_ end: [String]) throws -> AnchorVerdict {
      try sample(Array(Self.lines.dropLast()) + end).open().verify(anchor)
    }
    let split = try verdict(halves)
    #expect(split.status == .moved && split.place?.text == whole, "\(split)")
    #expect(split.place.map { $0.lastNumber == $0.number + 1 } == true, "\(split)")
    let changed = try verdict([halves[0], halves[1].replacing("三百", with: "五百")])
    #expect(changed.status == .changed, "\(changed)")
    #expect(changed.difference?.description.contains("[-三-]{+五+}百家") == true, "\(changed)")
    let merged = try verdict([Self.lines[4] + "建立台账，一月一报。"])
    #expect(merged.status == .found && merged.place?.text == whole, "\(merged)")
  }

  @Test func ofSeveralParagraphsIsFound() throws {
    let sample = try sample()
    let archive = try sample.open()
    let document = try archive.document(
      try archive.reference(try #require(try archive.list([]).first?.1.id)))
    let lines = try document.lines(of: .path(["二"]), as: "二")
    let anchor = try #require(
      QuoteAnchor(Citation(document, lines: lines, accessedOn: "2024-05-06")))
    #expect(anchor.exact == Self.lines[3] + "\n" + Self.lines[4] && anchor.start == 0)
    #expect(anchor.prefix.hasSuffix("满意度持续提高。") && anchor.suffix.isEmpty)
    let found = try archive.verify(anchor)
    #expect(found.status == .found, "\(found)")
    #expect(found.place.map { $0.lastNumber == $0.number + 1 } == true, "\(found)")
    func verdict(_ lines: [String]) throws -> AnchorVerdict {
      try self.sample(lines).open().verify(anchor)
    }
    var longer = Self.lines
    longer.insert("为做好全年工作，现将有关事项安排如下，请结合实际认真抓好落实。", at: 1)
    #expect(try verdict(longer).status == .moved)
    let joined = try verdict(Array(Self.lines[..<3]) + [Self.lines[3] + Self.lines[4]])
    #expect(joined.status == .moved, "\(joined)")
    let changed = try verdict(Self.lines.map { $0.replacing("三百", with: "五百") })
    #expect(changed.status == .changed, "\(changed)")
    #expect(changed.difference?.description.hasPrefix("二、主要任务坚持") == true, "\(changed)")
    #expect(changed.difference?.description.contains("[-三-]{+五+}百家") == true, "\(changed)")
  }

  /// Line ends within a paragraph are those of no other, and the same words may stand before it.
  @Test(arguments: ["ends#1", "ends#1-2", "ends#2", "ends#4-5"])
  func isFoundWhereItWas(_ reference: String) throws {
    let line =
      #"{"doc_id":"ends","paragraphs":["前半句\n后半句在此。","有符\u2028号的段落。","同样的话。","同样的话。","同样的话。"]}"#
    let archive = try SampleArchive(lines: [line]).open()
    let place = try DocumentReference(reference)
    let document = try archive.document(place)
    let lines = try document.lines(of: try #require(place.place), as: reference)
    let anchor = try #require(
      QuoteAnchor(Citation(document, lines: lines, accessedOn: "2024-05-06")))
    let verdict = try archive.verify(anchor)
    #expect(verdict.status == .found, "\(verdict)")
  }

  @Test func isMovedByAParagraphBeforeIt() throws {
    let sample = try sample()
    let anchor = try anchor(sample, "案件1234件")
    var lines = Self.lines
    lines.insert("为做好全年工作，现将有关事项安排如下，请结合实际认真抓好落实。", at: 1)
    try sample.add([(url: Self.address, text: lines.joined(separator: "\n"))])
    let verdict = try sample.open().verify(anchor)
    #expect(verdict.status == .moved && !verdict.isOlderVersion && !verdict.isOtherDocument)
    #expect(verdict.place?.number == anchor.paragraph + 1, "\(verdict)")
  }

  @Test func isFoundAcrossParagraphsThatWereOne() throws {
    let sample = try sample()
    let anchor = try anchor(sample, Self.lines[2])
    var lines = Self.lines
    lines[2] = "全年办理法律援助案件1234件，\n同比增长5.6%，群众满意度持续提高。"
    try sample.add([(url: Self.address, text: lines.joined(separator: "\n"))])
    let verdict = try sample.open().verify(anchor)
    #expect(verdict.status == .moved && !verdict.isOlderVersion, "\(verdict)")
    #expect(verdict.place.map { $0.lastNumber - $0.number } == 1)
  }

  @Test func aNumberEndsWithItsParagraph() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"m1","title":"表","paragraphs":["合计 164","3 石岭县 61","2 云溪县 9"]}"#
    ])
    for words in ["合计 164", "3 石岭县 61", "2 云溪县 9"] {
      let verdict = try sample.open().verify(anchor(sample, words))
      #expect(verdict.status == .found && verdict.place?.text == words, "\(verdict)")
    }
  }

  @Test func onlyAnOlderVersionHoldsIt() throws {
    let sample = try sample()
    let anchor = try anchor(sample, "案件1234件，同比增长5.6%")
    let lines = Self.lines.map { $0.replacingOccurrences(of: "1234", with: "1243") }
    try sample.add([(url: Self.address, text: lines.joined(separator: "\n"))])
    let verdict = try sample.open().verify(anchor)
    #expect(verdict.status == .moved && verdict.isOlderVersion, "\(verdict)")
    #expect(verdict.place?.reference.contains("@2#") == true, "\(verdict)")
    #expect(verdict.difference?.description == "案件[-1234-]{+1243+}件，同比增长5.6%")
  }

  @Test func anotherDocumentHoldsIt() throws {
    let sample = try sample()
    var anchor = try anchor(sample, "做到一企一策、精准服务")
    anchor.document = "0000000000000000"
    let verdict = try sample.open().verify(anchor)
    #expect(verdict.status == .moved && verdict.isOtherDocument, "\(verdict)")
  }

  @Test func isChangedOrGone() throws {
    let sample = try sample()
    let changed = try anchor(sample, "做到一企一策、精准服务，年内走访企业不少于三百家")
    let gone = try anchor(sample, "群众满意度持续提高")
    let other = try SampleArchive(lines: [
      #"{"doc_id":"x","paragraphs":["做到一企一策，精准服务，年内走访企业不少于二百家。","无关的话。"]}"#
    ])
    let verdict = try other.open().verify(changed)
    #expect(verdict.status == .changed && verdict.isOtherDocument, "\(verdict)")
    #expect(
      verdict.difference?.description == "做到一企一策[-、-]{+，+}精准服务，年内走访企业不少于[-三-]{+二+}百家")
    #expect(try other.open().verify(gone).status == .gone)
  }

  @Test func otherMarksAreAChange() throws {
    let sample = try sample()
    let anchor = try anchor(sample, "做到一企一策、精准服务，年内")
    let other = try SampleArchive(lines: [
      "{\"doc_id\":\"\(anchor.document)\",\"paragraphs\":[\"做到一企一策、精准服务,年内走访。\"]}"
    ])
    let verdict = try other.open().verify(anchor)
    #expect(verdict.status == .changed, "\(verdict)")
    #expect(verdict.difference?.description == "做到一企一策、精准服务[-，-]{+,+}年内")
  }

  @Test func alteredWordsAreDamage() throws {
    let sample = try sample()
    var anchor = try anchor(sample, "案件1234件")
    anchor.exact = "案件1235件"
    #expect(try sample.open().verify(anchor).status == .damaged)
  }

  @Test func isReadOutOfNotes() throws {
    let anchor = try anchor(sample(), "案件1234件")
    let json = String(decoding: try JSONEncoder().encode(anchor), as: UTF8.self)
    let note =
      "# 笔记\n\n> \(json)\n- {\"anchor\":1}\n{\"x\":1}\n{\"anchor\":\(json),\"v\":1}\n{\"anchor\":null}\n"
    let found = QuoteAnchor.all(in: note)
    #expect(found.map(\.line) == [3, 4, 6])
    #expect(found.map(\.anchor) == [anchor, nil, anchor])
    #expect(QuoteAnchor.all(in: "[{\"anchor\":\(json)}]").map(\.anchor) == [anchor])
  }
}

@Suite("Differences between texts")
struct TextDifferenceTests {
  @Test(arguments: [
    ("办理案件21946件", "办理案件21964件", "办理案件[-21946-]{+21964+}件"),
    ("甲乙丙", "甲丙丁", "甲[-乙-]丙{+丁+}"),
    ("", "甲", "{+甲+}"), ("甲", "甲", "甲"),
  ])
  func areToldByWords(_ old: String, _ new: String, _ difference: String) {
    #expect(TextDifference(from: old, to: new).description == difference)
  }

  @Test func whatIsFoldedIsNone() {
    let difference = TextDifference(from: "「法治體檢」，甲", to: "“法治体检”,乙", folds: true)
    #expect(difference.description == "“法治体检”,[-甲-]{+乙+}")
  }
}
