// DocumentReference.swift — `ID`, `ID#15`, `ID#六/15`, `ID@2` → what is meant.

/// How people and programs name a document, a version of it, or a paragraph in it.
package struct DocumentReference: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// The n-th body paragraph, from 1.
    case number(Int)
    /// Labels from a heading down: `六`, `15`; `（一）` where the number is to stand in brackets.
    case path([String])
  }

  /// An id or the beginning of one.
  package var id: String
  /// 1 is the newest.
  package var version = 1
  package var place: Place?

  package init(_ text: String) throws(ArchiveError) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var document = parts.first.map(String.init) ?? ""
    if let at = document.lastIndex(of: "@"),
      let version = Int(document[document.index(after: at)...])
    {
      guard version >= 1 else { throw .notAReference(text) }
      self.version = version
      document = String(document[..<at])
    }
    guard !document.isEmpty else { throw .notAReference(text) }
    id = document
    if parts.count == 2 {
      if let number = Int(parts[1]) {
        guard number >= 1 else { throw .notAReference(text) }
        place = .number(number)
      } else {
        guard let labels = Self.labels(String(parts[1])) else { throw .notAReference(text) }
        place = .path(labels)
      }
    }
  }

  /// A reference to a whole document.
  init(id: String, version: Int = 1) {
    self.id = id
    self.version = version
  }

  /// The labels of a path, `六/15`; nil when it is none.
  static func labels(_ path: String) -> [String]? {
    let labels = path.split { $0 == "/" || $0 == "／" }.map { step(String($0)) }
    return labels.isEmpty || labels.contains("") ? nil : labels
  }

  /// What a step of a path asks for: the label alone, or in full-width brackets when it was
  /// typed in brackets.
  private static func step(_ typed: String) -> String {
    let label = typed.filter { !"()（）、.．。 ".contains($0) }
    let isBracketed = typed.contains { "(（".contains($0) }
    return isBracketed && !label.isEmpty ? "（\(label)）" : label
  }
}

extension DocumentReference.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .path(let labels): labels.joined(separator: "/")
    }
  }
}
