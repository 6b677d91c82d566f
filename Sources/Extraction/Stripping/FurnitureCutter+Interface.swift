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
    for (index, line) in lines.enumerated() {
      if kinds[index] != nil {
        above = nil
      } else if line.isTableRow || places.contains(line.place)
        || !FurnitureMatcher.shared.isInterface(line.text)
      {
        above = line
      } else if !(above.map(leavesOpen) ?? false) {
        kinds[index] = .widget
      }
    }
    return kinds
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
