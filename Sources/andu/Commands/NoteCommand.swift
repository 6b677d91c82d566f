// NoteCommand.swift — andu note: a note on a document or a paragraph.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "note",
    abstract: say("Write a note on a document or a paragraph.", "为文档或段落写批注。"),
    discussion: say(
      """
      andu note 71f3#6 与2022年的提法不同
      andu note 71f3 - < note.txt      from standard input
      andu note 71f3                   read the notes
      andu note 71f3#6 --delete

      Notes are shown by `andu show` and `andu info`. One on a paragraph follows its
      text.
      """,
      """
      andu note 71f3#6 与2022年的提法不同
      andu note 71f3 - < note.txt      从标准输入读取
      andu note 71f3                   显示批注
      andu note 71f3#6 --delete

      批注由 `andu show` 和 `andu info` 显示；段落的批注跟随其文字。
      """))

  @Argument(help: ArgumentHelp(say("ID or ID#PARAGRAPH.", "编号或 编号#段。")))
  var reference: String

  @Argument(help: ArgumentHelp(say("The note; - is standard input.", "批注；- 为标准输入。")))
  var text: [String] = []

  @Flag(help: ArgumentHelp(say("Take the note away.", "删除批注。")))
  var delete = false

  @OptionGroup var archive: ArchiveOption

  /// In bytes.
  private static let longest = 100_000

  func validate() throws {
    if delete, !text.isEmpty {
      throw ValidationError(say("--delete takes no text", "--delete 不带文字"))
    }
  }

  func run() throws {
    if text.isEmpty, !delete { return try printNotes() }
    var change = ArchiveWriter.MarkChange()
    change.note = delete ? "" : try note()
    if !delete, change.note?.isEmpty ?? true {
      throw ValidationError(say("the note is empty; --delete takes one away", "批注为空；删除请用 --delete"))
    }
    let writer = try ArchiveWriter(root: archive.root)
    let places = try archive.open().places([reference])
    for place in places {
      try writer.mark(place.document.record, paragraph: place.paragraph, change)
    }
    try writer.commit()
    for place in places {
      Output.note(
        delete
          ? say("note on \(place.name) deleted", "已删除 \(place.name) 的批注")
          : say("note on \(place.name) kept", "已保存 \(place.name) 的批注"))
    }
  }

  private func note() throws -> String {
    let typed =
      text == ["-"]
      ? String(
        decoding: try FileSystem.read(.standardInput, limit: Self.longest), as: UTF8.self)
      : text.joined(separator: " ")
    guard typed.utf8.count <= Self.longest else {
      throw ValidationError(say("the note is too long", "批注过长"))
    }
    let kept = typed.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    return String(String.UnicodeScalarView(kept)).trimmed
  }

  private func printNotes() throws {
    var isEmpty = true
    for place in try archive.open().places([reference]) {
      for mark in place.document.record.annotations.marks {
        guard let note = mark.note, mark.isOn(place.paragraph) else { continue }
        isEmpty = false
        Output.line(
          SafeText.visible(place.document.name(of: mark)) + "  "
            + SafeText.visible(note + mark.loss, keeping: "\n"))
      }
    }
    if isEmpty {
      Output.note(say("no note on \(reference)", "\(reference) 没有批注"))
      throw Status.nothingFound.code
    }
  }
}
