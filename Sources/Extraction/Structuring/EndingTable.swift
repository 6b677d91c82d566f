// EndingTable.swift — finds which of many endings a text has, byte by byte.

/// A set of endings, looked up by their last byte.
struct EndingTable<Value: Sendable>: Sendable {
  private var buckets = [[(ending: [UInt8], value: Value)]](repeating: [], count: 256)

  init(_ entries: [(String, Value)]) {
    for (ending, value) in entries {
      let bytes = Array(ending.utf8)
      if let last = bytes.last { buckets[Int(last)].append((bytes, value)) }
    }
    // The longest ending is the most telling one.
    for index in buckets.indices { buckets[index].sort { $0.ending.count > $1.ending.count } }
  }

  /// What the longest ending of the text stands for that is accepted.
  func match(_ text: String, where accepts: (Value) -> Bool = { _ in true }) -> Value? {
    let bytes = text.utf8.span
    guard !bytes.isEmpty else { return nil }
    for entry in buckets[Int(bytes[bytes.count - 1])]
    where bytes.ends(with: entry.ending) && accepts(entry.value) {
      return entry.value
    }
    return nil
  }
}

extension EndingTable<Bool> {
  init(_ endings: [String]) { self.init(endings.map { ($0, true) }) }

  /// Whether a text ends in one of them.
  func ends(_ text: String) -> Bool { match(text) ?? false }
}

extension Span<UInt8> {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    let start = count - ending.count
    guard start >= 0 else { return false }
    for index in ending.indices where self[start + index] != ending[index] { return false }
    return true
  }
}
