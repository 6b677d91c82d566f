// ResponsibleUnit.swift — an office that has to carry out what a paragraph says.

/// An office with a task (责任单位) and its part in it.
package struct ResponsibleUnit: Sendable, Hashable {
  package enum Role: String, Sendable, Hashable {
    /// 牵头.
    case lead
    /// 配合, 参与, 协助.
    case support
    /// 责任, 负责, 落实, or not said.
    case responsible
  }
  package var name: String
  package var role: Role

  package init(name: String, role: Role) {
    self.name = name
    self.role = role
  }
}

extension ResponsibleUnit {
  /// The offices that a text ends with, and whether it holds nothing else; nil where none do.
  package static func block(
    endingIn text: String
  ) -> (units: [ResponsibleUnit], isWhole: Bool)? {
    ResponsibilityBlock(text).map { ($0.units, $0.start == 0) }
  }

  /// Gives each paragraph the units of the block at its end; a block on a line of its own belongs
  /// to the paragraph above it. Rows of tables have none.
  static func assign(to paragraphs: inout [Paragraph]) {
    var task: Int?
    for index in paragraphs.indices {
      paragraphs[index].responsible = []
      guard paragraphs[index].kind != .tableRow, paragraphs[index].kind != .signature else {
        task = nil
        continue
      }
      let block = ResponsibilityBlock(paragraphs[index].text)
      if let block, block.start == 0, let task {
        paragraphs[task].responsible += block.units
        continue
      }
      if let block, block.start > 0 { paragraphs[index].responsible = block.units }
      task = index
    }
  }
}
