// ByteText.swift — looks at UTF-8 text without building strings.

extension UInt8 {
  /// A–Z become a–z.
  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  var isASCIILetter: Bool { asciiLowercased >= 0x61 && asciiLowercased <= 0x7A }
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// Space, tab, line feed, form feed, carriage return: white space of HTML.
  var isHTMLSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }
  var endsAttributeName: Bool {
    isHTMLSpace || self == UInt8(ascii: "=") || self == UInt8(ascii: ">")
      || self == UInt8(ascii: "/")
  }

  /// What may stand in the name of an encoding.
  var isASCIINamePart: Bool {
    isASCIILetter || isASCIIDigit || self == 0x2D || self == 0x5F || self == 0x3A
  }
}

extension [UInt8] {
  /// The first place where `needle` stands, both read without regard to ASCII case;
  /// `needle` is given in lower case.
  func firstRange(ofLowercased needle: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let first = needle.first, count >= needle.count else { return nil }
    var index = start
    let last = count - needle.count
    while index <= last {
      if self[index].asciiLowercased == first {
        var offset = 1
        while offset < needle.count, self[index + offset].asciiLowercased == needle[offset] {
          offset += 1
        }
        if offset == needle.count { return index..<(index + offset) }
      }
      index += 1
    }
    return nil
  }

  /// Whether `needle` stands at `index`, without regard to ASCII case.
  func matches(lowercased needle: [UInt8], at index: Int) -> Bool {
    guard index + needle.count <= count else { return false }
    for offset in needle.indices where self[index + offset].asciiLowercased != needle[offset] {
      return false
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Without the blanks of running text at both ends: space, no-break space, U+3000.
  var trimmed: ArraySlice<UInt8> {
    var (start, end) = (startIndex, endIndex)
    while start < end {
      if self[start] == 0x20 {
        start += 1
      } else if end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else if isWideBlank(start, end) {
        start += 3
      } else {
        break
      }
    }
    while start < end {
      if self[end - 1] == 0x20 {
        end -= 1
      } else if end - start >= 2, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else if end - start >= 3, isWideBlank(end - 3, end) {
        end -= 3
      } else {
        break
      }
    }
    return self[start..<end]
  }

  private func isWideBlank(_ index: Int, _ end: Int) -> Bool {
    end - index >= 3 && self[index] == 0xE3 && self[index + 1] == 0x80 && self[index + 2] == 0x80
  }
}

extension Unicode.Scalar {
  /// White space of any kind, and the characters that show nothing.
  var isBlank: Bool {
    // Most characters of a page are Chinese.
    if value > 0x3000, value != 0xFEFF { return false }
    return isRareBlank
  }
  private var isRareBlank: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x1C...0x1F, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F,
      0x205F, 0x2060,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }
  /// A Chinese character (汉字).
  var isHan: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    case 0x3007: true
    default: false
    }
  }
  package var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }
  /// 0–9, half or full width.
  package var digitValue: Int? {
    switch value {
    case 0x30...0x39: Int(value) - 0x30
    case 0xFF10...0xFF19: Int(value) - 0xFF10
    default: nil
    }
  }
  /// Half-width form of full-width ASCII and of the Chinese marks that have one.
  var narrowed: Unicode.Scalar {
    if value > 0x3000, value < 0xFF01 { return self }
    return switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000, 0xA0: " "
    default: self
    }
  }
}

extension [Unicode.Scalar] {
  /// Moves `index` behind blanks.
  func skipBlanks(_ index: inout Int) {
    while index < count, self[index].isBlank { index += 1 }
  }

  /// The number that stands at `index`, in so many digits of either width or fewer; `index` is
  /// moved behind them.
  package func number(at index: inout Int, digits most: Int) -> Int? {
    let start = index
    var value = 0
    while index < count, index - start < most, let digit = self[index].digitValue {
      value = value * 10 + digit
      index += 1
    }
    return index > start ? value : nil
  }
}

extension String {
  /// The scalars in an array; `Array(unicodeScalars)` decodes all of them twice.
  var scalars: [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(utf8.count)
    for scalar in unicodeScalars { scalars.append(scalar) }
    return scalars
  }

  /// The first scalar that is no white space.
  var firstVisible: Unicode.Scalar? { unicodeScalars.first { !$0.isBlank } }

  /// So many scalars at the start.
  func scalars(first limit: Int) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(Swift.min(limit, utf8.count))
    for scalar in unicodeScalars {
      if scalars.count == limit { break }
      scalars.append(scalar)
    }
    return scalars
  }

  /// The scalars without white space, full-width ASCII made half-width: a form to compare by.
  var compact: [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(utf8.count)
    for scalar in unicodeScalars where !scalar.isBlank { scalars.append(scalar.narrowed) }
    return scalars
  }

  /// White space of any kind removed at both ends.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }

  init(scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * scalars.underestimatedCount)
    for scalar in scalars {
      for byte in UTF8.encode(scalar) ?? .init() { bytes.append(byte) }
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}
