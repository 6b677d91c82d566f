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
  static let scalars: ConstantTable<UInt16> = {
    let scalars = TextCodeTable.characters.unicodeScalars.map {
      UInt16(truncatingIfNeeded: $0.value)
    }
    precondition(scalars.count == characterCount)
    return ConstantTable(scalars)
  }()

  /// The place of each scalar of the Basic Multilingual Plane among the codes.
  static let places: ConstantTable<UInt16> = {
    var places = [UInt16](repeating: .max, count: 1 << 16)
    for (place, scalar) in scalars.enumerated() { places[Int(scalar)] = UInt16(place) }
    return ConstantTable(places)
  }()

  /// Appends the code of a text of UTF-8.
  static func encode(_ text: Span<UInt8>, _ places: ConstantTable<UInt16>, to bytes: inout [UInt8])
  {
    // A byte that is no UTF-8 becomes a character of its own; none takes more than six bytes.
    bytes.append(addingCapacity: 6 * text.count) { write(text, places, to: &$0) }
  }

  /// Appends the code of a scalar.
  static func encode(_ scalar: UInt32, _ places: ConstantTable<UInt16>, to bytes: inout [UInt8]) {
    var utf8: [UInt8] = []
    if let scalar = Unicode.Scalar(scalar) {
      utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
    encode(utf8.span, places, to: &bytes)
  }

  @inline(__always)
  private static func write(
    _ text: Span<UInt8>, _ places: ConstantTable<UInt16>,
    to bytes: inout OutputSpan<UInt8>
  ) {
    var offset = 0
    while offset < text.count {
      let (scalar, length) = UTF8Decoder.decode(text, at: offset)
      offset &+= length
      let place = scalar <= 0xffff ? Int(places[Int(scalar)]) : Int(UInt16.max)
      if place < singles {
        bytes.append(UInt8(truncatingIfNeeded: place))
      } else if place < characterCount {
        let pair = place &- singles
        bytes.append(UInt8(truncatingIfNeeded: singles &+ pair &>> 8))
        bytes.append(UInt8(truncatingIfNeeded: pair))
      } else {
        for index in 0..<3 {
          bytes.append(escape + UInt8(index))
          bytes.append(UInt8(truncatingIfNeeded: scalar >> UInt32(8 * index)))
        }
      }
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

  /// Whether the code is one of no more than `scalars` characters.
  static func isNoLonger(_ code: Span<UInt8>, than scalars: Int) -> Bool {
    length(of: scalars, in: code) == code.count
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
    let table = scalars
    text.reserveCapacity(text.count + 3 * min(limit, code.count))
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
      text.append(contentsOf: bytes)
    }
    return true
  }

  @inline(__always)
  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
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
