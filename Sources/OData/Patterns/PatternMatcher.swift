/// Runs a pattern over texts: an automaton whose states are all places that the pattern can be at after a character,
/// made when they are first met and kept for the texts that follow.
///
/// A class because each text finds the states that those before have left; used by one thread at a time.
package final class PatternMatcher {
  private let program: [PatternInstruction]
  private let sets: [ScalarSet]
  private let alphabet: PatternAlphabet
  private var states: PatternStates
  private var marks: PatternMarks
  /// How often it was worked out what follows a state, and not found.
  package private(set) var workCount = 0

  package init(_ pattern: Pattern) {
    program = pattern.program
    sets = pattern.sets
    alphabet = PatternAlphabet(pattern.sets)
    // One more for the end of the text.
    states = PatternStates(width: alphabet.count + 1)
    marks = PatternMarks(count: pattern.program.count)
  }

  /// Whether some part of the text is as the pattern says.
  package func matches(_ text: some Sequence<Unicode.Scalar>) -> Bool {
    var state = states.number(of: PatternState(instructions: [], before: .nothing))
    for scalar in text {
      switch step(state, alphabet.classNumber(scalar)) {
      case .state(let next): state = next
      case .found: return true
      case .ended, .unknown: return false
      }
    }
    return step(state, alphabet.count) == .found
  }

  private func step(_ state: Int, _ column: Int) -> PatternStates.Step {
    let known = states.step(state, column)
    guard known == .unknown else { return known }
    workCount += 1
    let next = column == alphabet.count ? nil : alphabet.representative(column)
    let generation = states.generation
    let step = follow(states[state], next)
    if states.generation == generation { states.set(step, after: state, column) }
    return step
  }

  /// What comes after a place and a character; nil stands for the end of the text.
  private func follow(_ state: PatternState, _ next: UInt32?) -> PatternStates.Step {
    let isWord = next.map(ScalarSet.word.contains) ?? false
    let place = PatternPlace(before: state.before, isAtEnd: next == nil, isBeforeWord: isWord)
    // A match may begin anywhere.
    guard let waiting = marks.reached(from: state.instructions + [0], program, at: place) else {
      return .found
    }
    guard let next else { return .ended }
    var following: [Int32] = []
    for (instruction, set) in waiting where sets[set].contains(next) {
      following.append(Int32(instruction + 1))
    }
    following.sort()
    return .state(
      states.number(
        of: PatternState(instructions: following, before: isWord ? .wordCharacter : .otherCharacter)))
  }
}

/// A place between two characters, as assertions see it.
struct PatternPlace {
  let before: PatternState.Before
  let isAtEnd: Bool
  let isBeforeWord: Bool

  func satisfies(_ assertion: PatternAssertion) -> Bool {
    switch assertion {
    case .start: before == .nothing
    case .end: isAtEnd
    case .wordBoundary: (before == .wordCharacter) != isBeforeWord
    case .noWordBoundary: (before == .wordCharacter) == isBeforeWord
    }
  }
}

/// Walks over what can be reached without taking a character, each instruction once.
struct PatternMarks {
  private var walks: [Int]
  private var walk = 0

  init(count: Int) { walks = Array(repeating: 0, count: count) }

  /// The instructions that wait for a character, with the number of the set that each waits for; nil when the end of
  /// the pattern can be reached.
  mutating func reached(
    from starts: [Int32], _ program: [PatternInstruction], at place: PatternPlace
  ) -> [(instruction: Int, set: Int)]? {
    walk += 1
    var waiting: [(instruction: Int, set: Int)] = []
    var open = starts.map(Int.init)
    while let instruction = open.popLast() {
      guard walks[instruction] != walk else { continue }
      walks[instruction] = walk
      switch program[instruction] {
      case .match: return nil
      case .jump(let target): open.append(target)
      case .split(let first, let second): open += [first, second]
      case .assertion(let assertion): if place.satisfies(assertion) { open.append(instruction + 1) }
      case .scalar(let set): waiting.append((instruction, set))
      }
    }
    return waiting
  }
}
