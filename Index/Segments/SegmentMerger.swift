// SegmentMerger.swift — several segments → one, without what was deleted.

enum SegmentMerger {
  /// The documents of `segments` that are still there, in order, in one builder.
  ///
  /// Texts are analyzed again, so that a merged segment is byte for byte the one that
  /// would have been built from its documents at once.
  static func merge(
    _ segments: ArraySlice<LiveSegment>, analyzer: Analyzer
  ) throws(SegmentError) -> SegmentBuilder {
    var builder = SegmentBuilder(analyzer: analyzer)
    for segment in segments {
      let keys = try segment.reader.keysByDocument()
      for document in 0..<segment.reader.documentCount where !segment.deleted[document] {
        try builder.add(try segment.reader.input(document, keys: keys[document]))
      }
    }
    return builder
  }
}
