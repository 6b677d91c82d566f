// PhraseTable.swift — finds which of many phrases a text begins with or holds, byte by byte.

/// A set of phrases, looked up by their first three bytes, that is by their first Chinese
/// character.
struct PhraseTable<Value: Sendable>: Sendable {
  private typealias Bucket = [(phrase: [UInt8], value: Value)]
  private let buckets: HashedTable<Bucket>

  init(_ entries: [(String, Value)]) {
    var buckets: [UInt64: Bucket] = [:]
    for (phrase, value) in entries {
      let bytes = Array(phrase.utf8)
      buckets[Self.key(bytes[...]), default: []].append((bytes, value))
    }
    // The longest phrase is the most telling one.
    self.buckets = HashedTable(
      buckets.map { ($0.key, $0.value.sorted { $0.phrase.count > $1.phrase.count }) })
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    let start = bytes.startIndex
    guard bytes.count >= 3 else { return 0 }
    return UInt64(bytes[start]) << 16 | UInt64(bytes[start + 1]) << 8 | UInt64(bytes[start + 2])
  }

  /// The longest phrase that stands at the start of the text, and its length in bytes.
  func match(at bytes: ArraySlice<UInt8>) -> (value: Value, length: Int)? {
    guard bytes.count >= 3, let bucket = buckets[Self.key(bytes)] else { return nil }
    for entry in bucket
    where entry.phrase.count <= bytes.count && bytes.starts(with: entry.phrase) {
      return (entry.value, entry.phrase.count)
    }
    return nil
  }

  /// The first phrase that stands anywhere in the text.
  func firstMatch(in bytes: ArraySlice<UInt8>) -> (value: Value, range: Range<Int>)? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if let found = match(at: bytes[index...]) {
        return (found.value, index..<(index + found.length))
      }
      let byte = bytes[index]
      index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    return nil
  }
}
