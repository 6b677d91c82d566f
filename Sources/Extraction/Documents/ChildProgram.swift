// ChildProgram.swift — the name of a program and its arguments → what it prints, within limits.
// A fence file: spawns processes.
import Glibc

/// A program of the system, run without a shell, in an environment of its own.
struct ChildProgram {
  struct Limits {
    /// Of processor time, and of the clock.
    var seconds: Int
    /// Address space, in bytes.
    var memory: Int
    /// What it may print, and the size of any file it writes.
    var output = 64 << 20
  }

  let path: String

  /// nil when no folder of PATH has it.
  init?(_ name: String) {
    let folders = (Self.variable("PATH") ?? "").split(separator: ":").map(String.init)
    self.init(name, in: folders.filter { $0.hasPrefix("/") })
  }

  private init?(_ name: String, in folders: [String]) {
    let places = folders.map { "\($0)/\(name)" }
    guard let found = places.first(where: { unsafe access($0, X_OK) == 0 }) else { return nil }
    path = found
  }

  /// Of the environment.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  private static let outputName = "standard-output"

  /// Runs the program to its end. Its home and its temporary files are in the folder.
  ///
  /// Errors: more output than allowed, more time than allowed, no process to be had.
  func run(
    _ arguments: [String], in folder: PrivateFolder, _ what: String, limits: Limits,
    takesComplaints: Bool = false
  ) throws(ExtractionError) -> (status: Int32, output: [UInt8]) {
    guard let child = spawn(restricted(arguments, limits), folder, takesComplaints) else {
      throw .notConverted(what, why: "\(path) cannot be run")
    }
    let file = folder.path(Self.outputName)
    let status = Self.end(of: child, within: limits, writing: file)
    // Whatever it started ends with it.
    kill(-child, SIGKILL)
    guard Self.size(of: file) < limits.output,
      let output = folder.read(Self.outputName, limit: limits.output)
    else { throw .notConverted(what, why: "\(path) printed too much") }
    guard let status else {
      throw .notConverted(what, why: "\(path) took more than \(limits.seconds) seconds")
    }
    return (status, output)
  }

  /// posix_spawn knows no limits; util-linux has a program that sets them and becomes another.
  private func restricted(_ arguments: [String], _ limits: Limits) -> [String] {
    guard let limiter = ChildProgram("prlimit", in: ["/usr/bin", "/bin"]) else {
      return [path] + arguments
    }
    return [
      limiter.path, "--cpu=\(limits.seconds)", "--as=\(limits.memory)",
      "--fsize=\(limits.output)", "--core=0", path,
    ] + arguments
  }

  private static func size(of file: String) -> Int {
    var status = stat()
    return unsafe stat(file, &status) == 0 ? Int(status.st_size) : 0
  }

  /// How the process ended; nil when it had to be ended.
  private static func end(
    of child: pid_t, within limits: Limits, writing file: String
  ) -> Int32? {
    let end = ContinuousClock.now + .seconds(limits.seconds)
    var status: Int32 = 0
    var pause: UInt32 = 500
    while true {
      let found = unsafe waitpid(child, &status, WNOHANG)
      if found == child { return status }
      if found < 0, errno != EINTR { return nil }
      if ContinuousClock.now > end || size(of: file) > limits.output { break }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    kill(-child, SIGKILL)
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    return nil
  }

  /// Its own process group, no input; complaints are thrown away or are output, too.
  private func spawn(
    _ arguments: [String], _ folder: PrivateFolder, _ takesComplaints: Bool
  ) -> pid_t? {
    guard let program = arguments.first else { return nil }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, folder.path(Self.outputName), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    if takesComplaints {
      unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)

    // A proxy that nobody is: what asks for the network gets none.
    let nowhere = "http://127.0.0.1:9"
    let environment = [
      "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
      "HOME=\(folder.root)", "TMPDIR=\(folder.root)", "http_proxy=\(nowhere)",
      "https_proxy=\(nowhere)",
    ]
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe variables.indices { unsafe free(variables[index]) }
    }
    var child: pid_t = 0
    let result = unsafe posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    return result == 0 ? child : nil
  }
}
