// Fixture.swift — folders, seeded numbers and regions of bytes that the tests share.
import Glibc
import SystemPackage
import Testing

@testable import SearchIndex

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// True once in `n` times.
  mutating func once(in n: Int) -> Bool { below(n) == 0 }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: FilePath

  init() {
    var template = Array("/tmp/andu-index-XXXXXX\0".utf8CString)
    _ = mkdtemp(&template)
    path = FilePath(template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
    mkdir(segments.string, 0o777)
  }

  private var segments: FilePath { path.appending(Manifest.segmentFolderName) }

  /// Where a file stands: those that a manifest names are in a folder of their own.
  func place(_ name: String) -> FilePath {
    name.hasPrefix("0") ? segments.appending(name) : path.appending(name)
  }

  deinit {
    for name in names() { unlink(place(name).string) }
    rmdir(segments.string)
    rmdir(path.string)
  }

  func names() -> [String] {
    let all = [path, segments].flatMap { (try? FolderListing.names(in: $0)) ?? [] }
    return all.filter { $0 != Manifest.segmentFolderName }.sorted()
  }

  func read(_ name: String) -> [UInt8] {
    guard let file = fopen(place(name).string, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    return bytes
  }

  /// Replaces the file by a new one, so that what maps the old one still sees the old one.
  func write(_ bytes: some Collection<UInt8>, to name: String) {
    unlink(place(name).string)
    guard let file = fopen(place(name).string, "w") else { return }
    defer { fclose(file) }
    fwrite(Array(bytes), 1, bytes.count, file)
  }
}

extension TemporaryFolder {
  /// Changes a segment of one page as a program that means harm does: its checksums fit.
  func tamper(_ name: String, _ change: (inout [UInt8]) -> Void) {
    var bytes = read(name)
    change(&bytes)
    let footer = bytes.count - SegmentFormat.footerSize
    let checked = Int(bytes[footer]) | Int(bytes[footer + 1]) << 8
    func put(_ checksum: UInt32, at offset: Int) {
      for index in 0..<4 {
        bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index))
      }
    }
    put(Checksum.of(bytes[..<checked]), at: checked)
    put(Checksum.of(bytes[checked..<footer]), at: footer + 12)
    put(Checksum.of(bytes[..<SegmentFormat.headerSize]), at: footer + 20)
    write(bytes, to: name)
  }

  /// `bytes` as a mapped region with right checksums.
  func region(_ bytes: [UInt8]) throws -> ByteRegion {
    var pages = PageChecksums()
    pages.add(bytes)
    var table = ByteWriter()
    for checksum in pages.finish() { table.u32(checksum) }
    write(bytes + table.bytes + [0], to: "region")
    let file = try MappedFile(path: path.appending("region"))
    file.usePageTable(at: bytes.count, covering: bytes.count)
    return ByteRegion(file: file, range: 0..<bytes.count)
  }

  /// An index of `commits`, each a list of documents committed together.
  func index(_ commits: [[DocumentInput]], analyzer: Analyzer = Analyzer()) throws -> IndexReader {
    var writer = try IndexWriter(folder: path, analyzer: analyzer)
    for documents in commits {
      for document in documents { try writer.add(document) }
      try writer.commit(owner: [:])
    }
    return try IndexReader(folder: path, analyzer: analyzer)
  }
}

/// A document of plain paragraphs under one key.
func document(_ key: String, _ title: String = "", _ paragraphs: [String]) -> DocumentInput {
  DocumentInput(
    keys: [Array(key.utf8)], title: title, paragraphs: paragraphs.map { .init($0) })
}

extension SearchResults {
  /// How often the query stands in all full matches; nil where that was not counted.
  var occurrences: Int? { counts.map { $0.reduce(0) { $0 + $1.occurrences } } }
}

extension SegmentReader {
  /// The document as it was given to the builder.
  func input(_ document: DocumentID, keys: [[UInt8]]) throws(SegmentError) -> DocumentInput {
    var input = try properties(of: document, keys: keys)
    for paragraph in try paragraphs(of: document) {
      input.paragraphs.append(
        .init(
          try text(of: paragraph), level: try level(of: paragraph),
          headingLength: UInt8(try headingLength(of: paragraph)), kind: try kind(of: paragraph)))
    }
    return input
  }
}
