// FormatExampleTests.swift — the worked example of FORMAT.md is what the engine writes.
import Glibc
import Testing

@testable import SearchIndex

@Suite struct FormatExampleTests {
  /// The lines of FORMAT.md, found from this file.
  private static func lines() throws -> [Substring] {
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(path)/Index/FORMAT.md", "r"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func example(_ folder: TemporaryFolder) throws {
    var example = document("k0", "普法", ["“法”律 A1，法律"])
    example.numbers = [0]
    _ = try folder.index([[example]])
  }

  @Test func theBytesOfTheExampleAreThoseOfTheSegment() throws {
    let folder = TemporaryFolder()
    try Self.example(folder)
    let segment = folder.read("000001.seg")
    var described = [Bool](repeating: false, count: segment.count)
    for line in try Self.lines() {
      let fields = line.split(separator: "|").map { $0.filter { $0 != "`" } }
      guard fields.count == 3, let offset = Int(fields[0].filter { $0 != " " }) else { continue }
      let words = fields[1].split(separator: " ")
      let bytes = words.compactMap { UInt8($0, radix: 16) }
      // Tables of other sections give sizes, not bytes of two digits.
      guard line.contains("| `"), bytes.count == words.count, words.allSatisfy({ $0.count == 2 })
      else { continue }
      #expect(Array(segment[offset..<offset + bytes.count]) == bytes, "at \(offset)")
      for index in offset..<offset + bytes.count { described[index] = true }
    }
    // All but the section table's entries between the first and the last.
    let gap = try #require(described.firstIndex(of: false))
    #expect(gap == 372)
    #expect(described[gap...].firstIndex(of: true) == 1164)
    #expect(described[1164...].allSatisfy { $0 })
    #expect(segment.count == 1220)
  }

  @Test func theManifestOfTheExampleIsWhatIsWritten() throws {
    let folder = TemporaryFolder()
    try Self.example(folder)
    let lines = try Self.lines()
    let start = try #require(lines.firstIndex(of: "```manifest")) + 1
    let text = lines[start...].prefix { $0 != "```" }.joined(separator: "\n") + "\n"
    #expect(folder.read("manifest") == Array(text.utf8))
  }
}
