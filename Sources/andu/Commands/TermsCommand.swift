// TermsCommand.swift — andu terms: what has a name, and how often it is named.
import Archive
import ArgumentParser

struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "terms",
    abstract: say("Frequent names: “…”, 《…》, 1+6+3.", "常见提法：“……”、《……》、1+6+3。"),
    discussion: say(
      """
      andu terms -n 20 --level 市              the names that stand in most documents
      andu terms --phrases --length 4..8       phrases without marks round them
      andu terms 法律明白人                    one text, by year and level

      Years and levels count documents. A phrase is as long as it can be without
      losing three in ten of its documents, and none is part of another.
      """,
      """
      andu terms -n 20 --level 市              出现在最多文档中的提法
      andu terms --phrases --length 4..8       没有引号的提法
      andu terms 法律明白人                    某一提法，按年份和级别

      年份和级别按文档数计。没有引号的提法取其最长：再长就会失去三成的文档；
      彼此互不包含。
      """))

  @Argument(
    help: ArgumentHelp(
      say("Count this text by year and level.", "按年份和级别统计这一提法。"), valueName: "term"))
  var term: String?

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Names to show (50).", "显示条数（50）。"), valueName: "count"))
  var limit = 50

  @Flag(
    help: ArgumentHelp(
      say("Phrases that documents share, without marks round them.", "各文档共有、没有引号的提法。")))
  var phrases = false

  @Option(
    help: ArgumentHelp(
      say("Characters of phrases (4..16).", "提法的字数（4..16）。"), valueName: "range"))
  var length: String?

  @Option(
    help: ArgumentHelp(
      say("Documents that must hold a phrase.", "至少出现在若干文档中。"), valueName: "count"))
  var least: Int?

  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var archive: ArchiveOption

  /// Two to forty characters.
  private static let lengths = 2...40

  private func lengths() throws -> ClosedRange<Int> {
    guard let length else { return 4...16 }
    let ends = length.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first <= last, Self.lengths.contains(first), Self.lengths.contains(last)
    else {
      throw ValidationError(
        say(
          "--length \(length): write 4..16, within 2..40", "--length \(length)：应写 4..16，在 2..40 之内")
      )
    }
    return first...last
  }

  func validate() throws {
    try requireCounts(limit)
    if let least, least < 1 {
      throw ValidationError(say("--least \(least): at least 1", "--least \(least)：至少为 1"))
    }
    if !phrases, length != nil || least != nil {
      throw ValidationError(
        say("--length and --least go with --phrases", "--length、--least 须与 --phrases 连用"))
    }
    if phrases, term != nil {
      throw ValidationError(
        say("--phrases lists phrases; name none", "--phrases 用于列出提法，不能再指定提法"))
    }
  }

  func run() throws {
    let conditions = try conditions.conditions()
    let archive = try archive.open()
    if let term { return try printYears(of: term, archive, conditions) }
    let terms =
      try phrases
      ? archive.phrases(conditions, length: lengths(), least: least, limit: limit) { done, total in
        Output.progress(
          say("document \(done) of \(total)", "第 \(done)/\(total) 个文档"))
      }
      : archive.terms(conditions, limit: limit)
    Output.endProgress()
    var list = JSONList(format)
    for term in terms {
      if format.isJSON {
        try list.add(term)
        continue
      }
      let spread = [text(term.years), text(term.levels)]
      if format.tsv {
        Output.row(["\(term.documents)", "\(term.hits)", term.term] + spread)
      } else {
        let numbers = Columns.pad("\(term.documents)", to: 5) + Columns.pad("\(term.hits)", to: 6)
        Output.line(
          numbers + Columns.pad(SafeText.visible(term.term), to: 28) + "  "
            + "\(years(term.years))  \(spread[1])")
      }
    }
    list.end()
    if !format.isJSON, !format.tsv {
      Output.note(say("documents, hits, name, years, levels", "文档数、次数、提法、年份、级别"))
    }
    if terms.isEmpty { throw Status.nothingFound.code }
  }

  /// Year, level, documents, paragraphs and hits of one text.
  private func printYears(
    of term: String, _ archive: Archive, _ conditions: [DocumentCondition]
  ) throws {
    let query = "\"" + term.filter { !"\"“”".contains($0) } + "\""
    let statistics = try archive.statistics(query, by: [[.year, .level]], conditions)
    var list = JSONList(format)
    for tally in statistics.tallies[0] {
      if format.isJSON {
        try list.add(TermTally(tally))
      } else if format.tsv {
        let numbers = [tally.documents, tally.paragraphs, tally.hits ?? 0].map(String.init)
        Output.row(tally.values + numbers)
      }
    }
    list.end()
    if !format.isJSON, !format.tsv { Output.write(TallyGrid(statistics.tallies[0]).text) }
    Output.note(
      format.tsv
        ? say("year, level, documents, paragraphs, hits", "年份、级别、文档、段落、次数")
        : say(
          "documents by year and level; \(counted(statistics.hits ?? 0, "hit"))",
          "按年份和级别的文档数；共 \(statistics.hits ?? 0) 处"))
    if statistics.documents == 0 { throw Status.nothingFound.code }
  }

  /// Many years are shown by the first and the last.
  private func years(_ counts: [String: Int]) -> String {
    let known = counts.keys.filter { !$0.isEmpty }.sorted()
    guard known.count > Self.mostYears, let first = known.first, let last = known.last else {
      return text(counts)
    }
    return "\(first)–\(last)"
  }

  private static let mostYears = 10

  private func text(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }.map { "\($0.key):\($0.value)" }
      .joined(separator: " ")
  }
}

/// What `terms` prints of one term for programs: a tally of a year and a level.
private struct TermTally: Encodable {
  let v = 1
  let values: [String]
  let documents: Int
  let paragraphs: Int
  let hits: Int?

  init(_ tally: Tally) {
    values = tally.values
    (documents, paragraphs, hits) = (tally.documents, tally.paragraphs, tally.hits)
  }
}
