// AnswerText.swift — how much a search found, in words, and a passage as the cells of a row.
import Archive
import Extraction

enum AnswerText {
  /// - Parameter hint: what to try, where something better than usual is known.
  static func totals(_ answer: SearchAnswer, in place: String, hint: String? = nil) -> String {
    if answer.paragraphs + answer.partialParagraphs == 0 {
      let usual = say(
        "try fewer or shorter words, or `andu list` to see what is there",
        "试试更少或更短的词，或用 `andu list` 查看已收文档")
      return say(
        "nothing found in \(place) — \(hint ?? usual)", "\(place) 中没有找到——\(hint ?? usual)")
    }
    let further = hint.map { say("; \($0)", "；\($0)") } ?? ""
    if answer.isBroken {
      return say(
        "nothing holds the text as typed; what comes nearest to it is shown",
        "没有与输入完全一致的段落；以下是最接近的段落") + further
    }
    if answer.paragraphs == 0 {
      return say(
        "no paragraph with all of the words, \(answer.partialParagraphs) with some",
        "没有含有全部词的段落，\(answer.partialParagraphs) 段含有部分词") + further
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

  /// A row of `--tsv`; `docs/JSON.md` names its columns.
  static func cells(_ passage: Passage) -> [String] {
    let highlights = passage.highlights.map { "\($0.lowerBound)-\($0.upperBound)" }
    return [
      passage.reference, "\(passage.score)", passage.missing.isEmpty ? "full" : "partial",
      passage.date ?? "", passage.source ?? passage.issuer ?? "", passage.title,
      passage.path.joined(separator: "/"), passage.text, passage.document,
      passage.issuer ?? "", passage.documentNumber ?? "", passage.documentKind ?? "",
      passage.region?.level.rawValue ?? "", passage.region?.name ?? "",
      passage.years.map(String.init).joined(separator: " "), passage.url ?? "", passage.sha256,
      passage.headings.joined(separator: " › "), passage.missing.joined(separator: " "),
      highlights.joined(separator: " "),
    ]
  }
}

extension SearchAnswer {
  /// How often the query stands in the full matches, where it was counted.
  var hits: Int { (counts ?? []).reduce(0) { $0 + $1.hits } }
}
