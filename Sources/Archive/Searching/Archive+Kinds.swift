// Archive+Kinds.swift — the kinds of documents that there are.
internal import SearchIndex

extension Archive {
  /// The kinds of documents (文种) that there are, the most frequent first.
  package func documentKinds() throws -> [String] {
    let all = try index.documents(matching: []).map { DocumentCount($0) }
    return try tallies(of: all, by: [[.kind]], withHits: false)
      .flatMap { $0.flatMap(\.values) }.filter { !$0.isEmpty }
  }

  /// The kinds that conditions and the fields of a query ask for, and that no document is of.
  package func absentKinds(_ conditions: [DocumentCondition], words: String) throws -> [String] {
    let query = try? Query.parsed(
      words, analyzer: index.analyzer, isLiteral: false, isStrict: false)
    let fields = (query?.fields ?? []).filter { DocumentField.names[$0.name] == .kind }
    return try (conditions.flatMap(\.kinds) + fields.map(\.value)).filter { kind in
      let condition = try DocumentCondition(.kind, kind)
      return try index.documents(matching: [condition.filter]).isEmpty
    }
  }
}
