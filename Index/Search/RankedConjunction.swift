// RankedConjunction.swift — the best paragraphs that hold every one of several texts.

/// One text that a paragraph must hold, with the lists that lead to it.
struct RequiredText {
  let pattern: CompiledPattern
  /// The weight of the whole: the sum of the idf of its terms.
  let idf: Float
  /// Its terms, as indices into the lists of the conjunction.
  var lists: [Int] = []
}

/// The rarest list leads, the others leap to where it stands by their skip data. A text of
/// several terms is then looked for in what is stored: the index has no positions. Its frequency
/// is not above that of any of its terms, so that texts which cannot pass the bar are not
/// read.
struct RankedConjunction {
  private var texts: [RequiredText]
  private var cursors: [PostingCursor] = []
  /// The order in which the cursors are moved: the rarest first.
  private var order: [Int]
  private let formula: BM25
  private let lengths: LengthCodes
  private let drift: Float
  private let accept: Bitmap?

  /// - Parameters:
  ///   - texts: their `lists` are indices into `lists`.
  ///   - drift: what a bound of the segment is multiplied with to hold for the index.
  init(
    _ texts: [RequiredText], _ lists: [PostingList], _ formula: BM25, _ lengths: LengthCodes,
    drift: Float, accept: Bitmap?
  ) {
    self.texts = texts
    cursors = lists.map(PostingCursor.init)
    order = lists.indices.sorted {
      (lists[$0].documentFrequency, $0) < (lists[$1].documentFrequency, $1)
    }
    self.formula = formula
    self.lengths = lengths
    self.drift = drift * 1.00001
    self.accept = accept
  }

  /// Offers the paragraphs to `best`.
  ///
  /// - Parameter counts: every match is counted, so none is passed over.
  mutating func rank(
    into best: inout BestParagraphs, counts: Bool, _ search: inout PatternSearch
  ) throws(SegmentError) {
    guard let lead = order.first else { return }
    var candidate = try cursors[lead].next()
    var block = -1
    next: while candidate != PostingCursor.end {
      if !counts, cursors[lead].block != block {
        block = cursors[lead].block
        if block < cursors[lead].list.blockCount, bound(of: block, lead: lead) <= best.bar {
          candidate = try cursors[lead].advance(to: cursors[lead].list.lastID(of: block) + 1)
          continue
        }
      }
      for index in order.dropFirst() {
        let reached = try cursors[index].advance(to: candidate)
        if reached != candidate {
          if reached == PostingCursor.end { return }
          candidate = try cursors[lead].advance(to: reached)
          continue next
        }
      }
      if accept.map({ $0[Int(candidate)] }) ?? true,
        let score = try score(candidate, above: counts ? nil : best.bar, &search)
      {
        if counts { best.count += 1 }
        if score > best.bar { best.insert(candidate, score) }
      }
      candidate = try cursors[lead].next()
    }
  }

  /// What no paragraph of the leading list's block scores more than.
  private func bound(of block: Int, lead: Int) -> Float {
    var bound: Float = 0
    for text in texts {
      var weight: Float = 1
      for index in text.lists {
        let list = cursors[index].list
        if index == lead {
          weight = min(weight, list.bound(of: block).weight)
        } else if let largest = list.weightBounds?.largest.weight {
          weight = min(weight, largest)
        }
      }
      bound += text.idf * weight * drift
    }
    return bound
  }

  /// The score of the paragraph at which all cursors stand; nil when it does not hold a text,
  /// or cannot score more than `bar`.
  private mutating func score(
    _ paragraph: ParagraphID, above bar: Float?, _ search: inout PatternSearch
  ) throws(SegmentError) -> Float? {
    let code = lengths[paragraph]
    var score: Float = 0
    var needsCheck = false
    for index in texts.indices {
      var frequency = UInt32.max
      for list in texts[index].lists { frequency = min(frequency, cursors[list].frequency) }
      score += texts[index].idf * formula.weight(frequency: frequency, lengthCode: code)
      needsCheck = needsCheck || texts[index].pattern.needsCheck
    }
    if !needsCheck { return score }
    if let bar, score <= bar { return nil }
    score = 0
    for index in texts.indices {
      let text = texts[index]
      var frequency: UInt32
      if text.pattern.needsCheck {
        frequency = try search.frequency(of: text.pattern, in: Int(paragraph))
        if frequency == 0 { return nil }
      } else {
        frequency = cursors[text.lists[0]].frequency
      }
      score += text.idf * formula.weight(frequency: frequency, lengthCode: code)
    }
    return score
  }
}
