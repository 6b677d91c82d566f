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
  private var texts: [String] = []
  /// Why some lines are one, if they are.
  let ranTogether: String?
  /// Where in the arena the text of another element begins within a line; ascending.
  private var seams: [Int32] = []
  /// How many lines begin before node `n`: lines of a subtree are a range.
  private(set) var linesBefore: [Int32] = []

  func text(_ index: Int) -> String { texts[index] }

  /// Stands between the texts of two elements; white space to all that read lines.
  static let seam: Unicode.Scalar = "\u{1F}"

  /// The text of a line with a mark wherever that of another element begins: in
  /// `<span>来源：某局</span><a>打印</a>` only the seam tells where the name ends.
  func seamedText(_ index: Int) -> String {
    let range = bytes(index)
    var low = 0
    var high = seams.count
    while low < high {
      let middle = (low + high) / 2
      if Int(seams[middle]) <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var marked: [UInt8] = []
    var start = range.lowerBound
    for seam in seams[low...] {
      guard Int(seam) < range.upperBound else { break }
      marked += arena[start..<Int(seam)]
      marked.append(UInt8(ascii: Self.seam))
      start = Int(seam)
    }
    return String(decoding: marked + arena[start..<range.upperBound], as: UTF8.self)
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
    seams = reader.seams
    ranTogether = reader.ranTogether
    texts = lines.indices.map { String(decoding: arena[bytes($0)], as: UTF8.self) }
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

extension PageLines {
  /// `·某某新闻 2005-04-27`: an item of a list.
  func isDatedLink(_ index: Int) -> Bool {
    let line = lines[index]
    return line.shape == .listItem && line.linked >= 6 && line.linkShare > 0.4 && !isIssue
  }

  /// A page of a newspaper: its head shows the day of the issue.
  var isIssue: Bool {
    lines.indices.contains { index in
      lines[index].scalars <= 40
        && FurnitureRules.issueWords.contains { text(index).holds($0) }
    }
  }
}
