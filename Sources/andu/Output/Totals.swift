// Totals.swift — how much was found, by a search or by a scan: as JSON, as a row and in words.
import Archive

/// What `-c` prints.
struct Totals: Encodable, CustomStringConvertible {
  let v = Passage.schemaVersion
  let type = "totals"
  let documents, paragraphs, hits: Int

  var cells: [String] { ["\(documents)", "\(paragraphs)", "\(hits)"] }

  var description: String {
    say(
      [
        counted(documents, "document"), counted(paragraphs, "paragraph"), counted(hits, "hit"),
      ].joined(separator: ", "),
      "\(documents) 个文档，\(paragraphs) 段，\(hits) 处")
  }
}

extension Totals {
  init(_ answer: SearchAnswer) {
    self.init(documents: answer.documents, paragraphs: answer.paragraphs, hits: answer.hits)
  }
}
