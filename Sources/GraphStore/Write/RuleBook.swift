package import EntityModel

/// The rules of a service, found by what they are for.
package struct RuleBook: Sendable {
  private var entityRules: [String: [any EntityRule]] = [:]
  private var linkRules: [String: [any LinkRule]] = [:]
  private(set) var commitRules: [any CommitRule] = []
  private(set) var changeRules: [any ChangeRule] = []
  private(set) var settingsRules: [any SettingsRule] = []
  private(set) var scheduledRules: [any ScheduledRule] = []
  private(set) var stepRules: [any StepRule] = []
  private(set) var operationRules: [String: any OperationRule] = [:]
  private(set) var viewRules: [String: any ViewRule] = [:]
  private var streamRules: [String: [any StreamRule]] = [:]
  private(set) var exportRules: [String: [any ExportRule]] = [:]
  package private(set) var areaRules: [any AreaRule] = []

  package init() {}

  /// Adds rules after those that are there.
  package mutating func add(_ rules: [any Rule]) {
    for rule in rules { rule.enter(&self) }
  }

  mutating func add(_ rule: any EntityRule) {
    for type in rule.types { entityRules[type, default: []].append(rule) }
  }

  mutating func add(_ rule: any LinkRule) {
    for link in rule.links { linkRules[link, default: []].append(rule) }
  }

  mutating func add(_ rule: any ViewRule) {
    for type in rule.types { viewRules[type] = rule }
  }

  mutating func add(_ rule: any CommitRule) { commitRules.append(rule) }

  mutating func add(_ rule: any ChangeRule) { changeRules.append(rule) }

  mutating func add(_ rule: any SettingsRule) { settingsRules.append(rule) }

  mutating func add(_ rule: any ScheduledRule) { scheduledRules.append(rule) }

  mutating func add(_ rule: any StepRule) { stepRules.append(rule) }

  mutating func add(_ rule: any OperationRule) {
    for name in rule.operations { operationRules[name] = rule }
  }

  mutating func add(_ rule: any AreaRule) { areaRules.append(rule) }

  mutating func add(_ rule: any ExportRule) {
    for type in rule.types { exportRules[type, default: []].append(rule) }
  }

  mutating func add(_ rule: any StreamRule) {
    for type in rule.types { streamRules[type, default: []].append(rule) }
  }

  /// Those of the base types first.
  func streamRules(for type: StructuredType) -> [any StreamRule] {
    (type.baseType.map(streamRules) ?? []) + (streamRules[type.name] ?? [])
  }

  /// Those of the base types first.
  func rules(for type: StructuredType) -> [any EntityRule] {
    (type.baseType.map(rules) ?? []) + (entityRules[type.name] ?? [])
  }

  func rules(for link: LinkTable) -> [any LinkRule] { linkRules[link.name] ?? [] }
}

// MARK: Kinds

extension EntityRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension LinkRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension CommitRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension ChangeRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension SettingsRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension ViewRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension ScheduledRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension StepRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension OperationRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension AreaRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension ExportRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

extension StreamRule {
  package func enter(_ book: inout RuleBook) { book.add(self) }
}

// MARK: Names

extension RuleBook {
  /// Qualified names of the types that rules are for.
  package var typeNames: Set<String> {
    Set(entityRules.keys).union(viewRules.keys).union(exportRules.keys).union(streamRules.keys)
  }

  /// Names of the link tables that rules are for.
  package var linkNames: Set<String> { Set(linkRules.keys) }

  /// What the rules for objects of a type are called.
  package func names(ofRulesFor type: StructuredType) -> [String] {
    rules(for: type).map { "\(Swift.type(of: $0))" }
  }

  /// What the rules for a collection of references are called.
  package func names(ofRulesFor link: LinkTable) -> [String] {
    rules(for: link).map { "\(Swift.type(of: $0))" }
  }

  /// Qualified names of the operations that rules answer.
  package var operationNames: Set<String> { Set(operationRules.keys) }
}
