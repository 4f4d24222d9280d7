import GraphStore
import JSON
import OData

/// Assignment policies: of one package for good, and there as long as an assignment was made under them.
struct AssignmentPolicyRule: EntityRule {
  let types = [EntitlementType.policy]

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try NamedObject.check(draft, transaction)
  }

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request, new.references["accessPackage"] == nil {
      throw EntitlementError.invalidModel(at: "accessPackage", "A policy needs an access package.")
    }
    let values = PolicyRenderings.complete(Self.identified(PolicyValues(new.properties), transaction))
    try Self.check(values, DateChecks(new, transaction))
    new.properties = values.members
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request, old.references["accessPackage"] != new.references["accessPackage"] {
      throw EntitlementError.invalidOperation("The property 'accessPackage' of a policy cannot be changed.")
    }
    let values = Self.identified(PolicyValues(new.properties), transaction)
    let whole = PolicyRenderings.complete(values, from: PolicyValues(old.properties))
    try Self.check(whole, DateChecks(changeBy: transaction))
    new.properties = JSONObject(whole.members.map { JSONObject.Member(name: $0.key, value: $0.value) })
  }

  private static func check(_ values: PolicyValues, _ checks: DateChecks) throws {
    try checks.check(values)
    try checks.check(schedule: ["expiration": values["expiration"]])
  }

  /// Questions without an id get one.
  private static func identified(_ values: PolicyValues, _ transaction: WriteTransaction) -> PolicyValues {
    var values = values
    for name in ["questions", "assignmentQuestions"] {
      guard let questions = values[name].arrayValue else { continue }
      values[name] = .array(questions.map { identified($0, transaction) })
    }
    return values
  }

  private static func identified(_ value: JSONValue, _ transaction: WriteTransaction) -> JSONValue {
    guard var question = value.objectValue, question["id"]?.stringValue == nil else { return value }
    question["id"] = .string(transaction.tenant.identifiers.guid())
    return .object(question)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request,
      try AccessPackageAssignments.anyUnexpired("accessPackageAssignmentPolicy", entity, transaction)
    else { return }
    throw EntitlementError.invalidOperation(
      "The policy '\(entity.string("displayName") ?? entity.id)' cannot be deleted because assignments use it."
    )
  }
}
