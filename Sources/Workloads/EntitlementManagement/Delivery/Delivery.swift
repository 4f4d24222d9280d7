import GRDB
import GraphStore
import JSON
import OData

/// What an assignment gives and takes (entitlement-management section 1.8).
enum Delivery {
  enum Outcome: Equatable {
    case complete, partial, failed
  }

  /// Gives all roles of the assignment's package to its target; what is there already stays as it is.
  static func deliver(_ assignment: Entity, _ transaction: WriteTransaction) throws -> Outcome {
    guard let package = assignment.references["accessPackage"] else { return .failed }
    try Guest.ensure(for: assignment, transaction)
    let roleScopes = try transaction.entities(
      transaction.table(EntitlementType.roleScope), where: "owner = ?", [package])
    let given = try roleScopes.filter { try give($0, to: assignment, transaction) }
    guard given.count < roleScopes.count else { return .complete }
    return given.isEmpty ? .failed : .partial
  }

  /// Gives one role; false when its group does not take the target.
  static func give(_ roleScope: Entity, to assignment: Entity, _ transaction: WriteTransaction) throws -> Bool
  {
    guard let subject = try subject(of: assignment, transaction) else { return false }
    let role = try resourceRole(of: roleScope, subject, transaction)
    let links = try transaction.linkTable(EntitlementLink.resourceRoleAssignments)
    if try !transaction.isLinked(links, source: role.key, target: assignment.key) {
      try transaction.link(links, source: role.key, target: assignment.key)
    }
    let isGiven = try GrantedGroup(role)?.give(to: subject, transaction) ?? true
    let status: JSONValue = isGiven ? "Fulfilled" : "PendingFulfillment"
    if role.properties["status"] != status {
      _ = try transaction.update(role) { $0.properties["status"] = status }
    }
    return isGiven
  }

  private static func resourceRole(
    of roleScope: Entity, _ subject: Entity, _ transaction: WriteTransaction
  ) throws -> Entity {
    let (role, scope) = (
      roleScope.references["accessPackageResourceRole"], roleScope.references["accessPackageResourceScope"]
    )
    if let found = try held(roleScope, by: subject, transaction) { return found }
    let type = try transaction.structuredType(EntitlementType.resourceRole)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.id = ContentGuid.of("accessPackageAssignmentResourceRoles\n\(roleScope.id)\n\(subject.id)")
    new.references["accessPackageSubject"] = subject.key
    new.references["accessPackageResourceRole"] = role
    new.references["accessPackageResourceScope"] = scope
    return try transaction.insert(new)
  }

  /// The resource role that a subject has because of a role of a package.
  static func held(
    _ roleScope: Entity, by subject: Entity, _ transaction: WriteTransaction
  ) throws -> Entity? {
    try transaction.entities(
      transaction.table(EntitlementType.resourceRole),
      where:
        "accessPackageSubject = ? AND accessPackageResourceRole IS ? AND accessPackageResourceScope IS ?",
      [
        subject.key, roleScope.references["accessPackageResourceRole"],
        roleScope.references["accessPackageResourceScope"],
      ]
    ).first
  }

  static func subject(of assignment: Entity, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(key: assignment.references["target"], type: EntitlementType.subject)
  }

  // MARK: Withdrawing

  /// Takes all roles of an assignment away.
  static func withdraw(_ assignment: Entity, _ transaction: WriteTransaction) throws {
    for role in try resourceRoles(of: assignment, transaction) {
      try withdraw(role, from: assignment, transaction)
    }
  }

  /// Ends one role's link to the assignment; a role without assignments is removed with what it gave.
  static func withdraw(
    _ role: Entity, from assignment: Entity, _ transaction: WriteTransaction
  ) throws {
    let links = try transaction.linkTable(EntitlementLink.resourceRoleAssignments)
    try transaction.unlink(links, source: role.key, target: assignment.key)
    guard try transaction.targets(of: links, source: role.key).isEmpty else { return }
    let subject = try transaction.entity(
      key: role.references["accessPackageSubject"], type: EntitlementType.subject)
    try transaction.delete(role)
    guard let subject, let granted = GrantedGroup(role), try !isGivenOtherwise(role, subject, transaction)
    else { return }
    try granted.take(from: subject, transaction)
  }

  static func resourceRoles(of assignment: Entity, _ transaction: WriteTransaction) throws -> [Entity] {
    let condition = "key IN (SELECT source FROM \(EntitlementLink.resourceRoleAssignments) WHERE target = ?)"
    return try transaction.entities(
      transaction.table(EntitlementType.resourceRole), where: condition, [assignment.key])
  }

  /// Whether another resource role, of another catalog's resource, gives the same to the same subject.
  private static func isGivenOtherwise(
    _ role: Entity, _ subject: Entity, _ transaction: WriteTransaction
  ) throws -> Bool {
    let others = try transaction.entities(
      transaction.table(EntitlementType.resourceRole), where: "accessPackageSubject = ?", [subject.key])
    return others.contains {
      $0.properties["originId"] == role.properties["originId"] && $0.string("status") == "Fulfilled"
    }
  }
}
