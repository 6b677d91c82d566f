// PDFPages.swift — what pdftotext says of the words of a PDF file → its pages.
import Containers

/// Reads the XHTML of `pdftotext -bbox-layout`: words with the boxes around them, in points.
struct PDFPages {
  let pages: [PrintedPage]
  /// What the file says of itself: `Title`, `Creator`, `CreationDate` …
  private(set) var properties: [String: String] = [:]

  init(_ markup: [UInt8]) throws(ContainerError) {
    // Fonts may name control characters, which no XML holds.
    let clean = markup.map { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 ? 0x20 : $0 }
    let tree = try XMLTree(
      TextDecoder.decode(clean, as: .utf8), what: "the text of the PDF file")
    pages = tree.root.all("page").enumerated().map { number, page in
      let words = page.all("word").compactMap(Word.init)
      let ratio = Self.ratio(words)
      return PrintedPage(number: number, texts: words.map { $0.placed(ratio) })
    }
    for meta in tree.root.all("meta") {
      if let name = meta["name"], let value = meta["content"] { properties[name] = value }
    }
    properties["Title"] = tree.root.all("title").first?.text.trimmed
  }

  /// How wide a Chinese character is, as a share of the height of its box, in most of the text;
  /// fonts differ.
  private static func ratio(_ words: [Word]) -> Double {
    let ratios = words.flatMap { word in
      word.width.map {
        [Double](repeating: $0 / word.height, count: word.text.unicodeScalars.count)
      }
        ?? []
    }.sorted()
    return ratios.isEmpty ? 0.8 : ratios[ratios.count / 2]
  }

  private struct Word {
    var text: String
    var (left, right, top, bottom): (Double, Double, Double, Double)

    init?(_ element: XMLElement) {
      func number(_ name: String) -> Double? {
        element[name].flatMap { Double($0) }.flatMap { abs($0) < 1e6 ? $0 : nil }
      }
      guard let left = number("xMin"), let right = number("xMax"), let top = number("yMin"),
        let bottom = number("yMax"), bottom > top, right >= left
      else { return nil }
      text = element.text
      (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
      // An indent may be typed with wide blanks.
      let blanks = text.unicodeScalars.prefix { $0 == "\u{3000}" }.count
      let all = text.unicodeScalars.count
      if blanks > 0, all > 0 { self.left += (right - left) * Double(blanks) / Double(all) }
      text = text.trimmed
    }

    var height: Double { bottom - top }

    /// Of one character, when all are wide.
    var width: Double? {
      let count = text.unicodeScalars.count
      guard count > 0, text.unicodeScalars.allSatisfy(Self.isWide) else { return nil }
      return (right - left) / Double(count)
    }

    /// Chinese characters, and the marks that no other font has.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isHan || (0x3001...0x303F).contains(scalar.value)
        || (0xFF01...0xFF5E).contains(scalar.value)
    }

    /// The height of a box says little where a browser has made a font bold; there letters count
    /// for half.
    private func size(_ ratio: Double) -> Double {
      let wide = text.unicodeScalars.count(where: Self.isWide)
      let narrow = text.unicodeScalars.count - wide
      let reckoned = (right - left) / (Double(wide) + 0.5 * Double(narrow))
      return wide > 0 && abs(height * ratio - reckoned) > 0.5 * reckoned ? reckoned : height * ratio
    }

    func placed(_ ratio: Double) -> PrintedText {
      PrintedText(
        text: text, left: left, right: right, baseline: bottom, size: width ?? size(ratio))
    }
  }
}
