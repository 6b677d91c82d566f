// OriginalsFixture.swift — what the tests of the store of originals share.
import Archive
import Glibc
import SystemPackage

/// A directory that is gone when the test is.
final class TemporaryDirectory {
  let path: FilePath

  init() {
    var template = Array("/tmp/andu-originals-XXXXXX\0".utf8CString)
    _ = mkdtemp(&template)
    path = FilePath(template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
  }

  deinit {
    for name in names() { unlink(path.appending(name).string) }
    rmdir(path.string)
  }

  func names() -> [String] {
    guard let stream = opendir(path.string) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func read(_ name: String) -> [UInt8] {
    guard let file = fopen(path.appending(name).string, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    return bytes
  }

  func write(_ bytes: some Collection<UInt8>, to name: String) {
    guard let file = fopen(path.appending(name).string, "w") else { return }
    defer { fclose(file) }
    fwrite(Array(bytes), 1, bytes.count, file)
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

let someDate = "2026-01-31T08:05:09Z"
let firstFile = "andu-00001.warc.gz"

func page(_ text: String, _ uri: String = "https://www.example.gov.cn/a.html") -> OriginalRecord {
  OriginalRecord(
    kind: .resource, targetURI: uri, date: someDate, contentType: "text/html",
    block: Array(text.utf8))
}

extension TemporaryDirectory {
  func writer(
    _ committed: CommittedLengths = .init(), fileLimit: Int = OriginalWriter.defaultFileLimit
  ) throws -> OriginalWriter {
    try OriginalWriter(
      directory: path, committed: committed, software: "andu test", date: someDate,
      fileLimit: fileLimit)
  }

  func reader(_ committed: CommittedLengths) -> OriginalReader {
    OriginalReader(directory: path, committed: committed)
  }

  func all(_ committed: CommittedLengths) throws -> [OriginalRecord] {
    var records: [OriginalRecord] = []
    try reader(committed).forEachRecord { record, _ in records.append(record) }
    return records
  }
}

/// The error that `body` throws, if it is one of the store's.
func originalError(_ body: () throws -> Void) -> OriginalError? {
  do {
    try body()
    return nil
  } catch { return error as? OriginalError }
}
