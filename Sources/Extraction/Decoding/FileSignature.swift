// FileSignature.swift — tells pages from texts, and both from what is neither.

enum FileSignature {
  private static let binaries: [([UInt8], String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (XLSX, PPTX …)"),
    ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or PowerPoint file"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x1F, 0x8B], "gzip-compressed data"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("WARC/".utf8), "a WARC archive"),
    (Array("bplist00".utf8), "a property list without a page"),
  ]

  /// What the bytes are, when they are neither page nor text.
  static func binaryKind(_ bytes: [UInt8]) -> String? {
    binaries.first { bytes.starts(with: $0.0) }?.1
  }

  /// So many signs that no text has, and more than one in ten, in the first 64 KB: programs, and
  /// documents of formats that nobody reads. Zeros alone stray into texts.
  static func isNoText(_ text: [UInt8]) -> Bool {
    var (scalars, strange) = (0, 0)
    let window = text.prefix(1 << 16)
    for (index, byte) in window.enumerated() where byte & 0xC0 != 0x80 {
      scalars += 1
      switch byte {
      case 0x01...0x08, 0x0E...0x1A, 0x1C...0x1F: strange += 1
      case 0xEF where window[index...].starts(with: replacement): strange += 1
      default: continue
      }
    }
    return strange > fewestStrange && 10 * strange > scalars
  }

  private static let fewestStrange = 16
  /// What a bad byte is decoded to.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private static let marks = [
    "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<p>", "<p ", "<table",
    "<script", "<br", "<span", "<a href",
  ].map { Array($0.utf8) }

  /// A tag that pages have stands in the first 64 KB.
  static func looksLikeHTML(_ text: [UInt8]) -> Bool {
    let window = Array(text.prefix(1 << 16))
    guard window.contains(0x3C) else { return false }
    var index = 0
    while let open = window[index...].firstIndex(of: 0x3C) {
      for mark in marks where window.matches(lowercased: mark, at: open) { return true }
      index = open + 1
    }
    return false
  }
}
