// DocumentStarts.swift — where the documents of a segment begin, for those who go through many.

/// The first paragraph of each document.
struct DocumentStarts {
  private let starts: Column<UInt32>
  private let paragraphCount: Int
  private let damage: SegmentError

  /// Documents that are looked at one after the other before longer steps are taken.
  private static let near = 4

  init(
    _ region: ByteRegion, documents: Int, paragraphs: Int
  ) throws(SegmentError) {
    starts = try Column(region, count: documents + 1)
    paragraphCount = paragraphs
    damage = .damaged(file: region.file.name, offset: region.range.lowerBound)
  }

  /// The paragraphs of a document.
  func paragraphs(of document: DocumentID) throws(SegmentError) -> Range<Int> {
    guard document + 1 < starts.count else { throw damage }
    let (start, end) = (Int(starts[document]), Int(starts[document + 1]))
    guard start <= end, end <= paragraphCount else { throw damage }
    return start..<end
  }

  /// The document that holds a paragraph, `earlier` or one behind it, most often near; and all its
  /// paragraphs.
  func find(
    _ paragraph: ParagraphID, from earlier: DocumentID
  ) throws(SegmentError) -> (document: DocumentID, paragraphs: Range<Int>) {
    var low = earlier
    let near = min(starts.count - 1, earlier + Self.near)
    while low < near, starts[low + 1] <= paragraph { low += 1 }
    if low == near {
      var step = 1
      while low + step < starts.count, starts[low + step] <= paragraph {
        low += step
        step *= 2
      }
      let high = min(starts.count - 1, low + step)
      low = lowerBound(low + 1..<max(low + 1, high)) { starts[$0] <= paragraph } - 1
    }
    // Callers go on behind the document's last paragraph: it must not lie before this one.
    let paragraphs = try paragraphs(of: low)
    guard paragraphs.contains(Int(paragraph)) else { throw damage }
    return (low, paragraphs)
  }

  /// Calls `body` with the documents of some paragraphs, in order, and all paragraphs of each.
  func visit(
    _ paragraphs: Bitmap, _ body: (DocumentID, Range<Int>) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    var document = 0
    var next = paragraphs.next(in: 0..<paragraphs.count)
    while let paragraph = next {
      let range: Range<Int>
      (document, range) = try find(ParagraphID(paragraph), from: document)
      try body(document, range)
      next = paragraphs.next(in: range.upperBound..<paragraphs.count)
    }
  }
}
