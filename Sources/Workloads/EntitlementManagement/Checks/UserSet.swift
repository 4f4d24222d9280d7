import GraphStore
import JSON

/// The sets of users that policies name.
enum UserSet {
  static func contains(_ value: JSONValue, _ user: Entity, _ transaction: WriteTransaction) throws -> Bool {
    guard let set = value.objectValue else { return false }
    let id = set["id"]?.stringValue?.lowercased()
    switch set["@odata.type"]?.stringValue {
    case "#microsoft.graph.singleUser": return id == user.id
    case "#microsoft.graph.groupMembers":
      return try TransitiveMembership.ancestors(of: user.key, transaction.db).contains { $0.id == id }
    case "#microsoft.graph.attributeRuleMembers":
      guard let rule = set["membershipRule"]?.stringValue.flatMap(DynamicRule.init) else { return false }
      return DynamicRuleEvaluation.matches(id: user.id, user.properties, rule)
    default: return false
    }
  }

  /// `matchesRule('{"rule":"…","id":"…","properties":{…}}')`: whether a user is one that a rule means, 0 or 1.
  static let ruleFunction = TextFunction("matchesRule") { bytes in
    guard let asked = try? JSONValue.parse(Array(bytes)).objectValue,
      let rule = asked["rule"]?.stringValue.flatMap(DynamicRule.init), let id = asked["id"]?.stringValue
    else { return .integer(0) }
    let properties = asked["properties"]?.objectValue ?? [:]
    return .integer(DynamicRuleEvaluation.matches(id: id, properties, rule) ? 1 : 0)
  }
}
