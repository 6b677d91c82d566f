// PropertyList.swift — the bytes of a binary property list → its values, one as it is asked for.

/// Values are numbers of objects, which other objects refer to; nothing of them has been proved
/// before it is asked for.
///
/// Source: CoreFoundation, CFBinaryPList.c (`bplist00`: objects, table of offsets, trailer).
struct PropertyList {
  static let signature = Array("bplist00".utf8)
  private static let trailerSize = 32
  /// Names of a dictionary that are looked at.
  private static let mostNames = 64

  private let bytes: [UInt8]
  /// Where the table of offsets begins, and how many objects it has.
  private let table: Int
  private let count: Int
  private let offsetSize: Int
  private let referenceSize: Int
  /// The object that holds all others.
  let top: Int

  init?(_ bytes: [UInt8]) {
    let trailer = bytes.count - Self.trailerSize
    guard bytes.starts(with: Self.signature), trailer >= Self.signature.count else { return nil }
    let (offsetSize, referenceSize) = (Int(bytes[trailer + 6]), Int(bytes[trailer + 7]))
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
      let count = Self.number(bytes, at: trailer + 8, size: 8), count <= trailer,
      let top = Self.number(bytes, at: trailer + 16, size: 8),
      let table = Self.number(bytes, at: trailer + 24, size: 8), table <= trailer,
      count * offsetSize <= trailer - table
    else { return nil }
    (self.bytes, self.table, self.count, self.top) = (bytes, table, count, top)
    (self.offsetSize, self.referenceSize) = (offsetSize, referenceSize)
  }

  /// The highest byte first; nil outside of the bytes, and for numbers over `Int.max`.
  private static func number(_ bytes: [UInt8], at start: Int, size: Int) -> Int? {
    guard start >= 0, start <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
    return Int(exactly: value)
  }

  private struct Object {
    /// The upper half of its first byte.
    let kind: UInt8
    /// In bytes, units of UTF-16, or references.
    let length: Int
    let start: Int
  }

  private func object(_ number: Int) -> Object? {
    guard (0..<count).contains(number),
      let place = Self.number(bytes, at: table + number * offsetSize, size: offsetSize),
      place < table
    else { return nil }
    var (length, start) = (Int(bytes[place] & 0x0F), place + 1)
    if length == 0x0F {
      // The length is a number of its own.
      guard start < table, bytes[start] >> 4 == 1, bytes[start] & 0x0F <= 3 else { return nil }
      let size = 1 << Int(bytes[start] & 0x0F)
      guard let long = Self.number(bytes, at: start + 1, size: size) else { return nil }
      (length, start) = (long, start + 1 + size)
    }
    guard length <= table - start else { return nil }
    return Object(kind: bytes[place] >> 4, length: length, start: start)
  }

  /// Of data that is no longer than the limit.
  func data(_ number: Int, limit: Int) -> [UInt8]? {
    guard let object = object(number), object.kind == 4, object.length <= limit else { return nil }
    return Array(bytes[object.start..<object.start + object.length])
  }

  /// Of a text that is no longer than the limit, in characters.
  func text(_ number: Int, limit: Int = 4096) -> String? {
    guard let object = object(number), object.length <= limit else { return nil }
    switch object.kind {
    case 5:
      return String(decoding: bytes[object.start..<object.start + object.length], as: UTF8.self)
    case 6:
      guard 2 * object.length <= table - object.start else { return nil }
      let units = (0..<object.length).map { index in
        UInt16(bytes[object.start + 2 * index]) << 8 | UInt16(bytes[object.start + 2 * index + 1])
      }
      return String(decoding: units, as: UTF16.self)
    default: return nil
    }
  }

  /// What a dictionary holds under a name.
  func value(_ name: String, of number: Int) -> Int? {
    guard let object = object(number), object.kind == 0xD,
      2 * object.length <= (table - object.start) / referenceSize
    else { return nil }
    for index in 0..<min(object.length, Self.mostNames) {
      if let key = reference(index, of: object), text(key, limit: name.utf8.count) == name {
        return reference(object.length + index, of: object)
      }
    }
    return nil
  }

  /// The first elements of an array.
  func elements(of number: Int, atMost most: Int) -> [Int] {
    guard let object = object(number), object.kind == 0xA,
      object.length <= (table - object.start) / referenceSize
    else { return [] }
    return (0..<min(object.length, most)).compactMap { reference($0, of: object) }
  }

  private func reference(_ index: Int, of object: Object) -> Int? {
    Self.number(bytes, at: object.start + index * referenceSize, size: referenceSize)
  }
}
