// TextLine.swift — the lines a reader sees on a page, and what each is made of.

/// One line of a page: the text of a block element, of a `<br>` stretch, or of a table row.
struct TextLine: Sendable {
  enum Shape: UInt8, Sendable {
    case text, listItem, tableRow
  }
  var shape: Shape = .text
  /// Level of the `<h1>` … `<h6>` around it, 0 outside of them.
  var headingLevel: Int8 = 0
  /// Bytes in `PageLines.arena`.
  var start: Int32
  var length: Int32 = 0
  /// The first text node that contributed.
  var firstNode: Int32
  /// The innermost block element when the line began.
  var block: Int32
  /// Scalars that are not white space.
  var scalars: Int32 = 0
  /// Of those, how many stand in links.
  var linked: Int32 = 0
  /// Of those, how many are Chinese characters.
  var han: Int32 = 0
  /// Marks that running text has: `，。；、！？`.
  var marks: Int32 = 0
  /// Cells of a table row.
  var cells: Int32 = 0
  /// A link in it leads to a file.
  var hasFileLink = false

  var linkShare: Double { scalars == 0 ? 0 : Double(linked) / Double(scalars) }
}

/// All visible lines of a page in document order.
struct PageLines: Sendable {
  private(set) var lines: [TextLine] = []
  private(set) var arena: [UInt8] = []
  /// How many lines begin before node `n`: lines of a subtree are a range.
  private(set) var linesBefore: [Int32] = []

  func text(_ index: Int) -> String {
    String(decoding: arena[bytes(index)], as: UTF8.self)
  }

  func bytes(_ index: Int) -> Range<Int> {
    Int(lines[index].start)..<Int(lines[index].start + lines[index].length)
  }

  /// The lines whose text begins within a node.
  func range(of node: Int, in tree: HTMLTree) -> Range<Int> {
    Int(linesBefore[node])..<Int(linesBefore[Int(tree.nodes[node].end)])
  }

  init(_ tree: HTMLTree, showsHidden: Bool = false) {
    var reader = LineReader(tree, showsHidden: showsHidden)
    reader.run()
    lines = reader.lines
    arena = reader.arena
    linesBefore = [Int32](repeating: 0, count: tree.nodes.count + 1)
    var node = 0
    for (index, line) in lines.enumerated() {
      while node <= Int(line.firstNode) {
        linesBefore[node] = Int32(index)
        node += 1
      }
    }
    while node < linesBefore.count {
      linesBefore[node] = Int32(lines.count)
      node += 1
    }
  }
}
