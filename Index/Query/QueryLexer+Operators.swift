// QueryLexer+Operators.swift — a word of a query → the operator that it is.

extension QueryLexer {
  /// The word with letters, digits and marks of full width as ASCII has them: ＯＲ, ＮＥＡＲ／５.
  static func halfWidth(_ word: String) -> String {
    let scalars = word.unicodeScalars.map { scalar in
      (0xff01...0xff5e).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// `NEAR`, `NEAR/5`, `ONEAR/5`; nil for any other word.
  static func gap(_ word: String, at column: Int) throws(QueryError) -> Proximity.Gap? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts[0] == "NEAR" || parts[0] == "ONEAR" else { return nil }
    let isOrdered = parts[0] == "ONEAR"
    if parts.count == 1 { return Proximity.Gap(most: Proximity.Gap.usual, isOrdered: isOrdered) }
    guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    guard let most = Int(parts[1]), most <= Proximity.Gap.widest else {
      throw .tooWide(column: column, limit: Proximity.Gap.widest)
    }
    return Proximity.Gap(most: most, isOrdered: isOrdered)
  }
}
