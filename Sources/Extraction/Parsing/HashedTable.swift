// HashedTable.swift — a table whose keys are hashes already, or numbers that are as good.

/// Looks values up by 64-bit keys, in a few instructions; never changes once it is made.
struct HashedTable<Value: Sendable>: Sendable {
  private let keys: [UInt64?]
  private let values: [Value?]

  /// The first value of a key counts.
  init(_ entries: [(key: UInt64, value: Value)]) {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    var keys = [UInt64?](repeating: nil, count: size)
    var values = [Value?](repeating: nil, count: size)
    for (key, value) in entries {
      var slot = Self.slot(key, size)
      while let taken = keys[slot], taken != key { slot = (slot + 1) & (size - 1) }
      guard keys[slot] == nil else { continue }
      (keys[slot], values[slot]) = (key, value)
    }
    (self.keys, self.values) = (keys, values)
  }

  /// Fibonacci hashing, so that numbers in a row part.
  private static func slot(_ key: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size - 1)
  }

  subscript(key: UInt64) -> Value? {
    var slot = Self.slot(key, keys.count)
    while let taken = keys[slot] {
      if taken == key { return values[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }
}

/// FNV-1a, 64 bits, over bytes without regard to ASCII case.
struct FoldedHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte.asciiLowercased)) &* 0x100_0000_01B3
  }
}
