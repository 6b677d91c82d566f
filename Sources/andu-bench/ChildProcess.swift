// ChildProcess.swift — what a program costs from start to exit. A fence file: spawns processes.
import Glibc

/// CPU seconds and peak memory of a process that has ended.
struct ChildProcess {
  let cpuSeconds: Double
  /// Bytes, as the system counts them.
  let peakMemory: Int

  /// Runs a program, its output thrown away; nil when it cannot be run or fails.
  init?(_ path: String, _ arguments: [String]) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for output in [1, 2] as [Int32] {
      unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var strings = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe strings.indices { unsafe free(strings[index]) }
    }
    var child: pid_t = 0
    guard unsafe posix_spawn(&child, path, &actions, nil, &strings, environ) == 0 else {
      return nil
    }
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(child, &status, 0, &usage) == child, status & 0x7f == 0,
      (status >> 8) & 0xff < 2
    else { return nil }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    peakMemory = usage.ru_maxrss * 1024
  }

  /// Peak memory of this process so far, in bytes.
  static var ownPeakMemory: Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
