import GraphStore
import JSON

/// Assignment policies: of one package for good, and there as long as an assignment was made under them.
struct AssignmentPolicyRule: EntityRule {
  let types = [EntitlementType.policy]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request, new.references["accessPackage"] == nil {
      throw EntitlementError.invalidModel
    }
    try DateChecks(new, transaction).check(
      durationInDays: new.properties["durationInDays"],
      requestApprovalSettings: new.properties["requestApprovalSettings"])
    new.properties["questions"] = Self.identified(new.properties["questions"], transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    try DateChecks(changeBy: transaction).check(
      durationInDays: new.properties["durationInDays"],
      requestApprovalSettings: new.properties["requestApprovalSettings"])
    new.properties["questions"] = Self.identified(new.properties["questions"], transaction)
  }

  /// Questions without an id get one.
  private static func identified(_ questions: JSONValue?, _ transaction: WriteTransaction) -> JSONValue? {
    guard let elements = questions?.arrayValue else { return questions }
    return .array(
      elements.map { element in
        guard var question = element.objectValue, question["id"]?.stringValue == nil else { return element }
        question["id"] = .string(transaction.tenant.identifiers.guid())
        return .object(question)
      })
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
