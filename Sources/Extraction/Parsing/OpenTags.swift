// OpenTags.swift — the tags that libxml2 holds open, and what its search among them costs.

/// The tags of a page that are open, as libxml2 2.9 keeps them.
///
/// For every end tag libxml2 looks for the beginning through all open tags, innermost first: behind
/// `<div>` a hundred thousand times as many stray `</i>` take it half a minute. Here the answer is
/// at hand. Once the searches of a page have taken as long as a page may, end tags that stand far
/// from their beginning are not given to libxml2.
struct OpenTags {
  /// A page with fewer `<` does not use up its steps, whatever its tags are.
  static let fewestTags = 5_000
  static let reason = "tags nest deeper than end tags are looked for; some paragraphs ran together"

  /// Letters that libxml2 may compare, about a second's worth.
  private static let budget = 300_000_000
  /// An end tag this near to its beginning is always given.
  private static let nearest = 8
  /// What it takes to look up the rank of a tag.
  private static let stepsOfRank = 16
  /// libxml2 reads no more of a name.
  private static let longestName = 100

  /// Elements that are closed as soon as they are open, and those that stand around all others.
  private static let neverOpen =
    "area base basefont body br col frame head hr html img input isindex link meta param"
  /// An end tag closes no element of a higher rank than its own; all others have 0.
  private static let ranks = ["", "div", "td th", "tr", "thead tbody tfoot", "table"]
  /// What each tag closes when it opens, where that is the innermost.
  private static let closings: [(name: String, closed: String)] = [
    ("a", "a"), ("address", "p ul"), ("blockquote", "p"), ("caption", "p"),
    ("center", "b font i p"), ("col", "caption p"), ("colgroup", "caption colgroup p"),
    ("dd", "address dir dt listing menu p pre xmp"), ("dir", "p"), ("div", "p"),
    ("dl", "address dir dt listing menu p pre xmp"),
    ("dt", "address dd dir listing menu p pre xmp"),
    ("fieldset", "a h1 h2 h3 h4 h5 h6 legend listing p pre xmp"),
    ("form", "address dir dl form h1 h2 h3 h4 h5 h6 listing menu ol p pre ul xmp"),
    ("frameset", "p title"), ("h1", "p"), ("h2", "p"), ("h3", "p"), ("h4", "p"), ("h5", "p"),
    ("h6", "p"), ("hr", "p"), ("li", "address dl h1 h2 h3 h4 h5 h6 li listing p pre xmp"),
    ("listing", "p"), ("menu", "p ul"), ("ol", "p ul"), ("optgroup", "option"),
    ("option", "option"), ("p", "b big h1 h2 h3 h4 h5 h6 i p s small strike tt u"),
    ("pre", "p ul"), ("table", "a h1 h2 h3 h4 h5 h6 listing p pre xmp"),
    ("tbody", "caption colgroup p tbody td tfoot th thead tr"), ("td", "a b font i p span td th u"),
    ("tfoot", "caption colgroup p tbody td th thead tr"), ("th", "a b font i p span td th u"),
    ("thead", "caption colgroup"), ("title", "p"), ("tr", "caption colgroup p td th tr"),
    ("ul", "address dir listing menu ol p pre xmp"), ("xmp", "p"),
  ]

  private struct Name {
    /// Place of the innermost open tag of the name; -1 for none.
    var innermost: Int32 = -1
    var rank: UInt8 = 0
    var isNeverOpen = false
    /// Numbers of the names that it closes.
    var closes: [Int32] = []
  }

  private var names: [Name] = []
  /// Numbers of names by their hashes.
  private var numbers: [UInt64: Int32] = [:]
  /// Innermost last; `outer` is the place of the next of the same name around it, -1 for none.
  private var tags: [(name: Int32, outer: Int32)] = []
  /// Places of the open tags of each rank from 1 on, innermost last.
  private var places: [[Int32]]
  private var spent = 0

  init() {
    places = Self.ranks.map { _ in [] }
    for name in Self.list(Self.neverOpen) {
      let number = number(of: FoldedHash(name))
      names[number].isNeverOpen = true
    }
    for (rank, list) in Self.ranks.enumerated() {
      for name in Self.list(list) {
        let number = number(of: FoldedHash(name))
        names[number].rank = UInt8(rank)
      }
    }
    for (name, list) in Self.closings {
      let number = number(of: FoldedHash(name.utf8))
      let closed = Self.list(list).map { Int32(self.number(of: FoldedHash($0))) }
      names[number].closes = closed
    }
  }

  private static func list(_ names: String) -> [Substring.UTF8View] {
    names.split(separator: " ").map(\.utf8)
  }

  private mutating func number(of hash: FoldedHash) -> Int {
    if let number = numbers[hash.value] { return Int(number) }
    numbers[hash.value] = Int32(names.count)
    names.append(Name())
    return names.count - 1
  }

  private mutating func number(of name: Span<UInt8>) -> Int {
    var hash = FoldedHash()
    for index in 0..<min(name.count, Self.longestName) { hash.add(name[index]) }
    return number(of: hash)
  }

  /// Takes in a tag.
  ///
  /// - Parameter isClosed: it is one like `<b/>`.
  mutating func open(_ name: Span<UInt8>, isClosed: Bool) {
    let number = number(of: name)
    while let tag = tags.last, names[number].closes.contains(tag.name) { closeInnermost() }
    if isClosed || names[number].isNeverOpen { return }
    let place = Int32(tags.count)
    tags.append((Int32(number), names[number].innermost))
    names[number].innermost = place
    let rank = Int(names[number].rank)
    if rank > 0 { places[rank].append(place) }
  }

  /// Takes in an end tag; whether libxml2 is to be given it.
  mutating func close(_ name: Span<UInt8>) -> Bool {
    let number = number(of: name)
    let place = Int(names[number].innermost)
    let depth = place < 0 ? tags.count : tags.count - place
    // The innermost tag of a higher rank shields those around it.
    let higher = places[(Int(names[number].rank) + 1)...]
    let shield = higher.reduce(-1) { max($0, Int($1.last ?? -1)) }
    let isShielded = place >= 0 && shield > place
    // Names may differ in their last letters; what is closed is looked at once.
    let steps =
      depth * (1 + min(name.count, Self.longestName) / 2)
      + (isShielded ? (tags.count - shield) * Self.stepsOfRank : 0)
    guard spent + steps <= Self.budget || depth <= Self.nearest else { return false }
    spent += steps
    if place < 0 || isShielded { return true }
    while tags.count > place { closeInnermost() }
    return true
  }

  private mutating func closeInnermost() {
    guard let tag = tags.popLast() else { return }
    let number = Int(tag.name)
    names[number].innermost = tag.outer
    let rank = Int(names[number].rank)
    if rank > 0 { places[rank].removeLast() }
  }
}
