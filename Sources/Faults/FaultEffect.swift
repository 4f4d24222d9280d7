/// What all faults together do to one request: delays add up, of everything else the first counts, and the request is run
/// if one of them says so.
package struct FaultEffect: Sendable, Equatable {
  package private(set) var outcome: Fault.Outcome?
  package private(set) var isAfterCommit = false
  package private(set) var delay = Duration.zero
  /// Id of the fault that the outcome is of, and which does nothing else.
  package private(set) var outcomeID: String?

  /// - Returns: whether there is anything left for it to do.
  mutating func add(_ fault: Fault, _ id: String, _ chance: Double) -> Bool {
    let isFirst = fault.outcome != nil && outcome == nil
    if isFirst { (outcome, outcomeID) = (fault.outcome, fault.delay == nil ? id : nil) }
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
    meet(request) { entry, _, chance in effect.add(entry.action, entry.id, chance) }
    return effect
  }
}
