// Manifest.swift — which segments are live; replaced as one at every commit.
package import SystemPackage

/// The one file that says what an index holds. What it does not name does not exist.
///
/// A text of lines, the last of them the checksum of those before it:
///
///     andu-manifest 3
///     generation 7
///     segment 000004.seg 81920 5d0f3a11 000004-000007.del 71c20f3e
///     owner original.1 48213
///     checksum 9a3be0c4
package struct Manifest: Sendable, Hashable {
  package struct Segment: Sendable, Hashable {
    package var name: String
    package var byteCount: Int
    /// Checksum of the file's last 32 bytes, which hold the checksum of its checksums:
    /// another file under the same name is noticed when it is opened.
    package var footerChecksum: UInt32
    /// The file that says which documents are gone; nil when all are there.
    package var deletions: String?
    /// Checksum of all bytes of that file but the last four, which hold it: deletions of another
    /// segment under the same name are noticed. Nil in a manifest of an older program.
    package var deletionsChecksum: UInt32?
  }

  static let version = 3
  package static let fileName = "manifest"
  /// Where the files stand that a manifest names, beside it.
  package static let segmentFolderName = "segments"

  /// Counts commits, from 1; 0 before the first.
  package var generation = 0
  package var segments: [Segment] = []
  /// Lines of the owner's, committed together with the segments: key without spaces → value
  /// without line ends.
  package var owner: [String: String] = [:]

  /// Generations and numbers of segments go no further; nobody gets there.
  static let most = 1 << 40

  package init() {}

  /// A number above those of all segments that are named here.
  var nextSegmentNumber: Int {
    segments.reduce(0) { highest, segment in
      max(highest, Int(segment.name.prefix { $0.isNumber }) ?? 0)
    } + 1
  }

  package func write(to folder: FilePath) throws(SegmentError) {
    var text = "andu-manifest \(Self.version)\ngeneration \(generation)\n"
    for segment in segments {
      let checksum = String(segment.footerChecksum, radix: 16)
      text += "segment \(segment.name) \(segment.byteCount) \(checksum)"
      if let deletions = segment.deletions {
        text += " \(deletions)"
        if let checksum = segment.deletionsChecksum { text += " \(String(checksum, radix: 16))" }
      }
      text += "\n"
    }
    for (key, value) in owner.sorted(by: { $0.key < $1.key }) {
      precondition(!key.utf8.contains { $0 <= 0x20 } && !value.utf8.contains(0x0a))
      text += "owner \(key) \(value)\n"
    }
    let bytes = Array(text.utf8)
    try AtomicFile.write(
      [bytes, Self.checksumLine(of: bytes[...])], to: folder.appending(Self.fileName))
  }

  /// The manifest in `folder`; nil when there is none.
  package static func read(from folder: FilePath) throws(SegmentError) -> Manifest? {
    let bytes: [UInt8]
    do {
      bytes = try AtomicFile.read(folder.appending(fileName))
    } catch .missing {
      return nil
    }
    return try Manifest(bytes)
  }

  /// Reads the bytes of a manifest. Lines are cut as bytes: in a `String` a line end may
  /// be part of a longer character.
  init(_ bytes: [UInt8]) throws(SegmentError) {
    let damaged = SegmentError.damaged(file: Self.fileName, offset: 0)
    guard bytes.starts(with: "andu-manifest ".utf8) else {
      throw .notASegment(file: Self.fileName)
    }
    // Another version may have another checksum.
    let version = String(decoding: bytes.prefix { $0 != 0x0a }.dropFirst(14), as: UTF8.self)
    if let found = UInt32(version), found != Self.version {
      throw .unsupportedVersion(
        file: Self.fileName, version: found, supported: UInt32(Self.version))
    }
    guard bytes.last == UInt8(ascii: "\n"), version == String(Self.version),
      let end = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")),
      Array(bytes[(end + 1)...]) == Self.checksumLine(of: bytes[...end])
    else { throw damaged }
    let lines = bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines.dropFirst() {
      let (name, rest) = Self.cutAtSpace(line)
      switch name {
      case "generation":
        guard let number = Int(String(decoding: rest, as: UTF8.self)),
          (0...Self.most).contains(number)
        else { throw damaged }
        generation = number
      case "segment":
        let fields = String(decoding: rest, as: UTF8.self).split(separator: " ")
        guard (3...5).contains(fields.count), let size = Int(fields[1]),
          let checksum = UInt32(fields[2], radix: 16)
        else { throw damaged }
        // A name leads nowhere else, and there is a next number.
        for name in [fields[0]] + fields.dropFirst(3).prefix(1) {
          guard !name.contains("/"), Int(name.prefix { $0.isNumber }) ?? 0 <= Self.most else {
            throw damaged
          }
        }
        let deletionsChecksum = fields.count == 5 ? UInt32(fields[4], radix: 16) : nil
        if fields.count == 5, deletionsChecksum == nil { throw damaged }
        segments.append(
          Segment(
            name: String(fields[0]), byteCount: size, footerChecksum: checksum,
            deletions: fields.count > 3 ? String(fields[3]) : nil,
            deletionsChecksum: deletionsChecksum))
      case "owner":
        let (key, value) = Self.cutAtSpace(rest)
        owner[key] = String(decoding: value, as: UTF8.self)
      default: throw damaged
      }
    }
  }

  private static func cutAtSpace(_ line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>) {
    let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    return (String(decoding: line[..<end], as: UTF8.self), line[end...].dropFirst())
  }

  private static func checksumLine(of text: ArraySlice<UInt8>) -> [UInt8] {
    Array("checksum \(String(Checksum.of(text), radix: 16))\n".utf8)
  }
}
