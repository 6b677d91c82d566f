// ScriptedByline.swift — day and source that short scripts write behind their labels.

/// `来源：<script>var name='青禾日报'; document.write(name);</script>` or `document.write("来源：" +
/// name)`, in a page that was saved before its scripts ran.
enum ScriptedByline {
  private static let call = Array("document.write(".utf8)
  /// Bytes of a script that writes one value.
  private static let longestScript = 600
  /// Scripts of that length that are looked at.
  private static let mostScripts = 1000
  /// Bytes of markup above a script in which its label may stand.
  private static let reach = 120
  /// Bytes of a value.
  private static let longestValue = 90

  /// The fields in the form that the tables of other pages give; what the page itself shows goes
  /// before: they stand below all of its lines.
  static func entries(in markup: [UInt8], _ scripts: [Range<Int>]) -> [InfoEntry] {
    var found: [InfoEntry] = []
    var end: Int?
    for range in scripts.lazy.filter({ $0.count <= longestScript }).prefix(mostScripts) {
      let script = Array(markup[range])
      guard let written = firstValue(in: script) else { continue }
      let above = markup[max(0, range.lowerBound - reach)..<range.lowerBound]
      let label = words(of: above) + " " + words(of: written.label[...])
      // Only a label right above the value is its own.
      guard let last = label.trimmed.unicodeScalars.last, InfoTable.isColon(last),
        let entry = InfoTable.entries(in: label + written.value, line: .max, next: nil).last,
        entry.field == .source
          || entry.field == .publishedOn && ChineseDate(entry.value) != nil,
        !found.contains(where: { $0.field == entry.field })
      else { continue }
      // Lists below the text have days and sources of their own.
      let textStart = end ?? firstSentence(in: markup, scripts)
      end = textStart
      if range.lowerBound > textStart { break }
      found.append(
        InfoEntry(
          field: entry.field, label: entry.label, value: entry.value, line: .max, isRow: true))
    }
    return found
  }

  /// In bytes: no name of an office or notice above the text is a sentence of this length.
  private static let leastSentence = 90

  /// Where the first sentence of the text ends, outside of tags and scripts; the end of the markup
  /// where none does.
  private static func firstSentence(in markup: [UInt8], _ scripts: [Range<Int>]) -> Int {
    let stop = Array("。".utf8)
    var rest = scripts[...]
    var length = 0
    var isTag = false
    var index = 0
    while index < markup.count {
      if let script = rest.first, script.lowerBound <= index {
        index = max(index, script.upperBound)
        rest = rest.dropFirst()
        continue
      }
      let byte = markup[index]
      if byte == UInt8(ascii: "<") {
        isTag = true
      } else if byte == UInt8(ascii: ">") {
        (isTag, length) = (false, 0)
      } else if !isTag {
        if length >= leastSentence, byte == stop[0], markup[index...].starts(with: stop) {
          return index
        }
        length += 1
      }
      index += 1
    }
    return markup.count
  }

  /// The first string that a script writes by the name of its variable, and what it writes before
  /// it in the same call.
  private static func firstValue(in script: [UInt8]) -> (label: [UInt8], value: String)? {
    var start = 0
    while let place = script.firstRange(of: call, from: start) {
      start = place.upperBound
      var rest = script[start...].drop { $0.isHTMLSpace }
      var label: [UInt8] = []
      if let quote = rest.first, isQuote(quote) {
        label = Array(rest.dropFirst().prefix { $0 != quote })
        rest = rest.dropFirst(label.count + 2)
          .drop { $0.isHTMLSpace || $0 == UInt8(ascii: "+") }
      }
      let name = Array(rest.prefix { $0.isASCIINamePart })
      if let value = string(of: name, in: script) { return (label, value) }
    }
    return nil
  }

  /// What a script sets a variable to; nil for nothing and for anything but a plain string.
  private static func string(of name: [UInt8], in script: [UInt8]) -> String? {
    guard !name.isEmpty else { return nil }
    var start = 0
    while let place = script.firstRange(of: name, from: start) {
      start = place.upperBound
      let isWhole = place.lowerBound == 0 || !script[place.lowerBound - 1].isASCIINamePart
      let rest = script[start...].drop { $0.isHTMLSpace }
      guard isWhole, rest.first == UInt8(ascii: "=") else { continue }
      let behind = rest.dropFirst().drop { $0.isHTMLSpace }
      guard let quote = behind.first, isQuote(quote) else { continue }
      let text = String(decoding: behind.dropFirst().prefix { $0 != quote }, as: UTF8.self)
      if text.utf8.count <= longestValue, !text.holds("<"), let value = FieldValue.cleaned(text) {
        return value
      }
    }
    return nil
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  /// A piece of markup without its tags; what comes before the end of a first one is part of it.
  private static func words(of markup: ArraySlice<UInt8>) -> String {
    var words: [UInt8] = []
    var isTag = false
    for byte in markup {
      if byte == UInt8(ascii: "<") {
        isTag = true
      } else if byte == UInt8(ascii: ">") {
        if !isTag { words = [] }
        isTag = false
      } else if !isTag {
        words.append(byte)
      }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
