// OFDDocument.swift — an OFD archive → the lines of its pages.
import Containers

/// Reads the text of fixed pages. Templates of pages hold furniture and are not read.
///
/// Source: GB/T 33190—2016《电子文件存储与交换格式 版式文档》7 (structure), 11 (text).
struct OFDDocument {
  static let mainPart = "OFD.xml"
  /// Pages of one file.
  static let mostPages = 20_000

  static func isOFD(_ archive: ZipArchive) -> Bool { archive.entry(named: mainPart) != nil }

  static func read(_ archive: ZipArchive) throws(ContainerError) -> DocumentText {
    guard let main = try part(mainPart, of: archive) else { throw .damaged("the OFD file") }
    var pages: [PrintedPage] = []
    var evidence = DocumentText()
    var total = 0
    for body in main.root.children("DocBody") {
      let info = body.first("DocInfo")
      evidence.note("title", info?.first("Title")?.text, "DocInfo Title, not used")
      evidence.note("issuedOn", info?.first("CreationDate")?.text, "DocInfo CreationDate, not used")
      guard let root = body.first("DocRoot")?.text.trimmed else { continue }
      let rootPath = path(root, in: mainPart)
      guard let document = try part(rootPath, of: archive) else {
        throw .damaged("entry \(rootPath)")
      }
      for page in document.root.first("Pages")?.children("Page") ?? [] {
        guard let place = page["BaseLoc"] else { continue }
        let pagePath = path(place, in: rootPath)
        guard let content = try part(pagePath, of: archive) else {
          throw .damaged("entry \(pagePath)")
        }
        var printed = PrintedPage(number: pages.count)
        for object in content.root.first("Content")?.all("TextObject") ?? [] {
          printed.texts += OFDText.pieces(of: object)
        }
        total += printed.texts.count
        guard pages.count < mostPages, total < 4_000_000 else {
          throw .tooLarge("the OFD file", limit: 1 << 30)
        }
        pages.append(printed)
      }
    }
    guard !pages.isEmpty else { throw .damaged("the OFD file") }
    var text = PrintedDocument.read(pages.map(\.rows))
    text.evidence = evidence.evidence
    return text
  }

  private static func part(
    _ name: String, of archive: ZipArchive
  ) throws(ContainerError) -> XMLTree? {
    guard let entry = archive.entry(named: name) ?? archive.entry(named: "/" + name) else {
      return nil
    }
    return try XMLTree(archive.bytes(of: entry), what: "entry \(name)")
  }

  /// The name of the entry that a place (ST_Loc) in another entry means; it never leaves the
  /// archive.
  static func path(_ place: String, in file: String) -> String {
    var steps = place.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
    for step in place.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }
}
