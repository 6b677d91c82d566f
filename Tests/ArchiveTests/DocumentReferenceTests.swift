// DocumentReferenceTests.swift — how documents and paragraphs are named, and how short.
import Archive
import Testing

@Suite("References")
struct DocumentReferenceTests {
  @Test(
    arguments: [
      ("8191", "8191", 1, nil),
      ("8191#15", "8191", 1, .number(15)),
      ("8191@2", "8191", 2, nil),
      ("8191@2#15", "8191", 2, .number(15)),
      ("8191#六/15", "8191", 1, .path(["六", "15"])),
      ("8191#四/(一)", "8191", 1, .path(["四", "（一）"])),
      ("8191#四、/（一）/1.", "8191", 1, .path(["四", "（一）", "1"])),
      ("8191#第三条", "8191", 1, .path(["第三条"])),
      ("a@b", "a@b", 1, nil),
      ("a@b@3", "a@b", 3, nil),
      ("件1#2#3", "件1", 1, .path(["2#3"])),
    ] as [(String, String, Int, DocumentReference.Place?)])
  func areRead(
    _ text: String, _ id: String, _ version: Int, _ place: DocumentReference.Place?
  ) throws {
    let reference = try DocumentReference(text)
    #expect(reference.id == id && reference.version == version && reference.place == place)
  }

  @Test(arguments: ["", "#3", "@2", "a#", "a#0", "a#-1", "a@0", "a@-1", "a#/", "a#（）"])
  func areRefused(_ text: String) {
    #expect(throws: ArchiveError.self) { try DocumentReference(text) }
  }

  @Test func areAsShortAsTheyCanBe() throws {
    let names = ["abcde", "abcdf", "abxyz", "zz", "zzz", "唯一的编号"]
    let sample = try SampleArchive(
      lines: names.map { #"{"doc_id":"\#($0)","title":"\#($0)","paragraphs":["文"]}"# })
    let list = try sample.open().list([])
    #expect(list.map(\.shortID) == ["abcde", "abcdf", "abxy", "zz", "zzz", "唯一的编"])
    for (shortID, record, _) in list {
      #expect(try sample.document(shortID).record.id == record.id)
    }
    #expect(throws: ArchiveError.self) { try sample.document("ab") }
  }

  /// Whatever ids there are, each short form names its own document and no shorter one does.
  @Test(arguments: 0..<10)
  func areUnambiguous(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var names: Set<String> = []
    while names.count < 40 {
      let length = Int.random(in: 1...7, using: &generator)
      names.insert(String((0..<length).map { _ in "01".randomElement(using: &generator) ?? "0" }))
    }
    let sample = try SampleArchive(
      lines: names.sorted().map { #"{"doc_id":"\#($0)","title":"题","paragraphs":["文"]}"# })
    let archive = try sample.open()
    for (shortID, record, _) in try archive.list([]) {
      #expect(try archive.document(try DocumentReference(shortID)).record.id == record.id)
      #expect(record.id.hasPrefix(shortID))
    }
  }
}
