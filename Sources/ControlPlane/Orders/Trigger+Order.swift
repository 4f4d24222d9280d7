import Faults
import GraphStore
import HTTPMessages
import JSON

extension Trigger {
  static let names = ["match", "from", "to", "probability", "seed"]

  init(_ members: OrderMembers, _ scope: OrderScope) throws(OptionMistake) {
    self.init()
    if let named = try members.members("match", knowing: RequestMatch.names) {
      match = try RequestMatch(named, scope)
    }
    let first = try members.integer("from", 1...Int.max) ?? 1
    let last = try members.integer("to", 1...Int.max) ?? Int.max
    guard first <= last else {
      throw members.mistake("to", "a number from \(first) on expected, since 'from' is \(first)")
    }
    positions = first...last
    if let number = try members.probability("probability") { probability = number }
  }

  /// What the chances of an order come from: without a seed the same for all.
  ///
  /// - Parameter isUsed: there is something else beside `probability` that is left to chance.
  static func generator(_ members: OrderMembers, isUsed: Bool = false) throws(OptionMistake)
    -> SeededGenerator
  {
    let seed = try members.integer("seed", 0...(1 << 53) - 1)
    let probability = try members.probability("probability") ?? 1
    guard seed == nil || isUsed || probability < 1 else {
      throw members.mistake(
        "seed", "this goes with a 'probability' below 1, or with a delay between 'min' and 'max'")
    }
    return SeededGenerator(seed: UInt64(seed ?? 0))
  }
}
