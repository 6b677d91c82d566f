// OfficeFixture.swift — markup of a document's parts → the bytes of the document.
import Extraction
import Foundation
import ZipWriting

enum OfficeFixture {
  /// A file of fixtures/documents.
  static func file(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appendingPathComponent("fixtures/documents/\(name)")))
  }

  static func isOnPath(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  // MARK: - DOCX

  private static let word =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""

  /// - Parameter parts: what stands within the root of `numbering`, `styles`, `footnotes`.
  static func docx(_ body: String, parts: [String: String] = [:]) -> [UInt8] {
    var files = [
      ("[Content_Types].xml", "<Types/>"),
      (
        "word/document.xml",
        "<?xml version=\"1.0\"?><w:document \(word)><w:body>\(body)</w:body></w:document>"
      ),
    ]
    for (name, markup) in parts.sorted(by: { $0.key < $1.key }) {
      files.append(("word/\(name).xml", "<w:\(name) \(word)>\(markup)</w:\(name)>"))
    }
    return ZipWriter.archive(files)
  }

  /// A paragraph of one run.
  static func p(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr>\(r(text))</w:p>"
  }

  static func r(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  /// The list and the level that a paragraph belongs to.
  static func list(_ id: Int, _ level: Int = 0) -> String {
    "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(id)\"/></w:numPr>"
  }

  static func level(
    _ level: Int, _ format: String, _ text: String, start: Int = 1, _ more: String = ""
  ) -> String {
    """
    <w:lvl w:ilvl="\(level)"><w:start w:val="\(start)"/><w:numFmt w:val="\(format)"/>\(more)\
    <w:lvlText w:val="\(text)"/></w:lvl>
    """
  }

  // MARK: - OFD

  private static let ofd = "xmlns:ofd=\"http://www.ofdspec.org/2016\""

  /// - Parameter pages: the objects of each page.
  static func ofd(_ pages: [String], document: String = "Doc_0/Document.xml") -> [UInt8] {
    let places = pages.indices.map { "<ofd:Page ID=\"\($0)\" BaseLoc=\"Pages/\($0).xml\"/>" }
    var files = [
      (
        "OFD.xml",
        "<ofd:OFD \(ofd)><ofd:DocBody><ofd:DocRoot>\(document)</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
      ),
      (
        "Doc_0/Document.xml",
        "<ofd:Document \(ofd)><ofd:Pages>\(places.joined())</ofd:Pages></ofd:Document>"
      ),
    ]
    for (index, objects) in pages.enumerated() {
      files.append(
        (
          "Doc_0/Pages/\(index).xml",
          "<ofd:Page \(ofd)><ofd:Content><ofd:Layer>\(objects)</ofd:Layer></ofd:Content></ofd:Page>"
        ))
    }
    return ZipWriter.archive(files)
  }

  /// A text object whose characters, all Chinese, follow one another; lengths in millimetres.
  static func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 5, _ attributes: String = ""
  ) -> String {
    """
    <ofd:TextObject Boundary="\(x) \(y) 100 10" Size="\(size)" \(attributes)><ofd:TextCode X="0" \
    Y="\(size)" DeltaX="g \(max(text.unicodeScalars.count - 1, 1)) \(size)">\(text)</ofd:TextCode>\
    </ofd:TextObject>
    """
  }

  // MARK: - Reading

  static func texts(_ bytes: [UInt8]) throws -> [String] {
    try PageExtractor().extract(bytes).paragraphs.map(\.text)
  }
}
