// ArchiveLifeTests.swift — versions, removal, rebuilding, and one writer at a time.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing

@Suite("The life of an archive")
struct ArchiveLifeTests {
  private static let url = "http://a.example/1"

  @Test func versionsStandNewestFirstAlsoAfterRebuilding() throws {
    let sample = try SampleArchive()
    for number in 1...4 { try sample.add([(Self.url, "题\n第\(number)稿。")]) }
    let id = try #require(try sample.ids().first)
    for _ in 0..<2 {
      #expect(try sample.ids() == [id])
      #expect(try sample.document(id).record.versions.count == 4)
      for version in 1...4 {
        let document = try sample.document("\(id)@\(version)")
        #expect(document.paragraphs.contains { $0.text == "第\(5 - version)稿。" })
        #expect(try sample.open().original(of: document) == Array("题\n第\(5 - version)稿。".utf8))
      }
      #expect(throws: ArchiveError.self) { try sample.document("\(id)@5") }
      try sample.reindex()
    }
  }

  @Test func removalHoldsThroughRebuildingAndEndsWhenItIsAddedAgain() throws {
    let sample = try SampleArchive()
    try sample.add([(Self.url, "题\n一稿。"), ("http://a.example/2", "题\n别的。")])
    let ids = try sample.ids()
    try remove(ids[0], from: sample)
    #expect(try sample.ids() == [ids[1]])
    try sample.reindex()
    #expect(try sample.ids() == [ids[1]])
    let again = try sample.add([(Self.url, "题\n二稿。")])
    #expect(again.added == 1)
    for _ in 0..<2 {
      #expect(try Set(sample.ids()) == Set(ids))
      // What was removed does not come back as an older version.
      #expect(try sample.document(ids[0]).record.versions.count == 1)
      try sample.reindex()
    }
    try remove(ids[0], from: sample)
    try sample.reindex()
    #expect(try sample.ids() == [ids[1]])
    #expect(try sample.open().verify { _ in }.isEmpty)
  }

  @Test func nothingIsThereBeforeTheCommit() throws {
    let sample = try SampleArchive(lines: [#"{"doc_id":"a","title":"题","paragraphs":["文"]}"#])
    do {
      let writer = try ArchiveWriter(root: sample.root)
      let path = try sample.write(
        #"{"doc_id":"b","title":"题","paragraphs":["文"]}"#.utf8, to: "more.jsonl")
      var report = IngestionReport()
      try writer.importLines(try LineReader(path: path), name: "more", report: &report) { _ in }
      #expect(report.added == 1)
      #expect(try sample.ids() == ["a"])
    }
    #expect(try sample.ids() == ["a"])
    #expect(try sample.open().verify { _ in }.isEmpty)
    #expect(try sample.importLines([#"{"doc_id":"b","title":"题","paragraphs":["文"]}"#]).added == 1)
    #expect(try sample.ids() == ["a", "b"])
  }

  /// As when a backup is put in the place of an archive that is being written to.
  @Test func aWriterStopsWhenItsArchiveIsReplaced() throws {
    let sample = try SampleArchive(lines: [#"{"doc_id":"a","title":"题","paragraphs":["文"]}"#])
    let (root, files) = (sample.root.string, FileManager.default)
    var options = ExtractionOptions()
    options.form = .plainText
    let page = ArchiveWriter.Page(
      path: nil, bytes: Array("题\n新的一段。".utf8), url: Self.url, options: options)
    for isAddedBefore in [true, false] {
      let moved = "\(root)-\(isAddedBefore)"
      try files.copyItem(atPath: root, toPath: "\(moved)-copy")
      let writer = try ArchiveWriter(root: sample.root)
      var report = IngestionReport()
      if isAddedBefore { try writer.add([page], report: &report) { _ in } }
      try files.moveItem(atPath: root, toPath: moved)
      try files.moveItem(atPath: "\(moved)-copy", toPath: root)
      #expect {
        if !isAddedBefore { try writer.add([page], report: &report) { _ in } }
        try writer.commit()
      } throws: { error in
        guard case ArchiveError.replaced(_) = error else { return false }
        return true
      }
      for place in [root, moved] {
        let archive = try Archive(root: FilePath(place))
        #expect(archive.verify { _ in }.isEmpty)
        #expect(try archive.list([]).map { $0.1.id } == ["a"])
      }
    }
    #expect(try sample.add([(Self.url, "题\n新的一段。")]).added == 1)
  }

  @Test func aReaderKeepsItsSnapshot() throws {
    let sample = try SampleArchive(lines: [#"{"doc_id":"a","title":"题","paragraphs":["旧文"]}"#])
    let old = try sample.open()
    try sample.importLines([#"{"doc_id":"a","title":"题","paragraphs":["新文"]}"#])
    #expect(try old.document(try DocumentReference("a")).paragraphs.map(\.text) == ["旧文"])
    #expect(try old.search(SearchRequest("旧文")).paragraphs == 1)
    #expect(try sample.document("a").paragraphs.map(\.text) == ["新文"])
  }

  @Test func secondWriterIsRefusedWithThePid() throws {
    let sample = try SampleArchive()
    let holder = try holdLock(of: sample)
    #expect {
      _ = try ArchiveWriter(root: sample.root)
    } throws: { error in
      guard case ArchiveError.locked(_, let pid) = error else { return false }
      return pid == "\(holder.pid)"
    }
    kill(holder.pid, SIGKILL)
    holder.wait()
    // The pid of the dead is still in the file; the lock went with it.
    #expect(throws: Never.self) { _ = try ArchiveWriter(root: sample.root) }
    #expect(throws: Never.self) { _ = try ArchiveWriter(root: sample.root) }
  }

  /// Highlights are scalars of the text, whatever stands before them.
  @Test(arguments: 0..<30)
  func highlightsAreRangesOfScalars(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let pieces = ["a", "é", "，", "汉", "𠮷", "😀", "e\u{301}", " ", "１", "“", "國"]
    let text =
      (0..<40).map { _ in
        Int.random(in: 0..<6, using: &generator) == 0
          ? "司法所" : pieces.randomElement(using: &generator) ?? ""
      }.joined() + "司法所"
    let sample = try SampleArchive(lines: [
      #"{"doc_id":"a","title":"题","paragraphs":["\#(text)"]}"#
    ])
    let passage = try #require(try sample.open().search(SearchRequest("司法所")).passages.first)
    let scalars = Array(text.unicodeScalars)
    let count = text.components(separatedBy: "司法所").count - 1
    #expect(passage.text == text)
    #expect(passage.highlights.count >= 1 && passage.highlights.count <= count)
    for range in passage.highlights {
      let marked = String(String.UnicodeScalarView(scalars[range]))
      #expect(marked.filter { "司法所".contains($0) }.hasPrefix("司法所"), "\(marked)")
    }
    let covered = passage.highlights.map {
      String(String.UnicodeScalarView(scalars[$0])).components(separatedBy: "司法所").count - 1
    }
    #expect(covered.reduce(0, +) == count)
  }

  private func remove(_ id: String, from sample: SampleArchive) throws {
    let record = try sample.document(id).record
    let writer = try ArchiveWriter(root: sample.root)
    try writer.remove(record)
    try writer.commit()
  }

  /// Another process that holds the lock as a writer does.
  private func holdLock(of sample: SampleArchive) throws -> RunningProgram {
    let lock = sample.root.appending("lock").string
    let script = #"exec 9<>"$0"; flock 9; echo $$ >&9; exec sleep 30"#
    let holder = try RunningProgram("/bin/bash", ["-c", script, lock])
    for _ in 0..<1000 where (FileManager.default.contents(atPath: lock)?.count ?? 0) < 2 {
      usleep(5000)
    }
    return holder
  }
}
