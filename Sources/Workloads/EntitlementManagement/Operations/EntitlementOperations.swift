import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// `reprocess` of an assignment or of a request: what should have been given is given.
struct ReprocessAccess: OperationRule {
  let operations = ["microsoft.graph.reprocess"]
  private static let period = 14 * Ticks.day

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity else { throw EntitlementError.notFound("") }
    if entity.type.name == EntitlementType.assignment {
      try reprocess(assignment: entity, transaction)
    } else {
      try reprocess(request: entity, transaction)
    }
    return .empty(status: 202)
  }

  private func reprocess(assignment: Entity, _ transaction: WriteTransaction) throws {
    let state = assignment.string("assignmentState") ?? ""
    guard state == "Delivered" else {
      throw EntitlementError.invalidOperation("An assignment in the state \(state) cannot be reprocessed.")
    }
    _ = try transaction.asRule { try Delivery.deliver(assignment, transaction) }
    _ = try transaction.update(assignment) { $0.properties["assignmentStatus"] = "Delivered" }
  }

  private func reprocess(request: Entity, _ transaction: WriteTransaction) throws {
    let state = request.string("requestState") ?? ""
    let completed = request.string("completedDate").flatMap(Moment.init) ?? transaction.moment
    guard ["DeliveryFailed", "PartiallyDelivered"].contains(state),
      completed.adding(atMost: Self.period) >= transaction.moment
    else { throw EntitlementError.invalidOperation("A request in the state \(state) cannot be reprocessed.") }
    try transaction.asRule {
      try RequestProcessing(request: request, moment: transaction.moment, transaction: transaction)
        .startDelivery()
    }
  }
}

/// `cancel` of a request that nothing has come of yet.
struct CancelRequest: OperationRule {
  let operations = ["microsoft.graph.cancel"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let request = call.entity else { throw EntitlementError.notFound("") }
    try checkOwn(request, transaction)
    let state = request.string("requestState") ?? ""
    guard ["Submitted", "PendingApproval", "Scheduled"].contains(state) else {
      throw EntitlementError.invalidOperation("A request in the state \(state) cannot be canceled.")
    }
    try RequestProcessing(request: request, moment: transaction.moment, transaction: transaction).cancel()
    return .empty(status: 200)
  }

  /// Some permissions are for what concerns the caller alone.
  private func checkOwn(_ request: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.callerActsForOneself else { return }
    let access = try CallerAccess(transaction)
    guard try access.created(request) || access.isCaller(access.target(of: request)) else {
      throw EntitlementError.unauthorized
    }
  }
}

/// `moveToCatalog` of a package; its resources must be there already.
struct MoveToCatalog: OperationRule {
  let operations = ["microsoft.graph.moveToCatalog"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let id = call.parameters["catalogId"]?.stringValue ?? ""
    guard let package = call.entity,
      let catalog = try transaction.entity(id: id, in: transaction.table(EntitlementType.catalog))
    else { throw EntitlementError.notFound(id) }
    let condition = """
      key IN (SELECT r.owner FROM accessPackageResourceRoleScope s
        JOIN accessPackageResourceRole r ON r.key = s.accessPackageResourceRole WHERE s.owner = ?1)
      AND NOT EXISTS (SELECT 1 FROM accessPackageResource t WHERE t.owner = ?2
        AND json_extract(t.properties, '$.originId')
          = json_extract(accessPackageResource.properties, '$.originId'))
      """
    let missing = try transaction.entities(
      transaction.table(EntitlementType.resource), where: condition, [package.key, catalog.key])
    guard missing.isEmpty else {
      throw EntitlementError.invalidOperation("The catalog lacks resources of the access package.")
    }
    _ = try transaction.update(package) { $0.references["accessPackageCatalog"] = catalog.key }
    return .empty(status: 200)
  }
}

/// `refresh` of a resource: name and description as its origin has them now.
struct RefreshResource: OperationRule {
  let operations = ["microsoft.graph.refresh"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let resource = call.entity else { throw EntitlementError.notFound("") }
    if let id = resource.string("originId"),
      let origin = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    {
      _ = try transaction.update(resource) { resource in
        for name in ["displayName", "description"] { resource.properties[name] = origin.properties[name] }
      }
    }
    return .empty(status: 204)
  }
}
