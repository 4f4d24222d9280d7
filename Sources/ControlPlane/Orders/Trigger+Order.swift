import Faults
import GraphStore

extension Trigger {
  static let names = ["match", "from", "to", "probability", "seed"]

  init(_ members: OrderMembers) throws(OptionMistake) {
    self.init()
    if let named = try members.members("match", knowing: RequestMatch.names) {
      match = try RequestMatch(named)
    }
    let first = try members.integer("from", 1...Int.max) ?? 1
    let last = try members.integer("to", 1...Int.max) ?? Int.max
    guard first <= last else { throw members.mistake("to", "a number from \(first) on expected") }
    positions = first...last
    if let number = try members.probability("probability") { probability = number }
  }

  /// What the chances of an order come from: without a seed the same for all.
  static func generator(_ members: OrderMembers) throws(OptionMistake) -> SeededGenerator {
    SeededGenerator(seed: UInt64(try members.integer("seed", 0...(1 << 53) - 1) ?? 0))
  }
}
