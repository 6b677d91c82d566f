// Divisions.swift — the table of divisions → what a code means, which names a text holds.

/// The administrative divisions (行政区划) of China, by code and by name.
///
/// Built once, when first asked for: one pass over the table, no string made.
struct Divisions: Sendable {
  static let all = Divisions(current: RegionTable.current, former: RegionTable.former)

  private struct Entry: Sendable {
    var code: Int32
    /// The name, in bytes of `names`.
    var start: Int32
    var length: UInt8
    /// Bytes of the short form: 江门 of 江门市; 0 when there is none.
    var shortLength: UInt8 = 0
    /// The entry before it that begins with the same two characters; -1 is none.
    var next: Int16 = -1
  }

  /// A name found in a text, and which divisions are called so.
  struct Mention: Sendable {
    /// Bytes of the text.
    var range: Range<Int>
    /// Codes in use, and only if there are none former ones; several share a name: 鼓楼区.
    var codes: [Int]
    /// The name in full, 江门市, and not its short form.
    var isWhole: Bool
  }

  private var entries: [Entry] = []
  /// How many of the entries are in use; they stand first, in the order of their codes.
  private var currentCount = 0
  private var names: [UInt8] = []
  /// The last entry for each hash of two characters.
  private var heads = [Int16](repeating: -1, count: 1 << Self.hashBits)

  /// Most pairs of characters begin no name, and hit no other's place.
  private static let hashBits = 15
  /// Two Han characters take as many bytes of UTF-8; no name is shorter.
  private static let keyLength = 6

  init(current: String, former: String) {
    entries.reserveCapacity(4096)
    names.reserveCapacity(current.utf8.count + former.utf8.count)
    read(Array(current.utf8))
    currentCount = entries.count
    read(Array(former.utf8))
    for index in entries.indices {
      let start = Int(entries[index].start)
      guard entries[index].length >= Self.keyLength else { continue }
      let head = Self.hash(Self.key(names, at: start))
      entries[index].next = heads[head]
      heads[head] = Int16(index)
    }
  }

  /// Records as `RegionTable` has them.
  private mutating func read(_ text: [UInt8]) {
    var code: Int32 = 0
    var index = 0
    while index < text.count {
      guard text[index].isASCIIDigit else {
        index += 1
        continue
      }
      var (digits, number): (Int, Int32) = (0, 0)
      while index < text.count, text[index].isASCIIDigit {
        number = number * 10 + Int32(text[index] - 0x30)
        digits += 1
        index += 1
      }
      code = digits == 6 ? number : code / 100 * 100 + number
      var entry = Entry(code: code, start: Int32(names.count), length: 0)
      while index < text.count, text[index] > 0x20 {
        if text[index] == UInt8(ascii: "|") {
          entry.shortLength = UInt8(names.count - Int(entry.start))
        } else {
          names.append(text[index])
        }
        index += 1
      }
      entry.length = UInt8(names.count - Int(entry.start))
      entries.append(entry)
    }
  }

  /// Two characters as a number.
  private static func key(_ bytes: [UInt8], at start: Int) -> UInt64 {
    bytes[start..<start + keyLength].reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func hash(_ key: UInt64) -> Int {
    // Multiplicative hashing by the golden ratio (Knuth, TAOCP 3, 6.4).
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - hashBits))
  }

  // MARK: - By code

  /// Its own name, 鲤城区.
  func name(of code: Int) -> String? {
    entry(of: code).map { entry in
      String(
        decoding: names[Int(entry.start)..<Int(entry.start) + Int(entry.length)], as: UTF8.self)
    }
  }

  /// With those around it: 福建省泉州市鲤城区.
  func fullName(of code: Int) -> String {
    var codes = [code]
    if code % 100 != 0 { codes.insert(code / 100 * 100, at: 0) }
    if code % 10000 != 0 { codes.insert(code / 10000 * 10000, at: 0) }
    return codes.compactMap { name(of: $0) }.joined()
  }

  private func entry(of code: Int) -> Entry? {
    var (low, high) = (0, currentCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(entries[middle].code) < code { low = middle + 1 } else { high = middle }
    }
    if low < currentCount, Int(entries[low].code) == code { return entries[low] }
    return entries[currentCount...].first { Int($0.code) == code }
  }

  /// Whether a division is the other or lies within it.
  static func holds(_ outer: Int, _ inner: Int) -> Bool {
    if outer % 10000 == 0 { return outer / 10000 == inner / 10000 }
    if outer % 100 == 0 { return outer / 100 == inner / 100 }
    return outer == inner
  }

  // MARK: - By name

  /// The longest name that begins at a byte of the text.
  func mention(in text: [UInt8], at start: Int) -> Mention? {
    guard start + Self.keyLength <= text.count else { return nil }
    var index = heads[Self.hash(Self.key(text, at: start))]
    guard index >= 0 else { return nil }
    var (length, isWhole, found): (Int, Bool, [Int]) = (0, false, [])
    while index >= 0 {
      let entry = entries[Int(index)]
      if let matched = match(entry, text, start) {
        let matchedWhole = matched == Int(entry.length)
        if matched > length {
          (length, isWhole, found) = (matched, matchedWhole, [])
        }
        if matched == length, matchedWhole == isWhole { found.append(Int(index)) }
      }
      index = entry.next
    }
    guard !found.isEmpty else { return nil }
    let current = found.filter { $0 < currentCount }
    let codes = (current.isEmpty ? found : current).map { Int(entries[$0].code) }
    return Mention(
      range: start..<start + length, codes: codes.count == 1 ? codes : Set(codes).sorted(),
      isWhole: isWhole)
  }

  private func match(_ entry: Entry, _ text: [UInt8], _ start: Int) -> Int? {
    let most = min(Int(entry.length), text.count - start)
    var same = 0
    while same < most, names[Int(entry.start) + same] == text[start + same] { same += 1 }
    if same == Int(entry.length) { return same }
    return entry.shortLength > 0 && same >= Int(entry.shortLength) ? Int(entry.shortLength) : nil
  }

  /// All names of a text, from left to right, each the longest at its place.
  func mentions(in text: [UInt8]) -> [Mention] {
    var found: [Mention] = []
    let (bytes, heads) = (text.span, heads.span)
    /// The character before; 0 when it is none of a name.
    var last: UInt64 = 0
    var index = 0
    while index + 3 <= bytes.count {
      // The characters of names take three bytes, and the first of these is one of six.
      guard bytes[index] >= 0xE4, bytes[index] <= 0xE9 else {
        last = 0
        index += 1
        continue
      }
      let next =
        UInt64(bytes[index]) << 16 | UInt64(bytes[index + 1]) << 8 | UInt64(bytes[index + 2])
      if last != 0, heads[Self.hash(last << 24 | next)] >= 0,
        let mention = mention(in: text, at: index - 3)
      {
        found.append(mention)
        last = 0
        index = mention.range.upperBound
      } else {
        last = next
        index += 3
      }
    }
    return found
  }
}
