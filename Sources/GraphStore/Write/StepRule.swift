package import GRDB

/// What moves on one step at a time where the tenant's setting `processing` is `stepped`: after a GET that returned
/// the object, and whenever the tenant's clock is set (entitlement-management 1.3).
package protocol StepRule: Rule {
  /// Whether anything waits for its next step.
  func hasSteps(_ db: Database) throws -> Bool
  /// Moves on by one step, with origin `.rule`.
  ///
  /// - Parameter object: key of the one that was returned; nil for all that wait.
  func takeStep(of object: Int64?, _ transaction: WriteTransaction) throws
}

extension WriteTransaction {
  /// Moves everything on that waits for its next step: the clock is set.
  package func takeSteps() throws { try takeStep(of: nil) }

  func takeStep(of object: Int64?) throws {
    try asRule {
      for rule in rules.stepRules {
        try run(rule, .step, of: object.map { "\($0)" } ?? "all") { try rule.takeStep(of: object, self) }
      }
    }
  }
}
