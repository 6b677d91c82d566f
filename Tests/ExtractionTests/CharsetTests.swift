import Extraction
import Testing

@Suite("Charset")
struct CharsetTests {
  /// “你好，公文。” with a declaration in front, in several encodings.
  static let gbk: [UInt8] = [
    0xC4, 0xE3, 0xBA, 0xC3, 0xA3, 0xAC, 0xB9, 0xAB, 0xCE, 0xC4, 0xA1, 0xA3,
  ]
  static let big5: [UInt8] = [0xA7, 0x41, 0xA6, 0x6E, 0xA1, 0x41, 0xA4, 0xBD, 0xA4, 0xE5]

  static func page(_ charset: String, _ text: [UInt8]) -> [UInt8] {
    Array("<html><head><meta charset=\(charset)></head><body><p>".utf8) + text
      + Array("</p></body></html>".utf8)
  }

  @Test(arguments: [
    ("utf-8", gbk, Charset.gb18030),
    ("gb2312", Array("你好，公文。".utf8), .utf8),
    ("gb2312", gbk, .gb18030),
    ("big5", big5, .big5),
    ("gbk", big5, .gb18030),
    ("ascii", Array("plain".utf8), .utf8),
  ])
  func bytesDecideAndDeclarationsDoNot(declared: String, text: [UInt8], expected: Charset) {
    #expect(CharsetDetector.detect(Self.page(declared, text)).charset == expected)
  }

  /// 為便利市民申請，本局現將有關事項公告如下：in Big5.
  static let notice: [UInt8] = [
    0xAC, 0xB0, 0xAB, 0x4B, 0xA7, 0x51, 0xA5, 0xAB, 0xA5, 0xC1, 0xA5, 0xD3, 0xBD, 0xD0, 0xA1, 0x41,
    0xA5, 0xBB, 0xA7, 0xBD, 0xB2, 0x7B, 0xB1, 0x4E, 0xA6, 0xB3, 0xC3, 0xF6, 0xA8, 0xC6, 0xB6, 0xB5,
    0xA4, 0xBD, 0xA7, 0x69, 0xA6, 0x70, 0xA4, 0x55, 0xA1, 0x47,
  ]

  @Test(
    "Big5 is known by its bytes, whatever is declared, and a bad one costs nothing else",
    arguments: ["big5", "utf-8", "gb2312", "none"])
  func big5ByItsBytes(declared: String) {
    let bytes = Self.page(declared, Self.notice + [0xFF] + Self.notice + [0x81, 0x40])
    let found = CharsetDetector.detect(bytes)
    #expect(found.charset == .big5)
    let text = String(decoding: TextDecoder.decode(bytes, as: found), as: UTF8.self)
    #expect(text.contains("如下：\u{FFFD}為便利市民申請，本局現將有關事項公告如下："))
  }

  @Test("A western page is not of two-byte characters", arguments: [1, 60])
  func westernByItsBytes(times: Int) {
    let text = String(repeating: "Le préfet a arrêté : « garçon », Noël, Straße. ", count: times)
    for start in ["<html><body><p>", "<html><head><meta charset=iso-8859-1></head><body><p>"] {
      let bytes = Array(start.utf8) + text.unicodeScalars.map { UInt8($0.value) }
      let found = CharsetDetector.detect(bytes)
      #expect(found.charset == .windows1252)
      #expect(String(decoding: TextDecoder.decode(bytes, as: found), as: UTF8.self) == start + text)
    }
    let quoted = Array("Charte de l".utf8) + [0x92] + Array("eau".utf8)
    let decoded = TextDecoder.decode(quoted, as: CharsetDetector.detect(quoted))
    #expect(String(decoding: decoded, as: UTF8.self) == "Charte de l’eau")
    // Chinese pages say that they are Latin, too.
    #expect(CharsetDetector.detect(Self.page("iso-8859-1", Self.gbk)).charset == .gb18030)
    #expect(CharsetDetector.detect(Self.page("iso-8859-1", Self.big5)).charset == .gb18030)
    #expect(Charset(named: "ISO-8859-1") == .windows1252)
  }

  @Test("UTF-16 needs no mark", arguments: [Charset.utf16LittleEndian, .utf16BigEndian])
  func wideByItsBytes(charset: Charset) {
    let text = String(repeating: "一、各村应当于汛前完成渠道清淤。\r\n", count: 4)
    let bytes: [UInt8] = text.utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return charset == .utf16LittleEndian ? pair : pair.reversed()
    }
    let found = CharsetDetector.detect(bytes)
    #expect(found.charset == charset)
    #expect(String(decoding: TextDecoder.decode(bytes, as: found), as: UTF8.self) == text)
    // Zeros that strayed into a page make no UTF-16 of it.
    #expect(CharsetDetector.detect(Array("<p>a\0b\0c \(text)".utf8)).charset == .utf8)
  }

  @Test("UTF-32 is known by its mark, and a bad character costs nothing else")
  func widest() {
    for isBig in [false, true] {
      let values: [UInt32] = [0xFEFF, 0x4F60, 0x11_0000, 0x2_0000, 0x41]
      let bytes: [UInt8] = values.flatMap { value in
        let four = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
        return isBig ? four.reversed() : four
      }
      let found = CharsetDetector.detect(bytes)
      let expected: Charset = isBig ? .utf32BigEndian : .utf32LittleEndian
      #expect(found.charset == expected && found.markLength == 4)
      let text = String(decoding: TextDecoder.decode(bytes, as: found), as: UTF8.self)
      #expect(text == "你\u{FFFD}\u{20000}A")
    }
  }

  @Test func byteOrderMarksDecideFirst() {
    #expect(CharsetDetector.detect([0xFF, 0xFE, 0x60, 0x4F]).charset == .utf16LittleEndian)
    #expect(CharsetDetector.detect([0xFE, 0xFF, 0x4F, 0x60]).charset == .utf16BigEndian)
    #expect(CharsetDetector.detect([0xEF, 0xBB, 0xBF, 0x41]).markLength == 3)
    let text = TextDecoder.decode([0xFF, 0xFE, 0x60, 0x4F], as: .utf16LittleEndian, from: 2)
    #expect(String(decoding: text, as: UTF8.self) == "你")
  }

  @Test func fourByteCharactersAndBadBytesCostNothingElse() {
    let bytes = Self.gbk + [0x81, 0x39, 0xEE, 0x39, 0xFF, 0xFF] + Self.gbk
    let text = String(decoding: TextDecoder.decode(bytes, as: .gb18030), as: UTF8.self)
    #expect(text == "你好，公文。㐀\u{FFFD}\u{FFFD}你好，公文。")
  }

  @Test func oneStrayByteDoesNotMakeAPageAnotherEncoding() {
    let bytes = Array(String(repeating: "公文", count: 40).utf8) + [0xE5, 0x85]
    #expect(CharsetDetector.detect(bytes).charset == .utf8)
    let text = String(decoding: TextDecoder.decode(bytes, as: .utf8), as: UTF8.self)
    #expect(text.hasSuffix("公文\u{FFFD}"))
  }

  @Test func anEncodingMayBeGivenAndMustBeKnown() throws {
    var options = ExtractionOptions()
    options.encoding = "GBK"
    options.form = .plainText
    let document = try PageExtractor().extract(Self.gbk, options: options)
    #expect(document.encoding == "GB18030")
    #expect(document.paragraphs.map(\.text) == ["你好，公文。"])
    options.encoding = "klingon"
    #expect(throws: ExtractionError.unknownEncoding("klingon")) {
      try PageExtractor().extract(Self.gbk, options: options)
    }
  }

  @Test func oldEditorsHaveAWideBlankOfTheirOwn() {
    let bytes = [0xA3, 0xA0, 0xA3, 0xA0] + Self.gbk
    let text = String(decoding: TextDecoder.decode(bytes, as: .gb18030), as: UTF8.self)
    #expect(text == "　　你好，公文。")
  }
}
