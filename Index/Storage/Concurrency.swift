// Concurrency.swift — the same work on several values at once.
internal import Dispatch
import Glibc
import Synchronization

/// Processors that this machine has for us.
let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Calls `body` with each of `elements`, each on a thread of its own, and waits for all.
func forEachConcurrently<Element: Sendable>(
  _ elements: inout [Element], _ body: @Sendable (inout Element) -> Void
) {
  if elements.count == 1 { return body(&elements[0]) }
  let taken = Mutex(elements.map(Optional.some))
  elements.removeAll()
  DispatchQueue.concurrentPerform(iterations: taken.withLock(\.count)) { index in
    // Taken out of the array, so that it is changed in place.
    guard var element = taken.withLock({ $0[index].take() }) else { return }
    body(&element)
    taken.withLock { $0[index] = element }
  }
  elements = taken.withLock { $0.compactMap { $0 } }
}
