/// Where a walk through a pattern can stand between two characters.
struct PatternState: Hashable {
  /// What was before the place.
  enum Before: Hashable {
    case nothing, wordCharacter, otherCharacter
  }

  /// The instructions that go on here, in order.
  let instructions: [Int32]
  let before: Before
}

/// The states that were met, with what follows each class of characters once that was worked out.
///
/// What is kept is bounded: a pattern that has ever new states is forgotten and begun anew, which costs what it would
/// have cost to keep none.
struct PatternStates {
  enum Step: Equatable {
    case unknown
    /// The pattern has matched.
    case found
    /// The text is over.
    case ended
    case state(Int)
  }

  private var known: [PatternState] = []
  private var numbers: [PatternState: Int] = [:]
  private var steps: [Int32] = []
  private var weight = 0
  private let width: Int
  /// Counts how often everything was forgotten: numbers of before mean nothing.
  private(set) var generation = 0

  private static let cellLimit = 1 << 20
  private static let (unknown, found, ended): (Int32, Int32, Int32) = (-1, -2, -3)

  /// - Parameter width: how many steps a state has.
  init(width: Int) { self.width = width }

  subscript(state: Int) -> PatternState { known[state] }

  func step(_ state: Int, _ column: Int) -> Step {
    switch steps[state * width + column] {
    case Self.unknown: .unknown
    case Self.found: .found
    case Self.ended: .ended
    case let next: .state(Int(next))
    }
  }

  mutating func set(_ step: Step, after state: Int, _ column: Int) {
    let cell: Int32 =
      switch step {
      case .unknown: Self.unknown
      case .found: Self.found
      case .ended: Self.ended
      case .state(let next): Int32(next)
      }
    steps[state * width + column] = cell
  }

  /// The number of a state, a new one when it was not met before.
  mutating func number(of state: PatternState) -> Int {
    if let number = numbers[state] { return number }
    let added = width + state.instructions.count
    if weight + added > Self.cellLimit, !known.isEmpty { forget() }
    weight += added
    known.append(state)
    numbers[state] = known.count - 1
    steps.append(contentsOf: repeatElement(Self.unknown, count: width))
    return known.count - 1
  }

  private mutating func forget() {
    known.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    weight = 0
    generation += 1
  }
}
