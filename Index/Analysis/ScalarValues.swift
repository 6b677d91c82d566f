// ScalarValues.swift — folded texts: the numbers of their scalars, compared and written out.

extension String {
  /// The text of these Unicode scalars; what is none is left out.
  package init(scalarValues: some Sequence<UInt32>) {
    self.init(String.UnicodeScalarView(scalarValues.compactMap { Unicode.Scalar($0) }))
  }
}

extension [UInt32] {
  /// Whether another text stands in this one.
  package func holds(_ text: [UInt32]) -> Bool {
    guard let first = text.first else { return true }
    return indices.dropLast(text.count - 1).contains { start in
      self[start] == first && self[start...].starts(with: text)
    }
  }
}

extension BidirectionalCollection where Element == UInt32 {
  /// Whether the text ends with another, or is it.
  func ends(with ending: [UInt32]) -> Bool { suffix(ending.count).elementsEqual(ending) }
}
