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
