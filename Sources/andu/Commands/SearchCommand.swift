// SearchCommand.swift — andu search: ranked paragraphs.
import Archive
import ArgumentParser
import Extraction
import SearchIndex
import SystemPackage

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "search", abstract: say("Find paragraphs.", "检索段落。"),
    discussion: say(
      """
      andu search 法律明白人 培养           both words; what holds both comes first
      andu search '"法治体检" OR 法律体检'  exactly this text, or that
      andu search 社区矫正 -新闻            without a word; also NOT 新闻
      andu search '(普法 培训)|法律明白人'  groups; | is OR
      andu search 社区矫正 NEAR/10 智慧     near one another; ONEAR: in order
      andu search '法治??建设'              ? is any one character
      andu search 社区矫正 法治体检 --scope doc   anywhere in one document
      andu search 社区矫正 1234 --explain   how it is answered, and why in this order
      andu search 普法規劃 --year 2022..2024 --issuer 司法局
      andu search 社区矫正 --region 福建 --level 市 --docnum 〔2023〕
      andu search 社区矫正 --kind 通知 --kind 意见           of either kind
      andu search 社区矫正 region:福建 year:2022..2024 -kind:通知   conditions
      andu search heading:公共法律服务      under a heading
      andu search dept:律师工作管理科       tasks of an office
      andu search cites:《监察法》          who cites it; also a document number
      andu search 社区矫正 --group doc      the best paragraph of each document
      andu search 社区矫正 --facet level,year   counts
      andu search 社区矫正 --sort issuer
      andu search 社区矫正 --open 1         the original of the first result
      andu search 社区矫正 -n 50 --jsonl    one object a hit, as docs/JSON.md has it
      andu search --batch queries.txt --jsonl
      andu search 法律明白人 --duplicates   with every copy that was passed on (转发)

      Width, case, traditional characters and quotation marks never hide a hit;
      --literal finds the text just as typed. A word counts as held when it stands
      in the paragraph, in a heading above it or in the title; --all wants it in the
      paragraph.
      """,
      """
      andu search 法律明白人 培养           两个词；全部含有的排在前面
      andu search '"法治体检" OR 法律体检'  任一原文
      andu search 社区矫正 -新闻            不含某词；也可写 NOT 新闻
      andu search '(普法 培训)|法律明白人'  括号分组；| 即 OR
      andu search 社区矫正 NEAR/10 智慧     相隔不超过 10 个字；ONEAR 还须前后有序
      andu search '法治??建设'              ? 代表任意一个字
      andu search 社区矫正 法治体检 --scope doc   同在一个文档之中
      andu search 社区矫正 1234 --explain   说明检索过程和排序的由来
      andu search 普法規劃 --year 2022..2024 --issuer 司法局
      andu search 社区矫正 --region 福建 --level 市 --docnum 〔2023〕
      andu search 社区矫正 --kind 通知 --kind 意见           文种为其一即可
      andu search 社区矫正 地区：福建 年：2022..2024 -类型：通知   条件写在检索式中
      andu search 章节：公共法律服务 责任：律师工作管理科    上级标题；责任单位
      andu search 引用：《监察法》          引用它的段落；也可写文号
      andu search 社区矫正 --group doc --facet level,year    每个文档一段，并分项统计
      andu search 社区矫正 --sort issuer
      andu search 社区矫正 --open 1         打开第一条结果的原件
      andu search 社区矫正 -n 50 --jsonl    每条结果一个对象；说明见 docs/JSON.md
      andu search --batch queries.txt --jsonl
      andu search 法律明白人 --duplicates   转发、转载的副本也列出

      全半角、大小写、繁简和引号不影响结果；--literal 按原样查找。
      词出现在段落、其上级标题或文件标题中都算含有；--all 要求在本段之中。
      """))

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(say("What to look for.", "检索词。"), valueName: "query"))
  var words: [String] = []

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Results to show (default: 10).", "显示条数（默认 10）。"), valueName: "count"))
  var most: Int?

  @Option(
    name: .customLong("offset"),
    help: ArgumentHelp(say("Better results to pass over.", "跳过前若干条。"), valueName: "count"))
  var passedOver: Int?

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var context: Int?

  @Flag(
    name: .customShort("l"),
    help: ArgumentHelp(
      say("The best paragraph of each document only; --group doc.", "每个文档只列最佳一段，同 --group doc。")))
  var documents = false

  @Option(
    help: ArgumentHelp(
      say(
        "doc: the best paragraph of each document, and how many others.", "doc：每个文档只列最佳一段，并注明另有几段。")
    ))
  var group: Grouping?

  @Flag(
    name: .customShort("c"),
    help: ArgumentHelp(
      say(
        "Count documents, paragraphs and hits; with -l for each document.",
        "只计文档、段落和命中数；加 -l 则逐个文档。")))
  var count = false

  @Flag(help: ArgumentHelp(say("Only paragraphs that hold every word themselves.", "只要本段含有全部词的。")))
  var all = false

  @Option(
    help: ArgumentHelp(
      say(
        "Where all words have to stand: para (default), section (under one heading) or doc.",
        "各词须同在何处：para（一段，默认）、section（同一标题下）或 doc（一个文档）。")))
  var scope: SearchRequest.Scope?

  @Flag(
    help: ArgumentHelp(
      say("Tell how the query is answered, and why each result has its score.", "说明检索过程和每条得分的由来。")))
  var explain = false

  @Flag(help: ArgumentHelp(say("Find the text just as typed.", "按原样查找。")))
  var literal = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Every copy of a document that was passed on or printed again; else one result stands for all, the original's.",
        "转发、转载的副本也逐一列出；否则合为一条，以原件为准。")))
  var duplicates = false

  @Option(
    help: ArgumentHelp(
      say(
        "score (default), date (newest first), oldest or issuer.",
        "score（默认）、date（最新在前）、oldest（最早在前）或 issuer。")))
  var sort: SearchRequest.Order?

  @Option(
    help: ArgumentHelp(
      say(
        "Count all full matches by fields joined by commas: year, level, region, kind, issuer, source, site.",
        "按以逗号分隔的各项统计全部完全符合的段落：year、level、region、kind、issuer、source、site。"),
      valueName: "fields"))
  var facet: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Open the original of this result with ANDU_OPENER, else xdg-open.",
        "用 ANDU_OPENER（否则 xdg-open）打开第几条结果的原件。"), valueName: "number"))
  var open: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Answer every line of a file, ID TAB QUERY or a query alone; - is standard input.",
        "逐行回答文件中的检索式（编号 TAB 检索式，或只有检索式）；- 为标准输入。"), valueName: "file"))
  var batch: String?

  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: ArgumentHelp(
      say(
        "Print references (with -l ids), each with a NUL behind it.",
        "只输出段落编号（加 -l 为文档编号），以 NUL 分隔。")))
  var null = false

  @Option(
    help: ArgumentHelp(
      say("Print a run for TREC's evaluators.", "按 TREC 评测格式输出。"), valueName: "tag"))
  var trec: String?

  @OptionGroup var format: FormatOptions

  /// As `andu run --new` asks for it.
  var since: OriginalPosition?
  var shown: Set<String>?

  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var places: PlaceOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  /// Each result that is shown or passed over has its record read.
  private static let mostShown = 10_000

  private var offset: Int { passedOver ?? 0 }

  /// Of what is new nothing is left out unasked.
  private var limit: Int { most ?? (since == nil ? 10 : Self.mostShown - offset) }

  func validate() throws {
    if let option = words.first(where: { $0.hasPrefix("--") && $0.count > 2 }) {
      throw ValidationError(say("unknown option \(option)", "没有选项 \(option)"))
    }
    // There is no result 0.
    try requireCounts(limit, offset, context, open == 0 ? -1 : open)
    guard limit <= Self.mostShown, offset <= Self.mostShown - limit, open ?? 1 <= Self.mostShown
    else {
      throw ValidationError(
        say(
          "-n and --offset together, or --open, are at most \(Self.mostShown); `andu grep` and `andu export` give all there is",
          "-n 与 --offset 合计、--open 最多 \(Self.mostShown)；要全部结果，用 andu grep 或 andu export"))
    }
    let forms = [format.json, format.jsonl, format.tsv, null, trec != nil]
    if forms.count(where: { $0 }) > 1 {
      throw ValidationError(
        say(
          "choose one of --json, --jsonl, --tsv, -0, --trec",
          "--json、--jsonl、--tsv、-0、--trec 只能选一个"))
    }
    if let trec, trec.isEmpty || trec.contains(where: \.isWhitespace) {
      throw ValidationError(say("--trec: a tag is one word", "--trec：标签应为一个词"))
    }
    if count, null || trec != nil {
      throw ValidationError(say("-c counts, nothing is listed", "-c 只计数，不列出结果"))
    }
    _ = try facets
    if open != nil, count || batch != nil {
      throw ValidationError(
        say("--open is for the results of one query", "--open 用于单个检索的结果"))
    }
    if batch != nil, !words.isEmpty {
      throw ValidationError(
        say("with --batch, queries stand in the file", "用 --batch 时，检索式写在文件中"))
    }
  }

  func run() throws {
    if try show().isNothing { throw Status.nothingFound.code }
  }

  /// What was shown of what there is.
  struct Showing {
    var passages: [Passage] = []
    /// Results that were not; nil where they were not counted.
    var left: Int?
    var isNothing = false
  }

  /// Answers, and prints the answer.
  func show() throws -> Showing {
    let archive = try archive.open()
    if let batch {
      try answer(QueryList(path: batch), archive)
      return Showing()
    }
    var request = try request(words.joined(separator: " "))
    if let open { request.limit = max(request.limit, open - offset) }
    let answer = try answer(to: request, archive)
    if let open {
      try openOriginal(open, of: answer, in: archive)
      return Showing()
    }
    try printer.print(
      answer, hint: count ? nil : SearchHint.text(for: request, answered: answer, in: archive))
    let isCut = count || offset > 0 || answer.passages.count == request.limit
    let results =
      isGrouped
      ? answer.documents + answer.partialDocuments : answer.paragraphs + answer.partialParagraphs
    return Showing(
      passages: answer.passages, left: isCut ? max(0, results - answer.passages.count) : 0,
      isNothing: found(answer) == 0)
  }

  /// Says what is wrong with it, where it cannot be searched for.
  func check() throws {
    if batch != nil { return }
    var request = try request(words.joined(separator: " "))
    request.limit = 0
    _ = try answer(to: request, try archive.open())
  }

  /// Whether both find the same, however it is shown.
  func asks(like other: SearchCommand) throws -> Bool {
    let (own, others) = (
      try request(words.joined(separator: " ")),
      try other.request(other.words.joined(separator: " "))
    )
    return own.words == others.words && own.conditions == others.conditions
      && own.places == others.places && own.isStrict == others.isStrict
      && own.isLiteral == others.isLiteral && own.scope == others.scope
  }

  private func answer(to request: SearchRequest, _ archive: Archive) throws -> SearchAnswer {
    switch try outcome(of: request, archive) {
    case .answer(let answer): return answer
    case .mistake(let mistake):
      mistake.complain(in: request.words)
      throw Status.usage.code
    }
  }

  /// - Parameter number: as results are numbered, after those that were passed over.
  private func openOriginal(
    _ number: Int, of answer: SearchAnswer, in archive: Archive
  ) throws {
    if answer.passages.isEmpty {
      Output.note(AnswerText.totals(answer, in: self.archive.root.string))
      throw Status.nothingFound.code
    }
    guard answer.passages.indices.contains(number - offset - 1) else {
      throw Complaint(
        "--open \(number): there are \(counted(answer.passages.count, "result"))",
        "--open \(number)：只有 \(answer.passages.count) 条结果")
    }
    let passage = answer.passages[number - offset - 1]
    let document = try archive.document(archive.reference(passage.document))
    // Of an imported document there is only a line of JSON; its page is on the web.
    if document.record.isImported, let url = document.record.url, PageAddress.isOfTheWeb(url) {
      return try Opener.open(url)
    }
    try Opener.open(try archive.savedFile(of: document).path().string)
  }

  private var facets: [CountedField] {
    get throws { try facet.map { try CountedField.list($0, of: "--facet") } ?? [] }
  }

  var isGrouped: Bool { documents || group == .doc }

  private var printer: AnswerPrinter {
    AnswerPrinter(
      format: format, renderer: color.renderer, offset: limit == 0 ? 0 : offset,
      countsOnly: count, listsDocuments: isGrouped, mostCounts: most, endsWithNull: null,
      trecTag: trec, place: self.archive.root.string)
  }

  private func request(_ words: String) throws -> SearchRequest {
    var request = SearchRequest(words)
    request.conditions = try conditions.conditions()
    request.places = try places.conditions()
    request.limit = count ? 0 : limit
    request.offset = offset
    request.isStrict = all
    request.isLiteral = literal
    request.scope = scope ?? request.scope
    request.isExplained = explain
    request.foldsCopies = !duplicates && trec == nil
    request.order = sort ?? request.order
    request.groupsByDocument = isGrouped
    request.facets = try facets
    request.countsOccurrences = count
    request.context = context ?? request.context
    (request.since, request.shown) = (since, shown ?? [])
    return request
  }

  private func found(_ answer: SearchAnswer) -> Int {
    answer.paragraphs + (count ? 0 : answer.partialParagraphs)
  }

  private enum Outcome {
    case answer(SearchAnswer)
    case mistake(QueryMistake)
  }

  private func outcome(of request: SearchRequest, _ archive: Archive) throws -> Outcome {
    do {
      return .answer(try archive.search(request))
    } catch {
      guard let mistake = QueryMistake(error) else { throw error }
      return .mistake(mistake)
    }
  }

  /// Answers one query after the other; a bad one is reported, and the rest answered.
  private func answer(_ queries: QueryList, _ archive: Archive) throws {
    var queries = queries
    var printer = printer
    var (total, mistakes) = (0, 0)
    while let query = try queries.next() {
      let found: Outcome =
        if let mistake = query.mistake {
          .mistake(mistake)
        } else {
          try outcome(of: request(query.words), archive)
        }
      switch found {
      case .answer(let answer):
        total += self.found(answer)
        try printer.print(answer, to: query)
      case .mistake(let mistake):
        mistakes += 1
        Output.complain(
          say("line \(query.line): \(mistake.message)", "第 \(query.line) 行：\(mistake.message)"))
        mistake.point(in: query.words)
        try printer.print(mistake, of: query)
      }
      Output.flush()
    }
    printer.endBatch()
    if mistakes > 0 { throw Status.someFailed.code }
    if total == 0 { throw Status.nothingFound.code }
  }
}
