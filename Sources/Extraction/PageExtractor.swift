// PageExtractor.swift — saved bytes in, an official document out: start here.

/// How a page is to be read.
package struct ExtractionOptions: Sendable {
  /// What the bytes are.
  package enum Form: Sendable {
    case html, plainText
  }
  /// nil: HTML when it looks like it, else plain text.
  package var form: Form?
  /// Overrides what the page declares and what its bytes look like.
  package var encoding: String?
  /// Collect `trace`.
  package var explains = false
  /// Pages over this are refused, in bytes.
  package var maximumSize = 64 << 20

  package init() {}
}

/// Reads saved pages; one value serves any number of pages and threads.
package struct PageExtractor: Sendable {
  package init() {}

  package func extract(
    _ bytes: [UInt8], options: ExtractionOptions = .init()
  ) throws(ExtractionError) -> OfficialDocument {
    throw .empty
  }
}
