// MarkupSkeleton+References.swift — where a character reference ends.

extension MarkupSkeleton {
  /// The place after `&name;` or `&#…;`, or after the `&` alone.
  static func endOfReference(_ markup: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start + 1
    if index < end, markup[index] == UInt8(ascii: "#") { index += 1 }
    while index < end, markup[index].isASCIILetter || markup[index].isASCIIDigit {
      index += 1
      if index - start == 5, mayEndOpen(markup, start..<index) { break }
    }
    if index < end, markup[index] == UInt8(ascii: ";") { index += 1 }
    return index
  }

  /// `&nbsp` is one without its `;` too.
  static func mayEndOpen(_ markup: Span<UInt8>, _ reference: Range<Int>) -> Bool {
    matches(markup, noBreakSpace, reference)
  }

  private static let noBreakSpace = Array("&nbsp".utf8)
}
