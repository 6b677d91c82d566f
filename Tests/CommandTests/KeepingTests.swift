// KeepingTests.swift — remove, compact, reindex, verify: what lasts and what goes.
import Foundation
import Testing

@Suite("andu remove, compact")
struct RemoveTests {
  @Test func isOutOfTheSearchAtOnceAndStaysOut() throws {
    let workshop = Workshop.withArchive()
    PageGenerator.write(3, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let ids = workshop.ids
    let run = workshop.andu("remove", ids[1])
    #expect(run.status == 0 && run.error.contains("removed "), "\(run)")
    #expect(workshop.ids == [ids[0], ids[2]])
    #expect(workshop.andu("search", "第1号文件").status == 1)
    #expect(workshop.andu("show", ids[1]).status == 1)
    #expect(workshop.andu("verify").status == 0)
    #expect(workshop.andu("reindex").status == 0)
    #expect(workshop.ids == [ids[0], ids[2]])
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func saysThatAnnotationsGoWithIt() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(2, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let ids = workshop.ids
    _ = workshop.andu("note", ids[0], "批注")
    #expect(workshop.andu("remove", ids[0]).error.contains("went with it"))
    #expect(!workshop.andu("remove", ids[1]).error.contains("went with it"))
  }

  @Test func comesBackWhenItIsAddedAgain() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(2, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let ids = workshop.ids
    _ = workshop.andu("remove", ids[0])
    let again = workshop.andu("add", "saved")
    #expect(again.error.hasPrefix("1 added, 1 unchanged"), "\(again)")
    #expect(Set(workshop.ids) == Set(ids))
    _ = workshop.andu("reindex")
    #expect(Set(workshop.ids) == Set(ids))
  }

  @Test func compactDropsTheBytesAndKeepsTheRest() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(20, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let ids = workshop.ids
    let doomed = workshop.andu("info", ids[7], "--json").output
    let digest = doomed.components(separatedBy: #""sha256" : ""#).last.map { String($0.prefix(64)) }
    _ = workshop.andu(["remove"] + ids[5..<15])
    let before = workshop.andu("search", "法律援助", "-c", "-l").output
    #expect(originals(workshop).contains { $0.contains("第7号文件") })
    let run = workshop.andu("compact")
    #expect(run.status == 0 && run.error.contains("20 records dropped"), "\(run)")
    #expect(!originals(workshop).contains { $0.contains("第7号文件") })
    if let digest { #expect(!originals(workshop).contains { $0.contains(digest) }) }
    #expect(workshop.andu("verify").status == 0)
    #expect(workshop.andu("search", "法律援助", "-c", "-l").output == before)
    #expect(workshop.andu("show", ids[0], "--original").output == PageGenerator.page(0).html)
    #expect(workshop.ids.count == 10)
    #expect(workshop.names(in: "archive/originals").count == 1)
    let added = workshop.andu("add", "saved")
    #expect(added.error.hasPrefix("10 added, 10 unchanged"), "\(added)")
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func compactKeepsOlderVersions() throws {
    let workshop = Workshop.withArchive()
    let (old, other) = (Page(url: "http://a.example/1"), Page(url: "http://a.example/2"))
    var new = old
    new.paragraphs[2] += "第二稿。"
    for (page, name) in [(old, "1.html"), (other, "2.html"), (new, "3.html")] {
      workshop.write(page.html, to: name)
      _ = workshop.andu("add", name)
    }
    let id = try #require(workshop.ids.first)
    _ = workshop.andu("remove", workshop.ids[1])
    #expect(workshop.andu("compact").status == 0)
    #expect(workshop.andu("show", "\(id)@2", "--original").output == old.html)
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func refusesParagraphsVersionsAndUnknownOnesAndThenRemovesNothing() {
    let workshop = Workshop.withArchive()
    PageGenerator.write(2, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    let ids = workshop.ids
    #expect(workshop.andu("remove", "\(ids[0])#1").status == 2)
    for version in ["@1", "@2"] {
      let run = workshop.andu("remove", ids[0] + version)
      #expect(run.status == 2 && run.error.contains("no single version"), "\(run)")
    }
    #expect(workshop.andu("remove", ids[0], "ffffffff").status == 1)
    #expect(workshop.ids == ids)
    let twice = workshop.andu("remove", ids[0], ids[0])
    #expect(twice.status == 0 && workshop.ids == [ids[1]], "\(twice)")
  }

  /// The WARC files, unpacked.
  private func originals(_ workshop: Workshop) -> [String] {
    workshop.names(in: "archive/originals").map {
      workshop.shell("gzip -dc archive/originals/\($0)").output
    }
  }
}

@Suite("andu reindex, verify")
struct RebuildTests {
  private func filled() -> Workshop {
    let workshop = Workshop.withArchive()
    PageGenerator.write(12, to: "saved", of: workshop)
    _ = workshop.andu("add", "saved")
    _ = workshop.andu("import", Package.lines)
    return workshop
  }

  private func answers(_ workshop: Workshop) -> [String] {
    [
      workshop.andu("search", "社区矫正 台账", "--jsonl", "-n", "100").output,
      workshop.andu("search", "法律明白人", "-c", "-l").output, workshop.andu("export").output,
    ]
  }

  private func segments(_ workshop: Workshop) -> [String] {
    workshop.names(in: "archive/segments").filter { $0.hasSuffix(".seg") }
      .map { workshop.path("archive/segments/\($0)") }
  }

  @Test func rebuildsTheSameAnswers() {
    let workshop = filled()
    let before = answers(workshop)
    let run = workshop.andu("reindex")
    #expect(run.status == 0, "\(run)")
    #expect(answers(workshop) == before)
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func rebuildsWithoutAManifest() {
    let workshop = filled()
    let before = answers(workshop)
    try? FileManager.default.removeItem(atPath: workshop.path("archive/manifest"))
    let search = workshop.andu("search", "台账")
    #expect(search.status == 4 && search.error.contains("andu reindex"), "\(search)")
    #expect(workshop.andu("init").status == 4)
    let run = workshop.andu("reindex")
    #expect(run.status == 0, "\(run)")
    #expect(answers(workshop) == before)
  }

  @Test func bytesSetAsideAreToldOfAndNeverOverwritten() {
    let workshop = filled()
    let before = answers(workshop)
    for round in 1...2 {
      _ = workshop.shell(
        "rm archive/manifest; printf junk >> archive/originals/andu-00001.warc.gz")
      let run = workshop.andu("reindex")
      #expect(run.status == 5 && run.error.contains("are now in andu-00001.warc.gz."), "\(run)")
      let asides = workshop.names(in: "archive/originals").filter { $0.hasSuffix(".aside") }
      #expect(asides.count == round, "\(asides)")
    }
    #expect(answers(workshop) == before)
    let verify = workshop.andu("verify")
    #expect(verify.status == 0 && verify.error.contains("-2.aside: bytes that"), "\(verify)")
  }

  @Test func rebuildsWhenASegmentIsDamagedOrLost() throws {
    let workshop = filled()
    let before = answers(workshop)
    let segment = try #require(segments(workshop).first)
    for damage in 0..<3 {
      switch damage {
      case 0: workshop.flipBit(of: segments(workshop)[0], at: workshop.read(segment).count - 5)
      case 1:
        workshop.write(
          Array(workshop.read(segments(workshop)[0]).prefix(100)), to: segments(workshop)[0])
      default: try FileManager.default.removeItem(atPath: segments(workshop)[0])
      }
      let verify = workshop.andu("verify")
      #expect(verify.status == 5 || verify.status == 4, "\(damage): \(verify)")
      let run = workshop.andu("reindex")
      #expect(run.status == 0, "\(damage): \(run)")
      #expect(answers(workshop) == before)
      #expect(workshop.andu("verify").status == 0)
    }
  }

  @Test func rebuildsWhenTheManifestIsDamaged() {
    let workshop = filled()
    let before = answers(workshop)
    workshop.flipBit(of: workshop.path("archive/manifest"), at: 40)
    let verify = workshop.andu("verify")
    #expect(verify.status == 5 && verify.error.contains("manifest"), "\(verify)")
    #expect(workshop.andu("reindex").status == 0)
    #expect(answers(workshop) == before)
  }

  @Test func keepsVersionsInOrder() throws {
    let workshop = Workshop.withArchive()
    for number in 1...3 {
      var page = Page(url: "http://a.example/same")
      page.paragraphs[2] += "第\(number)稿。"
      workshop.write(page.html, to: "1.html")
      _ = workshop.andu("add", "1.html")
    }
    let id = try #require(workshop.ids.first)
    let before = workshop.andu("info", id).output
    _ = workshop.andu("reindex")
    #expect(workshop.andu("info", id).output == before)
    #expect(workshop.andu("show", "\(id)@3").output.contains("第1稿"))
  }

  @Test func repairSaysWhatWasLost() throws {
    let workshop = filled()
    let count = workshop.ids.count
    #expect(workshop.andu("verify", "--repair").status == 0)
    #expect(!workshop.names(in: "archive").contains("quarantine"))
    let segment = try #require(segments(workshop).first)
    workshop.flipBit(of: segment, at: workshop.read(segment).count - 5)
    let derived = workshop.andu("verify", "--repair")
    #expect(derived.status == 0 && derived.error.contains("nothing was lost"), "\(derived)")

    let id = try #require(workshop.ids.first)
    let info = workshop.andu("info", id, "--json").output
    let offset = try #require(
      info.firstMatch(of: /"offset" : (\d+)/).flatMap { Int($0.output.1) })
    let original = workshop.path("archive/originals/" + workshop.names(in: "archive/originals")[0])
    workshop.flipBit(of: original, at: offset + 200)
    #expect(workshop.andu("verify").error.contains("verify --repair"))
    let lost = workshop.andu("verify", "--repair")
    #expect(lost.status == 3, "\(lost)")
    #expect(lost.error.contains("lost: ") && lost.error.contains("quarantine/originals-"))
    #expect(workshop.ids.count == count - 1)
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func verifyTellsOfADamagedSegmentOnce() throws {
    let workshop = filled()
    let segment = try #require(segments(workshop).first)
    let whole = workshop.read(segment)
    for offset in [whole.count - 5, whole.count / 2] {
      workshop.flipBit(of: segment, at: offset)
      let lines = workshop.andu("verify").error.split(separator: "\n")
      #expect(!lines.isEmpty && Set(lines).count == lines.count, "\(lines)")
      workshop.write(whole, to: segment)
    }
  }

  @Test func verifyTellsWhatIsWell() {
    let run = filled().andu("verify")
    #expect(run.status == 0 && run.output.isEmpty && run.error.hasPrefix("all is well: "), "\(run)")
  }

  @Test func verifySeesOneBitAnywhere() throws {
    let workshop = filled()
    let original = workshop.path("archive/originals/" + workshop.names(in: "archive/originals")[0])
    let files = [original, workshop.path("archive/manifest")] + segments(workshop)
    var generator = SystemRandomNumberGenerator()
    for file in files {
      let whole = workshop.read(file)
      for _ in 0..<12 {
        let offset = Int.random(in: 0..<whole.count, using: &generator)
        workshop.flipBit(of: file, at: offset)
        let run = workshop.andu("verify")
        #expect(run.status == 5 || run.status == 4, "byte \(offset) of \(file): \(run)")
        #expect(run.error.hasPrefix("andu: "), "\(run)")
        workshop.write(whole, to: file)
      }
    }
    #expect(workshop.andu("verify").status == 0)
  }

  @Test func aDamagedOriginalIsNeverShown() throws {
    let workshop = filled()
    let original = workshop.path("archive/originals/" + workshop.names(in: "archive/originals")[0])
    let id = try #require(workshop.ids.first)
    let info = workshop.andu("info", id, "--json").output
    let offset = try #require(
      info.firstMatch(of: /"offset" : (\d+)/).flatMap { Int($0.output.1) })
    workshop.flipBit(of: original, at: offset + 200)
    let run = workshop.andu("show", id, "--original")
    #expect(run.status == 5 && run.output.isEmpty, "\(run)")
    // The index answers still; what it says was read when the page was whole.
    #expect(workshop.andu("search", "台账").status == 0)
  }
}
