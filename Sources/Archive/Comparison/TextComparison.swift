// TextComparison.swift — two paragraphs → what is the same, gone, new, word by word.
internal import Extraction

/// How two paragraphs differ, word by word.
enum TextComparison {
  struct Word: Hashable {
    var text: String
    /// Words with the same key are the same; all local words of a kind have one.
    var key: String

    var isLocal: Bool { key == Self.name || key == Self.level }

    // Of the private use area, which no text holds.
    static let name = "\u{e000}"
    static let level = "\u{e001}"
  }

  /// Han characters and marks one by one; letters and digits as words, and so numbers with the
  /// marks within them, 3,260 and 18.2, and local words.
  static func words(_ text: String, local: LocalWords? = nil) -> [Word] {
    var words: [Word] = []
    var locals = local?.words(in: text)[...] ?? []
    var isWord = false
    var offset = 0
    var isInLocal = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let start = offset
      offset += character.utf8.count
      while let first = locals.first, first.range.upperBound <= start {
        locals.removeFirst()
        isInLocal = false
      }
      if let first = locals.first, first.range.contains(start) {
        if isInLocal {
          words[words.count - 1].text.append(character)
        } else {
          words.append(
            Word(text: String(character), key: first.isName ? Word.name : Word.level))
        }
        (isInLocal, isWord) = (true, false)
        continue
      }
      let isPart = isPart(of: characters, index)
      if isPart, isWord {
        words[words.count - 1].text.append(character)
        words[words.count - 1].key.append(character)
      } else {
        words.append(Word(text: String(character), key: String(character)))
      }
      isWord = isPart
    }
    return words
  }

  /// Whether the character stands in a word of letters and digits.
  private static func isPart(of characters: [Character], _ index: Int) -> Bool {
    func isDigit(_ index: Int) -> Bool {
      characters.indices.contains(index) && characters[index].isASCII
        && characters[index].isNumber
    }
    if characters[index] == "," || characters[index] == "." {
      return isDigit(index - 1) && isDigit(index + 1)
    }
    return isDigit(index) || characters[index].isASCII && characters[index].isLetter
  }

  static func parts(_ old: String, _ new: String) -> [ComparedParagraph.Part] {
    parts(words(old), words(new))
  }

  static func parts(_ a: [Word], _ b: [Word]) -> [ComparedParagraph.Part] {
    // Runs of equal words; one character between two changes is read as part of them.
    var runs: [(old: Range<Int>, new: Range<Int>)] = []
    for (i, j) in SequenceDiff.matches(a.map(\.key), b.map(\.key)) {
      if let last = runs.last, last.old.upperBound == i, last.new.upperBound == j {
        runs[runs.count - 1] = (last.old.lowerBound..<i + 1, last.new.lowerBound..<j + 1)
      } else {
        runs.append((i..<i + 1, j..<j + 1))
      }
    }
    runs.removeAll { run in
      run.old.count == 1 && run.old.lowerBound > 0 && run.old.upperBound < a.count
        && run.new.lowerBound > 0 && run.new.upperBound < b.count
        && !a[run.old.lowerBound].isLocal
    }
    var parts: [ComparedParagraph.Part] = []
    var (i, j) = (0, 0)
    for run in runs + [(a.count..<a.count, b.count..<b.count)] {
      if i < run.old.lowerBound { parts.append(.removed(text(a[i..<run.old.lowerBound]))) }
      if j < run.new.lowerBound { parts.append(.added(text(b[j..<run.new.lowerBound]))) }
      var same = run.old.lowerBound
      for (x, y) in zip(run.old, run.new) where a[x].text != b[y].text {
        if same < x { parts.append(.same(text(a[same..<x]))) }
        parts.append(.adapted(from: a[x].text, to: b[y].text))
        same = x + 1
      }
      if same < run.old.upperBound { parts.append(.same(text(a[same..<run.old.upperBound]))) }
      (i, j) = (run.old.upperBound, run.new.upperBound)
    }
    return parts
  }

  private static func text(_ words: ArraySlice<Word>) -> String { words.map(\.text).joined() }
}
