// CopiesTests.swift — which documents are copies of one another, and what a search shows of them.
import Archive
import Testing

private func line(_ id: String, _ fields: [String: String] = [:], _ texts: [String]) -> String {
  CopyTexts.line(id, fields, texts)
}

extension SampleArchive {
  /// The ids of each group, the original first.
  func groups(_ kind: CopyGroup.Kind = .copies) throws -> [[String]] {
    try open().copyGroups(kind).map { $0.members.map(\.record.id) }
  }

  func search(_ words: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws
    -> SearchAnswer
  {
    var request = SearchRequest(words)
    request.foldsCopies = true
    change(&request)
    return try open().search(request)
  }
}

@Suite("Copies")
struct CopiesTests {
  private static let plan = CopyTexts.plan(1)
  private static let original = line(
    "original", ["title": "云溪市2025年法治工作要点", "date": "2025-02-01", "source": "云溪市司法局"], plan)

  /// Title of the copy, its paragraphs.
  private static let copies: [(String, [String])] = [
    ("云溪市2025年法治工作要点", plan),
    ("转发云溪市2025年法治工作要点", plan),
    ("云溪市2025年法治工作要点_云溪要闻", ["信息来源：云溪日报　浏览次数：128"] + plan + ["扫一扫分享"]),
    ("关于印发《云溪市2025年法治工作要点》的通知", ["各单位：", "现将工作要点印发给你们，请认真执行。"] + plan),
    ("一图读懂来了", plan),
    ("云溪市2025年法治工作要点", [plan.joined()]),
    ("云溪市2025年法治工作要点", Array(plan.dropLast())),
    ("雲溪市2025年法治工作要點", plan.map { $0.replacing("，", with: ",").replacing("要", with: "要 ") }),
    ("云溪市2025年法治工作要点", CopyTexts.edited(plan, 0.05, seed: 7)),
    ("云溪市2025年法治工作要点", CopyTexts.edited(plan, 0.1, seed: 8)),
  ]

  @Test(arguments: copies.indices)
  func areFoundWhicheverComesFirst(_ number: Int) throws {
    let (title, texts) = Self.copies[number]
    let copy = line("copy", ["title": title, "date": "2025-03-01"], texts)
    for lines in [[Self.original, copy], [copy, Self.original]] {
      let sample = try SampleArchive(lines: lines)
      #expect(try sample.groups() == [["original", "copy"]], "\(title)")
      // One that comes later finds those that are in segments.
      let other = try SampleArchive(lines: [lines[0]])
      try other.importLines([lines[1]])
      #expect(try other.groups() == [["original", "copy"]], "\(title)")
    }
  }

  /// Title and paragraphs of what is no copy.
  private static let others: [(String, [String: String], [String])] = [
    ("other plan", ["title": "云溪市2025年法治工作要点"], CopyTexts.plan(2)),
    ("other year", ["title": "云溪市2024年法治工作要点"], plan),
    ("other city", ["title": "石桥市2025年法治工作要点"], plan),
    ("other part", ["title": "云溪市2025年法治工作要点（第二部分）"], Array(plan.prefix(5))),
    (
      "other number", ["title": "云溪市2025年法治工作要点", "documentNumber": "云司〔2025〕9号"],
      plan
    ),
    ("short", ["title": "云溪市2025年法治工作要点"], [plan[0]]),
  ]

  @Test(arguments: others.indices)
  func areNotWhatIsAnothers(_ number: Int) throws {
    let (name, fields, texts) = Self.others[number]
    let original = line(
      "original",
      [
        "title": "云溪市2025年法治工作要点", "documentNumber": "云司〔2025〕1号", "date": "2025-02-01",
      ], Self.plan)
    let sample = try SampleArchive(lines: [original, line("other", fields, texts)])
    #expect(try sample.groups() == [], "\(name)")
  }

  @Test func formsFilledInOtherwiseAreNone() throws {
    let form = CopyTexts.plan(5)
    let filled = [20, 70].map { (start: Int) in
      form.enumerated().map { $1 + "第\(start + $0)号，计\(start * 31 + $0 * 17)元。" }
    }
    let lines = zip(["a", "b"], filled).map { line($0, ["title": "公示"], $1) }
    #expect(try SampleArchive(lines: lines).groups() == [])
  }

  @Test func amendmentsAreVersions() throws {
    let law = (1...20).map { "第\($0)条　" + CopyTexts.plan(UInt64(100 + $0), paragraphs: 1)[1] }
    let made = "2016年3月1日云溪市第七届人民代表大会常务委员会第三次会议通过"
    let amended = "2023年7月20日云溪市第九届人民代表大会常务委员会第五次会议修正"
    let fields = ["title": "云溪市社区矫正条例"]
    let lines = [
      line("old", fields, [made] + law), line("new", fields, [made, amended] + law.dropLast()),
      line("again", ["title": "云溪市社区矫正条例（全文）"], [made, amended] + law.dropLast()),
    ]
    for lines in [lines, lines.reversed()] {
      let sample = try SampleArchive(lines: lines)
      #expect(try sample.groups() == [["again", "new"]])
      #expect(try sample.groups(.versions) == [["new", "again", "old"]])
    }
  }

  @Test func whatIsOlderThanAnEditionIsNoCopyOfIt() throws {
    let law = (1...20).map { "第\($0)条　" + CopyTexts.plan(UInt64(100 + $0), paragraphs: 1)[1] }
    let history = "（2016年3月1日通过　根据2023年7月20日《关于修改部分条例的决定》第二次修正）"
    for (date, isCopy) in [("2019-05-01", false), ("2024-01-08", true)] {
      let sample = try SampleArchive(lines: [
        line("law", ["title": "云溪市社区矫正条例", "date": "2023-07-21"], [history] + law),
        line("other", ["title": "云溪市社区矫正条例", "date": date], law),
      ])
      #expect(try sample.groups().isEmpty != isCopy, "\(date)")
    }
  }

  @Test(arguments: [
    ("云溪市社区矫正条例", "云溪市社区矫正条例（征求意见稿）", Kinship.versions),
    ("云溪市社区矫正条例", "云溪市社区矫正条例（试行）", .versions),
    ("云溪市社区矫正条例", "转发云溪市社区矫正条例", .copies),
    ("云溪市社区矫正条例", "石桥市人民调解条例", .unrelated),
    ("云溪市社区矫正条例", "石桥县司法局关于转发《云溪市社区矫正条例》的通知", .copies),
    ("第十三届人大第一次会议决议", "第十四届人大第一次会议决议", .unrelated),
    ("云溪市社区矫正条例", "社区矫正有新规", .copies), ("水上救援办法", "水下救援办法", .copies),
  ])
  func titlesTellWhatSameTextsAre(_ one: String, _ other: String, _ kinship: Kinship) throws {
    let sample = try SampleArchive(lines: [
      line("a", ["title": one], Self.plan), line("b", ["title": other], Self.plan),
    ])
    let pair = [["a", "b"]]
    #expect(try sample.groups().map { $0.sorted() } == (kinship == .copies ? pair : []))
    #expect(try sample.groups(.versions).count == (kinship == .versions ? 1 : 0))
  }

  @Test func theOriginalIsTheIssuersAndTheEarlier() throws {
    let title = ["title": "云溪市2025年法治工作要点", "issuer": "云溪市司法局"]
    func fields(_ more: [String: String]) -> [String: String] { title.merging(more) { $1 } }
    let lines = [
      line(
        "passed", fields(["title": "转发云溪市2025年法治工作要点", "publishedOn": "2025-01-01"]), Self.plan),
      line(
        "paper", fields(["source": "云溪日报", "issuer": "云溪日报", "publishedOn": "2025-01-02"]),
        Self.plan),
      line("later", fields(["source": "云溪市司法局", "publishedOn": "2025-02-09"]), Self.plan),
      line("own", fields(["source": "云溪市司法局", "publishedOn": "2025-02-01"]), Self.plan),
    ]
    for lines in [lines, lines.reversed()] {
      let sample = try SampleArchive(lines: lines)
      #expect(try sample.groups() == [["own", "later", "paper", "passed"]])
    }
  }

  @Test(arguments: 0..<6)
  func theOrderMakesNoDifference(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    var lines: [String] = []
    for plan in 0..<4 {
      let texts = CopyTexts.plan(UInt64(plan))
      for copy in 0..<4 {
        let edited = CopyTexts.edited(texts, Double(copy) * 0.02, seed: UInt64(copy))
        lines.append(line("\(plan)-\(copy)", ["date": "2025-0\(copy + 1)-01"], edited))
      }
    }
    let expected = (0..<4).map { plan in (0..<4).map { "\(plan)-\($0)" } }
    lines.shuffle(using: &random)
    let sample = try SampleArchive()
    var rest = lines[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...6, using: &random)
      try sample.importLines(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    #expect(try sample.groups() == expected)
    try sample.reindex()
    #expect(try sample.groups() == expected)
  }

  @Test func removalPromotesAnother() throws {
    let sample = try SampleArchive(lines: [
      Self.original, line("second", ["date": "2025-03-01"], Self.plan + ["另附说明一则。"]),
      line("third", ["date": "2025-04-01"], CopyTexts.edited(Self.plan, 0.03, seed: 3)),
    ])
    #expect(try sample.groups() == [["original", "second", "third"]])
    let writer = try ArchiveWriter(root: sample.root)
    try writer.remove(sample.document("original").record)
    try writer.commit()
    #expect(try sample.groups() == [["second", "third"]])
  }

  @Test func aNewTextLeavesTheGroup() throws {
    let sample = try SampleArchive(lines: [Self.original, line("copy", [:], Self.plan)])
    #expect(try sample.groups().count == 1)
    try sample.importLines([line("copy", [:], CopyTexts.plan(9))])
    #expect(try sample.groups() == [])
    try sample.importLines([line("copy", ["source": "日报"], Self.plan)])
    #expect(try sample.groups() == [["original", "copy"]])
  }

  @Test func whatIsSetByHandCounts() throws {
    let sample = try SampleArchive(lines: [
      Self.original, line("copy", ["title": "云溪市2025年法治工作要点"], Self.plan),
    ])
    let writer = try ArchiveWriter(root: sample.root)
    try writer.set(["title": "云溪市2024年法治工作要点"], of: sample.document("copy").record)
    try writer.commit()
    #expect(try sample.groups() == [])
    #expect(try sample.open().knowsLikenesses())
  }

  // MARK: Search

  private func references(_ answer: SearchAnswer) -> [String] { answer.passages.map(\.reference) }

  @Test func aSearchShowsTheOriginalsParagraphOnce() throws {
    let notice = "现将云溪市法治工作要点转发你们，请结合社区矫正实际执行。"
    let sample = try SampleArchive(lines: [
      line("passed", ["title": "转发云溪市2025年法治工作要点", "date": "2025-05-01"], [notice] + Self.plan),
      Self.original, line("else", ["title": "别的文件"], ["社区矫正另有规定。"]),
    ])
    let every = try sample.search("督促检查") { $0.foldsCopies = false }
    #expect(Set(references(every)) == ["pass#16", "orig#15"])
    #expect(every.passages.allSatisfy { $0.copies.isEmpty })
    let folded = try sample.search("督促检查")
    #expect(references(folded) == ["orig#15"])
    #expect(folded.passages.first?.copies.map(\.reference) == ["pass#16"])
    // The words round the copy are nobody else's.
    let own = try sample.search("转发你们")
    #expect(references(own) == ["pass#1"] && own.passages[0].copies.isEmpty)
    // Conditions that the original does not meet leave the copy.
    let later = try sample.search("督促检查") {
      $0.conditions = [try! DocumentCondition(.since, "2025-05")]
    }
    #expect(references(later) == ["pass#16"])
    #expect(later.passages.first?.copies.map(\.reference) == ["orig#15"])
    let byDocument = try sample.search("社区矫正") { $0.groupsByDocument = true }
    #expect(Set(byDocument.passages.map(\.document)) == ["original", "else"])
  }

  @Test func aNewerStateIsNamed() throws {
    let law = (1...20).map { "第\($0)条　" + CopyTexts.plan(UInt64(100 + $0), paragraphs: 1)[1] }
    let made = "2016年3月1日云溪市第七届人民代表大会常务委员会第三次会议通过"
    let amended = "2023年7月20日云溪市第九届人民代表大会常务委员会第五次会议修正"
    let fields = ["title": "云溪市社区矫正条例"]
    let sample = try SampleArchive(lines: [
      line("older", fields, [made] + law + ["本条例另有规定。"]),
      line("newer", fields, [made, amended] + law),
      line("again", ["title": "云溪市社区矫正条例（全文）"], [made] + law + ["本条例另有规定。"]),
      Self.original,
    ])
    let old = try sample.search("另有规定").passages
    #expect(old.count == 1 && old[0].copies.count == 1)
    #expect(old[0].newer?.document == "newe" && old[0].newer?.date == "2023-07-20")
    let new = try sample.search("第九届").passages
    #expect(new.map(\.document) == ["newer"] && new[0].newer == nil)
    #expect(try sample.search("督促检查").passages.allSatisfy { $0.newer == nil })
    let every = try sample.search("另有规定") { $0.foldsCopies = false }
    #expect(every.passages.count == 2 && every.passages.allSatisfy { $0.newer == nil })
  }

  /// Titles that end with the years of two editions are no titles of two laws.
  @Test func anotherEditionIsANewerState() throws {
    let law = (1...20).map { "第\($0)条　" + CopyTexts.plan(UInt64(100 + $0), paragraphs: 1)[1] }
    let sample = try SampleArchive(lines: [
      line("one", ["title": "中华人民共和国社区矫正法(2016修正)", "date": "2016-03-01"], law + ["本法另有规定。"]),
      line("two", ["title": "中华人民共和国社区矫正法（2023年修订）", "date": "2023-07-20"], law),
    ])
    #expect(try sample.groups(.versions).map(Set.init) == [["one", "two"]])
    let old = try sample.search("另有规定").passages
    #expect(old.map(\.document) == ["one"] && old[0].newer?.document == "two")
  }

  @Test func aDraftIsNoNewerState() throws {
    let law = (1...20).map { "第\($0)条　" + CopyTexts.plan(UInt64(100 + $0), paragraphs: 1)[1] }
    let sample = try SampleArchive(lines: [
      line("law", ["title": "云溪市社区矫正条例", "date": "2016-03-01"], law + ["本条例另有规定。"]),
      line("draft", ["title": "云溪市社区矫正条例（修订草案征求意见稿）", "date": "2023-07-20"], law),
      line("next", ["title": "云溪市社区矫正条例（修订草案征求意见稿）", "date": "2023-09-20"], law),
    ])
    #expect(try sample.groups(.versions).first?.count ?? 0 >= 2)
    #expect(try sample.search("另有规定").passages.map(\.newer) == [nil])
  }

  @Test func whatIsJoinedLeavesRoomForMore() throws {
    var lines = (0..<9).map { line("copy\($0)", ["title": "要点"], Self.plan + ["共享单车管理办法。"]) }
    lines += (0..<5).map { line("own\($0)", ["title": "题\($0)"], ["共享单车\($0)号停放点。"]) }
    let sample = try SampleArchive(lines: lines)
    let all = try sample.search("共享单车") { $0.limit = 6 }
    #expect(all.passages.count == 6 && all.passages.count { !$0.copies.isEmpty } == 1)
    #expect(all.passages.first { !$0.copies.isEmpty }?.copies.count == 8)
    #expect(all.paragraphs == 14)
    // Pages follow one another without gaps.
    let pages = try (0..<3).flatMap { page in
      try references(sample.search("共享单车") { ($0.limit, $0.offset) = (2, 2 * page) })
    }
    #expect(pages == references(all))
  }

  /// Three texts, each with copies that are edited, dated and issued otherwise.
  private static let copied: [String] = (0..<3).flatMap { plan -> [String] in
    let texts = CopyTexts.plan(UInt64(40 + plan), paragraphs: 8)
    return (0..<3).map { copy in
      let fields = [
        "date": "202\((plan + 2 * copy) % 5)-0\(copy + 1)-01",
        "issuer": "云溪市第\((2 * plan + copy) % 4)局",
      ]
      let edited = CopyTexts.edited(texts, Double(copy) * 0.02, seed: UInt64(copy))
      let notice = copy == 2 ? ["现转发你们，由人民调解中心牵头办理。"] : []
      return line("\(plan)-\(copy)", fields, notice + edited)
    }
  }

  @Test(arguments: [SearchRequest.Order.score, .date, .oldest, .issuer], [false, true])
  func pagesJoinToTheWhole(_ order: SearchRequest.Order, _ isGrouped: Bool) throws {
    let sample = try SampleArchive(lines: Self.copied)
    func passages(_ limit: Int, _ offset: Int) throws -> [Passage] {
      try sample.search("人民调解 牵头") {
        ($0.order, $0.groupsByDocument) = (order, isGrouped)
        ($0.limit, $0.offset) = (limit, offset)
      }.passages
    }
    let all = try passages(500, 0)
    #expect(all.contains { !$0.copies.isEmpty } && all.count > 2)
    // Nothing is shown twice.
    let shown = all.map(\.reference) + all.flatMap { $0.copies.map(\.reference) }
    #expect(Set(shown).count == shown.count, "\(shown)")
    let full = all.filter(\.missing.isEmpty)
    #expect(full.map(\.reference) == all.prefix(full.count).map(\.reference))
    if order == .date {
      for kind in [full, Array(all.dropFirst(full.count))] {
        let dates = kind.map { $0.date ?? "" }
        #expect(dates == dates.sorted(by: >))
      }
    }
    for size in 1...3 {
      var pages: [Passage] = []
      while true {
        let page = try passages(size, pages.count)
        pages += page
        if page.count < size { break }
      }
      #expect(pages.map(\.reference) == all.map(\.reference), "\(size)")
      #expect(pages.map(\.copies) == all.map(\.copies), "\(size)")
    }
  }

  @Test func byDateAnOriginalStandsAtItsOwnPlace() throws {
    let sample = try SampleArchive(lines: [
      line("copy", ["title": "转发云溪市2025年法治工作要点", "date": "2025-06-01"], Self.plan),
      Self.original,
      line("between", ["title": "别的文件", "date": "2025-04-01"], ["督促检查另有规定。"]),
    ])
    for limit in [1, 2, 10] {
      let answer = try sample.search("督促检查") { ($0.order, $0.limit) = (.date, limit) }
      #expect(references(answer) == Array(["betw#1", "orig#15"].prefix(limit)))
    }
  }
}
