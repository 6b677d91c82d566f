// Phrases.swift — the words that errors and records carry, in Chinese.

/// What is wrong with a file is told in English by who finds it, and kept so in records; here it is
/// put into Chinese.
package enum Phrases {
  /// `*` stands for anything, which is put into Chinese in turn.
  private static let table: [(english: String, chinese: String)] = [
    // Files that hold others.
    ("*, which is encrypted,", "加密的*"), ("*, packed by method *,", "以方法 * 压缩的*"),
    ("*, which declares entities,", "声明了实体的*"), ("*, which nests too deep,", "嵌套过深的*"),
    ("entry *", "条目 *"), ("the ZIP archive", "ZIP 文件"), ("the compressed data", "压缩数据"),
    ("the gzip data of *, which ends early,", "* 的 gzip 数据提前结束，"),
    ("the gzip data of *", "* 的 gzip 数据"), ("a line of *", "* 的一行"),
    ("the MHTML header", "MHTML 文件头"), ("the MHTML file (it holds no page)", "MHTML 文件（其中没有网页）"),
    ("the MHTML file (no boundary)", "MHTML 文件（没有分隔标记）"),
    ("the MHTML file (too many parts)", "MHTML 文件（部分过多）"),
    ("an archive of more than * entries", "超过 * 个条目的 ZIP 文件"),
    ("a ZIP file so deep in others", "嵌套过深的 ZIP 文件"), ("the HTTP response", "HTTP 响应"),
    ("the body", "响应内容"), ("a body in the coding *", "以 * 编码的响应内容"),
    ("the WARC file, * before byte *,", "WARC 文件（第 * 字节之前*）"),
    ("a record without a length", "有一条没有长度的记录"), ("the last record", "最后一条记录"),
    ("what follows a record", "记录之后的内容"), ("a header", "记录头"), ("the OFD file", "OFD 文件"),
    ("the DOCX file", "DOCX 文件"), ("the text of the PDF file", "PDF 文件的文字"),
    // Parts of an index.
    ("the posting lists", "倒排表"), ("the text", "正文"), ("the records", "记录"),
    // Files that are neither page nor text.
    ("a ZIP archive (XLSX, PPTX …)", "ZIP 文件（XLSX、PPTX 等）"), ("an empty ZIP archive", "空的 ZIP 文件"),
    ("an old Excel or PowerPoint file", "旧版 Excel 或 PowerPoint 文件"), ("a PNG image", "PNG 图片"),
    ("a JPEG image", "JPEG 图片"), ("a GIF image", "GIF 图片"),
    ("gzip-compressed data", "gzip 压缩数据"), ("a RAR archive", "RAR 压缩文件"),
    ("a file of an unknown kind", "未知类型的文件"),
    ("a program", "可执行程序"), ("a WARC archive", "WARC 文件"),
    ("a property list without a page", "其中没有网页的属性列表"),
    ("an Excel, PowerPoint or OpenDocument file", "Excel、PowerPoint 或 OpenDocument 文件"),
    // Files that other programs read.
    ("a PDF file", "PDF 文件"), ("an old Word file", "旧版 Word 文件"),
    ("an RTF file", "RTF 文件"), ("an ODT file", "ODT 文件"),
    ("a Word file in XML", "XML 格式的 Word 文件"),
    ("a Word, Excel or PowerPoint file", "Word、Excel 或 PowerPoint 文件"),
    ("it is damaged or locked by a password", "已损坏或有密码"),
    ("it is locked by a password; save it without one", "有密码；请另存为没有密码的文件"),
    ("it is damaged", "已损坏"), ("soffice made nothing of it", "soffice 未能转换"),
    ("no folder can be made in *", "无法在 * 中建立文件夹"), ("no file can be written in *", "无法在 * 中写文件"),
    ("the disk of * is full", "* 所在磁盘已满"), ("* cannot be run", "无法运行 *"),
    ("* printed too much", "* 的输出过大"), ("* took more than * seconds", "* 运行超过 * 秒"),
    // Pages that were not read to their end.
    ("page * of * was not saved with it (*)", "共 * 页中的第 * 页没有一同保存（*）"),
    ("the file is a scan or pictures: its * pages hold no text", "文件是扫描件或图片：* 页都没有文字"),
    ("* of * pages hold no text: scans, pictures or empty", "共 * 页中有 * 页没有文字，是扫描件、图片或空白"),
    ("the MHTML file ends before its last line", "MHTML 文件提前结束"),
    ("* parts of the DOCX file are in other formats", "DOCX 文件中有 * 部分是别的格式"),
    ("it was cut when it was fetched (*)", "抓取时被截断（*）"),
    ("its last chunk is missing", "缺少最后一块"),
    ("* of * bytes were received", "只收到 *／* 字节"),
    ("tags nest deeper than *; paragraphs below ran together", "标签嵌套超过 * 层，其下的段落连在一起"),
    ("more than * tags; paragraphs behind them ran together", "标签超过 * 个，其后的段落连在一起"),
    (
      "tags nest deeper than end tags are looked for; some paragraphs ran together",
      "标签嵌套过深，部分结束标签未予查找，有的段落连在一起"
    ),
    ("libxml2 stopped with error *", "libxml2 以错误 * 停止"),
    ("libxml2 gave no parser", "libxml2 无法解析"),
    ("a <*> is never closed", "<*> 没有闭合"),
    ("a tag that opens at byte * is never closed", "第 * 字节处的标签没有闭合"),
    ("a comment that opens at byte * is never closed", "第 * 字节处的注释没有闭合"),
    ("* or *", "* 或 *"),
    // Where fields were read.
    ("set by hand", "人工更正"), ("as read", "原来读出"), ("head line", "页首行"),
    ("line above the by-line", "署名行上一行"), ("line above the text", "正文上一行"),
    ("line below the text", "正文下一行"), ("line of its own", "独立一行"), ("two lines", "相连两行"),
    ("first line", "首行"), ("first lines", "首两行"), ("broken over lines", "断行处"),
    ("title container *", "标题容器 *"), ("headings", "各级标题"), ("saved-from comment", "另存为注释"),
    ("SingleFile comment", "SingleFile 注释"), ("comment *", "注释 *"),
    ("canonical link", "canonical 链接"), ("given", "另行给出"), ("link", "链接"), ("address", "网址"),
    ("front matter *", "文首信息 *"), ("DocInfo *, not used", "DocInfo *，未采用"),
    ("property title of the file, not used", "文件属性 title，未采用"),
    ("property created, not used", "文件属性 created，未采用"),
    ("the page with its frames", "网页及其框架"), ("信息公开 table *", "信息公开表 *"),
    ("signature", "落款"), ("host", "域名"), ("record *", "记录 *"), ("text *", "正文 *"),
    ("line *", "行 *"), ("text", "正文"), ("line", "行"),
  ]

  /// Placeholders of the Chinese that stand in another order than those of the English.
  private static let reversed: Set<String> = [
    "*, packed by method *,", "the WARC file, * before byte *,",
    "page * of * was not saved with it (*)", "* of * pages hold no text: scans, pictures or empty",
  ]

  /// The phrase in Chinese; as it is, where it is not known.
  package static func chinese(_ phrase: String) -> String {
    for (english, chinese) in table {
      guard var found = match(phrase, english) else { continue }
      if reversed.contains(english) { found.swapAt(0, 1) }
      return fill(chinese, with: found.map { Self.chinese($0) })
    }
    return phrase
  }

  /// A pattern with values in the place of its `*`.
  static func fill(_ pattern: String, with values: [String]) -> String {
    var parts = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
    var text = String(parts.removeFirst())
    for (part, value) in zip(parts, values) { text += value + part }
    return text
  }

  /// What the placeholders of a pattern stand for; nil when it does not fit.
  static func match(_ phrase: String, _ pattern: String) -> [String]? {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, phrase.hasPrefix(first) else {
      return nil
    }
    if pieces.count == 1 { return phrase == pattern ? [] : nil }
    var rest = phrase.dropFirst(first.count)
    var values: [String] = []
    for piece in pieces.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: piece) else { return nil }
      values.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    values.append(String(rest.dropLast(last.count)))
    return values.contains("") ? nil : values
  }
}
