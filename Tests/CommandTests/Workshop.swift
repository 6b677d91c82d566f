// Workshop.swift — a fresh folder with an archive in it, and running the program there.
import Foundation
import Glibc
import Synchronization

/// What one run of the program left behind.
struct Run: CustomStringConvertible {
  let status: Int32
  let bytes: [UInt8]
  let error: String

  var output: String { String(decoding: bytes, as: UTF8.self) }
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Shown when an expectation fails.
  var description: String { "exit \(status)\n--- stdout\n\(output)\n--- stderr\n\(error)" }
}

/// A folder that is gone when the test is, and the program run in it with a clean environment.
final class Workshop: @unchecked Sendable {
  let folder: String
  private let numbers = NSLock()
  private var runs = 0

  init() {
    var template = Array("/tmp/andu-command-XXXXXX\0".utf8CString)
    _ = mkdtemp(&template)
    folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    Leftovers.add(folder)
  }

  /// A workshop with an empty archive.
  static func withArchive() -> Workshop {
    let workshop = Workshop()
    _ = workshop.andu(["init"])
    return workshop
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var archive: String { path("archive") }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The program: beside the test bundle, else in the package's debug folder.
  static let program: String = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = bundle.deletingLastPathComponent().appendingPathComponent("andu").path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return Package.root.appendingPathComponent(".build/debug/andu").path
  }()

  // MARK: Running

  private static let patience = Duration.seconds(60)

  func andu(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) -> Run {
    finish(start(arguments, input: input, environment: environment))
  }

  func andu(_ arguments: String..., environment: [String: String] = [:]) -> Run {
    andu(arguments, environment: environment)
  }

  /// A run that has begun.
  struct Started {
    let process: pid_t
    var output: String
    let error: String
  }

  func start(
    _ arguments: [String], program: String = Workshop.program, input: [UInt8] = [],
    environment: [String: String] = [:], terminal: String? = nil
  ) -> Started {
    let number = numbers.withLock {
      runs += 1
      return runs
    }
    let input = write(input, to: ".run\(number).in")
    let (output, error) = (terminal ?? path(".run\(number).out"), path(".run\(number).err"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var variables = [
      "ANDU_ARCHIVE": archive, "LANG": "C.UTF-8", "HOME": folder, "PATH": "/usr/bin:/bin",
    ]
    // Where a sanitizer reads what it is not to report.
    for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    variables.merge(environment) { $1 }
    let arguments: [UnsafeMutablePointer<CChar>?] =
      (["env", "-C", folder, program] + arguments).map { strdup($0) }
    let assignments: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") }
    defer { for text in arguments + assignments { free(text) } }
    var process: pid_t = -1
    let failure = posix_spawn(
      &process, "/usr/bin/env", &actions, nil, arguments + [nil], assignments + [nil])
    return Started(process: failure == 0 ? process : -1, output: output, error: error)
  }

  func finish(_ started: Started) -> Run {
    var status: Int32 = 0
    guard started.process > 0 else {
      return Run(status: -1, bytes: [], error: "\(Self.program) cannot be run")
    }
    let deadline = ContinuousClock.now + Self.patience
    while waitpid(started.process, &status, WNOHANG) == 0 {
      // A run that hangs fails its test, and no other.
      if ContinuousClock.now > deadline { kill(started.process, SIGKILL) }
      usleep(1000)
    }
    let signal = status & 0x7f
    return Run(
      status: signal == 0 ? status >> 8 & 0xff : 128 + signal, bytes: read(started.output),
      error: String(decoding: read(started.error), as: UTF8.self))
  }

  /// The program with a terminal for its standard output: what the terminal got, at most what it
  /// holds, 4 kB.
  func onTerminal(_ arguments: String..., environment: [String: String] = [:]) -> Run {
    // Linux's own way, since posix_openpt is not to be had from Swift: TIOCGPTN, TIOCSPTLCK.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    defer { close(terminal) }
    var (number, lock): (Int32, Int32) = (-1, 0)
    guard ioctl(terminal, 0x8004_5430, &number) == 0, ioctl(terminal, 0x4004_5431, &lock) == 0
    else { return Run(status: -1, bytes: [], error: "there is no terminal") }
    var started = start(arguments, environment: environment, terminal: "/dev/pts/\(number)")
    started.output = "/dev/null"
    let run = finish(started)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while true {
      let more = bytes[count...].withUnsafeMutableBytes {
        Glibc.read(terminal, $0.baseAddress, $0.count)
      }
      if more <= 0 { break }
      count += more
    }
    return Run(status: run.status, bytes: bytes[..<count].filter { $0 != 0x0d }, error: run.error)
  }

  /// `script` in a shell; the program is `"$ANDU"`.
  func shell(_ script: String) -> Run {
    finish(
      start(["-c", script], program: "/bin/bash", environment: ["ANDU": Self.program]))
  }

  // MARK: Files

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let path = name.hasPrefix("/") ? name : path(name)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    return path
  }

  @discardableResult
  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  /// A program that can be run. Another process makes it: a file that this one has written may still
  /// be open in a program that another test just began, and is then too busy to be run.
  func write(program script: String, to name: String) {
    let draft = write(script, to: name + ".draft")
    _ = shell("install -m 755 '\(draft)' '\(path(name))'; rm '\(draft)'")
  }

  func read(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { Array($0) } ?? []
  }

  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
  }

  /// Turns one bit of a file over.
  func flipBit(of path: String, at offset: Int) {
    var bytes = read(path)
    guard bytes.indices.contains(offset) else { return }
    bytes[offset] ^= 0x10
    write(bytes, to: path)
  }

  /// The ids in `andu list`, in order.
  var ids: [String] {
    andu("list", "--tsv").lines.compactMap { $0.split(separator: "\t").first.map(String.init) }
  }
}

/// Folders of workshops that several tests share, which no test ends.
private enum Leftovers {
  private static let folders = Mutex<[String]>([])
  private static let sweep: Void = {
    atexit { Leftovers.remove() }
  }()

  static func add(_ folder: String) {
    _ = sweep
    folders.withLock { $0.append(folder) }
  }

  private static func remove() {
    for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
  }
}

/// Where the tests find what is not theirs.
enum Package {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let pages = root.appendingPathComponent("fixtures/pages").path
  static let lines = root.appendingPathComponent("fixtures/import/documents.jsonl").path

  static func document(_ name: String) -> String {
    root.appendingPathComponent("fixtures/documents/\(name)").path
  }

  /// `../shared` beside the package, or where ANDU_SHARED says; nil when it is absent.
  static let shared: String? = {
    let named = ProcessInfo.processInfo.environment["ANDU_SHARED"]
    let path = named ?? root.deletingLastPathComponent().appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// `../shared` when the extraction yardstick is in it.
  static let yardsticks: String? = shared.flatMap {
    FileManager.default.fileExists(atPath: "\($0)/measure/extraction/score.py") ? $0 : nil
  }

  static let seeds: String? = shared.map { "\($0)/seeds" }.flatMap {
    FileManager.default.fileExists(atPath: $0) ? $0 : nil
  }
}
