// SortedJSON.swift — a value as JSON: the same bytes for the same value.
internal import FoundationEssentials

package enum SortedJSON {
  /// Keys in order, slashes as they are; on one line, or indented where it `isPretty`.
  package static func bytes(_ value: some Encodable, isPretty: Bool = false) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return Array(try encoder.encode(value))
  }
}
