// FieldRankingTests.swift — the second stage of ranking, by hand and against the long way.
import Glibc
import Testing

@testable import SearchIndex

@Suite struct FieldRankingTests {
  private static func hits(
    _ text: String, _ commits: [[DocumentInput]], limit: Int = 10
  ) throws -> [[Int]] {
    let folder = TemporaryFolder()
    let reader = try folder.index(commits)
    var options = SearchOptions()
    options.limit = limit
    return try reader.search(try QueryParser.parse(text).spelled, options).hits.map {
      [$0.segment, $0.document, $0.paragraph]
    }
  }

  @Test func whatAsksIsMarked() {
    func marked(_ text: String) -> String {
      let scalars = text.unicodeScalars.map(\.value)
      return zip(text, QuestionWords.marks(in: scalars)).filter(\.1).map { String($0.0) }.joined()
    }
    #expect(marked("公租房如何申请") == "如何")
    #expect(marked("商标被注册了怎么办") == "怎么办")
    #expect(marked("是否应当缴税吗") == "是否应当吗")
    #expect(marked("公共法律服务") == "")
  }

  @Test(
    arguments: [
      ("民法典第一千零四十二条", ["第一千零四十二条"]), ("第3条和第十条", ["第3条", "第十条"]), ("第条", []), ("第三十", []),
      ("第三款", []), ("第第三条", ["第三条"]),
    ] as [(String, [String])])
  func articleNumbersAreFound(text: String, numbers: [String]) {
    let scalars = text.unicodeScalars.map(\.value)
    let found = ArticleNumber.ranges(in: scalars).map { String(scalarValues: scalars[$0]) }
    #expect(found == numbers)
  }

  /// The article of the document that is named, not one that mentions it, nor 第三十条之一.
  @Test func theArticleThatIsNamedIsFirst() throws {
    let laws = ["劳动法", "商标法", "外商投资法"].map { name in
      document(
        name, "中华人民共和国\(name)",
        (1...40).flatMap { number -> [String] in
          let article =
            "第\(["", "十", "二十", "三十", "四十"][number / 10])\(["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][number % 10])条"
          return [
            "\(article)之一　本条的补充规定。", "\(article)　有关单位应当按照本法办理，依照\(article)处理。",
            "违反\(article)规定的，依照\(article)、\(article)责令改正。",
          ]
        })
    }
    for (index, name) in ["劳动法", "商标法", "外商投资法"].enumerated() {
      let found = try Self.hits("\(name)第三十三条", [laws], limit: 1)
      let first = try #require(found.first)
      #expect(first == [0, index, index * 120 + 32 * 3 + 1])
      let inDigits = try Self.hits("\(name) 第33条", [laws], limit: 1)
      #expect(inDigits.first == first, "\(name)")
    }
  }

  /// Of documents with the same words in their texts, the one whose title the query is.
  @Test func theDocumentWhoseTitleIsAskedForIsFirst() throws {
    let texts = ["社区矫正工作计划已经印发。", "社区矫正是一项工作，工作要有计划。"]
    let documents = (0..<30).map { number in
      document("\(number)", number == 17 ? "社区矫正工作计划" : "关于第\(number)次会议的通知", texts)
    }
    let found = try Self.hits("社区矫正工作 计划", [documents], limit: 1)
    #expect(found.first?[1] == 17)
  }

  /// Of more paragraphs than the second stage looks at, it looks at those below a title that holds
  /// what is asked.
  @Test func aTitleLiftsItsParagraphsAmongTheCandidates() throws {
    let mentions =
      Array(repeating: "社区矫正另议。", count: 2) + Array(repeating: "会议听取了汇报。", count: 20)
    let documents = (0..<300).map { document("\($0)", "关于第\($0)次会议的通知", mentions) }
    let rules = document("办法", "社区矫正管理办法", ["社区矫正由县级司法行政机关负责。"])
    #expect(try Self.hits("社区矫正", [documents + [rules]], limit: 1).first?[1] == 300)
  }

  /// A signature is found, but behind what tells something.
  @Test func whatNamesAndTellsNothingIsBehind() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([
      [
        DocumentInput(
          keys: [Array("1".utf8)], title: "关于公积金的通知",
          paragraphs: [
            .init("职工公积金的缴存比例由单位确定，全年不变，逾期不再受理调整的申请。", kind: 1),
            .init("公积金管理中心", kind: 4),
          ])
      ]
    ])
    var options = SearchOptions()
    func order() throws -> [Int] {
      try reader.search(try QueryParser.parse("公积金"), options).hits.map(\.paragraph)
    }
    #expect(try order() == [1, 0])
    options.asides = [4]
    #expect(try order() == [0, 1])
  }

  /// A first paragraph that is the title again tells nothing.
  @Test func theTitleAgainIsBehindWhatItIsAbout() throws {
    let documents = [
      document("1", "小微企业减税办法", ["小微企业减税办法", "对小微企业实行减税，期限为三年，具体标准另行公布。"])
    ]
    #expect(try Self.hits("小微企业 减税", [documents]).first == [0, 0, 1])
  }

  /// A long text that stands nowhere counts beside a common word.
  @Test func aLongTextIsNotForgottenForAShortOne() throws {
    let documents = [
      document("1", "", ["全年生产总值增长百分之三，3%的企业亏损。", "3%由单位承担。"]),
      document("2", "", ["供水管道改造按3%的标准补贴，由街道受理。", "改造完成后验收。"]),
    ]
    #expect(try Self.hits("小区供水管道改造补贴标准 3%", [documents]).first == [0, 1, 2])
    #expect(try Self.hits("街道受理 3%", [documents]).first == [0, 1, 2])
  }

  /// Of a question nothing but 多少 stands anywhere; of another what it is about does.
  @Test func whatOnlyAsksFindsNothing() throws {
    let votes = [document("1", "", ["代表候选人名单按得票多少的顺序排列。"])]
    #expect(try Self.hits("年假多少天", [votes]).isEmpty)
    #expect(try Self.hits("得票多少张", [votes]).count == 1)
  }

  /// A question is found by what it is about, though it stands nowhere.
  @Test func aQuestionIsAnsweredByWhatItIsAbout() throws {
    let documents = [
      document("a", "", ["如何如何，怎么办，是否可以，应当如何。", "怎么申请都可以。"]),
      document("b", "", ["公租房由户主向街道办事处提出申请。", "会议要求抓好落实。"]),
    ]
    #expect(try Self.hits("公租房应当如何申请怎么办", [documents]).first == [0, 1, 2])
  }

  /// A heading names what the paragraphs below it tell; of names it is an answer like others.
  @Test func aQuestionIsAnsweredBelowItsHeading() throws {
    var input = document(
      "1", "若干措施的通知",
      ["一、减轻企业用电负担", "对困难企业实行欠费不停供，三个月内补缴。", "二、其他事项", "困难企业的名单由街道报送。"])
    func order(_ text: String) throws -> [Int] {
      let folder = TemporaryFolder()
      let reader = try folder.index([[input]])
      return try reader.search(try QueryParser.parse(text).spelled, SearchOptions()).hits.map(
        \.paragraph)
    }
    #expect(try order("如何减轻困难企业的用电负担").first == 0)
    for heading in [0, 2] {
      input.paragraphs[heading].level = 1
      input.paragraphs[heading].headingLength = UInt8(
        input.paragraphs[heading].text.unicodeScalars.count)
    }
    #expect(try order("如何减轻困难企业的用电负担") == [1, 3, 0])
    #expect(try order("用电负担").first == 0)
  }

  /// A question in the text counts for its answer, as a heading does.
  @Test func anAnswerHoldsWhatItsQuestionAsks() throws {
    func order(_ before: String) throws -> [Int] {
      let texts = [
        "有居住地证明\(before)", "外来人员须出示身份证件。", "以上自即日起施行。", "外来人员须听从安排，外来车辆也一样。",
      ]
      return try Self.hits("外来人员有居住地证明怎么进城", [[document("1", "", texts)]]).map { $0[2] }
    }
    #expect(try !order("的问题。").contains(2))
    let found = try order("，可以吗？")
    #expect(found.contains(2))
    #expect(found.first { $0 != 0 } == 1)
  }

  /// An answer that holds nothing of its question is found behind it, where its title does.
  @Test func whatStandsBehindAQuestionIsFoundWithIt() throws {
    func found(_ text: String, title: String) throws -> [Int] {
      let input = document("1", title, ["有居住地证明而没有工作，可以进城吗？", "能，须出示身份证件。"])
      return try Self.hits(text, [[input]]).map { $0[2] }.sorted()
    }
    #expect(try found("有居住地证明没有工作的人怎么进城", title: "进城须知") == [0, 1])
    #expect(try found("有居住地证明没有工作的人怎么进城 -身份证件", title: "进城须知") == [0])
  }

  /// A question that names no law is about the general one, unless it names the place whose rules
  /// are meant, or its answers are no articles.
  @Test func aQuestionIsRatherAboutAGeneralLaw() throws {
    func documents(_ number: String) -> [[DocumentInput]] {
      let text = "\(number)　经营场所应当按照标准配备灭火器材，保证器材完好有效。"
      return [
        [
          document("1", "东州市餐饮场所灭火器材配备和检查管理暂行规定", [text]),
          document("2", "中华人民共和国消防法(2021修正)", [text]),
        ]
      ]
    }
    func first(_ query: String, _ number: String) throws -> Int? {
      try Self.hits(query, documents(number)).first?[1]
    }
    #expect(try first("饭馆的灭火器材要不要有", "第十条") == 1)
    #expect(try first("饭馆的灭火器材要不要有", "要求是") == 0)
    #expect(try first("东州饭馆的灭火器材要不要有", "第十条") == 0)
  }

  @Test(
    arguments: [
      ("上海市非机动车安全管理条例", "上海"), ("新疆维吾尔自治区实施办法", "新疆"), ("城市房地产管理法", nil),
      ("中华人民共和国反不正当竞争法", nil), ("关于加强和改进全省工作的意见", nil),
      ("广州市养犬管理条例", "广州"), ("杭州西湖文化景观保护条例", "杭州"), ("贵州省禁毒条例", "贵州"),
      ("恩施土家族苗族自治州饮用水条例", "恩施"), ("内蒙古自治区草原条例", "内蒙"), ("深圳经济特区绿化条例", "深圳"),
      ("证券市场禁入规定", nil), ("城市市容和环境卫生管理条例", nil), ("行政区划管理条例", nil), ("自然保护区条例", nil),
      ("非上市公众公司监督管理办法", nil), ("保税区海关监管办法", nil), ("经济特区外资银行管理条例", nil), ("", nil),
    ] as [(String, String?)])
  func aTitleBeginsWithItsPlace(title: String, place: String?) {
    let found = DocumentName.place(of: title.unicodeScalars.map(\.value))
    #expect(found.map(Array.init) == place?.unicodeScalars.map(\.value))
  }

  /// A paragraph of a mark alone has no counted token; its title answers the question.
  @Test func aTextWithoutTokensHasAScore() throws {
    let folder = TemporaryFolder()
    let reader = try folder.index([
      [
        document("1", "纳税申报期限问答", ["。", "申报纳税的，期限自满之日起算。"]),
        document("2", "减税通知", ["。", "纳税人逾期不申报的，由税务机关责令限期改正。"]),
      ]
    ])
    let query = try QueryParser.parse("纳税申报期限截至时间是哪一天").spelled
    let hits = try reader.search(query, SearchOptions()).hits
    #expect(!hits.isEmpty)
    for hit in hits { #expect(hit.score.isFinite, "\(hit.paragraph)") }
  }

  /// Pruned windows with boosts give what adding everything up gives.
  @Test(arguments: 0..<12)
  func boostsAreAddedWhateverIsPassedOver(seed: Int) throws {
    var numbers = SeededGenerator(UInt64(9100 + seed))
    let characters = Array("的法律人民国家政府工作社会矫正普规划")
    func text(_ count: Int) -> String {
      String(
        (0..<count).map { _ in
          characters[min(numbers.below(characters.count), numbers.below(characters.count))]
        })
    }
    let folder = TemporaryFolder()
    let documents = (0..<40).map { number in
      document("\(number)", "", (0..<90).map { _ in text(1 + numbers.below(12)) })
    }
    let reader = try folder.index([documents])
    let segment = reader.segments[0].reader
    let formula = BM25(paragraphs: segment.paragraphCount, tokens: segment.counts.tokens)
    let lengths = try segment.lengthCodes()
    for round in 0..<20 {
      let pairs = (0..<1 + numbers.below(7)).map { _ in text(2) }
      let patterns = Set(pairs).sorted().map {
        CompiledPattern(Pattern($0), analyzer: reader.analyzer, isLiteral: false)
      }
      var boosts: [DocumentBoost] = []
      for document in 0..<documents.count where numbers.once(in: 1 + round % 4) {
        boosts.append(
          DocumentBoost(
            paragraphs: try segment.paragraphs(of: document),
            score: Float(1 + numbers.below(900)) / 100))
      }
      var expected = [Float](repeating: 0, count: segment.paragraphCount)
      var terms: [RankedTerm] = []
      for (index, pattern) in patterns.enumerated() {
        guard let list = try segment.body.find(pattern.terms[0]) else { continue }
        let weight = Float(index + 1)
        terms.append(
          try RankedTerm(list, idf: weight, formula, lengths, drift: (above: 1, below: 1)))
        var cursor = PostingCursor(list)
        while try cursor.next() != PostingCursor.end {
          expected[Int(cursor.id)] +=
            weight * formula.weight(frequency: cursor.frequency, lengthCode: lengths[cursor.id])
        }
      }
      if terms.isEmpty { continue }
      for boost in boosts {
        for paragraph in boost.paragraphs where expected[paragraph] > 0 {
          expected[paragraph] += boost.score
        }
      }
      for limit in [3, 40] {
        var best = BestParagraphs(limit)
        var disjunction = WindowedDisjunction(
          terms, formula, lengths, WindowScores(), accept: nil, boosts: boosts)
        try disjunction.rank(into: &best, counts: false)
        let scores = best.descending.map(\.score)
        let wanted = expected.filter { $0 > 0 }.sorted(by: >).prefix(limit)
        #expect(scores.count == wanted.count)
        for (score, wanted) in zip(scores, wanted) {
          #expect(abs(score - wanted) <= 1e-5 * max(1, wanted))
        }
        for hit in best.descending {
          #expect(abs(hit.score - expected[Int(hit.paragraph)]) <= 1e-5 * max(1, hit.score))
        }
      }
    }
  }
}
