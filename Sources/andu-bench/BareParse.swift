// BareParse.swift — libxml2 alone over a page: what extraction cannot be faster than.
// A fence file: libxml2's pointers.
import CLibXML2

/// Parses markup and listens to nothing but elements and texts, which it drops.
enum BareParse {
  static func run(_ markup: [UInt8]) {
    unsafe markup.withUnsafeBytes { raw in
      guard let base = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = unsafe andu_html_parser(base, Int32(clamping: raw.count))
      else { return }
      defer { unsafe htmlFreeParserCtxt(context) }
      var handler = unsafe htmlSAXHandler()
      unsafe handler.startElement = { _, _, _ in }
      unsafe handler.endElement = { _, _ in }
      unsafe handler.characters = { _, _, _ in }
      unsafe context.pointee.sax.pointee = handler
      unsafe _ = htmlParseDocument(context)
    }
  }
}
