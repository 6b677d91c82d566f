// AddCommand.swift — andu add: put saved pages into the archive.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "add", abstract: say("Put saved pages into the archive.", "收入已保存的网页。"),
    discussion: say(
      """
      andu add ~/saved page.html notes.txt
      find . -name '*.shtml' | andu add --files-from -
      curl -s URL | andu add - --url URL
      """,
      """
      andu add ~/saved page.html notes.txt
      find . -name '*.shtml' | andu add --files-from -
      curl -s URL | andu add - --url URL
      """))

  @Argument(
    help: ArgumentHelp(
      say("Files and folders; - is one page on standard input.", "文件和文件夹；- 表示从标准输入读一页。"),
      valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Read paths from a file, one a line; - is standard input.", "从文件读取路径，每行一个；- 为标准输入。"),
      valueName: "file"))
  var filesFrom: String?

  @Option(help: ArgumentHelp(say("The address of the page that is added.", "所收网页的网址。")))
  var url: String?

  @Option(
    help: ArgumentHelp(
      say("Read pages in this encoding, whatever they declare.", "按此编码读取，不论网页如何声明。"),
      valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Make what was added durable and searchable at least this often; 0 is after every 64 pages.",
        "至少每隔多少秒将已收网页存盘并可检索；0 为每 64 页一次。"),
      valueName: "seconds"))
  var commitEvery = 5

  @Flag(name: .shortAndLong, help: ArgumentHelp(say("Say only what failed.", "只报告失败。")))
  var quiet = false

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("Name the files without an article, and those passed over.", "列出无正文和略过的文件。")))
  var verbose = false

  @OptionGroup var pageSize: PageSizeOption

  @OptionGroup var memory: MemoryOption

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if paths.isEmpty, filesFrom == nil {
      throw ValidationError(say("name a file or a folder to add", "请给出要收入的文件或文件夹"))
    }
    if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      throw ValidationError(
        say(
          "--url \(url): an address begins with http:// or https://",
          "--url \(url)：网址应以 http:// 或 https:// 开头"))
    }
    try requireCounts(commitEvery)
  }

  func run() throws {
    var report = IngestionReport()
    let pages = try self.pages(&report)
    if url != nil, pages.count != 1 {
      throw ValidationError(say("--url is for one page", "--url 只用于一个网页"))
    }
    let writer = try ArchiveWriter(root: archive.root, options: memory.writing)
    writer.commitInterval = .seconds(commitEvery)
    let started = ContinuousClock.now
    try writer.add(pages, report: &report) { progress in
      ProgressLine.show(progress, since: started)
    }
    try writer.commit()
    Output.endProgress()
    try ReportText.finish(
      report, isQuiet: quiet, isVerbose: verbose, seconds: ContinuousClock.now - started)
  }

  /// The pages to be added; what is missing or none goes into the report.
  private func pages(_ report: inout IngestionReport) throws -> [ArchiveWriter.Page] {
    var options = ExtractionOptions()
    options.encoding = encoding
    options.maximumSize = pageSize.bytes
    if let encoding, !PageExtractor.knows(encoding: encoding) {
      throw ExtractionError.unknownEncoding(encoding)
    }
    var named = paths.map(FileSystem.path(typed:))
    if let filesFrom {
      let lines = try LineReader(path: filesFrom == "-" ? nil : FilePath(filesFrom))
      while let line = try lines.next() {
        if !line.isEmpty { named.append(FileSystem.path(line)) }
      }
    }
    var pages: [ArchiveWriter.Page] = []
    for name in named {
      if name.string == "-" {
        let bytes = try FileSystem.read(.standardInput, limit: options.maximumSize)
        pages.append(.init(path: nil, bytes: bytes, url: url, options: options))
        continue
      }
      do {
        let walked = try FolderWalk.pages(under: name)
        for path in walked.found {
          var options = options
          options.form = FolderWalk.form(of: path)
          pages.append(.init(path: path, url: url, options: options))
        }
        report.failures += walked.unread.map { .init(what: $0.path.string, why: $0.why) }
        for path in walked.passedOver { report.passOver(path) }
      } catch {
        report.failures.append(.init(what: name.string, why: error))
      }
    }
    return pages
  }
}
