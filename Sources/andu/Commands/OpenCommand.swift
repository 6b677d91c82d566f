// OpenCommand.swift — andu open: the page as it was saved, or where it is on the web.
import Archive
import ArgumentParser
import Extraction
import SystemPackage

struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "open",
    abstract: say("Open the page as it was saved, or its address.", "打开保存的原件或网上原址。"),
    discussion: say(
      """
      andu open 8191              the file as it was saved
      andu open 8191@2            an older version
      andu open 8191#15 --url     the page on the web, at this paragraph
      ANDU_OPENER=firefox andu open 8191

      With ANDU_OPENER, else xdg-open, else open. The file that was added is opened
      where it still stands unchanged, else a copy in the folder for temporary files.
      Browsers that know text fragments scroll to the paragraph.
      """,
      """
      andu open 8191              保存时的文件
      andu open 8191@2            较早的版本
      andu open 8191#15 --url     网上的原页面，定位到此段
      ANDU_OPENER=firefox andu open 8191

      用 ANDU_OPENER 指定的程序，否则用 xdg-open 或 open。收入时的文件仍在原处且
      未变的，直接打开；否则打开临时文件夹里的副本。支持文本片段的浏览器会滚动到该段。
      """))

  @Argument(help: ArgumentHelp(say("ID, ID#PARAGRAPH or ID@VERSION.", "编号、编号#段 或 编号@版本。")))
  var reference: String

  @Flag(help: ArgumentHelp(say("Open the page's address on the web.", "打开网上的原址。")))
  var url = false

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let reference = try archive.reference(reference)
    let document = try archive.document(reference)
    guard url else {
      return try Opener.open(try archive.savedFile(of: document).path().string)
    }
    guard let address = document.record.url, PageAddress.isOfTheWeb(address) else {
      throw Complaint(
        "\(document.handle): its address on the web is not known; without --url its file is opened",
        "\(document.handle)：不知道原址；不用 --url 可打开其文件")
    }
    let lines = try reference.place.map { try document.lines(of: $0, as: self.reference) }
    let words = lines.map { document.paragraphs[$0.lowerBound].text }
    try Opener.open(words.map { PageAddress.address(address, at: $0) } ?? address)
  }
}

/// An address with a text fragment, which browsers scroll to.
///
/// Source: WICG, “URL Fragment Text Directives”, §3.
enum PageAddress {
  /// An opener would run what other schemes stand for.
  static func isOfTheWeb(_ address: String) -> Bool {
    ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
  }

  /// Words enough to be found by, few enough not to run into markup.
  private static let length = 20

  static func address(_ address: String, at text: String) -> String {
    let opening = text.scalars(in: 0..<length).trimmingBlanks
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~".utf8)
    let encoded = opening.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + String(Int(byte) + 0x100, radix: 16).dropFirst().uppercased()
    }.joined()
    let page = address.prefix { $0 != "#" }
    return "\(page)#:~:text=\(encoded)"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop(while: \.isWhitespace))
  }
}
