// StatsCommand.swift — andu stats: how much there is, by year, level and the like.
import Archive
import ArgumentParser
import SearchIndex

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "stats",
    abstract: say("Count documents and paragraphs.", "统计文档和段落。"),
    discussion: say(
      """
      andu stats                              the whole archive
      andu stats --level 市 --by year,kind    conditions, two fields together
      andu stats 营商环境 --by year,level     what answers a query

      Fields: year, level, kind, region, issuer, source, site. A document about
      several years counts in each.
      """,
      """
      andu stats                              整个档案
      andu stats --level 市 --by year,kind    符合条件的，按两项合计
      andu stats 营商环境 --by 年,级别        符合检索式的

      可按 年、级别、类型、地区、机构、来源、网站（或其英文名）统计。
      跨年度的文档在各年分别计入。
      """))

  @Argument(
    help: ArgumentHelp(say("Count only what answers this.", "只计符合检索式的。"), valueName: "query"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Fields to count by, joined by commas.", "按哪些项统计，以逗号分隔。"), valueName: "fields"))
  var by: String?

  @Option(
    name: .customShort("n", allowingJoined: true),
    help: ArgumentHelp(
      say(
        "Lines of each list (15; all with --tsv and --json).",
        "每项最多列出的行数（15；--tsv、--json 为全部）。"), valueName: "count"))
  var limit: Int?

  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var color: ColorOption
  @OptionGroup var archive: ArchiveOption

  private func groups() throws -> [[CountedField]] {
    guard let by else { return [.year, .level, .kind, .site, .issuer].map { [$0] } }
    return [try CountedField.list(by, of: "--by")]
  }

  func validate() throws { try requireCounts(limit) }

  func run() throws {
    let archive = try archive.open()
    let query = words.isEmpty ? nil : words.joined(separator: " ")
    let groups = try groups()
    var statistics = try archive.statistics(query, by: groups, try conditions.conditions())
    // For people the bars say how many more there are.
    if let limit, format.isJSON || format.tsv {
      statistics.tallies = zip(groups, statistics.tallies).map { fields, tallies in
        TallyBars.shown(tallies, by: fields, limit)
      }
    }
    if format.isJSON {
      Output.line(
        try JSONOutput.text(
          StatisticsOutput(archive, statistics, groups), isPretty: !format.jsonl))
    } else if format.tsv {
      for (fields, tallies) in zip(groups, statistics.tallies) {
        for tally in tallies {
          let name = fields.map(\.rawValue).joined(separator: ",")
          let numbers = [tally.documents, tally.paragraphs] + (tally.hits.map { [$0] } ?? [])
          Output.row([name] + tally.values + numbers.map(String.init))
        }
      }
    } else {
      print(archive, statistics, groups)
    }
    if statistics.documents == 0 { throw Status.nothingFound.code }
  }

  private func print(_ archive: Archive, _ statistics: Statistics, _ groups: [[CountedField]]) {
    let style = color.style
    let bars = TallyBars(style: style, width: Terminal.width, limit: limit ?? 15)
    var totals = say(
      "\(counted(statistics.documents, "document")), \(counted(statistics.paragraphs, "paragraph"))",
      "\(statistics.documents) 个文档，\(statistics.paragraphs) 段")
    if let count = statistics.characters {
      totals += say(", \(counted(count, "character"))", "，\(count) 字")
    }
    if let hits = statistics.hits { totals += say(", \(counted(hits, "hit"))", "，\(hits) 处") }
    Output.line(style.title(totals))
    if words.isEmpty {
      let (originals, index) = (
        megabytes(archive.originalByteCount), megabytes(archive.indexByteCount)
      )
      Output.line(
        say("originals \(originals), index \(index)", "原件 \(originals)，索引 \(index)"))
    }
    for (fields, tallies) in zip(groups, statistics.tallies) where !tallies.isEmpty {
      Output.line("")
      for line in bars.lines(fields, tallies) { Output.line(line) }
    }
  }

  private func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + 500_000) / 1_000_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}

extension CountedField {
  /// As people know it.
  var shownName: String { say(rawValue, chineseName) }

  /// Names joined by commas, as an option has them, English or Chinese.
  static func list(_ names: String, of option: String) throws -> [CountedField] {
    try names.split(separator: ",").map { name in
      guard let field = CountedField(named: String(name)) else {
        let known = allCases.map(\.shownName).joined(separator: say(", ", "、"))
        throw ValidationError(
          say("\(option) \(name): write \(known)", "\(option) \(name)：应写 \(known)"))
      }
      return field
    }
  }
}

private struct StatisticsOutput: Encodable {
  struct Group: Encodable {
    let by: [String]
    let tallies: [Tally]
  }

  var v = 1
  let documents, paragraphs: Int
  let characters: Int?
  let hits: Int?
  let originalBytes, indexBytes: Int
  let groups: [Group]

  init(_ archive: Archive, _ statistics: Statistics, _ groups: [[CountedField]]) {
    (documents, paragraphs) = (statistics.documents, statistics.paragraphs)
    (characters, hits) = (statistics.characters, statistics.hits)
    (originalBytes, indexBytes) = (archive.originalByteCount, archive.indexByteCount)
    self.groups = zip(groups, statistics.tallies).map {
      Group(by: $0.map(\.rawValue), tallies: $1)
    }
  }
}
