// CodedText.swift — a text in the code of stored texts, ready to be looked for in them.

/// What `ParagraphText.count` compares, made once for all the paragraphs it is looked for in.
struct CodedText: Sendable {
  /// At least one.
  let bytes: [UInt8]
  let count: Int
  let head, tail: UInt8
  /// The first eight bytes, or what there is of them, the first one lowest; and a mask of as many.
  let opening, mask: UInt64

  /// - Returns: nil of no bytes.
  init?(_ bytes: [UInt8]) {
    guard let head = bytes.first, let tail = bytes.last else { return nil }
    self.bytes = bytes
    count = bytes.count
    self.head = head
    self.tail = tail
    opening = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = .max >> UInt64(64 - 8 * min(8, bytes.count))
  }
}
