import Extraction
import Testing

@Suite("Hostile pages")
struct HostileInputTests {
  static let sentence = "这一段文字不能因为页面的毛病而丢失，它说明工作按计划进行，任务全部完成，群众感到满意。"
  static let text = String(repeating: sentence, count: 8)

  private func extract(_ markup: String) throws -> OfficialDocument {
    try PageExtractor().extract(Array(markup.utf8))
  }

  @Test func deepNestingLosesNothingAndIsTold() throws {
    let open = String(repeating: "<div>", count: 100_000)
    let close = String(repeating: "</div>", count: 100_000)
    let document = try extract("<html><body>\(open)<p>\(Self.text)</p>\(close)</body></html>")
    #expect(document.paragraphs.map(\.text) == [Self.text])
    #expect(document.truncated?.contains("deeper") == true)
  }

  @Test func tagsByTheHundredThousandLoseNothingAndAreTold() throws {
    let count = 400_100
    let document = try extract(
      "<html><body><div class='TRS_Editor'><p>\(Self.text)</p>"
        + String(repeating: "<p>河道</p>", count: count) + "<p>末尾。\(Self.text)</p></div>")
    #expect(document.truncated?.contains("more than 400000 tags") == true)
    let texts = document.paragraphs.map(\.text)
    #expect(texts.first == Self.text)
    #expect(texts.last?.hasSuffix("末尾。" + Self.text) == true)
    let rivers = texts.reduce(0) { $0 + $1.ranges(of: "河道").count }
    #expect(rivers == count)
  }

  @Test(arguments: [
    ("<div>", "</i>"), ("<b><div>", "</b></i>"), ("<span>", "</i>"),
    ("<\(String(repeating: "a", count: 90))b>", "</\(String(repeating: "a", count: 90))c>"),
  ])
  func endTagsFarFromTheirBeginningTakeNoTime(open: String, close: String) throws {
    let markup =
      "<html><body><div class='TRS_Editor'><i><p>\(Self.text)</p><div>"
      + String(repeating: open, count: 40_000) + String(repeating: close, count: 40_000)
      + "<p>末尾。\(Self.text)</p>"
    var document = OfficialDocument()
    let time = try ContinuousClock().measure { document = try extract(markup) }
    #expect(document.paragraphs.map(\.text).joined().hasSuffix("末尾。" + Self.text))
    #expect(document.truncated?.contains("deeper") == true)
    #expect(time < .seconds(10))
  }

  @Test func manyTagsKeepTheirEnds() {
    let part = "<div><p>x<b>y</b><br></p></div><ul><li>z</ul></i>"
    let markup = Array(String(repeating: part, count: 20_000).utf8)
    #expect(MarkupSkeleton(markup).bytes == markup)
  }

  @Test func lessThansThatOpenNoTagAreText() throws {
    let document = try extract("<html><body><p><b>甲<_a></b>乙<:a>\(Self.text)</p>")
    #expect(document.paragraphs.map(\.text) == ["甲<_a>乙<:a>" + Self.text])
  }

  @Test(.timeLimit(.minutes(1))) func fortyThousandAttributesTakeNoTime() throws {
    let attributes = (0..<40_000).map { "a\($0)=\"x>y\"" }.joined(separator: " ")
    let document = try extract(
      "<html><body><div \(attributes)><p>\(Self.text)</p></div></body></html>")
    #expect(document.paragraphs.map(\.text) == [Self.text])
  }

  @Test(arguments: [HostileInputTests.sentence, "河道清理", "lorem ipsum dolor ", "河　"])
  func longLinesBecomeParagraphsAndLoseNothing(piece: String) throws {
    let line = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    var options = ExtractionOptions()
    for (form, markup) in [
      (ExtractionOptions.Form.html, "<html><body><div class='TRS_Editor'><p>\(line)</p></div>"),
      (ExtractionOptions.Form.plainText, line),
    ] {
      options.form = form
      let document = try PageExtractor().extract(Array(markup.utf8), options: options)
      let texts = document.paragraphs.map(\.text)
      #expect(texts.count > 2)
      #expect(texts.allSatisfy { $0.utf8.count < 400_000 })
      let isWhole = Self.withoutBlanks(texts.joined()) == Self.withoutBlanks(line)
      #expect(isWhole)
      if piece == Self.sentence { #expect(texts.allSatisfy { $0.hasSuffix("。") }) }
    }
  }

  private static func withoutBlanks(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value).filter { $0 != 0x20 && $0 != 0x3000 }
  }

  @Test func endOfPageInMidPageLosesNothing() throws {
    let document = try extract(
      "<html><body><div>页眉</div></body></html><div id=zoom><p>\(Self.text)</p></div></body>")
    #expect(document.paragraphs.map(\.text) == [Self.text])
  }

  @Test func endTagsOfThePageAndScriptsAreLeftOut() {
    let markup = "<script>var a='</body>';</script><!-- </html> --><p>x</BODY ></p>"
    let skeleton = MarkupSkeleton(Array(markup.utf8))
    #expect(
      String(decoding: skeleton.bytes, as: UTF8.self)
        == "<!----><!--\u{7F}0\u{7F}--><p>x </p>")
    #expect(skeleton.scripts == [8..<24])
  }

  /// libxml2 gives long texts in parts, which may end within a mark.
  @Test func textsWithoutATagBetweenAreAllThere() throws {
    let texts = (0..<2000).map { "第\($0)句话在这里。" }
    let document = try extract(
      "<html><body><div id=zoom><p>\(texts.joined(separator: "</body>"))</p></div>")
    let read = document.paragraphs.map(\.text).joined().filter { $0 != " " }
    #expect(read == texts.joined())
  }

  @Test(arguments: [
    "<svg><path d='M0'><p>", "<div title=\"a><p>", "<div id='a' title='b><p>", "<p/class=x>",
    "<div title=\"a&b><p>", "<p title='&amp;>",
    "<p a=1 a=2 a=3 x=>", "<p _=\u{7F}3\u{7F} class='a&amp;b'>",
    "<p>\u{7F}0\u{7F}", "<!DOCTYPE x [<p>]><p>", "<?php echo '<p>' ?><p>",
    "<![if !IE]><p><![endif]>",
  ])
  func oddMarkupLosesNoText(markup: String) throws {
    let last = "这是另外一段。" + Self.sentence
    let document = try extract("<html><body>\(markup)\(Self.text)</p><p>\(last)</p>")
    #expect(document.paragraphs.map(\.text).joined().hasSuffix(Self.text + last))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<svg>", "<a title='>", "<!--", "<a ", "<p title=\"", "&#", "<", "</", "<![", "<img",
    ])
  func whatIsOpenForEverTakesNoTime(open: String) throws {
    _ = try extract("<html><body><p>\(Self.text)" + String(repeating: open, count: 100_000))
  }

  /// What stands beside a field is not looked up among all fields for each.
  @Test(.timeLimit(.minutes(1))) func manyFieldsTakeNoTime() throws {
    let field = "<p>索引号：000-1/2024　发文机关：云溪市司法局　成文日期：2024-03-05</p>"
    let document = try extract(
      "<html><body>\(String(repeating: field, count: 20_000))<p>\(Self.text)</p>")
    #expect(document.issuer == "云溪市司法局")
  }

  @Test(arguments: ["</div ", "<!x ", "<?x ", "<div "])
  func aTagWithoutAnEndIsReported(tag: String) throws {
    let document = try extract("<html><body><p>\(Self.text)</p>\(tag)后面的文字")
    #expect(document.truncated?.contains("never closed") == true)
    #expect(document.paragraphs.map(\.text) == [Self.text])
  }

  @Test func aCommentWithoutAnEndIsReportedAndItsTextKept() throws {
    let document = try extract("<html><body><p>\(Self.text)</p><!-- <p>后面的\(Self.text)</p>")
    #expect(document.truncated?.contains("comment") == true)
    #expect(document.paragraphs.map(\.text) == [Self.text, "后面的" + Self.text])
  }

  @Test func nulsAndImpossibleCharactersKeepTheTextAroundThem() throws {
    let document = try extract(
      "<html><body><p>前面\0\(Self.text)&#xD800;&#0;&#x110000;后面</p></body></html>")
    let text = document.paragraphs.first?.text ?? ""
    #expect(text.contains(Self.text))
    #expect(text.hasPrefix("前面"))
    #expect(text.hasSuffix("后面"))
  }

  @Test func badBytesKeepTheTextAroundThem() throws {
    let bytes =
      Array("<html><body><p>\(Self.text)".utf8) + [0xFF, 0xFE, 0x80] + Array("末尾</p></body>".utf8)
    let document = try PageExtractor().extract(bytes)
    #expect(document.paragraphs.first?.text.hasSuffix("末尾") == true)
  }

  @Test func sizesAndKindsOfFilesAreChecked() {
    var options = ExtractionOptions()
    options.maximumSize = 10
    #expect(throws: ExtractionError.empty) { try PageExtractor().extract([]) }
    #expect(throws: ExtractionError.tooLarge(bytes: 11, limit: 10)) {
      try PageExtractor().extract(Array(repeating: 0x41, count: 11), options: options)
    }
    #expect(throws: ExtractionError.binary("a PNG image")) {
      try PageExtractor().extract([0x89, 0x50, 0x4E, 0x47])
    }
  }

  @Test(arguments: [
    "<", "<!", "<!-", "</", "<a", "<a b='", "<script", "<!---->", "<script><", "<svg><",
    "<title></", "&", "\u{3000}", "<p>",
  ])
  func fragmentsAreHarmless(markup: String) throws {
    var options = ExtractionOptions()
    options.form = .html
    _ = try PageExtractor().extract(Array(markup.utf8), options: options)
  }

  @Test(arguments: [
    "'", "'\\", "a:'", "a:1,b:'", "a:['", "a:['\\u12", "attachments:[{b:'", "a:{b:\"",
  ])
  func aRecordInAScriptMayEndAnywhere(record: String) throws {
    let document = try extract(
      "<html><body><p>\(Self.text)</p><script>window._CONFIG = { DETAIL: {\(record)</script>")
    #expect(document.paragraphs.map(\.text) == [Self.text])
  }

  @Test func numbersOfWindowsCharactersAreWhatTheyMean() throws {
    let document = try PageExtractor().extract(
      Array(
        """
        <html><head><meta name=ArticleTitle content="关于&#147;学习&#148;活动的通知"></head><body><div id=zoom>
        <p>现将&#0147;学习&#0148;活动有关事项通知如下&#133;&#133;请认真贯彻执行&#x97;&#151;此通知。</p></div></body></html>
        """.utf8))
    #expect(document.title == "关于“学习”活动的通知")
    #expect(document.paragraphs.map(\.text) == ["现将“学习”活动有关事项通知如下……请认真贯彻执行——此通知。"])
  }
}
