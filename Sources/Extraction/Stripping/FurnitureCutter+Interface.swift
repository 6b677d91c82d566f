// FurnitureCutter+Interface.swift — tells the words of buttons from the same words of a text.

extension FurnitureCutter {
  /// The kinds of the lines, with those that say nothing but what buttons and switches do.
  ///
  /// Options of a questionnaire or names of services are of the text: they stand as its sentences
  /// do, or below what announces them.
  static func withInterface(_ lines: [Line], _ kinds: [FurnitureKind?]) -> [FurnitureKind?] {
    let places = Set(
      lines.indices.filter { kinds[$0] == nil && lines[$0].marks > 0 }.map { lines[$0].place })
    var kinds = kinds
    var above: Line?
    var isBar = false
    for (index, line) in lines.enumerated() {
      // `政策原文` and below it `图文解读` are tabs; a related list stands by itself.
      isBar = line.count <= Self.longestTab && isTab(line, below: isBar, places)
      if isBar {
        kinds[index] = .widget
        above = nil
      } else if kinds[index] != nil {
        above = nil
      } else if line.isTableRow
        || !FurnitureMatcher.shared.isInterface(line.text, isRow: places.contains(line.place))
      {
        above = line
      } else if !(above.map(leavesOpen) ?? false) {
        kinds[index] = .widget
      }
    }
    return kinds
  }

  /// In scalars.
  private static let longestTab = 6

  private static func isTab(_ line: Line, below isBar: Bool, _ places: Set<Int>) -> Bool {
    let isText = !places.contains(line.place) && ContainerRules.isTextTab(line.text.trimmed)
    return isText || isBar && ContainerRules.isReadingTab(line.text.trimmed)
  }

  /// What stands below `一、线上渠道`, `名单如下。` or `您怎么看？` is of the text.
  static func leavesOpen(_ line: Line) -> Bool {
    guard line.count <= FurnitureRules.longestStatement, let last = line.text.unicodeScalars.last
    else { return false }
    if InfoTable.isColon(last) || "？?".unicodeScalars.contains(last) || line.text.holds("如下") {
      return true
    }
    return !line.hasFileLink && !LineShape(line.text).endsWithStop && OutlineLabel(line.text) != nil
  }
}
