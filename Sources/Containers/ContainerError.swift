// ContainerError.swift — what can be wrong with a file that holds others.

/// A container that cannot be read, or not further.
package enum ContainerError: Error, Hashable, Sendable {
  /// What does not fit its format: `the gzip data`, `entry word/document.xml`.
  case damaged(String)
  /// More bytes than anyone saves: a bomb, or a mistake.
  case tooLarge(String, limit: Int)
  /// Sound, as far as can be seen, but of a kind that Andu does not read: encrypted, LZMA.
  case unsupported(String)
}

extension ContainerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .damaged(let what): "\(what) is damaged"
    case .tooLarge(let what, let limit): "\(what) unpacks to more than \(Self.size(limit))"
    case .unsupported(let what): "\(what) cannot be read"
    }
  }

  /// A limit in the largest unit of which it holds one.
  package static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(bytes >> 10) kB" : "\(bytes >> 20) MB"
  }
}
