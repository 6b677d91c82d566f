// Options.swift — options that several commands share.
import Archive
import ArgumentParser
import Extraction
import Glibc
import SearchIndex
import SystemPackage

struct ArchiveOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        "The archive's folder (default: ANDU_ARCHIVE, else $XDG_DATA_HOME/andu).",
        "档案所在文件夹（默认 ANDU_ARCHIVE，否则 $XDG_DATA_HOME/andu）。"),
      valueName: "dir"))
  var archive: String?

  var root: FilePath { Self.root(archive) }

  static func root(_ named: String?) -> FilePath {
    if let named { return FilePath(named) }
    if let named = Environment.value("ANDU_ARCHIVE"), !named.isEmpty { return FilePath(named) }
    if let data = Environment.value("XDG_DATA_HOME"), !data.isEmpty {
      return FilePath(data).appending("andu")
    }
    return FilePath(Environment.value("HOME") ?? ".").appending(".local/share/andu")
  }

  func open() throws -> Archive { try Archive(root: root) }
}

/// How large a page may be.
struct PageSizeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Megabytes that one page may hold; larger ones are refused.",
        "单个网页的上限（MB），更大的不收。"),
      valueName: "MB"))
  var maxPage = ExtractionOptions().maximumSize >> 20

  func validate() throws {
    // What the archive keeps of a page is one record.
    let most = OriginalRecord.blockLimit >> 20
    guard (1...most).contains(maxPage) else {
      throw ValidationError(
        say(
          "--max-page \(maxPage): 1 to \(most) megabytes",
          "--max-page \(maxPage)：应为 1 至 \(most) MB"))
    }
  }

  var bytes: Int { maxPage << 20 }
}

/// How much memory a command that writes the index may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Megabytes that documents may take in memory before they are written to the index.",
        "文档写入索引前最多占用的内存（MB）。"),
      valueName: "MB"))
  var memory = 128

  func validate() throws {
    guard (1...4096).contains(memory) else {
      throw ValidationError(
        say("--memory \(memory): 1 to 4096 megabytes", "--memory \(memory)：应为 1 至 4096 MB"))
    }
  }

  var writing: IndexWriter.Options {
    var options = IndexWriter.Options()
    options.memory = memory << 20
    return options
  }
}

struct ColorOption: ParsableArguments {
  @Option(help: ArgumentHelp(say("auto (default), always or never.", "auto（默认）、always 或 never。")))
  var color: ColorChoice?

  var renderer: TerminalRenderer { TerminalRenderer(color ?? .auto) }

  var style: Style { renderer.style }
}

/// What documents must meet. Given again, an option asks for either where a document has one value,
/// as of `--kind`, else for both, as `--tag`.
struct ConditionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("About this year, or these: 2022..2024, 2023.. and so on.", "所述年份或区间：2022..2024、2023..。"),
      valueName: "year"))
  var year: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Dated on or after: 2023, 2023-06, 2023-06-30.", "此日及以后：2023、2023-06、2023-06-30。"),
      valueName: "date"))
  var since: [String] = []

  @Option(
    help: ArgumentHelp(say("Dated on or before.", "此日及以前。"), valueName: "date"))
  var until: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Issued by, or from, an office whose name holds this.", "发文机关或来源中含有。"),
      valueName: "name"))
  var issuer: [String] = []

  @Option(
    help: ArgumentHelp(
      say("From an office or paper whose name holds this.", "来源中含有。"), valueName: "name"))
  var source: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Document number or part of it: 国办发, 〔2023〕5号; brackets of any kind.",
        "发文字号或其一部分：国办发、〔2023〕5号；括号不论种类。"), valueName: "number"))
  var docnum: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Kind of document, or its end: 通知, 公告 …", "文种或其结尾：通知、公告……"), valueName: "kind"))
  var kind: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Level of the office: 国家, 省, 市, 县 or 乡.", "机关级别：国家、省、市、县或乡。"),
      valueName: "level"))
  var level: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Division of the office, and those within it: 福建, 泉州市, 3505.",
        "机关所在地区，含其下属市县：福建、泉州市、3505。"), valueName: "region"))
  var region: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Host of the page, or its end: gz.gov.cn.", "网站域名或其结尾：gz.gov.cn。"),
      valueName: "host"))
  var site: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Given this tag, itself or a paragraph of it.", "文档或其段落有此标签。"), valueName: "tag"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(say("With this in the title.", "标题中含有。"), valueName: "words"))
  var title: [String] = []

  func conditions() throws -> [DocumentCondition] {
    let given: [(DocumentField, [String])] = [
      (.year, year), (.since, since), (.until, until), (.issuer, issuer), (.source, source),
      (.docnum, docnum), (.kind, kind), (.level, level), (.region, region), (.site, site),
      (.tag, tag), (.title, title),
    ]
    return try given.flatMap { field, values in
      do throws(ConditionError) { return try DocumentCondition.all(field, values) } catch {
        throw ValidationError(option: error)
      }
    }
  }
}

/// Where paragraphs stand, and who is to carry them out.
struct PlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("Under a heading that holds this.", "上级标题中含有。"), valueName: "words"))
  var heading: [String] = []

  @Option(
    help: ArgumentHelp(
      say("At or below the headings of these numbers: 三, 一/3.", "位于此序号的标题之下：三、一/3。"),
      valueName: "path"))
  var path: [String] = []

  @Option(
    help: ArgumentHelp(
      say("To be carried out by an office whose name holds this.", "责任单位名称中含有。"),
      valueName: "name"))
  var dept: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Naming this document: 《title》, part of it, or its number.",
        "引用此文件：《题名》、其一部分，或文号。"), valueName: "name"))
  var cites: [String] = []

  func conditions() throws -> [PlaceCondition] {
    let given: [(DocumentField, [String])] = [
      (.heading, heading), (.path, path), (.dept, dept), (.cites, cites),
    ]
    return try given.flatMap { field, values in
      do throws(ConditionError) { return try PlaceCondition.all(field, values) } catch {
        throw ValidationError(option: error)
      }
    }
  }
}

/// Error: when one of the counts that were typed is negative.
func requireCounts(_ counts: Int?...) throws(ValidationError) {
  if counts.contains(where: { $0 ?? 0 < 0 }) {
    throw ValidationError(say("counts are not negative", "数目不能为负"))
  }
}

extension ValidationError {
  /// A value that an option cannot have.
  fileprivate init(option error: ConditionError) {
    let option = "--\(error.field.rawValue) \(error.value)"
    self.init(say("\(option): \(error.advice)", "\(option)：\(error.chineseAdvice)"))
  }
}

/// What an option takes that is given one of a few words.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable<String>
where AllCases == [Self] {}

extension Choice {
  // The parser's own way reads them through key paths; making these costs more than finding a word.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
}

extension SearchRequest.Order: Choice {
  private static let chinese: [String: SearchRequest.Order] = [
    "最佳": .score, "最新": .date, "最早": .oldest, "机构": .issuer,
  ]

  package init?(argument: String) {
    guard let order = Self(rawValue: argument) ?? Self.chinese[argument] else { return nil }
    self = order
  }
}

extension SearchRequest.Scope: Choice {}

enum Grouping: String, Choice { case doc }
