// Manifest.swift — which segments are live; replaced as one at every commit.
package import SystemPackage

/// The one file that says what an index holds. What it does not name does not exist.
///
/// A text of lines, the last of them the CRC-32 of those before it:
///
///     andu-manifest 1
///     generation 7
///     segment 000004.seg 81920 5d0f3a11 000004-000007.del
///     owner originals/andu-00001.warc.gz 48213
///     checksum 9a3be0c4
package struct Manifest: Sendable, Hashable {
  package struct Segment: Sendable, Hashable {
    package var name: String
    package var byteCount: Int
    /// CRC-32 of the file's last 32 bytes, which hold the checksum of its checksums:
    /// another file under the same name is noticed when it is opened.
    package var footerChecksum: UInt32
    /// The file that says which documents are gone; nil when all are there.
    package var deletions: String?
  }

  static let version = 1
  package static let fileName = "manifest"
  /// Where the files stand that a manifest names, beside it.
  package static let segmentFolderName = "segments"

  /// Counts commits, from 1; 0 before the first.
  package var generation = 0
  package var segments: [Segment] = []
  /// Lines of the owner's, committed together with the segments: key without spaces → value.
  package var owner: [String: String] = [:]

  package init() {}

  /// The next number that no segment ever named here has.
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
      if let deletions = segment.deletions { text += " \(deletions)" }
      text += "\n"
    }
    for (key, value) in owner.sorted(by: { $0.key < $1.key }) { text += "owner \(key) \(value)\n" }
    let checksum = String(Checksum.crc32(Array(text.utf8)), radix: 16)
    try AtomicFile.write(
      [Array((text + "checksum \(checksum)\n").utf8)], to: folder.appending(Self.fileName))
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

  init(_ bytes: [UInt8]) throws(SegmentError) {
    let damaged = SegmentError.damaged(file: Self.fileName, offset: 0)
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines[lines.count - 1].isEmpty, lines[0].hasPrefix("andu-manifest ")
    else { throw .notASegment(file: Self.fileName) }
    let last = lines[lines.count - 2].split(separator: " ")
    let covered = bytes.count - lines[lines.count - 2].utf8.count - 1
    guard last.count == 2, last[0] == "checksum",
      UInt32(last[1], radix: 16) == Checksum.crc32(Array(bytes[..<covered]))
    else { throw damaged }
    guard lines[0] == "andu-manifest \(Self.version)" else {
      throw .unsupportedVersion(
        file: Self.fileName, version: UInt32(lines[0].dropFirst(14)) ?? 0,
        supported: UInt32(Self.version))
    }
    for line in lines[1..<lines.count - 2] {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { throw damaged }
      switch words[0] {
      case "generation":
        guard let number = Int(words[1]) else { throw damaged }
        generation = number
      case "segment":
        let fields = words[1].split(separator: " ")
        guard fields.count == 3 || fields.count == 4, let size = Int(fields[1]),
          let checksum = UInt32(fields[2], radix: 16)
        else { throw damaged }
        segments.append(
          Segment(
            name: String(fields[0]), byteCount: size, footerChecksum: checksum,
            deletions: fields.count == 4 ? String(fields[3]) : nil))
      case "owner":
        let pair = words[1].split(separator: " ", maxSplits: 1)
        guard pair.count == 2 else { throw damaged }
        owner[String(pair[0])] = String(pair[1])
      default: throw damaged
      }
    }
  }
}
