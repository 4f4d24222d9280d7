import GRDB
import GraphStore
import JSON

/// Decides whether an object matches a rule. Texts compare ignoring case.
struct DynamicRuleEvaluation: Sendable {
  /// SQL for a user's assigned plans; without it nobody has any.
  let assignedPlans: DerivedExpressions.Expression?

  func matches(_ entity: Entity, _ rule: DynamicRule, _ db: Database) throws -> Bool {
    try holds(rule.condition, entity, db)
  }

  /// The same where nobody has plans.
  static func matches(id: String, _ properties: JSONObject, _ rule: DynamicRule) -> Bool {
    holds(rule.condition, id, properties)
  }

  private static func holds(_ condition: DynamicRule.Condition, _ id: String, _ properties: JSONObject)
    -> Bool
  {
    switch condition {
    case .compare(let property, let comparison, let value):
      compare(self.value(property, id, properties), comparison, value)
    case .anyPlan: false
    case .and(let left, let right): holds(left, id, properties) && holds(right, id, properties)
    case .or(let left, let right): holds(left, id, properties) || holds(right, id, properties)
    case .not(let inner): !holds(inner, id, properties)
    }
  }

  private func holds(_ condition: DynamicRule.Condition, _ entity: Entity, _ db: Database) throws -> Bool {
    switch condition {
    case .compare(let property, let comparison, let value):
      Self.compare(Self.value(property, entity.id, entity.properties), comparison, value)
    case .anyPlan(let inner): try plans(of: entity, db).contains { Self.planHolds(inner, $0) }
    case .and(let left, let right): try holds(left, entity, db) && holds(right, entity, db)
    case .or(let left, let right): try holds(left, entity, db) || holds(right, entity, db)
    case .not(let inner): try !holds(inner, entity, db)
    }
  }

  private static func planHolds(_ condition: DynamicRule.Condition, _ plan: JSONObject) -> Bool {
    switch condition {
    case .compare(let property, let comparison, let value):
      compare(member(property, of: plan) ?? .null, comparison, value)
    case .and(let left, let right): planHolds(left, plan) && planHolds(right, plan)
    case .or(let left, let right): planHolds(left, plan) || planHolds(right, plan)
    case .not(let inner): !planHolds(inner, plan)
    case .anyPlan: false
    }
  }

  // MARK: Values

  private static func value(_ name: String, _ id: String, _ properties: JSONObject) -> JSONValue {
    let name = DynamicRuleProperties.aliases[name.lowercased()] ?? name
    if name.lowercased() == "id" { return .string(id) }
    if name.lowercased().hasPrefix("extensionattribute") {
      let holder = properties["onPremisesExtensionAttributes"] ?? properties["extensionAttributes"]
      return holder?.objectValue.flatMap { member(name, of: $0) } ?? .null
    }
    return member(name, of: properties) ?? .null
  }

  private static func member(_ name: String, of object: JSONObject) -> JSONValue? {
    object[name] ?? object.members.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  private func plans(of entity: Entity, _ db: Database) throws -> [JSONObject] {
    guard let assignedPlans else { return [] }
    let sql = "SELECT \(assignedPlans("t")) FROM directoryObject t WHERE t.key = ?"
    guard let text = try String.fetchOne(db.cachedStatement(sql: sql), arguments: [entity.key]),
      // Text that is no JSON would be a fault of the expression: no plans.
      let value = try? JSONValue.parse(text)
    else { return [] }
    return value.arrayValue?.compactMap(\.objectValue) ?? []
  }

  // MARK: Comparisons

  private static func compare(
    _ left: JSONValue, _ comparison: DynamicRule.Comparison, _ right: JSONValue
  ) -> Bool {
    switch comparison {
    case .equal: isEqual(left, right)
    case .notEqual: !isEqual(left, right)
    case .contains: texts(left, right).map { $0.contains($1) } ?? false
    case .startsWith: texts(left, right).map { $0.hasPrefix($1) } ?? false
    case .isIn: right.arrayValue?.contains { isEqual(left, $0) } ?? false
    }
  }

  private static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let (left, right) = texts(left, right) { return left == right }
    // Values of properties are often quoted in rules, whatever their type.
    switch (left, right) {
    case (.bool(let flag), .string(let text)): return text.lowercased() == (flag ? "true" : "false")
    case (.number(let number), .string(let text)): return number == text
    default: return left == right
    }
  }

  private static func texts(_ left: JSONValue, _ right: JSONValue) -> (String, String)? {
    guard case .string(let left) = left, case .string(let right) = right else { return nil }
    return (left.lowercased(), right.lowercased())
  }
}
