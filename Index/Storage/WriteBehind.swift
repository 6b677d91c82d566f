// WriteBehind.swift — bytes go to a file while the caller makes the next ones.
internal import Dispatch
import Synchronization
import SystemPackage

/// Appends to a file in the order of the calls, on a thread of its own.
final class WriteBehind: Sendable {
  private let file: FileDescriptor
  private let queue = DispatchQueue(label: "andu.write-behind")
  /// Pieces that may wait to be written.
  private let room = DispatchSemaphore(value: 4)
  private let failure = Mutex<Errno?>(nil)

  init(_ file: FileDescriptor) { self.file = file }

  func append(_ bytes: [UInt8]) {
    room.wait()
    queue.async { [self] in
      if let errno = file.append(bytes) { failure.withLock { $0 = $0 ?? errno } }
      room.signal()
    }
  }

  /// Waits until all is written; the first thing that went wrong.
  func finish() -> Errno? {
    queue.sync {}
    return failure.withLock { $0 }
  }
}
