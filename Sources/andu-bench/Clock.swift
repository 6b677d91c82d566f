// Clock.swift — clocks for measuring. A fence file: passes a pointer to the system.
import Glibc

/// A clock, in seconds.
enum Clock {
  /// CPU time of this thread.
  case thread
  /// CPU time of all threads of this process.
  case process
  case wall

  var now: Double {
    let id =
      switch self {
      case .thread: CLOCK_THREAD_CPUTIME_ID
      case .process: CLOCK_PROCESS_CPUTIME_ID
      case .wall: CLOCK_MONOTONIC
      }
    var time = timespec()
    unsafe clock_gettime(id, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
