// ScriptedByline.swift — day and source that short scripts write behind their labels.

/// `来源：<script>var name='青禾日报'; document.write(name);</script>`, `document.write("来源：" +
/// name)` or `$("#day").html("2024-05-06")`, in a page that was saved before its scripts ran.
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
    var day: InfoEntry?
    var lookups = mostElements
    for range in scripts.lazy.filter({ $0.count <= longestScript }).prefix(mostScripts) {
      let script = Array(markup[range])
      if day == nil { day = dayVariable(in: script) }
      guard let written = writing(in: script) else { continue }
      var place = range.lowerBound
      if !written.element.isEmpty {
        lookups -= 1
        guard lookups >= 0, let tag = tag(of: written.element, in: markup) else { continue }
        place = tag
      }
      let entries = entries(of: written, below: markup[max(0, place - reach)..<place])
        .filter { entry in
          (entry.field == .source || entry.field == .publishedOn && entry.date != nil)
            && !found.contains { $0.field == entry.field }
        }
      if entries.isEmpty { continue }
      // Lists below the text have days and sources of their own.
      let textStart = end ?? firstSentence(in: markup, scripts)
      end = textStart
      if place > textStart { continue }
      for entry in entries {
        found.append(
          InfoEntry(
            field: entry.field, label: entry.label, value: entry.value, line: .max, isRow: true))
      }
    }
    if let day, !found.contains(where: { $0.field == .publishedOn }) { found.append(day) }
    return found
  }

  /// Elements that are looked up by their ids.
  private static let mostElements = 8

  /// What a script writes, the words before it in the same call, and the id of the element that it
  /// is written into, where that is not where the script stands.
  private struct Writing {
    var label: [UInt8] = []
    var value: String
    var element: [UInt8] = []
  }

  /// The fields that are written: with their labels in the value itself, else with the one that
  /// stands right above it.
  private static func entries(
    of written: Writing, below above: ArraySlice<UInt8>
  ) -> [InfoEntry] {
    let own = InfoTable.entries(in: written.value, line: .max, next: nil)
    if !own.isEmpty { return own }
    let label = words(of: above) + " " + words(of: written.label[...])
    // Only a label right above the value is its own.
    guard let last = label.trimmed.unicodeScalars.last, InfoTable.isColon(last),
      let entry = InfoTable.entries(in: label + written.value, line: .max, next: nil).last
    else { return [] }
    return [entry]
  }

  /// Where the tag of the element with an id opens.
  private static func tag(of element: [UInt8], in markup: [UInt8]) -> Int? {
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] {
      let name = Array("id=".utf8) + [quote] + element + [quote]
      guard let place = markup.firstRange(of: name) else { continue }
      return markup[..<place.lowerBound].lastIndex(of: UInt8(ascii: "<"))
    }
    return nil
  }

  /// What scripts call the day that a page was put up, in lower case.
  private static let dayNames = ["pubdate", "pubtime", "publishdate", "publishtime"].map {
    Array($0.utf8)
  }

  /// `var PubDate = '2024-05-06 10:20';`
  private static func dayVariable(in script: [UInt8]) -> InfoEntry? {
    for name in dayNames {
      guard let place = script.firstRange(ofLowercased: name),
        place.lowerBound > 0, !script[place.lowerBound - 1].isASCIINamePart,
        let value = string(of: Array(script[place]), in: script), ChineseDate(value: value) != nil
      else { continue }
      return InfoEntry(
        field: .publishedOn, label: String(decoding: script[place], as: UTF8.self), value: value,
        line: .max, isRow: true)
    }
    return nil
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

  /// The first string that a script writes by the name of its variable; where it writes none, the
  /// first that it writes as it stands. Beside a variable such a one is for want of a value.
  private static func writing(in script: [UInt8]) -> Writing? {
    var literal: Writing?
    var hasName = false
    var start = 0
    while let place = script.firstRange(of: call, from: start) {
      start = place.upperBound
      var rest = script[start...].drop { $0.isHTMLSpace }
      var label: [UInt8] = []
      if let quote = rest.first, isQuote(quote) {
        label = Array(rest.dropFirst().prefix { $0 != quote })
        rest = rest.dropFirst(label.count + 2).drop { $0.isHTMLSpace }
        guard rest.first == UInt8(ascii: "+") else {
          if literal == nil { literal = plain(label[...]).map { Writing(value: $0) } }
          continue
        }
        rest = rest.dropFirst().drop { $0.isHTMLSpace }
      }
      let name = Array(rest.prefix { $0.isASCIINamePart })
      if let value = string(of: name, in: script) { return Writing(label: label, value: value) }
      if !name.isEmpty { hasName = true }
    }
    return hasName ? nil : literal ?? filling(in: script)
  }

  private static let setters = [".innerHTML", ".innerText", ".textContent", ".html(", ".text("]
    .map { Array($0.utf8) }

  /// `$("#day").html("2024-05-06")`, `document.getElementById('day').innerHTML = day;`
  private static func filling(in script: [UInt8]) -> Writing? {
    for setter in setters {
      guard let place = script.firstRange(of: setter) else { continue }
      var end = place.lowerBound
      while end > 0, script[end - 1].isHTMLSpace || script[end - 1] == UInt8(ascii: ")") {
        end -= 1
      }
      guard end > 0, isQuote(script[end - 1]) else { continue }
      let quote = script[end - 1]
      guard let open = script[..<(end - 1)].lastIndex(of: quote) else { continue }
      let id = Array(script[(open + 1)..<(end - 1)].drop { $0 == UInt8(ascii: "#") })
      guard !id.isEmpty, id.allSatisfy(\.isASCIINamePart) else { continue }
      let rest = script[place.upperBound...]
        .drop { $0.isHTMLSpace || $0 == UInt8(ascii: "=") }
      if let first = rest.first, isQuote(first) {
        guard let value = plain(rest.dropFirst().prefix { $0 != first }) else { continue }
        return Writing(value: value, element: id)
      }
      let name = Array(rest.prefix { $0.isASCIINamePart })
      if let value = string(of: name, in: script) { return Writing(value: value, element: id) }
    }
    return nil
  }

  /// A string that may be a value, its tags taken out.
  private static func plain(_ text: ArraySlice<UInt8>) -> String? {
    text.count <= longestLiteral ? FieldValue.cleaned(words(of: text)) : nil
  }

  /// Bytes of a string that is written as it stands, with the tags in it.
  private static let longestLiteral = 300

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
        // `<h1>…通知</h1><p>来源：`
        words.append(0x20)
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
