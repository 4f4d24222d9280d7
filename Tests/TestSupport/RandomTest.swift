import Foundation

/// Where tests that make things up at random get their numbers.
///
/// The numbers follow from a seed, each run takes the same seeds, and each seed is printed: what failed once fails
/// again. `GRAPH_EMULATOR_TEST_SEED` replaces all of them by one.
package enum RandomTest {
  package static let variable = "GRAPH_EMULATOR_TEST_SEED"

  /// The seeds that a test runs with: its own, or the one that the environment names.
  package static func seeds(_ usual: UInt64...) -> [UInt64] {
    guard let text = ProcessInfo.processInfo.environment[variable] else { return usual }
    guard let seed = UInt64(text) else { fatalError("\(variable) is no number: '\(text)'") }
    return [seed]
  }

  /// The numbers of a seed, announced on standard output.
  package static func numbers(seed: UInt64, test: String = #function) -> RepeatableNumbers {
    print("\(variable)=\(seed) \(test)")
    return RepeatableNumbers(seed: seed)
  }
}

/// Numbers that look random and follow from a seed (splitmix64).
package struct RepeatableNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// Numbers of their own for each of several threads.
  package func branch(_ number: Int) -> RepeatableNumbers {
    var numbers = RepeatableNumbers(seed: state &+ UInt64(number))
    return RepeatableNumbers(seed: numbers.next())
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
