import EntityModel

// Every rule runs through here, so that a trace sees it.
extension WriteTransaction {
  func forEachRule(
    of type: StructuredType, _ occasion: TracedRule.Occasion, _ run: (any EntityRule) throws -> Void
  ) rethrows {
    for rule in rules.rules(for: type) { try self.run(rule, occasion, of: type.name) { try run(rule) } }
  }

  func forEachRule(
    of link: LinkTable, _ occasion: TracedRule.Occasion, _ run: (any LinkRule) throws -> Void
  ) rethrows {
    for rule in rules.rules(for: link) { try self.run(rule, occasion, of: link.name) { try run(rule) } }
  }

  /// - Parameter subject: what the rule runs for, for a trace.
  package func run<Result>(
    _ rule: Any, _ occasion: TracedRule.Occasion, of subject: @autoclosure () -> String,
    _ work: () throws -> Result
  ) rethrows -> Result {
    guard let trace else { return try work() }
    return try trace.run(rule, occasion, of: subject(), work)
  }
}
