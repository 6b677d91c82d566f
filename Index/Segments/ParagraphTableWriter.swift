// ParagraphTableWriter.swift — what is kept of each paragraph → sections.

/// Collects lengths, levels, kinds and coded texts, paragraph by paragraph.
struct ParagraphTableWriter: Sendable {
  private(set) var lengths: [UInt8] = []
  private var levels: [UInt8] = []
  private var headingLengths: [UInt8] = []
  private var kinds: [UInt8] = []
  private var groups = ByteWriter()
  /// Texts of groups that are not yet written out.
  private var texts = ByteWriter()
  private var writtenTextCount = 0
  /// The codes of the open group, and their ends.
  private var codes: [UInt8] = []
  private var ends: [UInt32] = []

  /// Bytes of the coded texts.
  var textByteCount: Int { writtenTextCount + texts.count + codes.count }
  /// Bytes of them that wait to be written out.
  var waitingTextByteCount: Int { texts.count }

  mutating func add(level: UInt8, headingLength: UInt8, kind: UInt8) {
    levels.append(level)
    headingLengths.append(headingLength)
    kinds.append(kind)
  }

  /// Adds the properties of the next paragraphs, taken from a segment.
  mutating func add(
    levels: [UInt8], headingLengths: [UInt8], kinds: [UInt8], lengths: [UInt8]
  ) {
    self.levels += levels
    self.headingLengths += headingLengths
    self.kinds += kinds
    self.lengths += lengths
  }

  mutating func add(lengths: [UInt8]) { self.lengths += lengths }

  /// Adds the codes of the next texts, one after the other, each with where it ends.
  mutating func add(codes: [UInt8], texts: [(end: Int, isPlain: Bool)]) {
    var start = 0
    var before = self.codes.count
    for (index, text) in texts.enumerated() {
      let end = before + text.end - start
      ends.append(UInt32(truncatingIfNeeded: end) << 1 | (text.isPlain ? 1 : 0))
      if ends.count < ParagraphText.groupSize, index + 1 < texts.count { continue }
      self.codes += codes[start..<text.end]
      start = text.end
      if ends.count == ParagraphText.groupSize { closeGroup() }
      before = self.codes.count
    }
  }

  /// Adds the code of the next text.
  mutating func add(code: Span<UInt8>, isPlain: Bool) {
    codes.append(atMost: code.count) { span in
      for index in code.indices { span.append(code[index]) }
    }
    ends.append(UInt32(truncatingIfNeeded: codes.count) << 1 | (isPlain ? 1 : 0))
    if ends.count == ParagraphText.groupSize { closeGroup() }
  }

  private mutating func closeGroup() {
    guard let last = ends.last else { return }
    let isLong = last > UInt32(UInt16.max)
    let start = UInt32(truncatingIfNeeded: writtenTextCount + texts.count)
    groups.u32(start | (isLong ? ParagraphText.longGroup : 0))
    for slot in 0..<ParagraphText.groupSize {
      let end = slot < ends.count ? ends[slot] : last
      if isLong { texts.u32(end) } else { texts.u16(UInt16(truncatingIfNeeded: end)) }
    }
    texts.append(codes)
    ends.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
  }

  /// Writes what waits of the texts into the section that was begun for them.
  mutating func writeTexts(to file: inout SegmentFileWriter) throws(SegmentError) {
    try file.append(texts.bytes)
    writtenTextCount += texts.count
    texts.removeAll()
  }

  /// Writes the rest of the texts, and all other sections.
  mutating func finish(to file: inout SegmentFileWriter) throws(SegmentError) {
    closeGroup()
    guard writtenTextCount + texts.count < 1 << 31 else { throw .tooLarge(what: "the text") }
    try writeTexts(to: &file)
    groups.u32(UInt32(writtenTextCount))
    try file.section(.textGroups, groups.bytes)
    try file.section(.paragraphLengths, lengths)
    try file.section(.paragraphLevels, levels)
    try file.section(.headingLengths, headingLengths)
    try file.section(.paragraphKinds, kinds)
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    lengths.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    headingLengths.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    groups.removeAll()
    texts.removeAll()
    writtenTextCount = 0
    codes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
