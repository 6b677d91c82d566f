// PostingCursor.swift — walks one posting list: next, advance(to:), frequency.
// A fence file: owns the memory of decoded blocks.

/// The decoded block of a cursor: 128 paragraphs and, once asked for, their frequencies.
@safe private final class BlockBuffer {
  let memory: UnsafeMutablePointer<UInt32>
  /// Where in the block some of its paragraphs stand.
  let slots: UnsafeMutablePointer<UInt8>

  /// Beside the paragraphs stands one that none passes, so that searches end there.
  static let idCapacity = BitPacking.blockSize + 4

  init() {
    unsafe memory = .allocate(capacity: Self.idCapacity + BitPacking.blockSize)
    unsafe memory.initialize(repeating: .max, count: Self.idCapacity + BitPacking.blockSize)
    unsafe slots = .allocate(capacity: BitPacking.blockSize)
  }

  deinit {
    unsafe memory.deallocate()
    unsafe slots.deallocate()
  }
}

/// A position in one posting list, at first before it; moves only forward.
///
/// One block of 128 postings is decoded at a time, its frequencies only when asked
/// for; `advance` leaps over blocks by the skip data. Copies share the decoded block:
/// one of them alone may move.
@safe struct PostingCursor {
  /// The `id` of a cursor that has passed its last posting.
  static let end: ParagraphID = .max

  let list: PostingList
  /// Paragraph at the cursor; meaningless before the first move.
  private(set) var id: ParagraphID = 0

  private let buffer = BlockBuffer()
  private let ids: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  /// The decoded block; `list.blockCount` is the tail, -1 before the first.
  private(set) var block = -1
  private var slot = 0
  private var count = 0
  /// No frequency of the block is larger.
  private var largest: UInt32 = 1
  /// Where the frequencies of the block stand; nil once they are decoded.
  private var packed: PackedFrequencies?

  init(_ list: PostingList) {
    self.list = list
    unsafe ids = buffer.memory
    unsafe frequencies = buffer.memory + BlockBuffer.idCapacity
  }

  var documentFrequency: Int { list.documentFrequency }

  /// Moves to the next posting; returns its paragraph or `end`.
  @discardableResult @inline(__always)
  mutating func next() throws(SegmentError) -> ParagraphID {
    slot &+= 1
    if slot >= count {
      if block >= list.blockCount { return finish() }
      try decode(block + 1)
      if count == 0 { return finish() }
    }
    id = unsafe ids[slot]
    return id
  }

  /// Moves to the first posting at or after `target`, if the cursor is not there yet.
  @discardableResult @inline(__always)
  mutating func advance(to target: ParagraphID) throws(SegmentError) -> ParagraphID {
    if id >= target, slot < count { return id }
    if slot &+ 1 < count, unsafe ids[slot &+ 1] >= target {
      slot &+= 1
      id = unsafe ids[slot]
      return id
    }
    return try leap(to: target)
  }

  @inline(never)
  private mutating func leap(to target: ParagraphID) throws(SegmentError) -> ParagraphID {
    if try !seekBlock(reaching: target) { return finish() }
    // A binary search without branches to mispredict.
    var (low, length) = (slot, count - slot)
    while length > 1 {
      let half = length >> 1
      low = unsafe ids[low &+ half &- 1] < target ? low &+ half : low
      length -= half
    }
    if unsafe ids[low] < target { low += 1 }
    if low >= count { return finish() }
    slot = low
    id = unsafe ids[slot]
    return id
  }

  /// Moves to the block that holds the first posting at or after `target`, or stays in it;
  /// false when there is none.
  private mutating func seekBlock(reaching target: ParagraphID) throws(SegmentError) -> Bool {
    if block >= 0, slot < count, unsafe ids[count - 1] >= target { return true }
    if block >= list.blockCount { return false }
    try decode(list.block(from: block + 1, reaching: target))
    return count > 0
  }

  /// Of the paragraphs `wanted`, at the `alive` places, keeps those that the list holds, and
  /// lowers `least` at their places to their frequencies here.
  ///
  /// Shape: `wanted` increases and lies after all that was looked for before.
  /// - Returns: how many places of `alive` are left.
  @unsafe
  mutating func keep(
    _ alive: UnsafeMutablePointer<UInt8>, count aliveCount: Int,
    of wanted: UnsafePointer<UInt32>, least: UnsafeMutablePointer<UInt32>
  ) throws(SegmentError) -> Int {
    // Of the kept ones, those before `settled` have lowered `least`.
    var (kept, settled) = (0, 0)
    var slot = slot
    let slots = unsafe buffer.slots
    var last = unsafe slot < count ? ids[count &- 1] : 0
    var isEmpty = slot >= count
    for index in 0..<aliveCount {
      let place = unsafe Int(alive[index])
      let target = unsafe wanted[place]
      if isEmpty || last < target {
        unsafe settle(alive, settled..<kept, least)
        settled = kept
        self.slot = slot
        guard try seekBlock(reaching: target) else {
          _ = finish()
          return kept
        }
        slot = self.slot
        last = unsafe ids[count &- 1]
        isEmpty = false
        if last < target {
          // Only the tail can end before what it was decoded for.
          _ = finish()
          return kept
        }
      }
      // Seven halvings without a branch; they wait for no other paragraph's.
      slot = unsafe ids[63] < target ? 64 : 0
      slot = unsafe ids[slot &+ 31] < target ? slot &+ 32 : slot
      slot = unsafe ids[slot &+ 15] < target ? slot &+ 16 : slot
      slot = unsafe ids[slot &+ 7] < target ? slot &+ 8 : slot
      slot = unsafe ids[slot &+ 3] < target ? slot &+ 4 : slot
      slot = unsafe ids[slot &+ 1] < target ? slot &+ 2 : slot
      slot = unsafe ids[slot] < target ? slot &+ 1 : slot
      unsafe alive[kept] = UInt8(truncatingIfNeeded: place)
      unsafe slots[kept] = UInt8(truncatingIfNeeded: slot)
      kept &+= unsafe Branchless.isEqual(ids[slot], target)
    }
    unsafe settle(alive, settled..<kept, least)
    self.slot = slot
    if slot < count { id = unsafe ids[slot] }
    return kept
  }

  /// Lowers `least` at the places that were kept by the decoded block to their frequencies.
  private mutating func settle(
    _ alive: UnsafeMutablePointer<UInt8>, _ kept: Range<Int>, _ least: UnsafeMutablePointer<UInt32>
  ) {
    if kept.isEmpty { return }
    if largest > 1 { decodeFrequencies() }
    for index in kept {
      let place = unsafe Int(alive[index])
      let frequency = unsafe largest == 1 ? 1 : frequencies[Int(buffer.slots[index])]
      unsafe least[place] = min(least[place], frequency)
    }
  }

  /// The paragraphs of the decoded block, for as long as the cursor does not move.
  @unsafe var blockIDs: UnsafePointer<UInt32> { unsafe UnsafePointer(ids) }

  /// Their frequencies; nil where each is 1.
  @unsafe
  mutating func blockFrequencies() -> UnsafePointer<UInt32>? {
    if largest == 1 { return nil }
    decodeFrequencies()
    return unsafe UnsafePointer(frequencies)
  }

  /// How many postings the decoded block has.
  var blockLength: Int { count }

  /// The frequency at a place of the decoded block.
  @inline(__always)
  mutating func frequency(at place: Int) -> UInt32 {
    if largest == 1 { return 1 }
    decodeFrequencies()
    return unsafe frequencies[place]
  }

  /// How often the term occurs at the cursor.
  var frequency: UInt32 {
    mutating get {
      decodeFrequencies()
      return unsafe frequencies[slot]
    }
  }

  /// Lends the postings from the cursor on that are in its block and below `end`, and
  /// moves past them: paragraphs, frequencies, how many, and what no frequency passes.
  /// Where that is 1 the frequencies are not there.
  @unsafe @inline(__always)
  mutating func takeBlock(
    below end: ParagraphID,
    _ body: (UnsafePointer<UInt32>, UnsafePointer<UInt32>, Int, _ largest: UInt32) -> Void
  ) {
    if largest > 1 { decodeFrequencies() }
    let (frequencies, largest) = unsafe (UnsafePointer(frequencies + slot), largest)
    unsafe takeIDs(below: end) { unsafe body($0, frequencies, $1, largest) }
  }

  /// The same without frequencies.
  @unsafe @inline(__always)
  mutating func takeIDs(below end: ParagraphID, _ body: (UnsafePointer<UInt32>, Int) -> Void) {
    var stop = count
    if unsafe ids[count - 1] >= end {
      stop = slot
      while unsafe ids[stop] < end { stop += 1 }
    }
    unsafe body(UnsafePointer(ids + slot), stop - slot)
    slot = stop
    if slot < count { id = unsafe ids[slot] }
  }

  /// After `takeBlock`: whether the list goes on below `end`; decodes its next block if so.
  mutating func continuesBelow(_ end: ParagraphID) throws(SegmentError) -> Bool {
    if slot < count { return false }
    return try next() < end
  }

  /// Moves to the first posting of a block, `list.blockCount` being the tail; false when
  /// that is empty.
  mutating func decodeBlock(_ index: Int) throws(SegmentError) -> Bool {
    try decode(index)
    return count > 0
  }

  /// Moves to the next posting of the same block; false at its end.
  @inline(__always)
  mutating func nextInBlock() -> Bool {
    slot &+= 1
    if slot >= count { return false }
    id = unsafe ids[slot]
    return true
  }

  /// Moves to the end; adds the frequency of each posting to `counts` at its paragraph, of which
  /// there is one for every unit of the list.
  mutating func addAll(to counts: inout [UInt32]) throws(SegmentError) {
    while try next() != Self.end {
      precondition(unsafe ids[count - 1] < counts.count)
      unsafe takeBlock(below: Self.end) { ids, frequencies, count, largest in
        unsafe counts.withUnsafeMutableBufferPointer { counts in
          for slot in 0..<count {
            unsafe counts[Int(ids[slot])] &+= largest == 1 ? 1 : frequencies[slot]
          }
        }
      }
    }
  }

  /// No posting that has not been passed stands before this paragraph.
  var lowerBound: ParagraphID {
    if slot < count { return id }
    return block >= list.blockCount ? Self.end : 0
  }

  private mutating func decodeFrequencies() {
    if let packed {
      unsafe list.decode(packed, into: frequencies)
      self.packed = nil
    }
  }

  private mutating func finish() -> ParagraphID {
    id = Self.end
    slot = count
    block = max(block, list.blockCount)
    return id
  }

  private mutating func decode(_ index: Int) throws(SegmentError) {
    block = index
    slot = 0
    if index < list.blockCount {
      let found = unsafe try list.decodeIDs(of: index, into: ids)
      packed = found
      largest = found.width < 32 ? 1 &<< UInt32(found.width) : .max
      count = BitPacking.blockSize
    } else {
      packed = nil
      count = unsafe try list.decodeTail(into: ids, frequencies)
      unsafe (ids + count).update(repeating: .max, count: BlockBuffer.idCapacity - count)
      largest = 1
      for index in 0..<count { largest = unsafe max(largest, frequencies[index]) }
    }
    if count > 0 { id = unsafe ids[0] }
  }
}
