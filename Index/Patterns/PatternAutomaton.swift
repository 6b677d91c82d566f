// PatternAutomaton.swift — a deterministic automaton, made state by state as texts ask for it.

/// Reads a text once, one look-up a character, whatever the pattern is.
///
/// A state is a set of steps of the program; states that are never met are never made, and all
/// are forgotten when they are too many. Source: R. Cox, “Regular Expression Matching in the
/// Wild”, 2010.
struct PatternAutomaton: Sendable {
  enum Purpose: Sendable {
    /// Whether a match ends anywhere.
    case anyEnd
    /// Every place where a match ends, of those that may begin anywhere.
    case allEnds
    /// Where the best match from the first character on ends.
    case bestEnd
  }

  /// What stands beside a place.
  enum Neighbour: UInt32, Sendable {
    case edge, word, other
  }

  private struct State: Hashable {
    var steps: [UInt32]
    var before: Neighbour
  }

  static let unknown = UInt32.max
  private static let mostEntries = 1 << 21
  private static let mostSteps = 1 << 22

  private let program: PatternProgram
  private let alphabet: PatternAlphabet
  private let purpose: Purpose
  /// Entries of a state: one a class, and one for the end of the text.
  let width: Int
  /// By state and class: the next state, doubled; odd when a match ends before the character.
  private(set) var table: [UInt32] = []
  private var states: [State] = []
  /// By state: from here on nothing can match.
  private(set) var isDead: [Bool] = []
  private var numbers: [State: UInt32] = [:]
  private var keptSteps = 0
  private var first: UInt32?
  /// Steps that were followed to make states, and how many may be.
  private var work = 0
  private let mostWork: Int
  /// The steps that a state leads to without a character, best first.
  private var reached: [UInt32] = []
  private var marks: [UInt32]
  private var mark: UInt32 = 0
  private var stack: [UInt32] = []

  init(
    _ program: PatternProgram, _ alphabet: PatternAlphabet, _ purpose: Purpose, mostWork: Int
  ) {
    self.mostWork = mostWork
    (self.program, self.alphabet, self.purpose) = (program, alphabet, purpose)
    width = alphabet.count + 1
    marks = [UInt32](repeating: 0, count: program.steps.count)
  }

  /// The class that stands for the end of the text.
  var end: Int { width - 1 }

  /// The state before the first character.
  mutating func start(after neighbour: Neighbour = .edge) -> UInt32 {
    let neighbour = program.hasPlaces ? neighbour : .edge
    if neighbour == .edge, let first { return first }
    let start = number(State(steps: [UInt32(program.start)], before: neighbour))
    if neighbour == .edge { first = start }
    return start
  }

  /// The entry of the table, made if it is not there.
  @inline(__always)
  mutating func entry(_ state: UInt32, _ character: Int) throws(PatternError) -> UInt32 {
    let known = table[Int(state) * width + character]
    return known != Self.unknown ? known : try make(state, character)
  }

  @inline(never)
  private mutating func make(_ state: UInt32, _ character: Int) throws(PatternError) -> UInt32 {
    let index = Int(state) * width + character
    let current = states[Int(state)]
    let next = neighbour(character)
    let isMatch = reach(from: current, next: next)
    work += reached.count + current.steps.count + 20
    if work > mostWork { throw PatternError(.tooCostly) }
    if character == end {
      table[index] = isMatch ? 1 : 0
      return table[index]
    }
    var steps: [UInt32] = []
    mark += 1
    func add(_ step: UInt32) {
      if marks[Int(step)] == mark { return }
      marks[Int(step)] = mark
      steps.append(step)
    }
    for step in reached {
      if case .one(let set, let next) = program.steps[Int(step)], alphabet.holds(set, character) {
        add(UInt32(next))
      }
    }
    if purpose != .bestEnd {
      add(UInt32(program.start))
      steps.sort()
    }
    let made = states.count
    let entry =
      number(State(steps: steps, before: program.hasPlaces ? next : .edge)) << 1
      | (isMatch ? 1 : 0)
    // When states were forgotten, so was the row of this one.
    if states.count >= made { table[index] = entry }
    return entry
  }

  private func neighbour(_ character: Int) -> Neighbour {
    character == end ? .edge : alphabet.isWord(character) ? .word : .other
  }

  private mutating func number(_ state: State) -> UInt32 {
    if let known = numbers[state] { return known }
    if table.count + width > Self.mostEntries || keptSteps > Self.mostSteps {
      table.removeAll(keepingCapacity: true)
      states = []
      isDead = []
      numbers = [:]
      keptSteps = 0
      first = nil
    }
    let number = UInt32(states.count)
    states.append(state)
    isDead.append(state.steps.isEmpty)
    numbers[state] = number
    keptSteps += state.steps.count
    table += repeatElement(Self.unknown, count: width)
    return number
  }

  /// Follows the ways that take no character; whether one leads to a match.
  private mutating func reach(from state: State, next: Neighbour) -> Bool {
    reached.removeAll(keepingCapacity: true)
    mark += 1
    var isMatch = false
    for first in state.steps {
      stack.append(first)
      while let step = stack.popLast() {
        if marks[Int(step)] == mark { continue }
        marks[Int(step)] = mark
        work += 1
        switch program.steps[Int(step)] {
        case .one: reached.append(step)
        case .either(let better, let other):
          stack.append(UInt32(other))
          stack.append(UInt32(better))
        case .place(let place, let then):
          if holds(place, before: state.before, next: next) { stack.append(UInt32(then)) }
        case .match:
          isMatch = true
          if purpose == .bestEnd {
            // What comes behind is worse than this.
            stack.removeAll(keepingCapacity: true)
            return true
          }
        }
      }
    }
    return isMatch
  }

  private func holds(
    _ place: PatternTree.Place, before: Neighbour, next: Neighbour
  ) -> Bool {
    let (left, right) = program.isBackward ? (next, before) : (before, next)
    return switch place {
    case .textStart: left == .edge
    case .textEnd: right == .edge
    case .wordEdge: (left == .word) != (right == .word)
    case .noWordEdge: (left == .word) == (right == .word)
    }
  }
}
