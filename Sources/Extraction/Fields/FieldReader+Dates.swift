// FieldReader+Dates.swift — when a page was put up, of all the dates it shows.

extension FieldReader {
  private typealias Reading = (date: ChineseDate, origin: String)

  /// No page is older.
  private static let firstYear = 1990
  private static let dateMetas = [
    "PubDate", "publishdate", "pubtime", "_pubtime", "article:published_time", "datePublished",
    "publish-date", "publish_date", "weibo:article:create_at", "Maketime", "og:published_time",
    "og:release_date", "PublishTime", "firstpublishedtime",
  ]

  /// The first reading counts; the page's other ones are kept when they differ.
  mutating func readDates() {
    var readings: [Reading] = []
    // A template without a value gives 1970-01-01.
    if let found = sources.head?.meta(["PubDate"]), let date = ChineseDate(value: found.value),
      date.year >= Self.firstYear
    {
      readings.append((date, "meta \(found.name)"))
    }
    let tag = readings.first?.date
    let labelled = labelledDate(isBelow: false)
    if let labelled {
      let isFirst =
        isPageMadeAnew || isInByline(labelled.entry) && isMoved(tag, from: labelled.reading.date)
      readings.insert(labelled.reading, at: isFirst ? 0 : readings.count)
    }
    // A stamp or a time of day says more than a date in a sentence.
    let dated = sources.bylines.filter { ChineseDate.ofPage(in: $0) != nil }
    let best =
      dated.first { FurnitureCutter.isStamp($0) || $0.holds(":") && !$0.holds("。") }
      ?? dated.first { $0.holds("-") || $0.holds("/") } ?? dated.first
    if let best, let date = ChineseDate.ofPage(in: best) {
      // No clock in the head of a page shows a day before that on which it was made.
      let isBefore = tag.map { date < $0 } ?? false
      let isFirst = labelled == nil && isPageMadeAnew && isBefore && Self.isDateAlone(best)
      readings.insert((date, "head line"), at: isFirst ? 0 : readings.count)
    }
    if readings.isEmpty, let labelled = labelledDate(isBelow: true) {
      readings.append(labelled.reading)
    }
    if readings.isEmpty, let date = dateInPieces { readings.append((date, "pieces of a date")) }
    if readings.isEmpty, let date = sources.linesBelow.lazy.compactMap({ ChineseDate($0) }).first {
      readings.append((date, "line below the text"))
    }
    if readings.isEmpty, let first = sources.topDate { readings.append((first, "first line")) }
    for name in Self.dateMetas where readings.isEmpty {
      if let found = sources.head?.meta([name]), let date = ChineseDate(value: found.value),
        date.year >= Self.firstYear
      {
        readings.append((date, "meta \(name)"))
      }
    }
    if let url = document.url, let date = ChineseDate.inAddress(url) {
      readings.append((date, "address"))
    }
    guard let first = readings.first else { return }
    document.publishedOn = first.date.description
    for reading in readings {
      noteConflict("publishedOn", reading.date.description, reading.origin)
    }
  }

  /// A date in two elements of a line, or on two lines.
  private var dateInPieces: ChineseDate? {
    let lines = sources.bylines
    if let date = lines.lazy.compactMap({ ChineseDate.inPieces($0) }).first { return date }
    return zip(lines, lines.dropFirst()).lazy
      .compactMap { ChineseDate.inPieces("\($0)\(PageLines.seam)\($1)") }.first
  }

  // MARK: - What the head says

  /// `PubDate` is when the page was generated, to the second, as another tag says.
  private var isPageMadeAnew: Bool {
    guard let date = sources.head?.meta(["PubDate"])?.value.trimmed, date.utf8.count >= 19,
      let others = sources.head?.meta(["others"])?.value
    else { return false }
    return others.holds("生成时间") && others.holds(date)
  }

  /// Days that `PubDate` may be late: tags with a clock of twelve hours, documents put up some days
  /// after the date that was typed in for them.
  private static let longestDelay = 7

  /// Whether `PubDate` is when the page was taken over into a new system: long after the day that
  /// it shows.
  private func isMoved(_ tag: ChineseDate?, from shown: ChineseDate) -> Bool {
    tag.map { $0.days(since: shown) > Self.longestDelay } ?? false
  }

  // MARK: - What stands under the title

  private func labelledDate(isBelow: Bool) -> (reading: Reading, entry: InfoEntry)? {
    let dated = sources.entries.lazy.filter { entry in
      entry.field == .publishedOn && isBelow == (entry.line >= sources.textStart)
        && entry.date != nil
    }
    let title = sources.titleLine ?? .max
    // The head of a page may show the day of the visit: 日期：2014-12-05 时间：10:20.
    func mayBeToday(_ entry: InfoEntry) -> Bool {
      entry.line < title && Self.clockLabels.contains(entry.label)
    }
    let near = dated.filter { $0.isRow || $0.line >= title - 3 }
    guard
      let found = near.first(where: { !mayBeToday($0) }) ?? near.first
        ?? dated.first(where: { !mayBeToday($0) }) ?? dated.first,
      let date = found.date
    else { return nil }
    return (reading: (date: date, origin: "line \(found.label)"), entry: found)
  }

  private static let clockLabels = ["日期", "时间", "時間"]
  /// May say when something took place, or when a law was made.
  private static let vagueLabels = clockLabels + ["公布日期"]

  /// Whether a labelled value stands right under the title: `发布时间：…`, or any date with the source
  /// beside it.
  private func isInByline(_ entry: InfoEntry) -> Bool {
    guard let title = sources.titleLine,
      (title...(title + TextAnchor.gap)).contains(entry.line)
    else { return false }
    return !entry.isRow && !Self.vagueLabels.contains(entry.label)
      || sources.entries.contains { $0.field == .source && abs($0.line - entry.line) <= 1 }
  }

  /// A by-line that begins with its date, or date and time alone: `2024年5月6日 9时30分`.
  private static func isDateAlone(_ line: String) -> Bool {
    if FurnitureCutter.isStamp(line) || FurnitureCutter.isByline(line) { return true }
    let scalars = line.trimmed.scalars
    guard let date = ChineseDate.leading(scalars) else { return false }
    return scalars[date.end...].allSatisfy {
      $0.isBlank || $0.isASCIIDigit || ":：时分秒".unicodeScalars.contains($0)
    }
  }
}
