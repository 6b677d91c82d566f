// Outline+Ends.swift — what stands at the ends of a document: addressees, annex lines, signatures.

extension Outline {
  static func markAttachments(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    var number: Int?
    for index in paragraphs.indices where paragraphs[index].kind != .tableRow {
      let shape = shapes[index]
      if shape.isAttachmentLine {
        paragraphs[index].kind = .attachment
        number = shape.attachmentNumber
      } else if let last = number, let label = OutlineLabel(paragraphs[index].text),
        label.level == .third, label.text == "\(last + 1)", shape.count <= 80,
        !paragraphs[index].text.ends(with: "。")
      {
        paragraphs[index].kind = .attachment
        number = last + 1
      } else {
        number = nil
      }
    }
  }

  static func markSignatures(_ paragraphs: inout [Paragraph], _ shapes: [LineShape]) {
    func isPlain(_ index: Int) -> Bool {
      paragraphs[index].kind == .text || paragraphs[index].kind == .listItem
    }
    for index in paragraphs.indices where isPlain(index) && index > 0 {
      let isSignedDate = shapes[index].signedOffice != nil
      guard isSignedDate || shapes[index].isDateLine else { continue }
      let isAtEnd = paragraphs.count - index <= 6 || startsAnnex(index + 1, paragraphs, shapes)
      if isSignedDate {
        if isAtEnd { paragraphs[index].kind = .signature }
        continue
      }
      var office = index - 1
      var isSigned = false
      while office > 0, isPlain(office),
        shapes[office].isOfficeLine || shapes[office].isSignedByPost || shapes[office].isSealNote,
        index - office <= 8
      {
        paragraphs[office].kind = .signature
        isSigned = true
        office -= 1
      }
      if isSigned || isAtEnd { paragraphs[index].kind = .signature }
    }
  }

  /// An annex line, （此件公开发布）, or the title of what is issued.
  private static func startsAnnex(
    _ index: Int, _ paragraphs: [Paragraph], _ shapes: [LineShape]
  ) -> Bool {
    guard index < paragraphs.count else { return false }
    if paragraphs[index].kind == .attachment || shapes[index].isReleaseNote { return true }
    let lines = index..<min(index + 3, paragraphs.count)
    let title = lines.prefix { paragraphs[$0].kind == .text && shapes[$0].isBare }
    return title.contains { last in
      DocumentKinds.kind(of: PartBoundaries.joined(paragraphs[index...last])) != nil
    }
  }

  /// The line of offices below the title, or at the start of a part, that ends in a colon.
  static func markAddressees(
    _ paragraphs: inout [Paragraph], _ shapes: [LineShape], in lines: Range<Int>
  ) {
    var read = 0
    for index in lines {
      let paragraph = paragraphs[index]
      if paragraph.kind == .title || paragraph.kind == .attachment || paragraph.kind == .tableRow {
        continue
      }
      if paragraph.kind == .text, shapes[index].isAddresseeLine {
        paragraphs[index].kind = .addressee
        return
      }
      read += 1
      let isShort = shapes[index].count <= longestBareHeading
      guard read < 4, isShort, OutlineLabel(paragraph.text) == nil else { return }
    }
  }
}
