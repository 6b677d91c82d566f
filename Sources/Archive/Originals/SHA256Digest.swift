// SHA256Digest.swift — the SHA-256 of some bytes, as a value; the only file that imports Crypto.
import Containers
import Crypto
import FoundationEssentials

/// The SHA-256 of a run of bytes. What Andu knows a page by, and checks it with.
///
/// Shape: always 32 bytes. Written as 64 lower-case hexadecimal digits, which is also what
/// `sha256sum` prints.
///
/// Source: FIPS 180-4, §6.2.
package struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  package static let byteCount = 32
  package let bytes: [UInt8]

  /// Computes the digest of `content`.
  package init(of content: [UInt8]) {
    bytes = Array(SHA256.hash(data: content))
  }

  /// Reads 64 hexadecimal digits in either case; `nil` for anything else.
  package init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in hex.utf8 {
      guard let digit = Hexadecimal.value(of: character) else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil, bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String { Hexadecimal.text(of: bytes) }
}

extension Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Bytes as pairs of digits, in lower case.
  static func text(of bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
