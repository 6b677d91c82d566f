// ExtractionError.swift — what can be wrong with a saved page.
package import Containers

/// A page that cannot be read at all; one that can be read in part is marked
/// `truncated` instead.
package enum ExtractionError: Error, Hashable, Sendable {
  case empty
  case tooLarge(bytes: Int, limit: Int)
  case unknownEncoding(String)
  case binary(String)
  /// The file that holds the page is at fault.
  case container(ContainerError)
}

extension ExtractionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the file is empty"
    case .tooLarge(let bytes, let limit):
      "\(bytes) bytes are over the limit of \(limit) for one page"
    case .unknownEncoding(let name):
      "no encoding is called “\(name)”; try UTF-8, GB18030, Big5, UTF-16LE or UTF-16BE"
    case .container(let error): error.description
    case .binary(let what): "this is \(what), not a page or a text"
    }
  }
}
