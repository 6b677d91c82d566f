// ControlCharacters.swift — what old editors mean by U+0080–U+009F.

/// Numeric references like `&#147;` name bytes of windows-1252; taken as Unicode they are
/// control characters, and a quotation mark is lost.
enum ControlCharacters {
  /// Windows-1252 from 0x80; 0 where it has no character.
  ///
  /// Source: HTML Standard, “Numeric character reference end state”.
  static let meant: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

extension [UInt8] {
  /// Puts in place of each such character, from `start` on, the one that is meant.
  mutating func mendControls(from start: Int) {
    guard var index = firstControl(from: start) else { return }
    var mended: [UInt8] = []
    let begin = index
    while index < count {
      let next = index + 1 < count ? self[index + 1] : 0
      if self[index] == 0xC2, next >= 0x80, next <= 0x9F {
        let meant = ControlCharacters.meant[Int(next - 0x80)]
        if meant > 0, let scalar = Unicode.Scalar(meant) {
          mended += UTF8.encode(scalar).map(Array.init) ?? []
        }
        index += 2
      } else {
        mended.append(self[index])
        index += 1
      }
    }
    replaceSubrange(begin..., with: mended)
  }

  private func firstControl(from start: Int) -> Int? {
    var place = start
    while let lead = firstRange(of: [0xC2], from: place) {
      place = lead.upperBound
      if place < count, self[place] <= 0x9F { return lead.lowerBound }
    }
    return nil
  }
}
