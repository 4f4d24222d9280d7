/// What all faults together do to one request: delays add up, of everything else the first counts, and the request is run
/// if one of them says so.
package struct FaultEffect: Sendable, Equatable {
  package private(set) var outcome: Fault.Outcome?
  package private(set) var isAfterCommit = false
  package private(set) var delay = Duration.zero

  /// - Returns: whether there is anything left for it to do.
  mutating func add(_ fault: Fault, _ chance: Double) -> Bool {
    let isFirst = fault.outcome != nil && outcome == nil
    if isFirst { outcome = fault.outcome }
    guard isFirst || fault.delay != nil else { return false }
    isAfterCommit = isAfterCommit || fault.isAfterCommit
    guard let delay = fault.delay else { return true }
    self.delay += delay.lowerBound + (delay.upperBound - delay.lowerBound) * chance
    return true
  }
}

extension TriggerBook<Fault> {
  package func effect(on request: RequestFacts) -> FaultEffect {
    var effect = FaultEffect()
    meet(request) { fault, _, chance in effect.add(fault, chance) }
    return effect
  }
}
