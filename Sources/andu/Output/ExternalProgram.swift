// ExternalProgram.swift — a command of the user's, run by the shell. A fence file: spawns.
import Glibc

/// A pager or an opener: a command line as the user's environment gives it.
struct ExternalProgram {
  /// What the shell is given; arguments may stand in it.
  let command: String

  /// The first of the variables that is set, else the first of the programs that is installed.
  ///
  /// - Returns: nil when none is there; a variable may name what is not installed.
  static func chosen(by variables: [String], else programs: [String]) -> ExternalProgram? {
    for name in variables {
      if let value = Environment.value(name), !value.allSatisfy(\.isWhitespace) {
        return ExternalProgram(command: value)
      }
    }
    return programs.first { isInstalled(String($0.prefix { $0 != " " })) }
      .map(ExternalProgram.init)
  }

  /// Whether the command's first word is a program that can be run.
  var isInstalled: Bool {
    let words = command.split(separator: " ")
    // A word that sets a variable, or that the shell has to read.
    guard let name = words.first, !name.contains(where: { "=\"'$`~;|&(".contains($0) }) else {
      return true
    }
    return Self.isInstalled(String(name))
  }

  private static func isInstalled(_ name: String) -> Bool {
    if name.contains("/") { return unsafe access(name, X_OK) == 0 }
    let folders = (Environment.value("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { unsafe access("\($0)/\(name)", X_OK) == 0 }
  }

  /// Runs the command with further arguments to its end; nil when no process is to be had.
  func run(_ arguments: [String]) -> Int32? {
    start(arguments, input: nil).map(Self.end)
  }

  /// Starts the command.
  ///
  /// - Parameter input: the descriptor it reads from; nil for that of this process.
  func start(_ arguments: [String] = [], input: Int32?) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, 0) }
    // What this process does not listen to, the program has to.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let script = arguments.isEmpty ? command : "\(command) \"$@\""
    var words =
      unsafe (["sh", "-c", script, "andu"] + arguments).map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
    }
    var child: pid_t = 0
    let result = unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, &words, environ)
    return result == 0 ? child : nil
  }

  /// Waits for a process: its exit code, or 128 and the signal that ended it.
  static func end(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }
}
