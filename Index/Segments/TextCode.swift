// TextCode.swift — texts in one or two bytes a character, by how frequent it is.

/// The code of stored texts: the most frequent characters are one byte, the next ones two,
/// all others six.
///
///     single  --> 0 ..< 221
///     pair    --> 221 ... 252, any byte
///     escape  --> 253, any, 254, any, 255, any     (the bytes of a scalar, lowest first)
///
/// A byte under 221 is the last of its character wherever it stands, so that a match is known
/// to begin with a character by the bytes just before it.
enum TextCode {
  static let singles = 221
  static let pairLeads = 32
  /// The first byte of an escape; the others of its pairs follow.
  static let escape = UInt8(singles + pairLeads)
  static let characterCount = singles + 256 * pairLeads

  /// The scalars that the codes stand for, in their order.
  static let scalars = ConstantTable<UInt16>(count: characterCount) { scalars in
    let text = Array(TextCodeTable.characters.utf8)
    var offset = 0
    for place in scalars.indices {
      let (scalar, length) = UTF8Decoder.decode(text.span, at: offset)
      scalars[place] = UInt16(scalar)
      offset += length
    }
    precondition(offset == text.count)
  }

  /// The code of each scalar of the Basic Multilingual Plane: its bytes, the first one lowest,
  /// and above them how many there are; 0 for an escape.
  static let codes = ConstantTable<UInt32>(count: 1 << 16) { codes in
    for (place, scalar) in scalars.enumerated() {
      let pair = UInt32(max(0, place - singles))
      codes[Int(scalar)] =
        place < singles
        ? 1 << 16 | UInt32(place) : 2 << 16 | (pair & 0xff) << 8 | UInt32(singles) + (pair >> 8)
    }
  }

  /// The place among the codes that a pair stands for.
  @inline(__always)
  static func place(_ lead: Int, _ second: UInt8) -> Int {
    (lead &- singles) &<< 8 &+ Int(second) &+ singles
  }

  /// The scalar of the escape that begins at `offset`, six bytes; nil when there is none.
  static func escaped(_ code: Span<UInt8>, at offset: Int) -> UInt32? {
    guard offset + 6 <= code.count, code[offset] == escape, code[offset + 2] == escape + 1,
      code[offset + 4] == escape + 2
    else { return nil }
    return UInt32(code[offset + 1]) | UInt32(code[offset + 3]) << 8 | UInt32(code[offset + 5]) << 16
  }

  /// How many characters a code stands for.
  static func count(_ code: Span<UInt8>) -> Int {
    var (index, count) = (0, 0)
    while index < code.count {
      index &+= code[index] < UInt8(singles) ? 1 : code[index] < escape ? 2 : 6
      count &+= 1
    }
    return count
  }

  /// How often a character of one byte stands in a code.
  static func count(_ single: UInt8, in code: Span<UInt8>) -> Int {
    var (index, count) = (0, 0)
    while index < code.count {
      let lead = code[index]
      count &+= lead == single ? 1 : 0
      index &+= lead < UInt8(singles) ? 1 : lead < escape ? 2 : 6
    }
    return count
  }

  /// Whether the last character of a code is this one, which is given by its own code.
  static func ends(_ code: Span<UInt8>, with character: [UInt8]) -> Bool {
    guard code.count >= character.count, code[code.count - 1] == character.last else {
      return false
    }
    var (index, last) = (0, 0)
    while index < code.count {
      last = index
      index &+= code[index] < UInt8(singles) ? 1 : code[index] < escape ? 2 : 6
    }
    return index - last == character.count
      && character.indices.allSatisfy { code[last + $0] == character[$0] }
  }

  /// How many bytes the first `scalars` characters take.
  static func length(of scalars: Int, in code: Span<UInt8>) -> Int {
    var (index, count) = (0, 0)
    while index < code.count, count < scalars {
      index &+= code[index] < UInt8(singles) ? 1 : code[index] < escape ? 2 : 6
      count &+= 1
    }
    return min(index, code.count)
  }

  /// Appends the UTF-8 of coded bytes, of no more than `limit` scalars; false when they are no
  /// code.
  static func decode(
    _ code: Span<UInt8>, limit: Int = .max, into text: inout [UInt8]
  ) -> Bool {
    // No character has more than four bytes.
    var isCode = true
    text.append(atMost: 4 * min(limit, code.count)) { text in
      isCode = decode(code, limit: limit, into: &text)
    }
    return isCode
  }

  @inline(__always)
  private static func decode(
    _ code: Span<UInt8>, limit: Int, into text: inout OutputSpan<UInt8>
  ) -> Bool {
    let table = scalars
    var index = 0
    var left = limit
    while index < code.count, left > 0 {
      left &-= 1
      let lead = code[index]
      index &+= 1
      if Int(lead) < singles {
        append(UInt32(table[Int(lead)]), to: &text)
        continue
      }
      if lead < escape {
        guard index < code.count else { return false }
        append(UInt32(table[place(Int(lead), code[index])]), to: &text)
        index &+= 1
        continue
      }
      guard let value = escaped(code, at: index &- 1), let scalar = Unicode.Scalar(value),
        let bytes = UTF8.encode(scalar)
      else { return false }
      index &+= 5
      for byte in bytes { text.append(byte) }
    }
    return true
  }

  @inline(__always)
  private static func append(_ scalar: UInt32, to text: inout OutputSpan<UInt8>) {
    if scalar >= 0x800 {
      text.append(UInt8(truncatingIfNeeded: 0xe0 | scalar >> 12))
      text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3f))
    } else if scalar < 0x80 {
      text.append(UInt8(truncatingIfNeeded: scalar))
      return
    } else {
      text.append(UInt8(truncatingIfNeeded: 0xc0 | scalar >> 6))
    }
    text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3f))
  }
}

/// Writes texts in their code; keeps its memory from text to text.
struct TextEncoder: Sendable {
  private let codes = TextCode.codes
  private var scratch: [UInt8] = []

  /// The code of one text.
  static func code(of text: String) -> [UInt8] {
    var code: [UInt8] = []
    var encoder = TextEncoder()
    encoder.encode(text.utf8.span, to: &code)
    return code
  }

  /// Appends the code of a text of UTF-8.
  mutating func encode(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    // A byte that is no UTF-8 becomes a character of its own; none takes more than six bytes.
    if scratch.count < 6 * text.count {
      scratch += repeatElement(0, count: 6 * text.count - scratch.count)
    }
    let count = Self.write(text, codes, to: &scratch)
    bytes += scratch[..<count]
  }

  /// Two bytes are written whether both count or not, so that nothing depends on which.
  private static func write(
    _ text: Span<UInt8>, _ codes: ConstantTable<UInt32>, to bytes: inout [UInt8]
  ) -> Int {
    var bytes = bytes.mutableSpan
    var (offset, end) = (0, 0)
    while offset < text.count {
      let (scalar, length) = UTF8Decoder.decode(text, at: offset)
      offset &+= length
      let code = scalar <= 0xffff ? codes[Int(scalar)] : 0
      if code != 0 {
        bytes[end] = UInt8(truncatingIfNeeded: code)
        bytes[end &+ 1] = UInt8(truncatingIfNeeded: code >> 8)
        end &+= Int(truncatingIfNeeded: code >> 16)
      } else {
        for index in 0..<3 {
          bytes[end &+ 2 &* index] = TextCode.escape + UInt8(index)
          bytes[end &+ 2 &* index &+ 1] = UInt8(truncatingIfNeeded: scalar >> UInt32(8 * index))
        }
        end &+= 6
      }
    }
    return end
  }
}
