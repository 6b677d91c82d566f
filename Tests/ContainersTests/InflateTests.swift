// InflateTests.swift — streams are unpacked to their end, and no further than asked for.
import Containers
import Testing

@Suite("Inflate")
struct InflateTests {
  static let text = Array("案牍案牍案牍".utf8)
  static let deflated: [UInt8] = [123, 182, 176, 227, 121, 103, 239, 51, 36, 18, 0]
  /// Made with Python's zlib, level 9.
  static let streams: [(Inflate.Frame, [UInt8])] = [
    (.bare, deflated),
    (.zlib, [120, 218] + deflated + [117, 225, 12, 37]),
    (
      .gzip,
      [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3] + deflated
        + [0x39, 0x4b, 0x42, 0xa8, 18, 0, 0, 0]
    ),
  ]

  @Test("A stream gives its bytes and says where it ends", arguments: streams)
  func whole(_ frame: Inflate.Frame, _ stream: [UInt8]) throws {
    let (bytes, consumed) = try Inflate.bytes(
      of: ([9, 9] + stream + [7, 7, 7])[2...], frame, limit: 18)
    #expect(bytes == Self.text)
    #expect(consumed == stream.count)
  }

  @Test("A stream that ends early or has a wrong byte is damaged", arguments: streams)
  func damaged(_ frame: Inflate.Frame, _ stream: [UInt8]) {
    #expect(throws: ContainerError.damaged("the compressed data")) {
      try Inflate.bytes(of: stream.dropLast(1), frame, limit: 1 << 20)
    }
    var wrong = stream
    wrong[frame == .bare ? 0 : wrong.count - 5] ^= 0x06
    #expect(throws: ContainerError.self) {
      try Inflate.bytes(of: wrong[...], frame, limit: 1 << 20)
    }
  }

  @Test("More bytes than the limit are an error")
  func bomb() {
    for limit in [0, 1, 17] {
      #expect(throws: ContainerError.tooLarge("the compressed data", limit: limit)) {
        try Inflate.bytes(of: Self.deflated[...], .bare, limit: limit)
      }
    }
  }
}
