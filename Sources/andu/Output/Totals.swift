// Totals.swift — how much was found, by a search or by a scan: as JSON, as a row and in words.
import Archive

/// What `-c` prints.
struct Totals: Encodable, CustomStringConvertible {
  let documents, paragraphs, hits: Int

  init(documents: Int, paragraphs: Int, hits: Int) {
    (self.documents, self.paragraphs, self.hits) = (documents, paragraphs, hits)
  }

  init(_ answer: SearchAnswer) {
    self.init(documents: answer.documents, paragraphs: answer.paragraphs, hits: answer.hits)
  }

  var cells: [String] { ["\(documents)", "\(paragraphs)", "\(hits)"] }

  var description: String {
    say(
      [
        counted(documents, "document"), counted(paragraphs, "paragraph"), counted(hits, "hit"),
      ].joined(separator: ", "),
      "\(documents) 个文档，\(paragraphs) 段，\(hits) 处")
  }

  private enum CodingKeys: CodingKey { case v, type, documents, paragraphs, hits }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Passage.schemaVersion, forKey: .v)
    try values.encode("totals", forKey: .type)
    try values.encode(documents, forKey: .documents)
    try values.encode(paragraphs, forKey: .paragraphs)
    try values.encode(hits, forKey: .hits)
  }
}
