// FileURI.swift — the address of a file → its path, as people write it.
internal import Containers

enum FileURI {
  /// The path of `file://…`; anything else as it is.
  static func path(_ uri: String) -> String {
    uri.hasPrefix("file://") ? decoded(String(uri.dropFirst(7))) : uri
  }

  /// The text without its `%XX`. Source: RFC 3986, §2.1.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let high = Hexadecimal.value(of: rest[rest.startIndex]),
        let low = Hexadecimal.value(of: rest[rest.startIndex + 1])
      {
        bytes.append(high << 4 | low)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
