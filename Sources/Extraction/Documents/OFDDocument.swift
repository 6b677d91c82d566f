// OFDDocument.swift — an OFD archive → the lines of its pages.
import Containers

/// Reads the text of fixed pages. Templates that several pages have hold furniture and are not
/// read.
///
/// Source: GB/T 33190—2016《电子文件存储与交换格式 版式文档》7 (structure), 11 (text).
struct OFDDocument {
  static let mainPart = "OFD.xml"
  /// Pages of one file.
  static let mostPages = 20_000

  static func isOFD(_ archive: ZipArchive) -> Bool { archive.entry(named: mainPart) != nil }

  static func read(_ archive: ZipArchive) throws(ContainerError) -> DocumentText {
    guard let main = try PackageParts.tree(mainPart, of: archive) else {
      throw .damaged("the OFD file")
    }
    var (pages, pagesAcross): ([PrintedPage], [PrintedPage]) = ([], [])
    var evidence = DocumentText()
    var total = 0
    for body in main.root.children("DocBody") {
      let info = body.first("DocInfo")
      evidence.note("title", info?.first("Title")?.text, "DocInfo Title, not used")
      evidence.note("issuedOn", info?.first("CreationDate")?.text, "DocInfo CreationDate, not used")
      guard let root = body.first("DocRoot")?.text.trimmed else { continue }
      let rootPath = PackageParts.path(root, in: mainPart)
      guard let document = try PackageParts.tree(rootPath, of: archive) else {
        throw .damaged("entry \(rootPath)")
      }
      let places = document.root.first("Pages")?.children("Page") ?? []
      let resources = (document.root.first("CommonData")?.children ?? [])
        .filter { $0.name == "PublicRes" || $0.name == "DocumentRes" }
        .map { PackageParts.path($0.text.trimmed, in: rootPath) }
      var units = OFDUnits(resources)
      for page in places {
        guard let place = page["BaseLoc"] else { continue }
        let pagePath = PackageParts.path(place, in: rootPath)
        guard let content = try PackageParts.tree(pagePath, of: archive) else {
          throw .damaged("entry \(pagePath)")
        }
        var contents = content.root.children("Content")
        // What a form prints, or the head of a letter.
        if places.count == 1 {
          contents += try templates(of: content, document, rootPath, archive).flatMap {
            $0.root.children("Content")
          }
        }
        let objects = contents.flatMap { $0.all("TextObject") }
        var printed = PrintedPage(number: pages.count)
        printed.texts = objects.flatMap { OFDText.pieces(of: $0) }
        if contents.contains(where: OFDUnits.areShown) {
          let own = content.root.children("PageRes").map {
            PackageParts.path($0.text.trimmed, in: pagePath)
          }
          units.read(own, of: archive)
          for content in contents { printed.texts += try units.pieces(in: content) }
        }
        var across = PrintedPage(number: pages.count)
        across.texts = objects.flatMap { OFDText.pieces(of: $0, turned: true) }
        total += printed.texts.count + across.texts.count
        guard pages.count + pagesAcross.count < mostPages, total < 4_000_000 else {
          throw .tooLarge("the OFD file", limit: 1 << 30)
        }
        // A few words across the edge of a page say where to cut or to sign.
        let isAcross = across.length > printed.length
        if isAcross { pagesAcross.append(across) }
        if !isAcross || !printed.texts.isEmpty { pages.append(printed) }
      }
    }
    guard !pages.isEmpty || !pagesAcross.isEmpty else { throw .damaged("the OFD file") }
    var text = pages.isEmpty ? DocumentText() : PrintedDocument.read(pages.map(\.rows))
    if !pagesAcross.isEmpty {
      // They have margins of their own, and are tables at the end for the most part.
      text.lines += PrintedDocument.read(pagesAcross.map(\.rows)).lines
    }
    text.evidence = evidence.evidence
    return text
  }

  /// The templates of a page that are there (7.7, TemplatePage).
  private static func templates(
    of page: XMLTree, _ document: XMLTree, _ documentPath: String, _ archive: ZipArchive
  ) throws(ContainerError) -> [XMLTree] {
    let known = document.root.first("CommonData")?.children("TemplatePage") ?? []
    var found: [XMLTree] = []
    for use in page.root.children("Template") {
      guard let template = known.first(where: { $0["ID"] == use["TemplateID"] }),
        let place = template["BaseLoc"],
        let tree = try PackageParts.tree(PackageParts.path(place, in: documentPath), of: archive)
      else { continue }
      found.append(tree)
    }
    return found
  }
}
