// Options.swift — options that several commands share.
import Archive
import ArgumentParser
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
  @Option(help: ArgumentHelp(say("auto, always or never.", "auto、always 或 never。")))
  var color = ColorChoice.auto

  var renderer: TerminalRenderer { TerminalRenderer(color) }
}

struct ConditionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("About this year, or these: 2022..2024.", "所述年份或区间：2022..2024。"), valueName: "year"))
  var year: String?

  @Option(
    help: ArgumentHelp(
      say("Dated on or after: 2023, 2023-06, 2023-06-30.", "此日及以后：2023、2023-06、2023-06-30。"),
      valueName: "date"))
  var since: String?

  @Option(
    help: ArgumentHelp(say("Dated on or before.", "此日及以前。"), valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      say("Issued by, or from, an office whose name holds this.", "发文机关或来源中含有。"),
      valueName: "name"))
  var issuer: String?

  @Option(
    help: ArgumentHelp(
      say("Kind of document: 通知, 工作要点 …", "文种：通知、工作要点……"), valueName: "kind"))
  var kind: String?

  func conditions() throws -> DocumentConditions {
    var conditions = DocumentConditions()
    if let year {
      let ends = year.contains("..") ? [year.prefix(4), year.dropFirst(6)] : [year[...]]
      let years = ends.compactMap { $0.count == 4 ? Int($0) : nil }
      guard years.count == ends.count, years.allSatisfy({ $0 > 0 }),
        year.count == (ends.count == 1 ? 4 : 10),
        let first = years.first, let last = years.last, first <= last
      else {
        throw ValidationError(
          say("--year \(year): write 2023 or 2022..2024", "--year \(year)：应写 2023 或 2022..2024"))
      }
      conditions.years = first...last
    }
    conditions.since = try date(since, "--since")
    conditions.until = try date(until, "--until")
    conditions.issuer = issuer
    conditions.kind = kind
    return conditions
  }

  private func date(_ text: String?, _ option: String) throws -> String? {
    guard let text else { return nil }
    guard DocumentConditions.isDate(text) else {
      throw ValidationError(
        say(
          "\(option) \(text): write 2023, 2023-06 or 2023-06-30",
          "\(option) \(text)：应写 2023、2023-06 或 2023-06-30"))
    }
    return text
  }
}
