// TermsCommand.swift — andu terms: what has a name, and how often it is named.
import Archive
import ArgumentParser

struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: say("Frequent names: “…”, 《…》, 1+6+3.", "常见提法：“……”、《……》、1+6+3。"),
    discussion: say(
      """
      andu terms -n 20 --level 市        the names that stand in most documents
      andu terms 法律明白人              one text, by year and level

      Years and levels count documents.
      """,
      """
      andu terms -n 20 --level 市        出现在最多文档中的提法
      andu terms 法律明白人              某一提法，按年份和级别

      年份和级别按文档数计。
      """))

  @Argument(
    help: ArgumentHelp(
      say("Count this text by year and level.", "按年份和级别统计这一提法。"), valueName: "term"))
  var term: String?

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(say("Names to show (50).", "显示条数（50）。"), valueName: "count"))
  var limit = 50

  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    if limit < 0 { throw ValidationError(say("counts are not negative", "数目不能为负")) }
    if let term { return try printYears(of: term) }
    let terms = try archive.open().terms(try conditions.conditions(), limit: limit)
    var list = JSONList(format)
    for term in terms {
      if format.isJSON {
        try list.add(term)
        continue
      }
      let spread = [text(term.years), text(term.levels)]
      if format.tsv {
        Output.line(
          (["\(term.documents)", "\(term.hits)", term.term] + spread).map(SafeText.cell)
            .joined(separator: "\t"))
      } else {
        let numbers = Columns.pad("\(term.documents)", to: 5) + Columns.pad("\(term.hits)", to: 6)
        Output.line(
          numbers + Columns.pad(SafeText.visible(term.term), to: 28) + "  "
            + spread.joined(separator: "  "))
      }
    }
    list.end()
    if !format.isJSON, !format.tsv {
      Output.note(say("documents, hits, name, years, levels", "文档数、次数、提法、年份、级别"))
    }
    if terms.isEmpty { throw Status.nothingFound.code }
  }

  /// Year, level, documents, paragraphs and hits of one text.
  private func printYears(of term: String) throws {
    let query = "\"" + term.filter { !"\"“”".contains($0) } + "\""
    let statistics = try archive.open().statistics(
      query, by: [[.year, .level]], try conditions.conditions())
    var list = JSONList(format)
    for tally in statistics.tallies[0] {
      if format.isJSON {
        try list.add(tally)
        continue
      }
      let numbers = [tally.documents, tally.paragraphs, tally.hits ?? 0].map(String.init)
      let cells = tally.values + numbers
      Output.line(
        format.tsv
          ? cells.map(SafeText.cell).joined(separator: "\t")
          : cells.map { Columns.pad(SafeText.visible($0.isEmpty ? "–" : $0), to: 7) }.joined())
    }
    list.end()
    Output.note(
      say("year, level, documents, paragraphs, hits", "年份、级别、文档、段落、次数"))
    if statistics.documents == 0 { throw Status.nothingFound.code }
  }

  private func text(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }.map { "\($0.key):\($0.value)" }
      .joined(separator: " ")
  }
}
