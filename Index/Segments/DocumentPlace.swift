// DocumentPlace.swift — where a document stands in an index.

/// A document among all segments of a reader or writer, which its number alone tells within one;
/// tantivy's `DocAddress`. The smaller was added before.
package struct DocumentPlace: Hashable, Comparable, Sendable {
  /// Index into the segments.
  package let segment: Int
  package let document: DocumentID

  package static func < (left: DocumentPlace, right: DocumentPlace) -> Bool {
    (left.segment, left.document) < (right.segment, right.document)
  }
}
