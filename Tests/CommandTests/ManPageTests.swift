// ManPageTests.swift — a man page for every command, made from what the program says of itself.
import Foundation
import Testing

@Suite("Man pages")
struct ManPageTests {
  @Test func everyCommandHasOneWithItsOptions() throws {
    let workshop = Workshop()
    let script = Package.root.appendingPathComponent("scripts/make_man_pages.py").path
    let run = workshop.shell("\(script) \"$ANDU\" man")
    #expect(run.status == 0, "\(run)")
    let names = workshop.names(in: "man")
    for name in ["andu", "andu-search", "andu-set", "andu-run", "andu-export", "andu-reindex"] {
      #expect(names.contains("\(name).1"))
    }
    let search = String(decoding: workshop.read(workshop.path("man/andu-search.1")), as: UTF8.self)
    #expect(search.contains(".B \\-\\-region <region>") && search.contains("andu search "))
    let root = String(decoding: workshop.read(workshop.path("man/andu.1")), as: UTF8.self)
    for name in names where name != "andu.1" {
      #expect(root.contains(name.dropLast(2).replacingOccurrences(of: "-", with: "\\-")))
    }
  }

  @Test func reindexSaysWhatChanged() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(3, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let run = workshop.andu("reindex", "-v")
    #expect(run.status == 0 && run.output.isEmpty, "\(run)")
    #expect(run.error.contains("nothing is read otherwise than before"), "\(run)")
  }
}
