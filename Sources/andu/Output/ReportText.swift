// ReportText.swift — how far a long run is, and what became of it.
import Archive
import ArgumentParser

enum ProgressLine {
  static func show(_ progress: IngestionProgress, since start: ContinuousClock.Instant) {
    guard Terminal.isErrorTerminal else { return }
    let seconds = max(0.001, (ContinuousClock.now - start) / .seconds(1))
    let rate = Int(Double(progress.byteCount) / 1e5 / seconds)
    let count = progress.total.map { "\(progress.done)/\($0)" } ?? "\(progress.done)"
    Output.progress("\(count)  \(rate / 10).\(rate % 10) MB/s  \(progress.current)")
  }
}

enum ReportText {
  /// Failures listed before the rest is only counted.
  private static let longestList = 50

  /// Prints the report; ends with 3 when something failed, with 5 when something is damaged.
  ///
  /// - Parameters:
  ///   - isVerbose: whether files are named that are otherwise counted.
  ///   - most: so many failures are listed.
  ///   - isDamaged: whether damage was told of already.
  static func finish(
    _ report: IngestionReport, isQuiet: Bool, isVerbose: Bool = false,
    most: Int = ReportText.longestList, seconds: Duration, isDamaged: Bool = false
  ) throws {
    for failure in report.failures.prefix(most) {
      Output.complain(Messages.text(failure.what, failure.why))
    }
    if report.failures.count > most {
      let more = report.failures.count - most
      Output.note(say("… and \(more) more", "……另有 \(more) 个"))
    }
    for damage in report.damage.prefix(longestList) {
      Output.complain(Messages.text(damage))
    }
    for page in report.truncated.prefix(longestList) {
      Output.complain(
        say(
          "\(page.what): not read to its end: \(page.why)",
          "\(page.what)：未能读完：\(Phrases.chinese(page.why))"))
    }
    for page in report.keptBehind.prefix(longestList) { Output.complain(text(page)) }
    for page in report.alreadyKept.prefix(longestList) {
      for correction in refused(page) { Output.complain(correction) }
      if page.version > 1, !isQuiet {
        Output.note(
          say(
            "\(page.what): already kept as version \(page.version), \(page.id)@\(page.version)",
            "\(page.what)：已存为第 \(page.version) 版，\(page.id)@\(page.version)"))
      }
    }
    if isVerbose, !isQuiet {
      for page in report.articleless {
        Output.note(
          say("\(page.what): no article (\(page.kind))", "\(page.what)：无正文（\(page.kind)）"))
      }
      for file in report.passedOverFiles {
        Output.note(say("\(file): passed over", "\(file)：略过"))
      }
    }
    if !isQuiet { Output.note(summary(report, seconds: seconds, isVerbose: isVerbose)) }
    if isDamaged || !report.damage.isEmpty { throw Status.damaged.code }
    if !report.failures.isEmpty { throw Status.someFailed.code }
  }

  private static func text(_ page: IngestionReport.KeptBehind) -> String {
    let day = page.addedAt.prefix(10)
    return page.standing == .cutShort
      ? say(
        "\(page.what): cut short; kept behind the article of \(day), “\(page.title)”",
        "\(page.what)：不完整；存于 \(day) 收入的“\(page.title)”之后")
      : say(
        "\(page.what): no article; kept behind the article of \(day), “\(page.title)”",
        "\(page.what)：无正文；存于 \(day) 收入的“\(page.title)”之后")
  }

  /// What was given by hand for bytes that are kept already and was not taken, and the way to it.
  private static func refused(_ page: IngestionReport.AlreadyKept) -> [String] {
    var lines: [String] = []
    let way = say(
      "for that, `andu remove \(page.id)`, then add it again",
      "如需更改，请先 `andu remove \(page.id)`，再重新收入")
    if let encoding = page.encoding {
      lines.append(
        say(
          "\(page.what): already kept, read as \(encoding.kept); not read as "
            + "\(encoding.given): \(way)",
          "\(page.what)：已收入，按 \(encoding.kept) 读取；未改按 \(encoding.given) 读取：\(way)"))
    }
    if let address = page.address {
      let kept =
        address.kept.isEmpty
        ? say("without an address", "没有网址") : say("under \(address.kept)", "网址为 \(address.kept)")
      lines.append(
        say(
          "\(page.what): already kept, \(kept); \(address.given) was not taken: \(way)",
          "\(page.what)：已收入，\(kept)；未改为 \(address.given)：\(way)"))
    }
    return lines
  }

  /// Pages without an article that are named in the summary; `add -v` names more.
  private static let mostNamed = 3

  private static func summary(
    _ report: IngestionReport, seconds: Duration, isVerbose: Bool
  ) -> String {
    var parts = [
      say("\(report.added) added", "新增 \(report.added)"),
      say("\(report.unchanged) unchanged", "未变 \(report.unchanged)"),
      say(counted(report.newVersions, "new version"), "新版本 \(report.newVersions)"),
      say("\(report.failures.count) failed", "失败 \(report.failures.count)"),
    ]
    if report.withoutArticle > 0 {
      let names = report.articleless.map(\.what)
      var list = ""
      if !names.isEmpty, names.count <= mostNamed, !isVerbose {
        list = SafeText.visible(names.joined(separator: say(", ", "、")))
        list = say(" (\(list))", "（\(list)）")
      }
      parts.append(
        say(
          "\(report.withoutArticle) without an article\(list)",
          "无正文 \(report.withoutArticle)\(list)"))
    }
    if report.joined > 0 {
      parts.append(
        say("\(report.joined) joined to the page they continue", "并入前页 \(report.joined)"))
    }
    if report.removed > 0 {
      parts.append(
        say("\(report.removed) removed, as they were there", "移除 \(report.removed)（原档案已移除）"))
    }
    if report.annotated > 0 {
      parts.append(say("\(report.annotated) annotated", "加注 \(report.annotated)"))
    }
    let others = report.passedOver.values.reduce(0, +)
    if others > 0 {
      let kinds = report.passedOver.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .prefix(4).map { "\($0.value) \($0.key)" }
      let list = SafeText.visible(kinds.joined(separator: say(", ", "、")))
      parts.append(
        say("\(others) passed over (\(list))", "略过 \(others)（\(list)）"))
    }
    let tenths = Int(seconds / .milliseconds(100))
    return parts.joined(separator: say(", ", "，"))
      + say(
        "; \(size(report.byteCount)) in \(tenths / 10).\(tenths % 10) s",
        "；\(size(report.byteCount))，用时 \(tenths / 10).\(tenths % 10) 秒")
  }

  static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\(bytes / 1000) kB" }
    return "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
  }
}
