// PostingBuffer.swift — the postings of one term, decoded, on their way into a list.
// A fence file: lends its memory to decoders.

/// Paragraphs and how often each holds the term; reused from term to term.
struct PostingBuffer: Sendable {
  /// Strictly increasing.
  var ids: [ParagraphID] = []
  /// Parallel to `ids`; each at least 1.
  var frequencies: [UInt32] = []
  /// What was merged so far of lists of paragraphs, and room for the next merge.
  private var merged: [ParagraphID] = []
  private var scratch: [ParagraphID] = []

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    merged.removeAll(keepingCapacity: true)
  }

  /// Adds `count` postings, which `body` writes to where it is told.
  @unsafe
  mutating func append(
    count: Int,
    _ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) throws(SegmentError) ->
      Void
  ) throws(SegmentError) {
    let start = ids.count
    ids += repeatElement(0, count: count)
    frequencies += repeatElement(0, count: count)
    var failure: SegmentError?
    unsafe ids.withUnsafeMutableBufferPointer { ids in
      unsafe frequencies.withUnsafeMutableBufferPointer { frequencies in
        guard let first = ids.baseAddress, let second = frequencies.baseAddress else { return }
        do throws(SegmentError) {
          unsafe try body(first + start, second + start)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
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

  /// Adds such a list, which names no paragraph of those that were added before it.
  mutating func merge(_ occurrences: Span<ParagraphID>) {
    Self.merge(merged, occurrences, into: &scratch)
    swap(&merged, &scratch)
  }

  /// Sets the postings of the lists that were merged.
  mutating func setMerged() {
    let merged = merged
    set(merged.span)
  }

  private static func merge(
    _ left: [ParagraphID], _ right: Span<ParagraphID>, into merged: inout [ParagraphID]
  ) {
    let left = left.span
    merged.removeAll(keepingCapacity: true)
    merged.append(atMost: left.count + right.count) { merged in
      var (i, j) = (0, 0)
      while i < left.count, j < right.count {
        let takesLeft = left[i] < right[j]
        merged.append(takesLeft ? left[i] : right[j])
        i &+= takesLeft ? 1 : 0
        j &+= takesLeft ? 0 : 1
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
