// ContentScorer.swift — how much each line looks like text, and so each element like content.

/// Weighs every line of a page: running text for, links and furniture against.
///
/// The score of an element is the sum over its lines plus what its name is worth; so an
/// element gains by taking in text and loses by taking in what is around it.
struct ContentScorer {
  /// No line is worth more, so that one long comment does not beat an article.
  static let heaviestLine = 600.0

  let tree: HTMLTree
  let page: PageLines
  let roles: ElementRoles
  /// Furniture kind of each line, nil for text.
  private(set) var furniture: [FurnitureKind?] = []
  private(set) var weights: [Double] = []
  /// The line that the text begins below, its title or by-line; nil where none was found.
  private(set) var textStart: Int?
  /// Lines that say the same as one before them.
  private var copies: [(copy: Int, original: Int)] = []
  private var sums: [Double] = []
  private var positiveSums: [Double] = []

  init(_ tree: HTMLTree, _ page: PageLines, _ roles: ElementRoles) {
    self.tree = tree
    self.page = page
    self.roles = roles
    weighLines()
    dampZones()
    dropRepeats()
    sum()
  }

  /// Uses what is known of the title: text stands after it, and right after its by-line.
  mutating func place(title: Int?, anchor: TextAnchor?) {
    guard let first = title ?? anchor?.title else { return }
    // Of two copies the one below the title is the text.
    for (copy, original) in copies where original < first && copy > first {
      (weights[copy], weights[original]) = (weights[original], 0)
    }
    for index in 0..<first where weights[index] > 0 { weights[index] *= 0.2 }
    dampFoot(after: first)
    let start = anchor.map { $0.title >= first ? $0.byline : first } ?? first
    textStart = start
    dampTail(after: start, isAnchored: anchor != nil)
    favor(after: start, by: anchor == nil ? 5 : 12)
    sum()
  }

  /// Two lines of the page's foot close together, and all that follows them.
  private mutating func dampFoot(after title: Int) {
    var last: Int?
    var text = 0.0
    for index in weights.indices where index > title {
      text += max(weights[index], 0)
      guard furniture[index] == .site, page.lines[index].shape != .tableRow else { continue }
      // `网站地图 | 联系我们` may stand above a text, too.
      if text > Self.footText { last = nil }
      text = 0
      if let last, index - last <= 6 {
        for line in last..<weights.count where weights[line] > 0 { weights[line] *= 0.1 }
        return
      }
      last = index
    }
  }

  /// Text between two lines of a page's foot weighs no more.
  private static let footText = 60.0

  /// What follows the editor's name or a related list, when most of the text stands before it.
  private mutating func dampTail(after start: Int, isAnchored: Bool) {
    let total = weights[start...].reduce(0) { $0 + max($1, 0) }
    var before = 0.0
    for index in start..<weights.count {
      before += max(weights[index], 0)
      guard let kind = furniture[index], let share = Self.tailShare(kind, isAnchored),
        before > share * total,
        before > 40,
        // `【1】` also begins a note.
        kind != .paging || page.lines[index].linkShare > 0.2 || page.lines[index].scalars <= 8
      else { continue }
      for line in (index + 1)..<max(weights.count, index + 1) where weights[line] > 0 {
        if !page.lines[line].hasFileLink { weights[line] = weights[line] * 0.1 - 1 }
      }
      return
    }
  }

  /// How much of the text must stand before a line of this kind for the text to end there;
  /// nil for kinds that end nothing. Nothing but teasers follows the links to the neighbours.
  private static func tailShare(_ kind: FurnitureKind, _ isAnchored: Bool) -> Double? {
    switch kind {
    case .paging, .comments: isAnchored ? 0.1 : 0.25
    case .related, .editor, .statement: 0.6
    default: nil
    }
  }

  /// The first lines below are the text, however short they are.
  private mutating func favor(after start: Int, by bonus: Double) {
    var left = 2
    for index in (start + 1)..<(start + 13) where index < weights.count {
      if let kind = furniture[index] {
        if kind == .site || kind == .related || kind == .paging { return }
        continue
      }
      let line = page.lines[index]
      if line.linkShare > 0.5, !line.hasFileLink {
        // `相关文件：` and a link is a line of the text; a link alone is the page's.
        guard line.scalars - line.linked >= 3, line.scalars >= 12 else { return }
        weights[index] = max(weights[index], 0)
        continue
      }
      if weights[index] >= 0 {
        weights[index] += bonus
        left -= 1
        if left == 0 { return }
      }
    }
  }

  private mutating func weighLines() {
    furniture.reserveCapacity(page.lines.count)
    weights.reserveCapacity(page.lines.count)
    for (index, line) in page.lines.enumerated() {
      let count = Int(line.scalars)
      let kind =
        count <= FurnitureRules.longestStatement
        ? FurnitureMatcher.shared.kind(of: page.arena[page.bytes(index)], count: count) : nil
      furniture.append(kind)
      weights.append(Self.weight(line, kind))
    }
    keepPlaces()
    keepContacts()
  }

  /// `举报电话：…` may end a notice as well as a page: it counts against a text where other lines
  /// of a page's foot stand by.
  private mutating func keepContacts() {
    func isShared(_ index: Int) -> Bool { FurnitureRules.isSharedWithNotices(page.text(index)) }
    for index in furniture.indices where furniture[index] == .site && isShared(index) {
      let below = (index + 1..<min(furniture.count, index + Self.footHeight + 1)).prefix { line in
        furniture[line] != .paging && furniture[line] != .widget
          && !LineShape(page.text(line)).isDateLine
      }
      let around = max(0, index - Self.footHeight)..<below.endIndex
      if !around.contains(where: { furniture[$0] == .site && !isShared($0) }) {
        weights[index] = 0
      }
    }
  }

  /// Lines of a page's foot.
  private static let footHeight = 6

  /// `时间：` beside `地点：` tells of a meeting and not of the page.
  private mutating func keepPlaces() {
    for index in furniture.indices where furniture[index] == .metadata {
      guard page.lines[index].linkShare < 0.5, page.text(index).trimmed.hasPrefix("时间"),
        (index + 1..<index + 3).contains(where: { next in
          next < page.lines.count && page.text(next).trimmed.hasPrefix("地点")
        })
      else { continue }
      furniture[index] = nil
      weights[index] = Self.weight(page.lines[index], nil)
    }
  }

  private static func weight(_ line: TextLine, _ kind: FurnitureKind?) -> Double {
    let own = Double(line.scalars - line.linked)
    if let kind { return kind == .site ? -40 : kind == .editor ? -2 : -12 }
    if line.linkShare > 0.5 {
      return line.hasFileLink ? 2 : -(6 + 0.3 * Double(min(line.scalars, 60)))
    }
    if line.shape == .tableRow {
      // Running text behind a label, as letters and their answers have it.
      let isText = line.cells <= 2 && own >= 40 && 30 * Double(line.marks) >= own
      return isText ? min(own, heaviestLine) * 0.6 : min(own, 60) * 0.4
    }
    if line.marks >= 1 && own >= 12 { return min(own, heaviestLine) }
    if own >= 40 { return min(own, heaviestLine) * (line.han * 2 > line.scalars ? 0.5 : 0.2) }
    if line.headingLevel == 1 || line.headingLevel == 2 { return -4 }
    return 0.5
  }

  /// Comments and furniture zones count against, unless they hold half of all text.
  private mutating func dampZones() {
    let total = weights.reduce(0) { $0 + max($1, 0) }
    let contents = roles.nodes([.content])
    for node in roles.nodes([.comments, .furniture]) {
      let range = page.range(of: node, in: tree)
      guard !range.isEmpty, range.count < page.lines.count else { continue }
      let inside = weights[range].reduce(0) { $0 + max($1, 0) }
      let end = Int(tree.nodes[node].end)
      let next = contents.partitioningIndex { $0 > node }
      let holdsContent = contents[next...].prefix(8).contains {
        $0 < end && page.range(of: $0, in: tree).count * 2 > range.count
      }
      if holdsContent { continue }
      if roles.own[node] == .furniture {
        if inside > 0.5 * total { continue }
        for index in range where weights[index] > 0 { weights[index] = weights[index] * 0.1 - 1 }
      } else {
        for index in range where weights[index] > 0 { weights[index] *= -0.3 }
      }
    }
  }

  /// A second copy of a text, for another width of screen, is worth nothing.
  private mutating func dropRepeats() {
    var seen: [Int: Int] = [:]
    let lines = page
    let text = lines.arena.span
    for index in weights.indices where weights[index] >= 15 {
      let hash = text.extracting(lines.bytes(index)).hash
      if let original = seen[hash] {
        weights[index] = 0
        copies.append((index, original))
      } else {
        seen[hash] = index
      }
    }
  }

  private mutating func sum() {
    sums = [0]
    positiveSums = [0]
    sums.reserveCapacity(weights.count + 1)
    positiveSums.reserveCapacity(weights.count + 1)
    for weight in weights {
      sums.append((sums.last ?? 0) + weight)
      positiveSums.append((positiveSums.last ?? 0) + max(weight, 0))
    }
  }

  func sum(_ range: Range<Int>) -> Double { sums[range.upperBound] - sums[range.lowerBound] }

  func positive(_ range: Range<Int>) -> Double {
    positiveSums[range.upperBound] - positiveSums[range.lowerBound]
  }

  /// The first of the lines, without those at their end that count against them.
  func bestPrefix(of range: Range<Int>) -> Range<Int> {
    let end = (range.lowerBound + 1...range.upperBound).max { sums[$0] < sums[$1] }
    return range.lowerBound..<(end ?? range.upperBound)
  }

  /// What an element's name adds to the sum of its lines.
  func bonus(_ node: Int, _ range: Range<Int>) -> Double {
    switch roles.own[node] {
    case .content: 120 + 0.3 * positive(range)
    case .likelyContent: 15 + 0.08 * positive(range)
    case .comments, .furniture, .byline, .infoTable: -20
    default: 0
    }
  }
}

extension [Int] {
  /// The first index whose element is past the boundary, in a sorted array.
  fileprivate func partitioningIndex(where isPast: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
