// AnswerPrinter.swift — the answer to a search in each of its forms.
import Archive

/// Prints the answer to one query, or to each of a list.
struct AnswerPrinter {
  let format: FormatOptions
  let renderer: TerminalRenderer
  /// Better results that were passed over, where others were asked for.
  let offset: Int
  /// Only counts, of each document where `listsDocuments`.
  let countsOnly: Bool
  let listsDocuments: Bool
  /// Documents whose counts are listed; nil for all.
  let mostCounts: Int?
  let endsWithNull: Bool
  let trecTag: String?
  private static let facetRows = 12
  /// Where the archive is, for people.
  let place: String
  /// The answers of a batch.
  private var batch: JSONList

  init(
    format: FormatOptions, renderer: TerminalRenderer, offset: Int, countsOnly: Bool,
    listsDocuments: Bool, mostCounts: Int?, endsWithNull: Bool, trecTag: String?, place: String
  ) {
    (self.format, self.renderer, self.offset) = (format, renderer, offset)
    (self.countsOnly, self.listsDocuments) = (countsOnly, listsDocuments)
    self.mostCounts = mostCounts
    (self.endsWithNull, self.trecTag, self.place) = (endsWithNull, trecTag, place)
    batch = JSONList(format)
  }

  // MARK: One query

  /// - Parameter hint: what to try where nothing was found.
  func print(_ answer: SearchAnswer, hint: String? = nil) throws {
    if let plan = answer.plan {
      for line in ExplanationText.lines(plan, isBroken: answer.isBroken) { Output.note(line) }
    }
    if format.isJSON {
      var list = JSONList(format)
      if countsOnly, !listsDocuments, answer.facets.isEmpty {
        Output.line(try JSONOutput.text(Totals(answer)))
        return
      }
      if countsOnly, !listsDocuments { try list.add(Totals(answer)) }
      for tally in tallies(answer) { try list.add(tally) }
      for passage in answer.passages { try list.add(passage) }
      for facet in answer.facets { try list.add(facet) }
      list.end()
    } else {
      printRows(answer, id: nil)
      if countsOnly, !format.tsv { Output.line(Totals(answer).description) }
      printFacets(answer.facets, id: nil)
    }
    if !countsOnly {
      Output.note(AnswerText.totals(answer, in: place, hint: hint) + whatIsNotShown(answer))
    }
  }

  /// What each document holds, where that is asked for.
  private func tallies(_ answer: SearchAnswer) -> [DocumentTally] {
    guard countsOnly, listsDocuments else { return [] }
    return Array((answer.counts ?? []).prefix(mostCounts ?? .max))
  }

  /// Why of what was found nothing stands above, or is counted below.
  private func whatIsNotShown(_ answer: SearchAnswer) -> String {
    if answer.paragraphs + answer.partialParagraphs == 0 { return "" }
    var text = ""
    if offset > 0, answer.passages.isEmpty {
      text += say(
        "; --offset \(offset) passes over all results", "；--offset \(offset) 已越过全部结果")
    }
    if isForRows, !answer.facets.isEmpty {
      text += say(
        "; --facet is shown with -c, --json or --jsonl", "；--facet 须与 -c、--json 或 --jsonl 连用")
    } else if answer.paragraphs == 0, !answer.facets.isEmpty {
      text += say("; --facet counts those with all words", "；--facet 只统计含有全部词的段落")
    }
    return text
  }

  // MARK: Many queries

  mutating func print(_ answer: SearchAnswer, to query: ListedQuery) throws {
    if format.isJSON {
      try batch.add(QueryAnswer(answer, to: query, tallies: tallies(answer)))
    } else if isForRows {
      printRows(answer, id: query.id)
      printFacets(answer.facets, id: query.id)
    } else {
      let totals = countsOnly ? Totals(answer).description : AnswerText.totals(answer, in: place)
      Output.line(
        renderer.style.title("== \(SafeText.visible(query.id))  \(SafeText.visible(query.words))")
          + "  " + renderer.style.faint(SafeText.visible(totals)))
      printRows(answer, id: query.id)
      printFacets(answer.facets, id: query.id)
    }
  }

  mutating func print(_ mistake: QueryMistake, of query: ListedQuery) throws {
    if format.isJSON { try batch.add(FailedQuery(mistake, of: query)) }
  }

  func endBatch() { if format.isJSON { batch.end() } }

  // MARK: Rows

  /// - Parameter id: the query's, the first cell of its rows; nil for the only one.
  private func printRows(_ answer: SearchAnswer, id: String?) {
    if countsOnly {
      let lead = format.tsv ? id.map { [$0] } ?? [] : []
      if listsDocuments {
        for tally in tallies(answer) {
          Output.row(lead + [tally.document, "\(tally.paragraphs)", "\(tally.hits)", tally.title])
        }
      } else if format.tsv {
        Output.row(lead + Totals(answer).cells)
      }
      return
    }
    for (index, passage) in answer.passages.enumerated() {
      if let trecTag {
        let name = listsDocuments ? passage.document : "\(passage.document)#\(passage.number)"
        // Evaluators sort by the score, which is no order of its own here: the rank, negative.
        Output.line(
          [id ?? "1", "Q0", name, "\(index + 1)", "\(-index - 1)", trecTag]
            .map(Self.word).joined(separator: " "))
      } else if endsWithNull {
        let document = passage.reference.dropLast("#\(passage.number)".count)
        Output.write((listsDocuments ? String(document) : passage.reference) + "\0")
      } else if format.tsv {
        Output.row((id.map { [$0] } ?? []) + AnswerText.cells(passage))
      } else {
        Output.write(
          renderer.passage(passage, rank: offset + index + 1, isNearest: answer.isBroken))
        if answer.plan == nil { continue }
        for line in ExplanationText.lines(passage) { Output.line("   " + line) }
      }
    }
  }

  private var isForRows: Bool { format.tsv || endsWithNull || trecTag != nil }

  /// Bars for people; with `-c` rows, those of passages are all alike.
  ///
  /// - Parameter id: the query's, the first cell of its rows; nil for the only one.
  private func printFacets(_ facets: [Facet], id: String?) {
    if isForRows {
      guard countsOnly else { return }
      let lead = id.map { [$0] } ?? []
      for facet in facets {
        for tally in facet.tallies {
          let numbers = [tally.documents, tally.paragraphs, tally.hits ?? 0].map(String.init)
          Output.row(lead + [facet.field.rawValue] + tally.values + numbers)
        }
      }
      return
    }
    let bars = TallyBars(style: renderer.style, width: renderer.width, limit: Self.facetRows)
    for facet in facets where !facet.tallies.isEmpty {
      Output.line("")
      for line in bars.lines([facet.field], facet.tallies) { Output.line(line) }
    }
  }

  /// A cell of a line whose cells are parted by blanks.
  private static func word(_ text: String) -> String {
    String(SafeText.visible(text).map { $0.isWhitespace ? "_" : $0 })
  }
}

/// The whole answer to one query of a list.
private struct QueryAnswer: Encodable {
  var v = Passage.schemaVersion
  var type = "answer"
  let id: String
  let line: Int
  let query: String
  let documents, paragraphs, partialDocuments, partialParagraphs: Int
  let hits: Int?
  let broken: Bool
  let passages: [Passage]
  let tallies: [DocumentTally]
  let facets: [Facet]

  init(_ answer: SearchAnswer, to query: ListedQuery, tallies: [DocumentTally]) {
    (id, line, self.query) = (query.id, query.line, query.words)
    (documents, paragraphs) = (answer.documents, answer.paragraphs)
    (partialDocuments, partialParagraphs) = (answer.partialDocuments, answer.partialParagraphs)
    hits = answer.counts == nil ? nil : answer.hits
    broken = answer.isBroken
    passages = answer.passages
    facets = answer.facets
    self.tallies = tallies
  }

  private enum CodingKeys: CodingKey {
    case v, type, id, line, query, documents, paragraphs, partialDocuments, partialParagraphs
    case hits, broken, passages, tallies, facets
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(v, forKey: .v)
    try values.encode(type, forKey: .type)
    try values.encode(id, forKey: .id)
    try values.encode(line, forKey: .line)
    try values.encode(query, forKey: .query)
    try values.encode(documents, forKey: .documents)
    try values.encode(paragraphs, forKey: .paragraphs)
    try values.encode(partialDocuments, forKey: .partialDocuments)
    try values.encode(partialParagraphs, forKey: .partialParagraphs)
    try values.encode(hits, forKey: .hits)
    try values.encode(broken, forKey: .broken)
    try values.encode(passages, forKey: .passages)
    try values.encode(tallies, forKey: .tallies)
    try values.encode(facets, forKey: .facets)
  }
}

/// A query of a list that cannot be answered.
private struct FailedQuery: Encodable {
  var v = Passage.schemaVersion
  var type = "error"
  let id: String
  let line: Int
  let query: String
  let message: String
  let column: Int?

  init(_ mistake: QueryMistake, of query: ListedQuery) {
    (id, line, self.query) = (query.id, query.line, query.words)
    (message, column) = (mistake.message, mistake.column)
  }

  private enum CodingKeys: CodingKey { case v, type, id, line, query, message, column }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(v, forKey: .v)
    try values.encode(type, forKey: .type)
    try values.encode(id, forKey: .id)
    try values.encode(line, forKey: .line)
    try values.encode(query, forKey: .query)
    try values.encode(message, forKey: .message)
    try values.encode(column, forKey: .column)
  }
}
