// RebuildingChangesTests.swift — what is told to have changed between two states of an archive.
import Archive
import Testing

@Suite("What a rebuilding changes")
struct RebuildingChangesTests {
  @Test func nothingChangesWithTheSameRules() throws {
    let sample = try SampleArchive(lines: [#"{"doc_id":"a","title":"题","paragraphs":["文"]}"#])
    let before = try sample.open()
    try sample.reindex()
    #expect(try RebuildingChanges(from: before, to: try sample.open()).isEmpty)
  }

  @Test func fieldsAndParagraphsAreCountedApart() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"a","title":"旧题","date":"2023-01-01","paragraphs":["一","二","二"]}"#,
      #"{"doc_id":"b","title":"题","paragraphs":["文"]}"#,
    ])
    let before = try sample.open()
    try sample.importLines([
      #"{"doc_id":"a","title":"新题","date":"2023-02-01","source":"某局","paragraphs":["一","二","三","四"]}"#,
      #"{"doc_id":"c","title":"题","paragraphs":["文"]}"#,
    ])
    let writer = try ArchiveWriter(root: sample.root)
    try writer.remove(try sample.document("b").record)
    try writer.commit()
    let changes = try RebuildingChanges(from: before, to: try sample.open())
    #expect(changes.titles == 1 && changes.dates == 1 && changes.otherFields == 1)
    #expect(changes.paragraphs == 2 && changes.documents.count == 1)
    #expect(changes.documents[0].newParagraphs == 2 && changes.documents[0].goneParagraphs == 1)
    #expect(changes.added == ["c"] && changes.gone == ["b"])
    let title = try #require(changes.documents[0].fields.first { $0.name == "title" })
    #expect(title.before == "旧题" && title.after == "新题")
  }
}
