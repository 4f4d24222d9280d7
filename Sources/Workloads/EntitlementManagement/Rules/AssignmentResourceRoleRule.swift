import GraphStore
import JSON

/// What a subject holds through a package: a copy of the role's origin, and its state.
struct AssignmentResourceRoleRule: EntityRule {
  let types = [EntitlementType.resourceRole]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    new.setDefault("status", "Fulfilled", transaction)
    let role = try transaction.entity(
      key: new.references["accessPackageResourceRole"], type: EntitlementType.role)
    for name in ["originId", "originSystem"] {
      new.setDefault(name, role?.properties[name], transaction)
    }
  }
}
