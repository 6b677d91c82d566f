// ConcurrentMap.swift — the same work on many values, over all cores.
internal import Dispatch
import Synchronization

/// `body` of every item, in order; bodies run at the same time.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ body: @Sendable (Item) -> Result
) -> [Result] {
  if items.count < 2 { return items.map(body) }
  let results = Mutex([Result?](repeating: nil, count: items.count))
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    let result = body(items[index])
    results.withLock { $0[index] = result }
  }
  return results.withLock { $0.compactMap { $0 } }
}
