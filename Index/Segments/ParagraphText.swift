// ParagraphText.swift — the stored texts, one paragraph at random.
// A fence file: searches coded bytes where they are mapped.
import Glibc

/// The coded texts of the paragraphs of a segment.
///
/// Eight paragraphs are a group: where the code of each ends, then the codes. Ends are counted
/// from the first code and doubled; the lowest bit says that the text is plain; see FORMAT.md.
@safe final class ParagraphText: @unchecked Sendable {
  static let groupSize = 8
  /// Set in the offset of a group whose ends take four bytes each, not two.
  static let longGroup: UInt32 = 1 << 31

  /// Where the code of a paragraph stands in the section, in bytes.
  struct Place {
    fileprivate(set) var start: UInt32 = 0
    fileprivate(set) var end: UInt32 = 0
    /// Folding changes no Han character of the text and passes over nothing in it.
    fileprivate(set) var isPlain = false

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// For each group where it begins; one past the last is where the texts end.
  private let groups: ByteRegion
  private let texts: ByteRegion
  private let count: Int
  /// As long as the file of `texts` lives.
  private let base: UnsafeRawPointer

  init(groups: ByteRegion, texts: ByteRegion, count: Int) throws(SegmentError) {
    let groupCount = (count + Self.groupSize - 1) / Self.groupSize
    guard groups.count == 4 * (groupCount + 1) else {
      throw .damaged(file: groups.file.name, offset: groups.range.lowerBound)
    }
    self.groups = groups
    self.texts = texts
    self.count = count
    unsafe base = texts.file.address(of: texts.range)
  }

  @inline(__always)
  func place(of paragraph: Int) throws(SegmentError) -> Place {
    precondition(paragraph < count)
    let (word, next) = try groups.pair(paragraph / Self.groupSize)
    return try place(paragraph % Self.groupSize, word, next)
  }

  /// The place of a paragraph in a group, by where that begins and the next does.
  @inline(__always)
  private func place(
    _ slot: Int, _ word: UInt32, _ next: UInt32
  ) throws(SegmentError) -> Place {
    let isLong = word & Self.longGroup != 0
    let head = Int(word & ~Self.longGroup)
    let limit = Int(next & ~Self.longGroup)
    let codes = head &+ Self.groupSize &* (isLong ? 4 : 2)
    guard codes <= limit else { throw damaged(head) }
    _ = try texts.require(head..<limit)
    let own = end(slot, head, isLong)
    let before = slot == 0 ? 0 : end(slot &- 1, head, isLong)
    let (start, end) = (codes &+ Int(before >> 1), codes &+ Int(own >> 1))
    guard start <= end, end <= limit else { throw damaged(head) }
    return Place(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
      isPlain: own & 1 == 1)
  }

  @inline(__always)
  private func end(_ slot: Int, _ head: Int, _ isLong: Bool) -> UInt32 {
    if isLong {
      return unsafe UInt32(
        littleEndian: base.loadUnaligned(fromByteOffset: head &+ 4 &* slot, as: UInt32.self))
    }
    return unsafe UInt32(
      UInt16(littleEndian: base.loadUnaligned(fromByteOffset: head &+ 2 &* slot, as: UInt16.self)))
  }

  /// Paragraphs that are found together, so that the waits for memory overlap.
  static let foundTogether = 128

  /// The places of several paragraphs.
  ///
  /// Shape: `alive` are indices into `paragraphs`; `places` gets one for each, in their order.
  @unsafe
  func find(
    _ paragraphs: UnsafePointer<UInt32>, _ alive: UnsafePointer<UInt8>, count: Int,
    into places: UnsafeMutablePointer<Place>
  ) throws(SegmentError) {
    unsafe try find(count, into: places) { unsafe Int(paragraphs[Int(alive[$0])]) }
  }

  /// The places of `foundTogether` paragraphs or fewer, in their order.
  func places(of paragraphs: ArraySlice<ParagraphID>) throws(SegmentError) -> [Place] {
    var places = [Place](repeating: Place(), count: paragraphs.count)
    var failure: SegmentError?
    unsafe places.withUnsafeMutableBufferPointer { places in
      guard let base = places.baseAddress else { return }
      do throws(SegmentError) {
        unsafe try find(paragraphs.count, into: base) {
          Int(paragraphs[paragraphs.startIndex + $0])
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return places
  }

  @unsafe @inline(__always)
  private func find(
    _ count: Int, into places: UnsafeMutablePointer<Place>, _ paragraphOf: (Int) -> Int
  ) throws(SegmentError) {
    var sum: UInt8 = 0
    for index in 0..<count {
      let paragraph = paragraphOf(index)
      precondition(paragraph < self.count)
      let (word, next) = try groups.pair(paragraph / Self.groupSize)
      // Kept here until the second round.
      unsafe places[index] = Place(start: word, end: next)
      let head = Int(word & ~Self.longGroup)
      if head < texts.count { sum &+= unsafe base.load(fromByteOffset: head, as: UInt8.self) }
    }
    for index in 0..<count {
      let slot = paragraphOf(index) % Self.groupSize
      unsafe places[index] = try place(slot, places[index].start, places[index].end)
    }
    for index in 0..<count {
      let range = unsafe places[index].range
      for line in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
        sum &+= unsafe base.load(fromByteOffset: line, as: UInt8.self)
      }
    }
    Self.use(sum)
  }

  /// Keeps the compiler from leaving out what was read.
  @inline(never) @_optimize(none)
  private static func use(_ sum: UInt8) {}

  /// Appends the UTF-8 of a paragraph, or of its first scalars, to `text`.
  func read(
    at place: Place, limit: Int = .max, into text: inout [UInt8]
  ) throws(SegmentError) {
    guard try withCode(at: place, { TextCode.decode($0, limit: limit, into: &text) }) else {
      throw damaged(at: place)
    }
  }

  /// Lends the code of a paragraph to `body`.
  func withCode<Result>(
    at place: Place, _ body: (Span<UInt8>) -> Result
  ) throws(SegmentError) -> Result {
    // The pages of a place were checked when it was found.
    let bytes = unsafe UnsafeRawBufferPointer(
      start: base + place.range.lowerBound, count: place.range.count)
    return unsafe body(Span<UInt8>(_unsafeBytes: bytes))
  }

  func damaged(at place: Place) -> SegmentError { damaged(place.range.lowerBound) }

  /// How often coded characters stand at `place`, without overlaps.
  ///
  /// - Parameter limit: no more are counted.
  @inline(__always)
  func count(_ wanted: borrowing CodedText, at place: Place, limit: UInt32 = .max) -> UInt32 {
    let range = place.range
    return unsafe Self.count(wanted, in: base + range.lowerBound, range.count, limit)
  }

  /// Looks for the first and the last byte of the pattern at sixteen places at once, and where both
  /// stand, for eight bytes at once. Past the end it reads no further than the page checksums,
  /// which follow the texts in the file.
  private static func count(
    _ wanted: borrowing CodedText, in text: UnsafeRawPointer, _ count: Int, _ limit: UInt32
  ) -> UInt32 {
    let length = wanted.count
    var found: UInt32 = 0
    let last = count - length
    if last < 0 { return 0 }
    let heads = SIMD16<UInt8>(repeating: wanted.head)
    let tails = SIMD16<UInt8>(repeating: wanted.tail)
    let (opening, mask) = (wanted.opening, wanted.mask)
    var start = 0
    // No match begins before this place, and a character does there.
    var next = 0
    while start <= last {
      let matches =
        unsafe text.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self) .== heads
        .& (text.loadUnaligned(fromByteOffset: start &+ length &- 1, as: SIMD16<UInt8>.self)
          .== tails)
      // A byte of ones for each place.
      let halves = unsafe unsafeBitCast(matches, to: SIMD2<UInt64>.self)
      if halves.x | halves.y != 0 {
        for half in 0..<2 {
          var ones = UInt64(littleEndian: halves[half])
          while ones != 0 {
            let slot = ones.trailingZeroBitCount &>> 3
            ones &= ~(0xFF &<< UInt64(slot &<< 3))
            let place = start &+ half &<< 3 &+ slot
            if place < next || place > last { continue }
            let eight = unsafe UInt64(
              littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            if eight & mask == opening,
              unsafe length <= 8 || memcmp(text + place, wanted.bytes, length) == 0
            {
              let isMatch = unsafe isCharacter(text, place, from: next)
              found &+= isMatch ? 1 : 0
              if found == limit { return found }
              // Else it is the second byte of a pair.
              next = place &+ (isMatch ? length : 1)
            }
          }
        }
      }
      start &+= 16
    }
    return found
  }

  /// Whether a character begins at `place`: an even number of bytes before it begin pairs.
  ///
  /// - Parameter known: a place not behind it where a character begins; what stands before that
  ///   says no more.
  private static func isCharacter(_ text: UnsafeRawPointer, _ place: Int, from known: Int) -> Bool {
    var start = place
    while start > known,
      unsafe text.load(fromByteOffset: start &- 1, as: UInt8.self) >= UInt8(TextCode.singles)
    {
      start &-= 1
    }
    return (place - start) % 2 == 0
  }

  private func damaged(_ offset: Int) -> SegmentError {
    .damaged(file: texts.file.name, offset: texts.range.lowerBound + offset)
  }
}
