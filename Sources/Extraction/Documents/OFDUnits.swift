// OFDUnits.swift — composite objects (复合对象) of OFD pages → the texts of what they show.
import Containers

/// The units of the resources that pages put in any number of places; those within other units are
/// left out.
///
/// Source: GB/T 33190—2016, 7.9 (resources), 13 (CompositeObject, CompositeGraphicUnit).
struct OFDUnits {
  /// Texts of units that were shown before, in all pages: a few bytes may show anything again and
  /// again.
  private static let mostRepeated = 300_000

  private var units: [String: [PrintedText]] = [:]
  /// Resources of the document, until the first page shows a unit.
  private var unread: [String]
  private var shown: Set<String> = []
  private var repeated = 0
  /// Files that were read before.
  private var known: Set<String> = []

  init(_ resources: [String]) { unread = resources }

  /// What the files of a page, and those of the document, hold that can be read; of two units of
  /// one number the first counts, as numbers are those of the whole document.
  mutating func read(_ places: [String], of archive: ZipArchive) {
    let places = unread + places
    unread = []
    for place in places where known.insert(place).inserted {
      guard let tree = try? PackageParts.tree(place, of: archive) else { continue }
      let lists = tree.root.children("CompositeGraphicUnits")
      for unit in lists.flatMap({ $0.children("CompositeGraphicUnit") }) {
        guard let id = unit["ID"], units[id] == nil, let content = unit.first("Content") else {
          continue
        }
        units[id] = content.all("TextObject").flatMap { OFDText.pieces(of: $0) }
      }
    }
  }

  /// Whether the content of a page shows any.
  static func areShown(in content: XMLElement) -> Bool {
    !content.all("CompositeObject").isEmpty
  }

  /// The texts of the units that the content of a page shows, in their places there.
  mutating func pieces(in content: XMLElement) throws(ContainerError) -> [PrintedText] {
    if units.isEmpty { return [] }
    var pieces: [PrintedText] = []
    for object in content.all("CompositeObject") {
      guard let id = object["ResourceID"], let texts = units[id],
        let (matrix, left, top) = OFDText.upright(object)
      else { continue }
      if !shown.insert(id).inserted {
        repeated += texts.count
        guard repeated <= Self.mostRepeated else {
          throw .tooLarge("the OFD file", limit: 1 << 30)
        }
      }
      for text in texts {
        pieces.append(
          PrintedText(
            text: text.text, left: left + matrix[0] * text.left + matrix[4],
            right: left + matrix[0] * text.right + matrix[4],
            baseline: top + matrix[3] * text.baseline + matrix[5], size: matrix[0] * text.size))
      }
    }
    return pieces
  }
}
