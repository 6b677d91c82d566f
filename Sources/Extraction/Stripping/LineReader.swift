// LineReader.swift — walks the tree once and breaks its text into lines.

/// Reads lines in document order; block elements and `<br>` end a line, inline ones do not.
struct LineReader {
  /// Bytes of a text that are looked at together.
  private static let stretch = 1 << 12

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
  /// A no-break space, which is shown whatever stands beside it.
  private var isHardSpacePending = false
  /// Ends of the open elements that matter, innermost last.
  private var open: [(node: Int, end: Int)] = []
  private var linkEnd = 0
  private var isFileLink = false
  /// The address of the last link to a file.
  private var file = 0..<0
  private var rowEnd = 0
  private var preformattedEnd = 0
  /// A line costs more memory than the line break that makes it.
  private var breaksLeft: Int
  /// Why some lines are one, if they are.
  var ranTogether: String? {
    breaksLeft < 0 ? "too many lines of preformatted text; some ran together" : nil
  }

  init(_ tree: HTMLTree, showsHidden: Bool) {
    self.tree = tree
    self.showsHidden = showsHidden
    tables = TableShapes(tree)
    arena.reserveCapacity(tree.arena.count / 2)
    breaksLeft = max(4096, tree.arena.count / 32)
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
        if node.tag.isInvisible || (!showsHidden && tree.isHidden(index)) {
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
      let address = tree.attributeRange(.href, of: index)
      if address == nil, isNoLink(index) { return }
      linkEnd = Int(node.end)
      isFileLink = address.map(leadsToFile) ?? false
      // Names of files in a row; editors break one name into links of one address.
      if isFileLink, index >= rowEnd, let line = current, line.hasFileLink,
        line.linked == line.scalars, tree.arena[file] != tree.arena[address ?? 0..<0]
      {
        flush()
      }
      if isFileLink { file = address ?? 0..<0 }
      return
    }
    guard node.tag.isBlock || node.tag == .span && isShownAsBlock(index) else { return }
    if node.tag == .pre || node.tag == .div && keepsBreaks(index) {
      preformattedEnd = max(preformattedEnd, Int(node.end))
    }
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
    if lineLength > LongLine.most {
      breakLine(before: index)
      current?.cells = 0
    }
    if let cells = current?.cells {
      if cells > 0 { arena.append(0x09) }
      current?.cells = cells + 1
    }
    endBlanks()
  }

  private mutating func flush() {
    endBlanks()
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

  private mutating func endBlanks() {
    (isSpacePending, isBreakPending, isHardSpacePending) = (false, false, false)
  }

  /// Bytes of the current line.
  private var lineLength: Int { arena.count - (current.map { Int($0.start) } ?? arena.count) }

  /// Ends a line that is too long, and goes on with another like it.
  private mutating func breakLine(before index: Int) {
    guard let line = current else { return }
    flush()
    current = TextLine(
      shape: line.shape, headingLevel: line.headingLevel, start: Int32(arena.count),
      firstNode: Int32(index), block: line.block, cells: min(line.cells, 1))
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
    let markup = tree.arena
    let text = markup.span.extracting(tree.textRange(index))
    var position = 0
    while position < text.count {
      let isLong = lineLength > LongLine.most
      if isLong, isSpacePending {
        breakLine(before: index)
        continue
      }
      let limit = min(position + Self.stretch, text.count)
      let end = isLong ? LongLine.firstEnd(text, in: position..<limit) : nil
      let run = CharacterRun(text, from: position, upTo: end ?? limit)
      if run.end > position {
        append(text.extracting(position..<run.end), run, from: index)
        position = run.end
        if position == end || lineLength > LongLine.utmost { breakLine(before: index) }
        continue
      }
      let byte = text[position]
      if byte <= 0x20 || byte == 0x7F {
        isSpacePending = true
        if byte == 0x0A {
          isBreakPending = true
          if index < preformattedEnd, endsPreformatted(text, at: position) {
            if breaksLeft > 0 { flush() }
            breaksLeft -= 1
          }
        }
        position += 1
        continue
      }
      let length = CharacterRun.length(byte)
      // U+3000 stays within a line; no-break spaces are white space, signs without width nothing.
      if byte == 0xE3, !isLong {
        if current?.scalars ?? 0 > 0 { arena.append(contentsOf: [0xE3, 0x80, 0x80]) }
      } else if byte == 0xE3
        || byte == 0xC2 && position + 1 < text.count && text[position + 1] == 0xA0
        || byte == 0xE2 && position + 2 < text.count && text[position + 2] < 0x8B
      {
        isSpacePending = true
        if byte != 0xE3 { isHardSpacePending = true }
      }
      position += length
    }
  }

  /// Whether a line break in preformatted text ends a paragraph: it stands behind the end of a
  /// sentence or a short line, or before a blank; others were put in to fit a width.
  private func endsPreformatted(_ text: Span<UInt8>, at place: Int) -> Bool {
    guard let line = current, place + 1 < text.count else { return false }
    let next = text[place + 1]
    let isIndented =
      next <= 0x20 || next == 0xE3 && place + 3 < text.count && text[place + 3] == 0x80
    let end = arena[Int(line.start)...].suffix(3)
    return isIndented || line.scalars < Self.shortLine
      || Self.sentenceEnds.contains { end.elementsEqual($0.utf8) }
  }

  private static let shortLine: Int32 = 28
  private static let sentenceEnds = ["。", "：", "；", "！", "？", "”"]

  private mutating func append(_ text: Span<UInt8>, _ run: CharacterRun, from index: Int) {
    if current == nil { begin(index) }
    let isFirst = (current?.scalars ?? 0) == 0
    if isSpacePending {
      // A line break of the source between two Chinese characters is no blank.
      let isSourceBreak =
        isBreakPending && !isHardSpacePending && text[0] >= 0xE0 && (arena.last ?? 0) >= 0x80
      if !isSourceBreak, let last = arena.last, last != 0x09, !isFirst { arena.append(0x20) }
      endBlanks()
    }
    if lastNode != index { addSeam(before: index) }
    arena.append(contentsOf: text)
    current?.scalars += run.scalars
    current?.han += run.han
    current?.marks += run.marks
    if index < linkEnd {
      current?.linked += run.scalars
      if isFileLink { current?.hasFileLink = true }
    }
  }

  private mutating func addSeam(before index: Int) {
    let isNext = index == lastNode + 1 && tree.nodes[index].parent == tree.nodes[lastNode].parent
    if !isNext, current?.scalars ?? 0 > 0 { seams.append(Int32(arena.count)) }
    lastNode = index
  }

  /// `<a name="_Toc1">`, a place that links lead to, as word processors set them, or running text
  /// whose address an editor took away; other links without an address are a script's.
  private func isNoLink(_ index: Int) -> Bool {
    if tree.attributes(of: index).contains(where: { $0.name == .name || $0.name == .id }) {
      return true
    }
    var left = Self.sentenceReach
    var node = index + 1
    while node < Int(tree.nodes[index].end), left > 0 {
      if tree.nodes[node].tag == .text {
        let text = String(decoding: tree.arena[tree.textRange(node)].prefix(left), as: UTF8.self)
        if ["。", "，", "；"].contains(where: text.holds) { return true }
        left -= text.utf8.count
      }
      (node, left) = (node + 1, left - 1)
    }
    return false
  }

  /// Bytes and nodes of a link that are looked at for the mark of a sentence.
  private static let sentenceReach = 400

  private func leadsToFile(_ range: Range<Int>) -> Bool {
    FileNames.isFile(tree.arena[range])
  }

  /// `<span style="display: block">`, which some editors set for paragraphs.
  private func isShownAsBlock(_ index: Int) -> Bool {
    tree.attributeRange(.style, of: index).map { InlineStyle.isBlock(tree.arena[$0]) } ?? false
  }

  /// `<div style="white-space: pre-line">`: lines of text without markup.
  private func keepsBreaks(_ index: Int) -> Bool {
    tree.attributeRange(.style, of: index).map { InlineStyle.keepsBreaks(tree.arena[$0]) } ?? false
  }
}

/// The characters of a text up to the next blank of any kind or a limit, and what they are.
private struct CharacterRun {
  private(set) var end: Int
  private(set) var scalars: Int32 = 0
  /// Chinese characters.
  private(set) var han: Int32 = 0
  /// Marks that running text has.
  private(set) var marks: Int32 = 0

  static func length(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  init(_ text: Span<UInt8>, from start: Int, upTo limit: Int) {
    end = start
    while end < limit {
      let lead = text[end]
      if lead < 0x80 {
        if lead <= 0x20 || lead == 0x7F { return }
        if lead == 0x2C || lead == 0x3B { marks += 1 }
        scalars += 1
        end += 1
        continue
      }
      let next = end + Self.length(lead)
      guard next <= limit else { return }
      if lead >= 0xE4 && lead <= 0xE9 {
        han += 1
      } else {
        let (second, third) = (text[end + 1], next - end > 2 ? text[end + 2] : 0)
        if Self.isBlank(lead, second, third) { return }
        if Self.isMark(lead, second, third) { marks += 1 }
      }
      scalars += 1
      end = next
    }
  }

  /// Blanks besides those of HTML: no-break space, U+2000–200F, U+2028, U+3000, and what is not
  /// shown: soft hyphen, word joiner, BOM.
  private static func isBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xC2 && (second == 0xA0 || second == 0xAD)
      || first == 0xE2 && second == 0x81 && third == 0xA0
      || first == 0xE2 && second == 0x80 && (third <= 0x8F || third == 0xA8 || third == 0xA9)
      || first == 0xE3 && second == 0x80 && third == 0x80
      || first == 0xEF && second == 0xBB && third == 0xBF
  }

  /// `、。，；！？`
  private static func isMark(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xE3 && second == 0x80 && (third == 0x81 || third == 0x82)
      || first == 0xEF && second == 0xBC
        && (third == 0x8C || third == 0x9B || third == 0x81 || third == 0x9F)
  }
}

/// Tells links to files by their endings.
enum FileNames {
  private static let endings = HashedTable(
    [
      "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "ofd", "wps", "et", "zip", "rar", "ceb",
      "txt", "csv", "7z", "odt", "ods", "tif", "jpg", "png",
    ].map { (FoldedHash($0.utf8).value, true) })

  static func isFile(_ address: ArraySlice<UInt8>) -> Bool {
    var ending: Int?
    var end = address.startIndex
    while end < address.endIndex, address[end] != 0x3F, address[end] != 0x23 {
      if address[end] == 0x2E { ending = end + 1 }
      end += 1
    }
    guard let ending, end - ending <= 5 else { return false }
    return endings[FoldedHash(address[ending..<end]).value] != nil
  }
}
