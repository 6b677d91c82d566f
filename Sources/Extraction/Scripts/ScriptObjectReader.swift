// ScriptObjectReader.swift — reads an object literal of a script: JSON, and what scripts allow.

/// Reads the strings and numbers of one object, nested names joined by a dot.
///
/// Keys may be bare and strings single-quoted. It is a loop with a stack of names; a value it
/// does not understand is skipped up to the next comma.
struct ScriptObjectReader {
  static let depthLimit = 32
  /// Bytes of a key and of those above it; a longer one names nothing that is asked for.
  private static let longestPath = 256
  /// Values that are read of one object.
  private static let mostValues = 20_000

  private let bytes: [UInt8]
  private var index: Int
  /// Keys whose arrays of objects are kept.
  private let lists: Set<String>
  /// Their objects, in order.
  private(set) var objects: [[String: String]] = []

  init(_ bytes: [UInt8], at open: Int, keeping lists: Set<String> = []) {
    self.bytes = bytes
    self.lists = lists
    index = open
  }

  /// Fields of the object that opens at the start; arrays are passed over but for those to keep.
  mutating func readFields() -> [String: String] {
    var fields: [String: String] = [:]
    var names: [String] = []
    var (length, values) = (0, 0)
    guard take(0x7B) else { return [:] }
    while index < bytes.count, values < Self.mostValues {
      skipBlanks()
      guard index < bytes.count else { break }
      let byte = bytes[index]
      if byte == 0x7D {
        index += 1
        if names.isEmpty { break }
        length -= names.removeLast().utf8.count
        continue
      }
      if byte == 0x2C {
        index += 1
        continue
      }
      guard let key = readKey() else { break }
      skipBlanks()
      guard take(0x3A) else { break }
      skipBlanks()
      guard index < bytes.count else { break }
      values += 1
      let isLong = length + key.utf8.count > Self.longestPath
      let path = isLong ? "" : (names + [key]).joined(separator: ".")
      if bytes[index] == 0x7B, names.count < Self.depthLimit {
        index += 1
        names.append(key)
        length += key.utf8.count
      } else if bytes[index] == 0x22 || bytes[index] == 0x27 {
        fields[path] = readString()
      } else if bytes[index] == 0x5B, lists.contains(key) {
        readObjects()
      } else if let value = readOther() {
        fields[path] = value
      }
    }
    return fields
  }

  /// The objects of an array; arrays within them are passed over.
  private mutating func readObjects() {
    index += 1
    while index < bytes.count, bytes[index] != 0x5D {
      if bytes[index] == 0x7B {
        var reader = ScriptObjectReader(bytes, at: index)
        objects.append(reader.readFields())
        index = max(reader.index, index + 1)
      } else if bytes[index] == 0x22 || bytes[index] == 0x27 {
        _ = readString()
      } else {
        index += 1
      }
    }
    index = min(index + 1, bytes.count)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index].isHTMLSpace { index += 1 }
  }

  private mutating func readKey() -> String? {
    if bytes[index] == 0x22 || bytes[index] == 0x27 { return readString() }
    let start = index
    while index < bytes.count,
      bytes[index].isASCIINamePart && bytes[index] != 0x3A || bytes[index] == 0x24
        || bytes[index] >= 0x80
    {
      index += 1
    }
    return index == start ? nil : String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func readString() -> String {
    let quote = bytes[index]
    index += 1
    var units: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      guard bytes[index] == 0x5C, index + 1 < bytes.count else {
        units.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      let escape = bytes[index]
      index += 1
      switch escape {
      case 0x6E: units.append(0x0A)
      case 0x74: units.append(0x09)
      case 0x72: units.append(0x0D)
      case 0x62, 0x66: units.append(0x20)
      case 0x75: appendEscape(&units)
      default: units.append(escape)
      }
    }
    // A string may never end.
    index = min(index + 1, bytes.count)
    return String(decoding: units, as: UTF8.self)
  }

  /// `\u4e2d`, and pairs of surrogates; half a pair becomes U+FFFD.
  private mutating func appendEscape(_ units: inout [UInt8]) {
    guard var value = hexadecimal() else { return }
    if (0xD800...0xDBFF).contains(value), index + 1 < bytes.count, bytes[index] == 0x5C,
      bytes[index + 1] == 0x75
    {
      index += 2
      if let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
    }
    units.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { return nil }
    index += 4
    return value
  }

  /// A number or word; arrays, objects and expressions are passed over.
  private mutating func readOther() -> String? {
    let start = index
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x27 {
        _ = readString()
        continue
      }
      if byte == 0x5B || byte == 0x7B || byte == 0x28 {
        depth += 1
      } else if byte == 0x5D || byte == 0x7D || byte == 0x29 {
        if depth == 0 { break }
        depth -= 1
      } else if byte == 0x2C, depth == 0 {
        break
      }
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self).trimmed
    guard text.utf8.count <= 32, !text.utf8.contains(0x5B), !text.utf8.contains(0x7B) else {
      return nil
    }
    return text
  }
}
