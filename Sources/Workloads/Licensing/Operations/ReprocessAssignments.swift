import EntityModel
import GRDB
import GraphContract
import GraphStore

/// Tries again whoever failed to get a unit, within what the path names (cloud-licensing ED-19).
struct ReprocessAssignments: OperationRule {
  let operations = ["microsoft.graph.cloudLicensing.reprocessAssignments"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let errors = AssignmentErrors(transaction: transaction)
    if let entity = call.entity { try retry(entity, errors, transaction) } else { try errors.retryAll() }
    // No return type, and yet not 204: so it is documented.
    return .empty(status: 200)
  }

  private func retry(_ entity: Entity, _ errors: AssignmentErrors, _ transaction: WriteTransaction) throws {
    switch entity.type.name {
    case LicensingType.allotment: try errors.retry(allotment: entity)
    case LicensingType.group: try retryMembers(of: entity, errors, transaction)
    case LicensingType.user, LicensingType.device: try errors.retry(of: entity.key)
    default: try errors.retryAll()
    }
  }

  /// Every direct member, for the products assigned to the group.
  private func retryMembers(
    of group: Entity, _ errors: AssignmentErrors, _ transaction: WriteTransaction
  ) throws {
    for allotment in try transaction.allotments(assignedTo: group.key) {
      guard let sku = try transaction.sku(of: allotment) else { continue }
      try errors.retry(sku: sku, reachedThrough: group.key)
    }
  }
}

/// The same for one user in the older API, which reports the first error that remains (directory 6.3).
struct ReprocessLicenseAssignment: OperationRule {
  let operations = ["microsoft.graph.reprocessLicenseAssignment"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let user = call.entity else { return .empty(status: 204) }
    try AssignmentErrors(transaction: transaction).retry(of: user.key)
    try Settling(transaction).run()
    try reportRemaining(user, transaction)
    return .entity(
      key: user.key, type: user.type, status: 200, adding: ["assignedLicenses", "assignedPlans"])
  }

  private func reportRemaining(_ user: Entity, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(LicensingType.assignmentError)
    guard let error = try transaction.entities(table, where: "assignedTo = ?", [user.key]).first else {
      return
    }
    throw GraphError.assignLicense(error.string("message") ?? "License assignment failed.")
  }
}
