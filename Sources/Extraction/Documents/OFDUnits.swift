// OFDUnits.swift — composite objects (复合对象) of OFD pages → the texts of what they show.
import Containers

/// The units of the resources that pages put in any number of places; those within other units are
/// left out.
///
/// Source: GB/T 33190—2016, 7.9 (resources), 13 (CompositeObject, CompositeGraphicUnit).
struct OFDUnits {
  /// Texts of one page, so that a unit that is shown again and again ends somewhere.
  private static let mostTexts = 1_000_000

  private var units: [String: [PrintedText]] = [:]
  /// Files that were read before.
  private var known: Set<String> = []

  /// What the files hold that can be read; of two units of one number the first counts, as numbers
  /// are those of the whole document.
  mutating func read(_ places: [String], of archive: ZipArchive) {
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
  func pieces(in content: XMLElement) -> [PrintedText] {
    if units.isEmpty { return [] }
    var pieces: [PrintedText] = []
    for object in content.all("CompositeObject") {
      guard let texts = object["ResourceID"].flatMap({ units[$0] }),
        pieces.count + texts.count <= Self.mostTexts,
        let (matrix, left, top) = OFDText.upright(object)
      else { continue }
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
