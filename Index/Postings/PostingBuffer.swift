// PostingBuffer.swift — the postings of one term, decoded, on their way into a list.

/// Paragraphs and how often each holds the term; reused from term to term.
struct PostingBuffer: Sendable {
  /// Strictly increasing.
  var ids: [ParagraphID] = []
  /// Parallel to `ids`; each at least 1.
  var frequencies: [UInt32] = []
  private var scratch: [ParagraphID] = []

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
  }

  /// Sets the postings of a list of paragraphs that names each as often as it holds the term.
  ///
  /// Shape: `occurrences` never decrease.
  mutating func set(_ occurrences: Span<ParagraphID>) {
    let count = occurrences.count
    if ids.count < count {
      ids += repeatElement(0, count: count - ids.count)
      frequencies += repeatElement(0, count: count - frequencies.count)
    }
    let kept = Self.collapse(occurrences, &ids, &frequencies)
    ids.removeLast(ids.count - kept)
    frequencies.removeLast(frequencies.count - kept)
  }

  /// Without branches that depend on the data: whether an occurrence is one more of the same
  /// paragraph is hard to foresee.
  private static func collapse(
    _ occurrences: Span<ParagraphID>, _ ids: inout [ParagraphID], _ frequencies: inout [UInt32]
  ) -> Int {
    if occurrences.isEmpty { return 0 }
    var ids = ids.mutableSpan
    var frequencies = frequencies.mutableSpan
    var last = occurrences[0]
    var slot = 0
    var frequency: UInt32 = 0
    for index in occurrences.indices {
      let id = occurrences[index]
      let isNew: UInt32 = id == last ? 0 : 1
      slot &+= Int(isNew)
      frequency = (isNew &- 1) & frequency &+ 1
      ids[slot] = id
      frequencies[slot] = frequency
      last = id
    }
    return slot &+ 1
  }

  /// Sets the postings of several such lists, no two of which name the same paragraph.
  mutating func set(merging lists: [ArraySlice<ParagraphID>]) {
    var merged: [ParagraphID] = []
    for list in lists {
      scratch.removeAll(keepingCapacity: true)
      Self.merge(merged, list, into: &scratch)
      swap(&merged, &scratch)
    }
    set(merged.span)
  }

  private static func merge(
    _ left: [ParagraphID], _ right: ArraySlice<ParagraphID>, into merged: inout [ParagraphID]
  ) {
    let (left, right) = (left.span, right.span)
    merged.append(addingCapacity: left.count + right.count) { merged in
      var (i, j) = (0, 0)
      while i < left.count, j < right.count {
        if left[i] < right[j] {
          merged.append(left[i])
          i &+= 1
        } else {
          merged.append(right[j])
          j &+= 1
        }
      }
      while i < left.count {
        merged.append(left[i])
        i &+= 1
      }
      while j < right.count {
        merged.append(right[j])
        j &+= 1
      }
    }
  }
}
