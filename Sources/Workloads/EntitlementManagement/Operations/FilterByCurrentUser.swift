import EntityModel
import GRDB
import GraphContract
import GraphStore
import JSON

/// `filterByCurrentUser(on='…')`: what of a collection concerns the caller.
struct FilterByCurrentUser: OperationRule {
  let operations = ["microsoft.graph.filterByCurrentUser"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let name = call.operation.binding?.elementName else { throw EntitlementError.invalidModel }
    let type = try transaction.structuredType(name)
    let option = call.parameters["on"]?.stringValue ?? ""
    let access = try CallerAccess(transaction)
    let found = try Self.place(call, type, transaction).filter { entity in
      switch name {
      case EntitlementType.assignment: try Self.concerns(access, assignment: entity, option, transaction)
      case EntitlementType.request: try Self.concerns(access, request: entity, option)
      case EntitlementType.approval: try Self.concerns(access, approval: entity, option, transaction)
      case EntitlementType.package: try Self.mayBeRequested(access, entity, transaction)
      default: true
      }
    }
    return .entities(keys: found.map(\.key), type: type)
  }

  /// All of the set, or those that belong to the object before it.
  private static func place(
    _ call: OperationCall, _ type: StructuredType, _ transaction: WriteTransaction
  ) throws -> [Entity] {
    let table = try transaction.table(type.name)
    guard let parent = call.entity, type.name == EntitlementType.request else {
      return try transaction.entities(table, where: "key > 0")
    }
    return try transaction.entities(table, where: "accessPackageAssignment = ?", [parent.key])
  }

  private static func concerns(
    _ access: CallerAccess, assignment: Entity, _ option: String, _ transaction: WriteTransaction
  ) throws -> Bool {
    let target = assignment.references["target"]
    switch option {
    case "target": return try access.isCaller(target)
    case "createdBy": return try requests(for: assignment, transaction).contains(where: access.created)
    case "targetManager": return try access.isManager(of: target)
    default: return false
    }
  }

  private static func requests(
    for assignment: Entity, _ transaction: WriteTransaction
  ) throws -> [Entity] {
    try transaction.entities(
      transaction.table(EntitlementType.request), where: "accessPackageAssignment = ?", [assignment.key])
  }

  private static func concerns(_ access: CallerAccess, request: Entity, _ option: String) throws -> Bool {
    let requestor = request.references["requestor"]
    let target = try access.target(of: request)
    switch option {
    case "target": return try access.isCaller(target)
    case "createdBy": return try access.created(request)
    case "approver": return try access.decides(request)
    case "targetOrRequestor": return try access.isCaller(target) || access.isCaller(requestor)
    case "targetManager": return try access.isManager(of: target)
    case "requestForOthers": return try access.isCaller(requestor) && !access.isCaller(target)
    default: return false
    }
  }

  private static func concerns(
    _ access: CallerAccess, approval: Entity, _ option: String, _ transaction: WriteTransaction
  ) throws -> Bool {
    guard
      let request = try transaction.entity(
        id: approval.id, in: transaction.table(EntitlementType.request))
    else { return false }
    return try concerns(access, request: request, option)
  }

  /// Some policy of the package lets the caller ask for it.
  static func mayBeRequested(
    _ access: CallerAccess, _ package: Entity, _ transaction: WriteTransaction
  ) throws -> Bool {
    guard let user = access.user, package.bool("isHidden") != true else { return false }
    let policies = try transaction.entities(
      transaction.table(EntitlementType.policy), where: "accessPackage = ?", [package.key])
    let scope = PolicyScope(transaction: transaction)
    return try policies.contains { try scope.accepts(user: user, $0) }
  }
}
