// RunningProgram.swift — another program beside a test. Foundation's Process needs a network.
import Foundation

/// A program that has been started.
struct RunningProgram {
  struct NotStarted: Error { let path: String }

  let pid: pid_t

  /// - Parameter output: the file for what it writes; nil to throw that away.
  init(_ path: String, _ arguments: [String], output: String? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, output ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, path, &actions, nil, &words, environ) == 0 else {
      throw NotStarted(path: path)
    }
    self.pid = pid
  }

  /// Its exit code when it has ended, or 128 and the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }
}
