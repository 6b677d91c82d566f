// TopK.swift — the k best so far, in a stable order.
internal import HeapModule

/// Keeps the best `capacity` elements of those it is given.
struct TopK<Element: Comparable> {
  private var heap = Heap<Element>()
  let capacity: Int

  init(_ capacity: Int) { self.capacity = max(0, capacity) }

  /// Complexity: O(log k).
  mutating func insert(_ element: Element) {
    if heap.count < capacity {
      heap.insert(element)
    } else if let worst = heap.min, worst < element {
      heap.replaceMin(with: element)
    }
  }

  /// The worst of the kept, once there are as many as there may be.
  var worstOfFull: Element? { heap.count == capacity ? heap.min : nil }

  /// Best first.
  var descending: [Element] { heap.unordered.sorted(by: >) }
}
