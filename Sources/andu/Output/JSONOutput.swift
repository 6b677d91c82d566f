// JSONOutput.swift — one way to print JSON.
import Archive
import FoundationEssentials

enum JSONOutput {
  static func text(_ value: some Encodable, isPretty: Bool = false) throws -> String {
    let bytes = try SortedJSON.bytes(value, isPretty: isPretty)
    return SafeText.escaped(String(decoding: bytes, as: UTF8.self))
  }

  /// A string of the object that a line is; nil for any other line.
  static func string(_ key: String, in line: String) -> String? {
    guard line.first == "{" else { return nil }
    let object = try? JSONDecoder().decode([String: Member].self, from: Data(line.utf8))
    return object?[key]?.string
  }

  private struct Member: Decodable {
    let string: String?

    init(from decoder: any Decoder) throws {
      string = try? decoder.singleValueContainer().decode(String.self)
    }
  }
}
