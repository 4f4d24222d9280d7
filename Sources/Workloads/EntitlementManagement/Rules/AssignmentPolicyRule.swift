import GraphStore
import JSON
import OData

/// Assignment policies: of one package for good, and there as long as an assignment was made under them.
struct AssignmentPolicyRule: EntityRule {
  let types = [EntitlementType.policy]
  private static let nameNeeded = "A policy needs a name."

  func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
    try NamedObject.check(draft, transaction)
  }

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let values = Self.told(PolicyValues(new.properties), transaction)
    if transaction.origin == .request {
      guard new.references["accessPackage"] != nil else {
        throw EntitlementError.invalidModel(at: "accessPackage", "A policy needs an access package.")
      }
      try RequiredName.check(values["displayName"], Self.nameNeeded)
      try Self.checkOneEnd(values)
      try PolicyChecks(values).check()
    }
    try Self.check(values, DateChecks(new, transaction))
    new.properties = PolicyRenderings.complete(values, isSeed: transaction.origin == .seed).members
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request, old.references["accessPackage"] != new.references["accessPackage"] {
      throw EntitlementError.invalidOperation("The property 'accessPackage' of a policy cannot be changed.")
    }
    let before = PolicyValues(old.properties)
    let values = Self.told(PolicyValues(new.properties), transaction)
    if transaction.origin == .request {
      try RequiredName.check(old, new, Self.nameNeeded)
      if PolicyExpiration.part.beta.contains(where: { values[$0] != before[$0] }) {
        try Self.checkOneEnd(values)
      }
      try PolicyChecks(values, insteadOf: before).check()
    }
    try Self.check(values, DateChecks(changeBy: transaction))
    let whole = PolicyRenderings.complete(values, from: before)
    new.properties = JSONObject(whole.members.map { JSONObject.Member(name: $0.key, value: $0.value) })
  }

  private static func checkOneEnd(_ values: PolicyValues) throws {
    guard values["durationInDays"].intValue ?? 0 > 0, !values["expirationDateTime"].isNull else { return }
    throw EntitlementError.invalidModel(
      at: "expirationDateTime", "Access ends after a time or at a moment, not both.")
  }

  /// Before one rendering is made of the other, so that a mistake is named as it was made.
  private static func check(_ values: PolicyValues, _ checks: DateChecks) throws {
    try checks.check(values)
    try checks.check(later: values)
  }

  /// Questions without an id get one, and words are spelled as the service spells them.
  private static func told(_ values: PolicyValues, _ transaction: WriteTransaction) -> PolicyValues {
    var values = PolicyRequestors.spelled(values)
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
