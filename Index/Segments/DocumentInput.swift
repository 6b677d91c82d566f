// DocumentInput.swift — what the engine is given of a document.

/// A document as the engine indexes it: text, numbers and opaque bytes.
package struct DocumentInput: Sendable, Hashable {
  /// One paragraph (段落), the unit of retrieval.
  package struct Paragraph: Sendable, Hashable {
    package var text: String
    /// Outline level: the headings of a paragraph are the nearest earlier ones of ever
    /// smaller level. 0 is plain text, below every level.
    package var level: UInt8
    /// How many scalars at the start of the text are the heading of what stands below.
    package var headingLength: UInt8
    /// A number of the owner's; the engine only keeps it.
    package var kind: UInt8

    package init(_ text: String, level: UInt8 = 0, headingLength: UInt8 = 0, kind: UInt8 = 0) {
      self.text = text
      self.level = level
      self.headingLength = headingLength
      self.kind = kind
    }
  }

  /// Strings under which the document is found again, unique in the index.
  package var keys: [[UInt8]]
  package var title: String
  /// One value for each number column.
  package var numbers: [UInt32]
  /// One value for each string column.
  package var strings: [String]
  /// Bytes of the owner's; the engine only keeps them.
  package var record: [UInt8]
  package var paragraphs: [Paragraph]

  package init(
    keys: [[UInt8]], title: String, numbers: [UInt32] = [], strings: [String] = [],
    record: [UInt8] = [], paragraphs: [Paragraph]
  ) {
    self.keys = keys
    self.title = title
    self.numbers = numbers
    self.strings = strings
    self.record = record
    self.paragraphs = paragraphs
  }
}
