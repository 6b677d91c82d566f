// DocumentReference.swift — `ID`, `ID#15`, `ID#六/15`, `ID#第三条第二款`, `ID@2` → what is meant.
internal import SearchIndex

/// How people and programs name a document, a version of it, or a paragraph in it.
package struct DocumentReference: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// The n-th body paragraph, from 1.
    case number(Int)
    /// From one body paragraph to another: `12-15`.
    case numbers(ClosedRange<Int>)
    /// Labels from a heading down: `六`, `15`; `（一）` where the number is to stand in brackets;
    /// with what is counted in the form of `第二十五条`, also where a text has `第25条`.
    case path([String])
  }

  /// An id or the beginning of one.
  package var id: String
  /// 1 is the newest.
  package var version = 1
  /// Whether a version was written: `ID@1` means the newest state alone, `ID` the document.
  package private(set) var namesVersion = false
  package var place: Place?

  package init(_ text: String) throws(ArchiveError) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var document = parts.first.map(String.init) ?? ""
    if let at = document.lastIndex(of: "@"),
      let version = Int(document[document.index(after: at)...])
    {
      guard version >= 1 else { throw .notAReference(text) }
      self.version = version
      namesVersion = true
      document = String(document[..<at])
    }
    guard !document.isEmpty else { throw .notAReference(text) }
    id = document
    if parts.count == 2 {
      let typed = String(parts[1]).withPlainNumbers
      if let number = Int(typed) {
        guard number >= 1 else { throw .notAReference(text) }
        place = .number(number)
      } else if let numbers = Self.numbers(typed) {
        guard let first = numbers.first, let last = numbers.last, 1 <= first, first <= last else {
          throw .notAReference(text)
        }
        place = .numbers(first...last)
      } else {
        guard let labels = Self.labels(typed) else { throw .notAReference(text) }
        place = .path(labels)
      }
    }
  }

  /// A reference to a whole document.
  init(id: String, version: Int = 1) {
    self.id = id
    self.version = version
  }

  /// `12-15`: both numbers; nil for anything else.
  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.split(omittingEmptySubsequences: false) { "-–—－~～".contains($0) }
    let numbers = parts.compactMap { Int($0) }
    return parts.count == 2 && numbers.count == 2 ? numbers : nil
  }

  /// The labels of a path, `六/15`; nil when it is none.
  static func labels(_ path: String) -> [String]? {
    let labels = path.withPlainNumbers.split { $0 == "/" || $0 == "／" }
      .flatMap { parted(String($0)).map(step) }
    return labels.isEmpty || labels.contains("") ? nil : labels
  }

  /// The steps of a place that citations write in one: 第二十五条第一款第（二）项, 第六部分（一）.
  private static func parted(_ typed: String) -> [String] {
    var steps = [""]
    for character in typed {
      let step = steps[steps.count - 1]
      let isCounted = step.hasPrefix("第")
      let begins =
        switch character {
        case "第": true
        case "(", "（": step != "第"
        default:
          !isCounted && (step.last.map { ")）".contains($0) } ?? false)
            && character.unicodeScalars.allSatisfy(Ordinal.isNumeral)
        }
      if begins, !step.isEmpty { steps.append("") }
      steps[steps.count - 1].append(character)
    }
    return steps
  }

  /// What a step of a path asks for: the label alone, in full-width brackets when it was typed in
  /// brackets, and in Chinese numerals with 第 when it says what it counts.
  private static func step(_ typed: String) -> String {
    let label = typed.filter { !"()（）、.．。 ".contains($0) }
    if let ordinal = Ordinal(label) { return ordinal.description }
    let isBracketed = typed.contains { "(（".contains($0) }
    return isBracketed && !label.isEmpty ? "（\(label)）" : label
  }
}

extension DocumentReference.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .numbers(let numbers): "\(numbers.lowerBound)-\(numbers.upperBound)"
    case .path(let labels): labels.joined(separator: "/")
    }
  }
}
