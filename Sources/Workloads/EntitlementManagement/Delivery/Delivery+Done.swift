import GRDB
import GraphStore
import JSON

extension Delivery {
  /// Whether delivering an assignment would change nothing.
  static func isDone(_ assignment: Entity, _ transaction: WriteTransaction) throws -> Bool {
    guard let package = assignment.references["accessPackage"],
      let subject = try subject(of: assignment, transaction)
    else { return true }
    // A guest would be made.
    guard subject.string("objectId") != nil || subject.string("email") == nil else { return false }
    return try transaction.entities(
      transaction.table(EntitlementType.roleScope), where: "owner = ?", [package]
    ).allSatisfy { try isGiven($0, to: subject, of: assignment, transaction) }
  }

  private static func isGiven(
    _ roleScope: Entity, to subject: Entity, of assignment: Entity, _ transaction: WriteTransaction
  ) throws -> Bool {
    let links = try transaction.linkTable(EntitlementLink.resourceRoleAssignments)
    guard let role = try held(roleScope, by: subject, transaction),
      try transaction.isLinked(links, source: role.key, target: assignment.key)
    else { return false }
    switch try GrantedGroup(role)?.standing(of: subject, transaction) {
    case .given?, nil: return role.string("status") == "Fulfilled"
    case .impossible?: return role.string("status") == "PendingFulfillment"
    case .missing?: return false
    }
  }
}
