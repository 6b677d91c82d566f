// Reader.swift — everything in Andu that is given bytes which others wrote.
import Containers
import Extraction
import Glibc
import SystemPackage

@testable import SearchIndex

/// Each takes any bytes and ends, with a value or an error; a trap is a finding.
enum Reader: String, CaseIterable {
  case decoder, page, containers, segment, manifest, query

  nonisolated(unsafe) static var chosen = Reader.page

  func read(_ bytes: [UInt8]) {
    switch self {
    case .decoder: Self.decode(bytes)
    case .page: Self.extract(bytes)
    case .containers: Self.unpack(bytes)
    case .segment: Self.search(segment: bytes)
    case .manifest: _ = try? Manifest(Self.sealed(manifest: bytes))
    case .query: Self.search(query: bytes)
    }
  }

  private static func decode(_ bytes: [UInt8]) {
    let text = TextDecoder.decode(bytes, as: CharsetDetector.detect(bytes))
    precondition(String(validating: text, as: UTF8.self) != nil, "not UTF-8")
    for charset in Charset.allCases {
      let text = TextDecoder.decode(bytes, as: charset)
      precondition(String(validating: text, as: UTF8.self) != nil, "not UTF-8: \(charset)")
    }
  }

  private static func extract(_ bytes: [UInt8]) {
    // Programs that others wrote read these.
    let isForeign =
      bytes.starts(with: "%PDF".utf8) || bytes.starts(with: [0xd0, 0xcf])
      || PageExtractor.officeType(of: bytes)?.hasSuffix("opendocument.text") == true
    if !isForeign { _ = try? PageExtractor().extract(bytes) }
  }

  private static func unpack(_ bytes: [UInt8]) {
    _ = try? MultipartFile(bytes)
    if let response = HTTPResponse(bytes) { _ = try? response.body(limit: 1 << 20) }
    var limits = ZipArchive.Limits()
    limits.entry = 1 << 20
    if let archive = try? ZipArchive(bytes, limits: limits) {
      for entry in archive.entries.prefix(20) { _ = try? archive.bytes(of: entry) }
    }
    var records = WARCReader(ByteStream(bytes: bytes, name: "fuzz"), limit: 1 << 20)
    while let record = try? records.next({ _ in true }) {
      if let response = HTTPResponse(record.block) { _ = try? response.body(limit: 1 << 20) }
    }
  }

  // MARK: The index

  /// For an index, in memory.
  private static func makeFolder() -> FilePath {
    var template = Array("/dev/shm/andu-fuzz.XXXXXX".utf8CString)
    guard let name = mkdtemp(&template) else { preconditionFailure("/dev/shm cannot be written") }
    let folder = FilePath(String(cString: name))
    mkdir(folder.appending(Manifest.segmentFolderName).string, 0o700)
    return folder
  }

  private static let segmentFolder = makeFolder()

  private static func search(segment bytes: [UInt8]) {
    let name = "000001.seg"
    let file = segmentFolder.appending(Manifest.segmentFolderName).appending(name)
    guard (try? AtomicFile.write([sealed(segment: bytes)], to: file)) != nil,
      let segment = try? SegmentReader(path: file, analyzer: Analyzer())
    else { return }
    try? segment.verify()
    var manifest = Manifest()
    manifest.segments = [
      Manifest.Segment(
        name: name, byteCount: segment.byteCount, footerChecksum: segment.footerChecksum,
        deletions: nil, deletionsChecksum: nil)
    ]
    guard (try? manifest.write(to: segmentFolder)) != nil,
      let reader = try? IndexReader(folder: segmentFolder)
    else { return }
    var options = SearchOptions()
    for words in ["的", "法律 服务", "“社区矫正”", "法?工作", "工作总结怎么写", "标题:工作 -法律"] {
      guard let query = try? query(words) else { continue }
      for order in [SearchOptions.Order.score, .number(column: 0), .text(column: 0)] {
        options.order = order
        options.countsOccurrences = order != .score
        guard let results = try? reader.search(query, options) else { continue }
        for hit in results.hits { _ = try? segment.text(of: hit.paragraph) }
      }
    }
    if let pattern = try? ScanPattern("工.*作|[0-9]{2}") {
      try? reader.scan(pattern, filters: [], isInverted: false, detail: .ranges) { _ in true }
    }
    for document in 0..<min(20, segment.documentCount) {
      _ = try? segment.properties(of: document, keys: [])
    }
    _ = try? reader.documents(withKeyPrefix: [], limit: 20)
  }

  /// The bytes with checksums that fit, so that what stands behind them is reached.
  private static func sealed(segment bytes: [UInt8]) -> [UInt8] {
    typealias Format = SegmentFormat
    var bytes = bytes
    let footer = bytes.count - Format.footerSize
    guard footer > Format.headerSize else { return bytes }
    func number(at offset: Int, bytes count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    func put(_ checksum: UInt32, at offset: Int) {
      for index in 0..<4 {
        bytes[offset + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index))
      }
    }
    let checked = number(at: footer, bytes: 7)
    let pages = (checked + Checksum.pageSize - 1) / Checksum.pageSize
    guard checked < footer, checked + 4 * pages <= footer else { return bytes }
    for page in 0..<pages {
      let start = page * Checksum.pageSize
      put(
        Checksum.of(bytes[start..<min(checked, start + Checksum.pageSize)]), at: checked + 4 * page)
    }
    put(Checksum.of(bytes[checked..<footer]), at: footer + 12)
    put(Checksum.of(bytes[..<Format.headerSize]), at: footer + 20)
    return bytes
  }

  private static func sealed(manifest bytes: [UInt8]) -> [UInt8] {
    guard let last = bytes.dropLast().lastIndex(of: 0x0a) else { return bytes }
    let text = bytes[...last]
    return text + Array("checksum \(String(Checksum.of(text), radix: 16))\n".utf8)
  }

  // MARK: Queries

  private static func query(_ words: String) throws -> Query {
    try QueryParser.parse(words, fieldNames: ["标题", "title", "heading"], namesArticles: true)
  }

  private static let index: IndexReader? = {
    let folder = makeFolder()
    guard var writer = try? IndexWriter(folder: folder) else { return nil }
    for number in 0..<50 {
      let text = "第\(number)条 各级人民政府应当加强法律服务，2023年办理3,260件。"
      try? writer.add(
        DocumentInput(keys: [], title: "第\(number)号办法", paragraphs: [.init(text)]))
    }
    try? writer.commit(owner: [:])
    return try? IndexReader(folder: folder)
  }()

  private static func search(query bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self)
    guard let index else { preconditionFailure("no index to search") }
    for isLiteral in [false, true] {
      guard let typed = try? query(words) else { continue }
      let query = isLiteral ? typed : typed.spelled
      var options = SearchOptions()
      for isStrict in [false, true] {
        (options.isStrict, options.isLiteral) = (isStrict, isLiteral)
        guard let results = try? index.search(query, options) else { continue }
        let highlighter = index.highlighter(
          of: query, isLiteral: isLiteral, isBroken: results.isBroken)
        _ = highlighter.ranges(in: words)
      }
    }
    _ = try? ScanPattern(words)
  }
}
