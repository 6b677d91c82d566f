// PDFPages.swift — what pdftotext says of the words of a PDF file → its pages.
import Containers

/// Reads the XHTML of `pdftotext -bbox-layout`: words with the boxes around them, in points.
enum PDFPages {
  static func read(_ markup: [UInt8]) throws(ContainerError) -> [PrintedPage] {
    // Fonts may name control characters, which no XML holds.
    let clean = markup.map { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 ? 0x20 : $0 }
    let tree = try XMLTree(
      TextDecoder.decode(clean, as: .utf8), what: "the text of the PDF file")
    return tree.root.all("page").enumerated().map { number, page in
      let words = page.all("word").compactMap(Word.init)
      let ratio = Self.ratio(words)
      return PrintedPage(number: number, texts: words.map { $0.placed(ratio) })
    }
  }

  /// How wide a Chinese character is, as a share of the height of its box; fonts differ.
  private static func ratio(_ words: [Word]) -> Double {
    let ratios = words.compactMap { word in word.width.map { $0 / word.height } }.sorted()
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
      guard count > 0, text.unicodeScalars.allSatisfy(\.isHan) else { return nil }
      return (right - left) / Double(count)
    }

    func placed(_ ratio: Double) -> PrintedText {
      PrintedText(
        text: text, left: left, right: right, baseline: bottom, size: width ?? height * ratio)
    }
  }
}
