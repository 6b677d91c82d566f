// LineReader.swift — walks the tree once and breaks its text into lines.

/// Reads lines in document order; block elements and `<br>` end a line, inline ones do not.
struct LineReader {
  private let tree: HTMLTree
  private let showsHidden: Bool
  private let tables: TableShapes
  private(set) var lines: [TextLine] = []
  private(set) var arena: [UInt8] = []
  /// Places in the arena where the text of another element begins within a line.
  private(set) var seams: [Int32] = []

  private var current: TextLine?
  /// The text node that the current line took its last character from.
  private var lastNode = 0
  private var isSpacePending = false
  private var isBreakPending = false
  /// Ends of the open elements that matter, innermost last.
  private var open: [(node: Int, end: Int)] = []
  private var linkEnd = 0
  private var isFileLink = false
  private var rowEnd = 0

  init(_ tree: HTMLTree, showsHidden: Bool) {
    self.tree = tree
    self.showsHidden = showsHidden
    tables = TableShapes(tree)
    arena.reserveCapacity(tree.arena.count / 2)
  }

  mutating func run() {
    var index = 0
    while index < tree.nodes.count {
      while let last = open.last, last.end <= index { close() }
      let node = tree.nodes[index]
      switch node.tag {
      case .text:
        read(index)
      case .br:
        if index < rowEnd { isSpacePending = true } else { flush() }
      default:
        if node.tag.isInvisible || (!showsHidden && isHidden(index)) {
          index = max(Int(node.end), index + 1)
          continue
        }
        enter(index)
      }
      index += 1
    }
    flush()
  }

  private mutating func enter(_ index: Int) {
    let node = tree.nodes[index]
    if node.tag == .a {
      linkEnd = Int(node.end)
      isFileLink = tree.attributeRange(.href, of: index).map(leadsToFile) ?? false
      return
    }
    guard node.tag.isBlock else { return }
    if index < rowEnd {
      if node.tag == .td || node.tag == .th {
        beginCell(index)
      } else {
        isSpacePending = true
      }
    } else {
      flush()
      if node.tag == .tr, tables.isDataRow(index) {
        rowEnd = Int(node.end)
        current = TextLine(
          shape: .tableRow, start: Int32(arena.count), firstNode: Int32(index),
          block: Int32(index))
      }
    }
    open.append((index, Int(node.end)))
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    if last.end > rowEnd || last.end == rowEnd && tree.nodes[last.node].tag == .tr {
      flush()
      rowEnd = 0
    } else {
      isSpacePending = true
    }
  }

  private mutating func beginCell(_ index: Int) {
    if let cells = current?.cells {
      if cells > 0 { arena.append(0x09) }
      current?.cells = cells + 1
    }
    isSpacePending = false
    isBreakPending = false
  }

  private mutating func flush() {
    isSpacePending = false
    isBreakPending = false
    guard var line = current else { return }
    current = nil
    var end = arena.count
    let start = Int(line.start)
    while end > start {
      if arena[end - 1] == 0x20 || arena[end - 1] == 0x09 && line.shape != .tableRow {
        end -= 1
      } else if end - start >= 3, arena[end - 3] == 0xE3, arena[end - 2] == 0x80,
        arena[end - 1] == 0x80
      {
        end -= 3
      } else {
        break
      }
    }
    line.length = Int32(end - start)
    // Some systems serve files by number; their names then stand in the text.
    if line.linked > 0, FileNames.isFile(arena[start..<max(end, start)]) { line.hasFileLink = true }
    if line.scalars == 0 {
      arena.removeSubrange(start...)
    } else {
      lines.append(line)
    }
  }

  private mutating func begin(_ index: Int) {
    var line = TextLine(
      start: Int32(arena.count), firstNode: Int32(index), block: Int32(open.last?.node ?? 0))
    for entry in open.reversed().prefix(6) {
      let tag = tree.nodes[entry.node].tag
      if line.headingLevel == 0 { line.headingLevel = Int8(tag.headingLevel) }
      if tag == .li { line.shape = .listItem }
      if tag == .td || tag == .ul || tag == .ol || tag == .table { break }
    }
    current = line
  }

  /// Appends a text node to the current line, white space runs made one blank.
  private mutating func read(_ index: Int) {
    let range = tree.textRange(index)
    let isLinked = index < linkEnd
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = tree.arena[position]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      defer { position += length }
      if byte.isHTMLSpace || byte < 0x20 || byte == 0x7F {
        isSpacePending = true
        if byte == 0x0A { isBreakPending = true }
        continue
      }
      guard position + length <= range.upperBound else { continue }
      let second = length > 1 ? tree.arena[position + 1] : 0
      let third = length > 2 ? tree.arena[position + 2] : 0
      if isBlank(byte, second, third) {
        if byte == 0xC2 || byte == 0xE2 && second == 0x80 && third < 0x8B { isSpacePending = true }
        continue
      }
      let isIdeographicSpace = byte == 0xE3 && second == 0x80 && third == 0x80
      if current == nil {
        if isIdeographicSpace { continue }
        begin(index)
      }
      if isIdeographicSpace {
        if current?.scalars ?? 0 > 0 { arena.append(contentsOf: [0xE3, 0x80, 0x80]) }
        continue
      }
      if isSpacePending {
        // A line break of the source between two Chinese characters is no blank.
        let isSourceBreak = isBreakPending && byte >= 0xE0 && (arena.last ?? 0) >= 0x80
        if !isSourceBreak, let last = arena.last, last != 0x09, current?.scalars ?? 0 > 0 {
          arena.append(0x20)
        }
        isSpacePending = false
        isBreakPending = false
      }
      if lastNode != index { addSeam(before: index) }
      for offset in 0..<length { arena.append(tree.arena[position + offset]) }
      count(byte, second, third, isLinked: isLinked)
    }
  }

  private mutating func addSeam(before index: Int) {
    let isNext = index == lastNode + 1 && tree.nodes[index].parent == tree.nodes[lastNode].parent
    if !isNext, current?.scalars ?? 0 > 0 { seams.append(Int32(arena.count)) }
    lastNode = index
  }

  private mutating func count(_ first: UInt8, _ second: UInt8, _ third: UInt8, isLinked: Bool) {
    guard var line = current else { return }
    line.scalars += 1
    if isLinked {
      line.linked += 1
      if isFileLink { line.hasFileLink = true }
    }
    if first >= 0xE4 && first <= 0xE9 {
      line.han += 1
    } else if first == 0xE3 && second == 0x80 && (third == 0x81 || third == 0x82) {
      line.marks += 1
    } else if first == 0xEF && second == 0xBC
      && (third == 0x8C || third == 0x9B || third == 0x81 || third == 0x9F)
    {
      line.marks += 1
    } else if first == 0x2C || first == 0x3B {
      line.marks += 1
    }
    current = line
  }

  /// Blanks besides those of HTML: no-break space, U+2000–200F, U+2028, zero width, BOM.
  private func isBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xC2 && second == 0xA0
      || first == 0xE2 && second == 0x80 && (third <= 0x8F || third == 0xA8 || third == 0xA9)
      || first == 0xEF && second == 0xBB && third == 0xBF
  }

  private func leadsToFile(_ range: Range<Int>) -> Bool {
    FileNames.isFile(tree.arena[range])
  }

  private func isHidden(_ index: Int) -> Bool {
    if tree.attributeRange(.hidden, of: index) != nil { return true }
    guard let range = tree.attributeRange(.style, of: index), range.count >= 11 else {
      return false
    }
    var folded: [UInt8] = []
    for byte in tree.arena[range] where !byte.isHTMLSpace { folded.append(byte.asciiLowercased) }
    return Self.hidingStyles.contains { folded.firstRange(ofLowercased: $0) != nil }
  }

  /// Not shown, or moved off the screen.
  private static let hidingStyles = ["display:none", "left:-999", "top:-999", "text-indent:-999"]
    .map { Array($0.utf8) }
}

/// Tells links to files by their endings.
enum FileNames {
  private static let endings = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "ofd", "wps", "et", "zip", "rar", "ceb",
    "txt", "csv", "7z", "tif", "jpg", "png",
  ].map { Array($0.utf8) }

  static func isFile(_ address: ArraySlice<UInt8>) -> Bool {
    let path = address.prefix { $0 != 0x3F && $0 != 0x23 }
    guard let dot = path.lastIndex(of: 0x2E), path.endIndex - dot <= 6 else { return false }
    let ending = path[(dot + 1)...].map(\.asciiLowercased)
    return endings.contains(ending)
  }
}
