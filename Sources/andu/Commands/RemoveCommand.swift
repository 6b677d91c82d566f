// RemoveCommand.swift — andu remove: take documents out of the search.
import Archive
import ArgumentParser

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "remove",
    abstract: say("Take documents out of the search.", "将文档移出检索。"),
    discussion: say(
      """
      With all their versions, and with their tags, notes and corrections, which do
      not come back when the page is added again. Their originals stay in the archive
      until `andu compact`.
      """,
      """
      连同其全部版本，以及标签、批注和著录修正；再次收入该网页时，后者不会恢复。
      原件保留至 `andu compact`。
      """))

  @Argument(help: ArgumentHelp(say("Their ids.", "文档编号。"), valueName: "id"))
  var references: [String]

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let writer = try ArchiveWriter(root: archive.root)
    let open = try archive.open()
    var records: [PageRecord] = []
    for text in references {
      let reference = try open.reference(text)
      guard reference.place == nil, !reference.namesVersion else {
        throw ValidationError(
          say(
            "\(text): no single version or paragraph can be removed; ID alone takes the document "
              + "with all its versions",
            "\(text)：不能只移除某个版本或段落；只写编号则移除整个文档及其全部版本"))
      }
      let record = try open.document(reference).record
      if !records.contains(where: { $0.id == record.id }) { records.append(record) }
    }
    for record in records { try writer.remove(record) }
    try writer.commit()
    for record in records {
      Output.note(
        say(
          "removed \(record.id) \(record.displayTitle)", "已移除 \(record.id) \(record.displayTitle)"))
      if record.annotations != Annotations() {
        Output.note(
          say(
            "its tags, notes and corrections went with it; adding it again brings none back",
            "其标签、批注和著录修正一并移除，再次收入时不会恢复"))
      }
    }
  }
}
