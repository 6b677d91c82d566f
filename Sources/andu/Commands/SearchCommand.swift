// SearchCommand.swift — andu search: ranked paragraphs.
import Archive
import ArgumentParser
import SearchIndex
import SystemPackage

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: say("Find paragraphs.", "检索段落。"),
    discussion: say(
      """
      andu search 法律明白人 培养           both words; what holds all of them comes first
      andu search '"法治体检" OR 法律体检'  exactly this text, or that
      andu search 社区矫正 -新闻            without a word; also NOT 新闻
      andu search '(普法 培训)|法律明白人'  groups; | is OR
      andu search 社区矫正 NEAR/10 智慧     no more than 10 characters between; ONEAR: in order
      andu search '法治??建设'              ? is any one character
      andu search 社区矫正 法治体检 --scope doc   anywhere in one document
      andu search 社区矫正 1234 --explain   how it is answered, and why in this order
      andu search 普法規劃 --year 2022..2024 --issuer 司法局
      andu search 社区矫正 --region 福建 --level 市 --docnum 〔2023〕
      andu search 社区矫正 region:福建 year:2022..2024 -kind:通知   the same, in the query
      andu search heading:公共法律服务 dept:律师工作管理科   under a heading; tasks of an office

      Width, case, traditional characters and quotation marks never hide a hit;
      --literal finds the text just as typed. A word counts as held when it stands in the
      paragraph, in a heading above it or in the title; --all wants it in the paragraph.
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
      andu search 社区矫正 地区：福建 年：2022..2024 -类型：通知    条件也可写在检索式中
      andu search 章节：公共法律服务 责任：律师工作管理科    上级标题；责任单位

      全半角、大小写、繁简和引号不影响结果；--literal 按原样查找。
      词出现在段落、其上级标题或文件标题中都算含有；--all 要求在本段之中。
      """))

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(say("What to look for.", "检索词。"), valueName: "query"))
  var words: [String] = []

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Results to show.", "显示条数。"), valueName: "count"))
  var limit = 10

  @Option(help: ArgumentHelp(say("Better results to pass over.", "跳过前若干条。"), valueName: "count"))
  var offset = 0

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp(say("Neighbouring paragraphs to show.", "显示前后若干段。"), valueName: "count"))
  var context = 0

  @Flag(
    name: .customShort("l"),
    help: ArgumentHelp(say("The best paragraph of each document only.", "每个文档只列最佳一段。")))
  var documents = false

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
        "Where all words have to stand: para, section (under one heading) or doc.",
        "各词须同在何处：para（一段）、section（同一标题下）或 doc（一个文档）。")))
  var scope = SearchRequest.Scope.para

  @Flag(
    help: ArgumentHelp(
      say("Tell how the query is answered, and why each result has its score.", "说明检索过程和每条得分的由来。")))
  var explain = false

  @Flag(help: ArgumentHelp(say("Find the text just as typed.", "按原样查找。")))
  var literal = false

  @Option(help: ArgumentHelp(say("score or date.", "score 或 date。")))
  var sort = SearchRequest.Order.score

  @Flag(help: ArgumentHelp(say("Print one JSON array.", "输出一个 JSON 数组。")))
  var json = false

  @Flag(help: ArgumentHelp(say("Print one JSON object a line.", "每行输出一个 JSON 对象。")))
  var jsonl = false

  @Flag(help: ArgumentHelp(say("Print tab-separated values.", "输出制表符分隔的值。")))
  var tsv = false

  /// As `andu run --new` asks for it.
  var since: OriginalPosition?

  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var places: PlaceOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if let option = words.first(where: { $0.hasPrefix("--") && $0.count > 2 }) {
      throw ValidationError(say("unknown option \(option)", "没有选项 \(option)"))
    }
    guard limit >= 0, offset >= 0, context >= 0 else {
      throw ValidationError(say("counts are not negative", "数目不能为负"))
    }
    if [json, jsonl, tsv].count(where: { $0 }) > 1 {
      throw ValidationError(
        say("choose one of --json, --jsonl, --tsv", "--json、--jsonl、--tsv 只能选一个"))
    }
  }

  func run() throws {
    var request = SearchRequest(words.joined(separator: " "))
    request.conditions = try conditions.conditions()
    request.places = try places.conditions()
    request.limit = count ? 0 : limit
    request.offset = offset
    request.isStrict = all
    request.isLiteral = literal
    request.scope = scope
    request.isExplained = explain
    request.order = sort
    request.groupsByDocument = documents
    request.countsOccurrences = count
    request.context = context
    request.since = since
    let answer: SearchAnswer
    do {
      answer = try archive.open().search(request)
    } catch let error as QueryError {
      Output.complain(Messages.text(error))
      if let column = error.column { point(at: column, in: request.words) }
      throw Status.usage.code
    } catch let error as QueryFieldError {
      Output.complain(Messages.text(error))
      point(at: error.column, in: request.words)
      throw Status.usage.code
    }
    if count {
      try printCounts(answer)
    } else {
      try printPassages(answer)
    }
    let found = answer.paragraphs + (count ? 0 : answer.partialParagraphs)
    if found == 0 { throw Status.nothingFound.code }
  }

  /// The query with a mark below the character that is meant.
  private func point(at column: Int, in query: String) {
    let safe = SafeText.visible(query)
    let before = displayWidth(of: String(safe.prefix(column)))
    Output.note("  \(safe)\n  \(String(repeating: " ", count: before))^")
  }

  private func printPassages(_ answer: SearchAnswer) throws {
    if let plan = answer.plan {
      for line in ExplanationText.lines(plan, isBroken: answer.isBroken) { Output.note(line) }
    }
    if json {
      Output.line(try JSONOutput.text(answer.passages))
    } else if jsonl {
      for passage in answer.passages { Output.line(try JSONOutput.text(passage)) }
    } else if tsv {
      for passage in answer.passages { Output.line(row(passage)) }
    } else {
      let renderer = color.renderer
      for (index, passage) in answer.passages.enumerated() {
        Output.write(renderer.passage(passage, rank: offset + index + 1))
        if explain { for line in ExplanationText.lines(passage) { Output.line("   " + line) } }
      }
    }
    Output.note(totals(answer))
  }

  private func row(_ passage: Passage) -> String {
    [
      passage.reference, "\(passage.score)", passage.missing.isEmpty ? "full" : "partial",
      passage.publishedOn ?? passage.issuedOn ?? "", passage.source ?? passage.issuer ?? "",
      passage.title, passage.path.joined(separator: "/"), passage.text,
    ].map(SafeText.cell).joined(separator: "\t")
  }

  private func totals(_ answer: SearchAnswer) -> String {
    if answer.paragraphs + answer.partialParagraphs == 0 {
      return say(
        "nothing found in \(request) — try fewer or shorter words, or `andu list` to see what is there",
        "没有找到——试试更少或更短的词，或用 `andu list` 查看已收文档")
    }
    if answer.isBroken {
      return say(
        "nothing holds the text as typed; pieces of it are in "
          + "\(counted(answer.partialParagraphs, "paragraph")) of \(counted(answer.partialDocuments, "document"))",
        "没有与输入完全一致的段落；\(answer.partialDocuments) 个文档的 \(answer.partialParagraphs) 段含有其中部分")
    }
    if answer.paragraphs == 0 {
      return say(
        "no paragraph with all of the words, \(answer.partialParagraphs) with some",
        "没有含有全部词的段落，\(answer.partialParagraphs) 段含有部分词")
    }
    var text = say(
      "\(counted(answer.paragraphs, "paragraph")) in \(counted(answer.documents, "document"))",
      "\(answer.documents) 个文档，\(answer.paragraphs) 段")
    if answer.partialParagraphs > 0 {
      text += say(
        "; \(answer.partialParagraphs) more with some of the words",
        "；另有 \(answer.partialParagraphs) 段含有部分词")
    }
    return text
  }

  private var request: String { archive.root.string }

  private func printCounts(_ answer: SearchAnswer) throws {
    let tallies = answer.counts ?? []
    let hits = tallies.reduce(0) { $0 + $1.hits }
    if json || jsonl {
      let totals = ["documents": answer.documents, "paragraphs": answer.paragraphs, "hits": hits]
      if documents {
        if json {
          Output.line(try JSONOutput.text(tallies))
        } else {
          for tally in tallies { Output.line(try JSONOutput.text(tally)) }
        }
      } else {
        Output.line(try JSONOutput.text(totals))
      }
      return
    }
    if documents {
      for tally in tallies {
        Output.line(
          [tally.document, "\(tally.paragraphs)", "\(tally.hits)", tally.title]
            .map(SafeText.cell).joined(separator: "\t"))
      }
    }
    if tsv {
      if !documents { Output.line("\(answer.documents)\t\(answer.paragraphs)\t\(hits)") }
    } else {
      Output.line(
        say(
          [
            counted(answer.documents, "document"), counted(answer.paragraphs, "paragraph"),
            counted(hits, "hit"),
          ].joined(separator: ", "),
          "\(answer.documents) 个文档，\(answer.paragraphs) 段，\(hits) 处"))
    }
  }
}

extension SearchRequest.Order: ExpressibleByArgument {}
extension SearchRequest.Scope: ExpressibleByArgument {}
