// TextDifference.swift — what was written and what stands there, word by word.
internal import Extraction
internal import SearchIndex

/// A difference between two short texts, as runs of what both hold, what is gone, what is new.
package struct TextDifference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case same, removed, added }

  package struct Run: Sendable, Hashable {
    package var kind: Kind
    package var text: String
  }

  package private(set) var runs: [Run] = []

  /// - Parameter folds: what a reader would overlook, as width and quotation marks, is no
  ///   difference; what is the same is then shown as `new` has it.
  package init(from old: String, to new: String, folds: Bool = false) {
    let (left, right) = (Self.words(old, folds: folds), Self.words(new, folds: folds))
    let same = SequenceDiff.longest(left.map(\.key), right.map(\.key))
    var (row, column) = (0, 0)
    for (i, j) in same + [(left.count, right.count)] {
      for word in left[row..<i] { append(.removed, word.text) }
      for word in right[column..<j] { append(.added, word.text) }
      if i < left.count { append(.same, right[j].text) }
      (row, column) = (i + 1, j + 1)
    }
  }

  private mutating func append(_ kind: Kind, _ text: String) {
    if runs.last?.kind == kind {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(kind: kind, text: text))
    }
  }

  /// Letters and digits stand together, all else alone. What is folded away goes with the word
  /// before it.
  private static func words(_ text: String, folds: Bool) -> [(key: String, text: String)] {
    var words: [(key: String, text: String)] = []
    var isInWord = false
    for scalar in text.unicodeScalars {
      let character = String(scalar)
      var key = character
      if folds {
        key = String(scalarValues: Analyzer().fold(character).scalars.filter { $0 != 0x20 })
      }
      let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.isASCIIDigit)
      if words.isEmpty || !(isWord && isInWord || key.isEmpty) {
        words.append((key, character))
      } else {
        words[words.count - 1].key += key
        words[words.count - 1].text += character
      }
      isInWord = isWord
    }
    return words
  }
}

extension TextDifference: CustomStringConvertible {
  /// `案件[-21946-]{+21964+}件`, the form of `wdiff`.
  package var description: String {
    runs.reduce(into: "") { text, run in
      switch run.kind {
      case .same: text += run.text
      case .removed: text += "[-\(run.text)-]"
      case .added: text += "{+\(run.text)+}"
      }
    }
  }
}
