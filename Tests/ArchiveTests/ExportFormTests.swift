// ExportFormTests.swift — cells of spreadsheets, Markdown and the names of files.
import Archive
import Testing

@Suite("Forms of export")
struct ExportFormTests {
  @Test(arguments: [
    ("甲", "甲"), ("甲,乙", "\"甲,乙\""), ("说“好”", "说“好”"), ("a\"b", "\"a\"\"b\""), ("一\n二", "\"一\n二\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"),
    ("\ra", "\"'\ra\""), ("", ""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
  ])
  func cells(text: String, cell: String) {
    #expect(CommaSeparated().row([text, ""]) == cell + ",\r\n")
  }

  @Test func formulasAreLeftWhenAskedTo() {
    var table = CommaSeparated()
    table.guardsFormulas = false
    #expect(table.row(["=1+1", "-2"]) == "=1+1,-2\r\n")
  }

  @Test(arguments: [
    ("关于“a/b”的通知", "关于“a_b”的通知"), ("../../etc/passwd", "_.._etc_passwd"), ("a\0b\u{202e}c", "abc"),
    ("con", "_con"), ("NUL.txt", "_NUL.txt"), (" . ", "_"), ("a#b[c]^|", "a_b_c___"), ("尾. .", "尾"),
  ])
  func namesAreSafe(title: String, name: String) throws {
    #expect(MarkdownNote.safeName(title) == name)
  }

  @Test func namesAreShortEnough() {
    #expect(MarkdownNote.safeName(String(repeating: "长", count: 300)).utf8.count < 210)
  }

  @Test func aNoteHoldsFieldsHeadingsTablesAndWhatWasAdded() throws {
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"a","title":"题：*一*","date":"2023-06-30","years":[2023],"paragraphs":["#
        + #"{"text":"一、总体要求","kind":"heading","depth":1,"headingLength":6},"# + #""正文_文。","#
        + #"{"text":"甲\t乙","kind":"tableRow","depth":0},{"text":"1\t2|3","kind":"tableRow","depth":0}]}"#
    ])
    let writer = try ArchiveWriter(root: sample.root)
    var mark = ArchiveWriter.MarkChange()
    (mark.addedTags, mark.note) = (["引"], "好")
    let record = try writer.mark(try sample.document("a").record, paragraph: 2, mark)
    (mark.addedTags, mark.note) = (["整"], nil)
    try writer.mark(record, paragraph: nil, mark)
    try writer.commit()
    let note = MarkdownNote(try sample.document("a"))
    #expect(note.fileName == "2023-06-30 题：_一_")
    #expect(note.text.hasPrefix("---\ntitle: \"题：*一*\"\npublished: \"2023-06-30\"\n"))
    #expect(note.text.contains("years: [2023]\ntags: [\"整\"]\n---\n\n# 题：\\*一\\*\n\n## 一、总体要求\n"))
    #expect(note.text.contains("正文\\_文。\n\n> [!note]\n> #引\n> 好\n\n| 甲 | 乙 |\n| --- | --- |\n"))
    #expect(note.text.hasSuffix("| 1 | 2\\|3 |\n"))
  }
}
