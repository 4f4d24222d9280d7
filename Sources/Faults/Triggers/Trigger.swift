/// When a fault or a stub has its turn: for which requests, and for how many of them.
package struct Trigger: Sendable {
  package var match: RequestMatch
  /// The first and the last of the matching requests, from 1 on.
  package var positions: ClosedRange<Int>
  /// Of each of those, from 0 to 1.
  package var probability: Double

  package init(
    match: RequestMatch = RequestMatch(), positions: ClosedRange<Int> = 1...Int.max, probability: Double = 1
  ) {
    (self.match, self.positions, self.probability) = (match, positions, probability)
  }
}
