import EntityModel

/// The rules of a service, found by what they are for.
package struct RuleBook: Sendable {
  private var entityRules: [String: [any EntityRule]] = [:]
  private var linkRules: [String: [any LinkRule]] = [:]
  private(set) var commitRules: [any CommitRule] = []
  private(set) var scheduledRules: [any ScheduledRule] = []
  private(set) var stepRules: [any StepRule] = []
  private(set) var operationRules: [String: any OperationRule] = [:]
  private(set) var viewRules: [String: any ViewRule] = [:]
  private(set) var exportRules: [String: [any ExportRule]] = [:]

  package init() {}

  /// Adds rules after those that are there.
  package mutating func add(_ rules: [any Rule]) {
    for rule in rules { add(rule) }
  }

  /// A rule may be of several kinds.
  package mutating func add(_ rule: any Rule) {
    if let rule = rule as? any EntityRule { add(rule) }
    if let rule = rule as? any LinkRule { add(rule) }
    if let rule = rule as? any ViewRule { add(rule) }
    if let rule = rule as? any CommitRule { add(rule) }
    if let rule = rule as? any ScheduledRule { add(rule) }
    if let rule = rule as? any StepRule { add(rule) }
    if let rule = rule as? any OperationRule { add(rule) }
    if let rule = rule as? any ExportRule { add(rule) }
  }

  private mutating func add(_ rule: any EntityRule) {
    for type in rule.types { entityRules[type, default: []].append(rule) }
  }

  private mutating func add(_ rule: any LinkRule) {
    for link in rule.links { linkRules[link, default: []].append(rule) }
  }

  private mutating func add(_ rule: any ViewRule) {
    for type in rule.types { viewRules[type] = rule }
  }

  private mutating func add(_ rule: any CommitRule) { commitRules.append(rule) }

  private mutating func add(_ rule: any ScheduledRule) { scheduledRules.append(rule) }

  private mutating func add(_ rule: any StepRule) { stepRules.append(rule) }

  private mutating func add(_ rule: any OperationRule) {
    for name in rule.operations { operationRules[name] = rule }
  }

  private mutating func add(_ rule: any ExportRule) {
    for type in rule.types { exportRules[type, default: []].append(rule) }
  }

  /// Those of the base types first.
  func rules(for type: StructuredType) -> [any EntityRule] {
    (type.baseType.map(rules) ?? []) + (entityRules[type.name] ?? [])
  }

  func rules(for link: LinkTable) -> [any LinkRule] { linkRules[link.name] ?? [] }
}

// MARK: Names

extension RuleBook {
  /// Qualified names of the types that rules are for.
  package var typeNames: Set<String> {
    Set(entityRules.keys).union(viewRules.keys).union(exportRules.keys)
  }

  /// Names of the link tables that rules are for.
  package var linkNames: Set<String> { Set(linkRules.keys) }

  /// Qualified names of the operations that rules answer.
  package var operationNames: Set<String> { Set(operationRules.keys) }
}
