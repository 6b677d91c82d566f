// SavedSearchTests.swift — save, run, and what is new since.
import Foundation
import Testing

@Suite("andu save, run")
struct SavedSearchTests {
  private func page(_ number: Int, _ text: String) -> Page {
    var page = Page(url: "http://a.example/\(number)")
    page.paragraphs[2] = text
    return page
  }

  private func add(_ page: Page, to workshop: Workshop) {
    workshop.write(page.html, to: "in.html")
    #expect(workshop.andu("add", "in.html").status == 0)
  }

  @Test func runsWithItsOptionsAndFurtherOnes() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(20, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let saved = workshop.andu("save", "援助", "法律援助", "台账", "-n", "3", "--kind", "通知")
    #expect(saved.status == 0 && saved.error.contains("andu run 援助"), "\(saved)")
    let direct = workshop.andu("search", "法律援助", "台账", "-n", "3", "--kind", "通知", "--tsv")
    let run = workshop.andu("run", "援助", "--tsv")
    #expect(run.output == direct.output && run.lines.count == 3, "\(run)")
    let list = workshop.andu("save", "--list").lines
    #expect(list.count == 1 && list[0].hasPrefix("援助\t2"), "\(list)")
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.andu("run", "援助", "--tsv").output == direct.output)
    #expect(workshop.andu("save", "--delete", "援助").status == 0)
    #expect(workshop.andu("save", "--delete", "援助").status == 1)
    #expect(workshop.andu("run", "援助").status == 1)
    #expect(workshop.andu("save", "--list").status == 1)
  }

  @Test func theListCanBeCopiedIntoAShell() {
    let workshop = Workshop.withArchive()
    _ = workshop.andu("save", "甲", "--kind", "通知", "法治")
    _ = workshop.andu("save", "第二个", "\"法治 体检\"", "it's", "-n", "3")
    let queries = ["--kind 通知 法治", #"'"法治 体检"' 'it'\''s' -n 3"#]
    let piped = workshop.andu("save", "--list")
    #expect(piped.lines == ["甲\t\t\(queries[0])", "第二个\t\t\(queries[1])"], "\(piped)")
    let shown = workshop.onTerminal("save", "--list")
    #expect(shown.lines == ["甲        \(queries[0])", "第二个    \(queries[1])"], "\(shown)")
    // A quote with a combining mark behind it is one character, and ends a word all the same.
    _ = workshop.andu("save", "甲", "it'\u{301}s")
    let marked = workshop.andu("save", "--list").lines
    #expect(marked.first == "甲\t\t'it'\\''\u{301}s'", "\(marked)")
  }

  @Test func newIsWhatCameSinceTheLastRun() {
    let workshop = Workshop.withArchive()
    let sentence = "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"
    add(page(1, sentence), to: workshop)
    add(page(2, "别的事情，与此无关，也写成一段不太短的话，以便有正文可以读出。"), to: workshop)
    _ = workshop.andu("save", "普法", "普法宣传")
    #expect(workshop.andu("run", "普法", "--new", "--tsv").lines.count == 1)
    let idle = workshop.andu("run", "普法", "--new")
    #expect(idle.status == 1 && idle.error.contains("nothing new"), "\(idle)")
    // Another document is new; the same one saved anew is only where it says something else.
    add(page(3, sentence), to: workshop)
    var again = page(1, sentence)
    again.paragraphs[1] += "另加一句。"
    add(again, to: workshop)
    let run = workshop.andu("run", "普法", "--new", "--jsonl")
    #expect(run.lines.count == 1 && run.output.contains("a.example/3"), "\(run)")
    #expect(run.error.hasPrefix("1 paragraph in 1 document"), "\(run)")
    add(page(1, sentence + "又加一句。"), to: workshop)
    #expect(workshop.andu("run", "普法", "--new", "--jsonl").output.contains("又加一句"))
    #expect(workshop.andu("run", "普法", "--tsv").lines.count == 2)
    // What was seen stays seen when the originals move.
    _ = workshop.andu("remove", workshop.ids[0])
    #expect(workshop.andu("compact").status == 0)
    #expect(workshop.andu("run", "普法", "--new").status == 1)
    add(page(4, sentence), to: workshop)
    #expect(workshop.andu("run", "普法", "--new", "--tsv").lines.count == 1)
  }

  /// What was not shown is not seen.
  @Test func newStaysNewUntilItIsShown() {
    let workshop = Workshop.withArchive()
    let sentence = "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"
    add(page(1, sentence), to: workshop)
    _ = workshop.andu("save", "普法", "普法宣传", "--duplicates")
    #expect(workshop.andu("run", "普法", "--new").status == 0)
    for number in 2...13 { add(page(number, sentence), to: workshop) }
    for options in [["-c"], ["--year", "1999"]] {
      let run = workshop.andu(["run", "普法", "--new"] + options)
      #expect(run.error.contains("the next --new shows the rest"), "\(options): \(run)")
    }
    // What was shown is new no more, and what is left is counted.
    let few = workshop.andu("run", "普法", "--new", "-n", "3", "--tsv")
    #expect(few.lines.count == 3 && few.error.contains("9 more new: "), "\(few)")
    let others = workshop.andu("run", "普法", "--new", "--offset", "2", "--tsv")
    #expect(others.lines.count == 7 && others.error.contains("2 more new: "), "\(others)")
    #expect(workshop.andu("run", "普法", "--new", "-c").output.hasPrefix("2 documents, "))
    let rest = workshop.andu("run", "普法", "--new", "--tsv")
    #expect(rest.lines.count == 2 && !rest.error.contains("more new"), "\(rest)")
    let shown = (few.lines + others.lines + rest.lines).map { $0.prefix { $0 != "#" } }
    #expect(Set(shown).count == 12, "\(shown)")
    #expect(workshop.andu("run", "普法", "--new").status == 1)
  }

  @Test func aSearchForFewGoesOnWithTheRest() {
    let workshop = Workshop.withArchive()
    let sentence = "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"
    for number in 1...3 { add(page(number, sentence), to: workshop) }
    _ = workshop.andu("save", "普法", "普法宣传", "--duplicates", "-n", "2", "-l", "--jsonl")
    let first = workshop.andu("run", "普法", "--new")
    #expect(first.lines.count == 2 && first.error.contains("the first run: "), "\(first)")
    for number in 4...8 { add(page(number, sentence), to: workshop) }
    // The form that is typed last counts.
    let counts = (0..<4).map { _ in workshop.andu("run", "普法", "--new", "--tsv").lines.count }
    #expect(counts == [2, 2, 1, 0])
  }

  @Test func restoredOriginalsHideNothingNew() {
    let workshop = Workshop.withArchive()
    let sentence = "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"
    _ = workshop.andu("save", "普法", "普法宣传", "--duplicates")
    add(page(1, sentence), to: workshop)
    _ = workshop.shell("cp -a archive backup")
    for number in 2...4 { add(page(number, sentence), to: workshop) }
    #expect(workshop.andu("run", "普法", "--new", "--tsv").lines.count == 4)
    _ = workshop.shell(
      "cp archive/searches/*.json backup/searches/; rm -r archive; mv backup archive")
    add(page(5, sentence), to: workshop)
    let run = workshop.andu("run", "普法", "--new", "--jsonl")
    #expect(run.lines.count == 2 && run.output.contains("a.example/5"), "\(run)")
    #expect(workshop.andu("run", "普法", "--new").status == 1)
  }

  @Test func aSearchOfAnotherArchiveStandsInNoOthersWay() {
    let workshop = Workshop.withArchive()
    _ = workshop.andu("save", "甲", "普法")
    _ = workshop.andu("init", "--archive", "other")
    _ = workshop.andu("save", "乙", "法治", "--archive", "other")
    _ = workshop.shell("cp other/searches/乙.json archive/searches/")
    let list = workshop.andu("save", "--list")
    #expect(list.status == 5 && list.lines == ["甲\t\t普法"], "\(list)")
    #expect(list.error.contains("乙.json: not a saved search of this archive, or damaged"))
    let before = workshop.names(in: "archive/originals")
    #expect(workshop.andu("compact").status == 5)
    #expect(workshop.names(in: "archive/originals") == before)
    #expect(workshop.andu("save", "--delete", "乙").status == 0)
    #expect(workshop.andu("compact").status == 0)
  }

  @Test func whatCannotBeSearchedIsNotSaved() {
    let workshop = Workshop.withArchive()
    for words in [["普法 ("], ["--year", "2023"], ["普法 year:abc"], ["普法", "--year", "abc"]] {
      #expect(workshop.andu(["save", "甲"] + words).status == 2, "\(words)")
    }
    #expect(workshop.andu("save", "--list").status == 1)
    _ = workshop.andu("save", "甲", "普法")
    #expect(workshop.andu("save", "甲", "法治").error.hasPrefix("in the place of: 普法\n"))
  }

  @Test func everyDamagedByteIsNoticed() throws {
    let workshop = Workshop.withArchive()
    _ = workshop.andu("save", "普法", "普法宣传", "-n", "3")
    let file = URL(fileURLWithPath: workshop.path("archive/searches/普法.json"))
    let sound = try Data(contentsOf: file)
    for place in stride(from: 0, to: sound.count, by: 7) {
      var damaged = sound
      damaged[place] ^= 1 << UInt8(place % 8)
      try damaged.write(to: file)
      let verified = workshop.andu("verify")
      #expect(verified.status == 5 && verified.error.contains("普法.json"), "\(place): \(verified)")
      #expect(workshop.andu("run", "普法").status == 5)
    }
    // Another search under this name.
    try sound.write(to: file)
    _ = workshop.andu("save", "别的", "别的")
    try FileManager.default.removeItem(atPath: workshop.path("archive/searches/别的.json"))
    try sound.write(to: URL(fileURLWithPath: workshop.path("archive/searches/别的.json")))
    #expect(workshop.andu("verify").status == 5)
    #expect(workshop.andu("run", "别的").status == 5)
  }

  @Test func aFileThatIsGoneIsMissed() throws {
    let workshop = Workshop.withArchive()
    let file = workshop.path("archive/searches/普法.json")
    _ = workshop.andu("save", "普法", "普法宣传")
    _ = workshop.andu("save", "别的", "别的")
    let sound = try Data(contentsOf: URL(fileURLWithPath: file))
    for (gone, told) in [(file, ["普法"]), (workshop.path("archive/searches"), ["别的", "普法"])] {
      try FileManager.default.removeItem(atPath: gone)
      let asked = [
        workshop.andu("verify"), workshop.andu("save", "--list"), workshop.andu("run", "普法"),
        workshop.andu("run", " 普法 "),
      ]
      #expect(asked.map(\.status) == [5, 5, 5, 5], "\(asked)")
      #expect(told.allSatisfy { asked[0].error.contains("\($0).json: the file of a saved") })
    }
    // No writer forgets it; it comes back from a backup, or is saved again, or given up.
    try FileManager.default.createDirectory(
      atPath: workshop.path("archive/searches"), withIntermediateDirectories: false)
    add(page(1, "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"), to: workshop)
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.andu("verify").status == 5)
    try sound.write(to: URL(fileURLWithPath: file))
    #expect(workshop.andu("save", "--delete", "别的").status == 0)
    #expect(workshop.andu("verify").status == 0)
    try FileManager.default.removeItem(atPath: file)
    #expect(workshop.andu("save", "普法", "普法").status == 0)
    #expect(workshop.andu("verify").status == 0)
    try FileManager.default.removeItem(atPath: file)
    let repaired = workshop.andu("verify", "--repair")
    #expect(repaired.status == 3 && repaired.error.contains("searches/普法.json"), "\(repaired)")
    #expect(workshop.andu("verify").status == 0)
    #expect(workshop.andu("save", "--list").status == 1)
  }

  @Test func whatTheManifestDoesNotNameYetIsNamedByTheNextWriter() throws {
    let workshop = Workshop.withArchive()
    let manifest = URL(fileURLWithPath: workshop.path("archive/manifest"))
    let before = try Data(contentsOf: manifest)
    _ = workshop.andu("save", "普法", "普法宣传")
    try before.write(to: manifest)
    #expect(workshop.andu("save", "--list").lines.count == 1)
    #expect(workshop.andu("verify").status == 0)
    add(page(1, "开展普法宣传活动，提高群众法治意识，增强尊法学法守法用法的自觉性。"), to: workshop)
    try FileManager.default.removeItem(atPath: workshop.path("archive/searches/普法.json"))
    #expect(workshop.andu("verify").status == 5)
  }

  @Test func whatIsNotInOrderIsRefused() {
    let workshop = Workshop.withArchive()
    #expect(workshop.andu("save", "名").status == 2)
    #expect(workshop.andu("save", "../名", "普法").status == 2)
    #expect(workshop.andu("save", "名", "普法", "--nonsense").status == 2)
    #expect(workshop.andu("run", "../../etc/passwd").status == 1)
    #expect(workshop.names(in: "archive").contains("searches") == false)
  }
}
