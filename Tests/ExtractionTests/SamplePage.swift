// SamplePage.swift — a page of a county's site round what a test puts into it.
import Extraction

/// A menu above, who runs the site below.
enum SamplePage {
  /// - Parameters:
  ///   - main: markup between menu and foot.
  ///   - title: of the head; the name of the site where it is nil.
  static func read(
    _ main: String, of county: String, title: String? = nil, meta: String = ""
  ) throws -> OfficialDocument {
    try PageExtractor().extract(
      Array(
        """
        <html><head><meta charset=utf-8><title>\(title ?? "\(county)人民政府")</title>\(meta)</head><body>
        <div class=nav><a href=/>首页</a> <a href=/a/>政务公开</a> <a href=/b/>办事服务</a></div>\(main)
        <div class=footer><p>主办：\(county)人民政府办公室　网站标识码：9900000001</p></div></body></html>
        """.utf8))
  }
}
