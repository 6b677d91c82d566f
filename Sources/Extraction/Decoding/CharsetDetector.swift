// CharsetDetector.swift — finds the encoding that bytes were really written in.

/// The encodings that saved Chinese pages come in.
package enum Charset: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"
  case big5 = "Big5"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"
  case windows1252 = "WINDOWS-1252"

  /// Understands the names that pages and people use; nil for any other.
  ///
  /// `gb2312` and `gbk` mean GB18030, which holds both, `latin1` windows-1252.
  /// Source: WHATWG Encoding Standard, “Names and labels”.
  package init?(named name: String) {
    let folded = String(name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
    switch folded {
    case "utf8", "unicode11utf8", "ascii", "usascii": self = .utf8
    case "gb18030", "gbk", "gb2312", "gb231280", "xgbk", "cp936", "ms936", "csgb2312", "euccn":
      self = .gb18030
    case "big5", "big5hkscs", "cnbig5", "xxbig5", "csbig5", "cp950": self = .big5
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LittleEndian
    case "utf16be", "unicodefffe": self = .utf16BigEndian
    case "utf32", "utf32le", "ucs4": self = .utf32LittleEndian
    case "utf32be": self = .utf32BigEndian
    case "windows1252", "cp1252", "latin1", "iso88591": self = .windows1252
    default: return nil
    }
  }
}

/// Decides by the bytes first and by the declaration last, because declarations
/// are wrong on one page in ten.
package struct CharsetDetector {
  /// How many bytes at the start of a page may declare its encoding.
  static let declarationWindow = 4096

  /// What bytes were found to be.
  package struct Finding: Sendable {
    package let charset: Charset
    /// How many bytes of byte order mark stand before the text.
    package let markLength: Int
    /// Every byte is known to be right.
    var isSound = false
  }

  /// - Parameter declared: what stands for a declaration where the page has none.
  package static func detect(
    _ bytes: [UInt8], declared: Charset? = nil
  ) -> Finding {
    if let marked = byteOrderMark(bytes) { return marked }
    if let wide = WideShape.charset(of: bytes) { return Finding(charset: wide, markLength: 0) }
    let shape = UTF8Shape(bytes)
    if shape.invalid == 0 { return Finding(charset: .utf8, markLength: 0, isSound: true) }
    // A page that was cut within a character, or holds a stray byte, is still UTF-8:
    // GBK text hardly ever forms valid sequences, let alone hundreds.
    if shape.multibyte >= 20 * shape.invalid { return Finding(charset: .utf8, markLength: 0) }
    // Of GBK text one character in seven is a sequence too: a page that says UTF-8 and has more
    // sequences than stray bytes is not GBK.
    let said = declaredCharset(bytes) ?? declared
    if said == .utf8, shape.multibyte >= shape.invalid {
      return Finding(charset: .utf8, markLength: 0)
    }
    if said != .gb18030, said != .big5, LatinShape(bytes).isLatin {
      return Finding(charset: .windows1252, markLength: 0)
    }
    let pairs = DoubleByteShape(bytes)
    if pairs.isBig5
      || said == .big5 && (pairs.mayBeBig5 || TextDecoder.isValid(bytes, as: .big5))
    {
      return Finding(charset: .big5, markLength: 0)
    }
    return Finding(charset: .gb18030, markLength: 0)
  }

  static func byteOrderMark(_ bytes: [UInt8]) -> Finding? {
    // The mark of UTF-32LE begins with that of UTF-16LE, where no text goes on with a zero.
    let marks: [([UInt8], Charset)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
      ([0, 0, 0xFE, 0xFF], .utf32BigEndian), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian),
    ]
    for (mark, charset) in marks where bytes.starts(with: mark) {
      return Finding(charset: charset, markLength: mark.count)
    }
    return nil
  }

  /// What `<meta charset=…>`, `content="…; charset=…"` or `encoding="…"` says.
  static func declaredCharset(_ bytes: [UInt8]) -> Charset? {
    let window = Array(bytes.prefix(declarationWindow))
    for key in ["charset", "encoding"] {
      var from = 0
      while let found = window.firstRange(ofLowercased: Array(key.utf8), from: from) {
        from = found.upperBound
        var index = from
        while index < window.count, [0x20, 0x3D, 0x22, 0x27, 0x09].contains(window[index]) {
          index += 1
        }
        let start = index
        while index < window.count, window[index].isASCIINamePart { index += 1 }
        let name = String(decoding: window[start..<index], as: UTF8.self)
        // Chinese pages say iso-8859-1, too, and what they are in further on.
        if let charset = Charset(named: name), charset != .windows1252 { return charset }
      }
    }
    return nil
  }
}
