// TextDecoder.swift — bytes of any known encoding → UTF-8. A fence file: calls iconv.
import Glibc

/// Decodes whole texts; a bad byte becomes U+FFFD and never costs the rest.
package struct TextDecoder {
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The text that was found to be of an encoding, as well-formed UTF-8.
  package static func decode(_ bytes: [UInt8], as found: CharsetDetector.Finding) -> [UInt8] {
    found.isSound ? bytes : decode(bytes, as: found.charset, from: found.markLength)
  }

  /// The text as well-formed UTF-8.
  package static func decode(_ bytes: [UInt8], as charset: Charset, from start: Int = 0) -> [UInt8]
  {
    switch charset {
    case .utf8: repairUTF8(bytes, from: start)
    default: convert(bytes, as: charset, from: start, isStrict: false) ?? []
    }
  }

  /// Whether every byte belongs to a character of the encoding.
  static func isValid(_ bytes: [UInt8], as charset: Charset) -> Bool {
    convert(bytes, as: charset, from: 0, isStrict: true) != nil
  }

  private static func repairUTF8(_ bytes: [UInt8], from start: Int) -> [UInt8] {
    if UTF8Shape(bytes).invalid == 0 { return start == 0 ? bytes : Array(bytes[start...]) }
    return Array(String(decoding: bytes[start...], as: UTF8.self).utf8)
  }

  /// The corresponding C function is `iconv`. Returns nil at the first bad byte when strict.
  private static func convert(
    _ bytes: [UInt8], as charset: Charset, from start: Int, isStrict: Bool
  ) -> [UInt8]? {
    // The plain Big5 table lacks characters that Hong Kong's pages use.
    let name = charset == .big5 ? "BIG5-HKSCS" : charset.rawValue
    guard let converter = unsafe iconv_open("UTF-8", name), Int(bitPattern: converter) != -1
    else { return nil }
    defer { unsafe _ = iconv_close(converter) }

    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var isSound = true
    unsafe bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      // iconv takes a mutable pointer for historical reasons and only reads from it.
      var next: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(
        mutating: base.advanced(by: start).assumingMemoryBound(to: CChar.self))
      var left = raw.count - start
      while left > 0 {
        var hasStopped = false
        let written = unsafe chunk.withUnsafeMutableBytes { buffer in
          var target = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = buffer.count
          // `(size_t)-1` says that it stopped before the end.
          let converted = unsafe iconv(converter, &next, &left, &target, &room)
          hasStopped = converted == -1
          return buffer.count - room
        }
        let code = errno
        output.append(contentsOf: chunk[..<written])
        if !hasStopped { continue }
        if code == E2BIG { continue }
        if isStrict {
          isSound = false
          return
        }
        output.append(contentsOf: replacement)
        let skipped =
          switch charset {
          case .utf16LittleEndian, .utf16BigEndian: 2
          case .utf32LittleEndian, .utf32BigEndian: 4
          default: 1
          }
        unsafe next = next?.advanced(by: min(skipped, left))
        left -= min(skipped, left)
        unsafe _ = iconv(converter, nil, nil, nil, nil)
      }
    }
    if charset == .gb18030 { output.mendBlanks() }
    return isSound ? output : nil
  }
}

extension [UInt8] {
  /// Old editors write the wide blank as A3 A0, which GB 18030 leaves to private use (U+E5E5).
  fileprivate mutating func mendBlanks() {
    var place = 0
    while let found = firstRange(of: [0xEE, 0x97, 0xA5], from: place) {
      (self[found.lowerBound], self[found.lowerBound + 1], self[found.lowerBound + 2]) = (
        0xE3, 0x80, 0x80
      )
      place = found.upperBound
    }
  }
}
