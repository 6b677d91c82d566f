// PatternError.swift — what is wrong with a pattern, and at which of its characters.

/// Why a pattern cannot be looked for.
package struct PatternError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case empty
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    /// Written out, its repetitions are too much.
    case tooLarge
    /// The text has led it into more states than are kept.
    case tooCostly
    case openGroup, openClass, nothingToClose
    case nothingToRepeat
    case badRepetition(limit: Int)
    case backwardsRange
    case unknownEscape(String)
    case unknownClass(String)
    case danglingBackslash
    /// Look-around, references to groups, flags.
    case notInOnePass
  }

  package let reason: Reason
  /// In Unicode scalars of the pattern, from 0; nil where it is the whole.
  package let column: Int?

  init(_ reason: Reason, at column: Int? = nil) { (self.reason, self.column) = (reason, column) }
}

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .empty: "the pattern is empty"
    case .tooLong(let limit): "a pattern has at most \(limit) characters"
    case .tooDeep(let limit): "groups stand in one another at most \(limit) deep"
    case .tooLarge: "its repetitions make the pattern too large; write smaller numbers in { }"
    case .tooCostly: "the pattern costs too much on these texts; make its repetitions shorter"
    case .openGroup: "this parenthesis is not closed; for the character itself write \\("
    case .openClass: "this bracket is not closed; for the character itself write \\["
    case .nothingToClose: "nothing opens this parenthesis; for the character itself write \\)"
    case .nothingToRepeat:
      "there is nothing to repeat here; for the character itself put \\ before it"
    case .badRepetition(let limit): "write {2}, {2,} or {2,5}, up to \(limit)"
    case .backwardsRange: "this range runs backwards"
    case .unknownEscape(let text):
      "\(text) means nothing; known: \\d \\w \\s \\b \\p{Han} \\x{4E00}"
    case .unknownClass(let text): "\(text): known are [:digit:] [:alpha:] [:alnum:] [:space:]"
    case .danglingBackslash: "a backslash at the end; for the character itself write \\\\"
    case .notInOnePass:
      "texts are read in one pass, without look-around, references to groups, or flags"
    }
  }
}
