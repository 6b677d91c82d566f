// QueryList.swift — the queries of a file, and what can be wrong with one.
import Archive
import SearchIndex
import SystemPackage

/// One query of a list.
struct ListedQuery {
  /// From 1.
  let line: Int
  /// What stands before a TAB, else the number of the line.
  let id: String
  let words: String
  /// Why it is none.
  var mistake: QueryMistake?
}

/// Queries one a line, `ID TAB QUERY` or `QUERY`; empty lines are passed over.
struct QueryList {
  private let lines: LineReader
  private var line = 0

  /// - Parameter path: `-` is standard input.
  init(path: String) throws {
    lines = try LineReader(path: path == "-" ? nil : FilePath(path))
  }

  mutating func next() throws -> ListedQuery? {
    while let bytes = try lines.next() {
      line += 1
      var text = String(decoding: bytes, as: UTF8.self)[...]
      let isText = String(validating: bytes, as: UTF8.self) != nil
      if line == 1, text.unicodeScalars.first == "\u{feff}" { text.unicodeScalars.removeFirst() }
      text = text.drop { $0.isWhitespace }
      if text.isEmpty { continue }
      var id = "\(line)"
      if let tab = text.firstIndex(of: "\t") {
        id = String(text[..<tab])
        text = text[text.index(after: tab)...]
      }
      while let last = text.last, last.isWhitespace { text.removeLast() }
      var query = ListedQuery(line: line, id: id, words: String(text))
      if !isText {
        query.mistake = QueryMistake(say("this is not UTF-8", "不是 UTF-8"))
      } else if text.isEmpty {
        query.mistake = QueryMistake(say("no query", "没有检索式"))
      }
      return query
    }
    return nil
  }
}

/// What is wrong with a query, and where.
struct QueryMistake {
  let message: String
  /// The character that is meant, from 0.
  let column: Int?

  /// Where there is no character to point at.
  init(_ message: String) { (self.message, column) = (message, nil) }

  /// Nil for an error that lies elsewhere.
  init?(_ error: any Error) {
    switch error {
    case let error as QueryError: column = error.column
    case let error as QueryFieldError: column = error.column
    default: return nil
    }
    message = Messages.text(error)
  }

  func complain(in query: String) {
    Output.complain(message)
    point(in: query)
  }

  /// The query with a mark below the character that is meant.
  func point(in query: String) {
    if let column { Output.point(behind: query.prefix(column), in: query) }
  }
}
