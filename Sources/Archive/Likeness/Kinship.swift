// Kinship.swift — two documents of like texts: copies, states of one text, or two of their own.
internal import Extraction

/// What two documents with like texts are to one another.
///
/// Texts alone do not tell: two cities make the same rule word for word, but for their names, and a
/// law before and after its amendment differs in a line. So what a document says of itself decides
/// where it says anything: its title, its number, its dates, the history at the head of a law.
package enum Kinship: Sendable, Hashable {
  /// One is the other again: passed on, printed elsewhere, saved from another address.
  case copies
  /// The same law or plan as it was made and as it was amended: both are to be found.
  case versions
  case unrelated

  /// - Parameter share: in thousandths, as `Likeness.alike` has it; 1000 for texts that are the
  ///   same.
  init(_ one: PageRecord, _ other: PageRecord, share: Int) {
    let isPassedOn = one.isPassedOn || other.isPassedOn
    let titles = TitleKinship(one.title, other.title, isPassedOn: isPassedOn)
    if titles == .conflicting || titles == .revised {
      self = titles == .revised ? .versions : .unrelated
      return
    }
    let numbers = [one, other].compactMap { $0.documentNumber.map(Fields.bracketed) }
    let hasOtherNumber = numbers.count == 2 && numbers[0] != numbers[1] && !isPassedOn
    if Self.areApart(one.likeness?.edition, other.likeness?.edition) || hasOtherNumber
      || Self.precedes(one, editionOf: other) || Self.precedes(other, editionOf: one)
    {
      self = titles == .same ? .versions : .unrelated
      return
    }
    if share >= Self.certain {
      self = .copies
    } else if titles == .unlike {
      self = .unrelated
    } else if !isPassedOn, let first = one.issuedOn, let second = other.issuedOn, first != second {
      self = titles == .same ? .versions : .unrelated
    } else {
      self = .copies
    }
  }

  /// Texts that share so much, in thousandths, are copies under any titles that do not contradict
  /// one another.
  private static let certain = 950

  /// Whether a document that names no edition is older than that of the other: no copy of it then.
  private static func precedes(_ one: PageRecord, editionOf other: PageRecord) -> Bool {
    guard one.likeness?.edition == nil, let edition = other.likeness?.edition,
      let date = one.displayDate
    else { return false }
    return date < edition.prefix(date.count)
  }

  /// Whether two days differ in more than one of year, month and day, or by more than a digit in
  /// the year: that is no slip of the pen.
  private static func areApart(_ one: String?, _ other: String?) -> Bool {
    guard let one = one?.split(separator: "-"), let other = other?.split(separator: "-"),
      let year = one.first, let otherYear = other.first
    else { return false }
    return zip(one, other).count { $0 != $1 } > 1
      || zip(year.utf8, otherYear.utf8).count { $0 != $1 } > 1
  }
}

extension PageRecord {
  /// Passes on what another office issued.
  var isPassedOn: Bool {
    if let wrapper = fields.wrapper, wrapper == "转发" || wrapper == "批转" { return true }
    return fields.title.map { $0.contains("转发") || $0.contains("批转") } ?? false
  }
}

/// What two titles say of whether they are of one text.
enum TitleKinship: Hashable {
  /// The same, but for what is put before or behind: 转发, the name of the site, 全文.
  case same
  /// Other words, which news put over the same text.
  case unlike
  /// Another place, year or number in the place of one.
  case conflicting
  /// The same with a word more that makes it another state of the text, or with another edition
  /// behind it: 征求意见稿, 修正, (2018修正) and (2023修订).
  case revised
  /// One is not known.
  case unknown

  /// The share of the shorter title's letters that stand in the longer one, in order, where two
  /// titles are worded alike.
  private static let likeness = 0.7
  /// What divisions and their parts are called by, and numbers that tell one of a series.
  private static let placeMarks = Set("省市县区州盟旗乡镇村岛国京津沪渝".unicodeScalars.map(\.value))
  private static let numerals = Set("0123456789〇零一二三四五六七八九十百".unicodeScalars.map(\.value))
  private static let revisions = [
    "补充", "修改", "修正", "修订", "草案", "征求意见", "送审稿", "试行", "暂行", "废止", "解读", "释义",
  ].map { $0.unicodeScalars.map(\.value) }
  /// What ends the name of a division, and how far into a title it stands.
  private static let divisions = Set("省市县区州盟旗".unicodeScalars.map(\.value))
  private static let divisionPlaces = 2...5
  /// Letters of a title that are looked at.
  private static let longest = 200

  /// - Parameter isPassedOn: one passes on what another office issued.
  init(_ one: String?, _ other: String?, isPassedOn: Bool = false) {
    guard let one, let other else {
      self = .unknown
      return
    }
    // A notice that issues a text stands for it.
    let forms = [one, WrappedTitle(one)?.work].compactMap(\.self).map(Self.letters)
    let others = [other, WrappedTitle(other)?.work].compactMap(\.self).map(Self.letters)
    if forms.contains(where: others.contains) {
      self = .same
      return
    }
    guard let left = forms.last, let right = others.last, !left.isEmpty, !right.isEmpty else {
      self = .unknown
      return
    }
    if let first = Self.edition(one), let second = Self.edition(other), first.work == second.work,
      first.year != second.year
    {
      self = .revised
      return
    }
    let years = (Set(Years.named(in: one)), Set(Years.named(in: other)))
    if !years.0.isEmpty, !years.1.isEmpty, years.0.isDisjoint(with: years.1) {
      self = .conflicting
      return
    }
    if !isPassedOn, let place = Self.division(left), let other = Self.division(right),
      place != other
    {
      self = .conflicting
      return
    }
    let (shared, gaps) = Self.compare(left, right)
    let isAlike = Double(shared) >= Self.likeness * Double(min(left.count, right.count))
    let replaced = gaps.filter { !$0.left.isEmpty && !$0.right.isEmpty }
    if isAlike, replaced.contains(where: { Self.isTelling($0, left, right) }) {
      self = .conflicting
    } else {
      let added = gaps.map { left[$0.left] + right[$0.right] }
      let namesPlace = added.contains { letters in
        letters.contains(where: Self.placeMarks.contains)
          || letters.allSatisfy(Self.numerals.contains)
      }
      let isRevised = added.contains { letters in
        Self.revisions.contains { letters.firstRange(of: $0) != nil }
      }
      self =
        !isAlike || !replaced.isEmpty
        ? .unlike : isRevised ? .revised : namesPlace ? .unlike : .same
    }
  }

  /// The letters before the edition that a title ends with, and the year of that: 法 and 2018 of
  /// 法(2018修正).
  private static func edition(_ title: String) -> (work: [UInt32], year: [UInt32])? {
    guard let open = title.lastIndex(where: { $0 == "(" || $0 == "（" }),
      let last = title.last(where: { !$0.isWhitespace }), last == ")" || last == "）"
    else { return nil }
    let words = letters(String(title[open...]))
    let year = Array(words.filter(ComparedText.isDigit).prefix(4))
    guard year.count == 4, editions.contains(where: { words.firstRange(of: $0) != nil })
    else { return nil }
    return (letters(String(title[..<open])), year)
  }

  private static let editions = ["修正", "修订", "修改"].map { $0.unicodeScalars.map(\.value) }

  private static func letters(_ title: String) -> [UInt32] {
    Array(ComparedText(title).scalars.filter(isLetter).prefix(longest))
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    Unicode.Scalar(value)?.properties.isAlphabetic ?? false || ComparedText.isDigit(value)
      || value == 0x3007
  }

  /// The name of the division that a title begins with.
  private static func division(_ title: [UInt32]) -> ArraySlice<UInt32>? {
    title.firstIndex(where: divisions.contains)
      .flatMap { divisionPlaces.contains($0) ? title[...$0] : nil }
  }

  private typealias Gap = (left: Range<Int>, right: Range<Int>)

  /// Whether what was put in another's place names a place or a number.
  private static func isTelling(_ gap: Gap, _ left: [UInt32], _ right: [UInt32]) -> Bool {
    let next = gap.left.upperBound < left.count ? [left[gap.left.upperBound]] : []
    for words in [left[gap.left] + next, right[gap.right] + next]
    where words.contains(where: placeMarks.contains) {
      return true
    }
    return left[gap.left].contains(where: numerals.contains)
      && right[gap.right].contains(where: numerals.contains)
  }

  /// The longest common subsequence: its length, and what stands between its parts.
  private static func compare(_ left: [UInt32], _ right: [UInt32]) -> (shared: Int, gaps: [Gap]) {
    let pairs = SequenceDiff.longest(left, right)
    var gaps: [Gap] = []
    var (row, column) = (0, 0)
    for (i, j) in pairs + [(left.count, right.count)] {
      if row < i || column < j { gaps.append((row..<i, column..<j)) }
      (row, column) = (i + 1, j + 1)
    }
    return (pairs.count, gaps)
  }
}
