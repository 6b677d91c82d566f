// Sequence+Uniqued.swift — each element once, in order.

extension Sequence {
  /// The elements without those of which an earlier one has the same key.
  package func uniqued<Key: Hashable>(on key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}

extension Sequence where Element: Hashable {
  package func uniqued() -> [Element] { uniqued { $0 } }
}
