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
      return try DynamicRuleEvaluation(assignedPlans: nil).matches(user, rule, transaction.db)
    default: return false
    }
  }
}
