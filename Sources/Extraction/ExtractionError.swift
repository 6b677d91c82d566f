// ExtractionError.swift — what can be wrong with a saved page.
package import Containers

/// A page that cannot be read at all; one that can be read in part is marked
/// `truncated` instead.
package enum ExtractionError: Error, Hashable, Sendable {
  case empty
  case tooLarge(bytes: Int, limit: Int)
  case unknownEncoding(String)
  case binary(String)
  /// A file of parts that is damaged, too large, or of a kind that is not read.
  case container(ContainerError)
  /// A file that another program has to read, and the Debian packages that have one.
  case needsProgram(for: String, packages: String)
  case notConverted(String, why: String)
}

extension ExtractionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the file is empty"
    case .tooLarge(let bytes, let limit):
      "\(bytes) bytes are over the limit of \(limit) for one page"
    case .unknownEncoding(let name):
      "no encoding is called “\(name)”; try UTF-8, GB18030, Big5, UTF-16LE, UTF-16BE, windows-1252"
    case .binary(let what): "this is \(what), not a page or a text"
    case .container(let error): error.description
    case .needsProgram(let what, let packages):
      "no program here reads \(what); install \(packages)"
    case .notConverted(let what, let why): "\(what) could not be read: \(why)"
    }
  }
}
