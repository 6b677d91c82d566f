// UnknownTemplateTests.swift — a page is read the same when its ids and classes say nothing.
import Extraction
import Foundation
import Testing

@Suite("Pages of unknown templates")
struct UnknownTemplateTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("fixtures/pages")

  /// In UTF-16 names are not to be found byte by byte.
  private static let slugs = FixturePagesTests.slugs.filter {
    $0 != "utf16-guide-2024"
      && FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("\($0)/source.html").path)
  }

  @Test(arguments: slugs)
  func namesOnlyHelp(_ slug: String) throws {
    let source = Array(
      try Data(contentsOf: Self.folder.appendingPathComponent("\(slug)/source.html")))
    let named = try PageExtractor().extract(source)
    let nameless = try PageExtractor().extract(Self.renamed(source))
    #expect(nameless.kind == named.kind)
    #expect(nameless.title == named.title)
    #expect(nameless.publishedOn == named.publishedOn)
    #expect(nameless.paragraphs.map(\.text) == named.paragraphs.map(\.text))
  }

  @Test func aNameIsReplaced() {
    let page = Array("<DIV Class=a  id='zoom b'>id=\"x\"<p data-id=\"y\">".utf8)
    let text = String(decoding: Self.renamed(page), as: UTF8.self)
    #expect(text == "<DIV Class=q1q  id='q4q q1q'>id=\"x\"<p data-id=\"y\">")
  }

  /// Each name of a `class` or `id` inside a tag becomes one that no rule knows: its length, so
  /// that neighbours of one name still have one.
  private static func renamed(_ page: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    var isInTag = false
    while index < page.count {
      let byte = page[index]
      if byte == UInt8(ascii: "<") { isInTag = true }
      if byte == UInt8(ascii: ">") { isInTag = false }
      result.append(byte)
      index += 1
      guard isInTag, byte == 0x20 || byte == 0x0A,
        let name = ["class=", "id="].first(where: { begins($0, page[index...]) })
      else { continue }
      result += page[index..<(index + name.utf8.count)]
      index += name.utf8.count
      let quotes = page[index...].prefix(1).filter { $0 == 0x22 || $0 == 0x27 }
      result += quotes
      index += quotes.count
      let value = page[index...].prefix {
        quotes.isEmpty ? $0 != 0x20 && $0 != 0x0A && $0 != 0x3E : $0 != quotes[0]
      }
      let names = value.split { $0 == 0x20 || $0 == 0x0A }.map { "q\($0.count)q" }
      result += Array(names.joined(separator: " ").utf8)
      index = value.endIndex
    }
    return result
  }

  private static func begins(_ name: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(name.utf8.count).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      .elementsEqual(name.utf8)
  }
}
