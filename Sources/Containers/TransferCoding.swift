// TransferCoding.swift — bodies as they were sent → their bytes.

/// Codings that make bytes fit for mail or for a stream.
enum TransferCoding {
  /// `=C4=E3` → two bytes; a line end after `=` is none. What is no code stays as it is.
  ///
  /// Source: RFC 2045, §6.7.
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "=") else {
        output.append(byte)
        continue
      }
      if index + 1 < bytes.endIndex, let high = Hexadecimal.value(of: bytes[index]),
        let low = Hexadecimal.value(of: bytes[index + 1])
      {
        output.append(high << 4 | low)
        index += 2
        continue
      }
      // Blanks may have come between the mark and the line's end.
      let next = bytes[index...].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
      guard let next else { return output }
      if bytes[next] == 0x0a {
        index = next + 1
      } else {
        output.append(byte)
      }
    }
    return output
  }

  /// Four letters → three bytes; what is no letter of the code is passed over.
  ///
  /// Source: RFC 2045, §6.8; RFC 4648, §4.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 4 * 3 + 3)
    var (word, bits): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: "=") { break }
      guard let value = base64Value(byte) else { continue }
      word = word << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        output.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return output
  }

  /// Pieces with their lengths before them → one; nil when they are not so framed.
  ///
  /// What a connection cut short is given as far as it came. Source: RFC 9112, §7.1.
  static func chunked(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isWhole: Bool)? {
    var output: [UInt8] = []
    var index = bytes.startIndex
    while let line = HeaderFields.line(bytes, at: index) {
      let digits = bytes[line.range].prefix { Hexadecimal.value(of: $0) != nil }
      guard !digits.isEmpty, digits.count <= 8 else { return nil }
      let length = digits.reduce(0) { $0 << 4 | Int(Hexadecimal.value(of: $1) ?? 0) }
      if length == 0 { return (output, true) }
      let end = min(line.next + length, bytes.endIndex)
      output += bytes[line.next..<end]
      guard end < bytes.endIndex else { return (output, false) }
      guard let after = HeaderFields.line(bytes, at: end), after.range.isEmpty else { return nil }
      index = after.next
    }
    return output.isEmpty ? nil : (output, false)
  }

  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
