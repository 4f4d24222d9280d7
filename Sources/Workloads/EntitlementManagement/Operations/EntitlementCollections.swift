import EntityModel
import GRDB
import GraphStore
import JSON

/// `My()` of resource roles: those of the caller (entitlement-management section 6, item 21).
struct OwnResourceRoles: OperationRule {
  let operations = ["microsoft.graph.My"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let type = try transaction.structuredType(EntitlementType.resourceRole)
    let access = try CallerAccess(transaction)
    let roles =
      try call.entity.map { try Delivery.resourceRoles(of: $0, transaction) }
      ?? transaction.entities(transaction.table(type.name), where: "key > 0")
    let own = try roles.filter { try access.isCaller($0.references["accessPackageSubject"]) }
    return .entities(keys: own.map(\.key), type: type)
  }
}

/// `Search()`: the plain list.
struct SearchCollection: OperationRule {
  let operations = ["microsoft.graph.Search"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let name = call.operation.binding?.elementName else { throw EntitlementError.invalidModel }
    let type = try transaction.structuredType(name)
    let isPackage = name == EntitlementType.package
    let found =
      if isPackage, let catalog = call.entity {
        try transaction.entities(
          transaction.table(name), where: "accessPackageCatalog = ?", [catalog.key])
      } else {
        try transaction.entities(transaction.table(name), where: "key > 0")
      }
    return .entities(keys: found.map(\.key), type: type)
  }
}

/// `additionalAccess(…)`: assignments to a package whose targets have a package that excludes it as well.
struct AdditionalAccess: OperationRule {
  let operations = ["microsoft.graph.additionalAccess"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let id = call.parameters["accessPackageId"]?.stringValue else {
      throw EntitlementError.invalidModel
    }
    let package = try self.package(id, transaction)
    let others = try others(call.parameters["incompatibleAccessPackageId"]?.stringValue, package, transaction)
    let targets = try others.flatMap { try AccessPackageAssignments.delivered(ofPackage: $0, transaction) }
      .compactMap { $0.references["target"] }
    let found = try AccessPackageAssignments.delivered(ofPackage: package.key, transaction)
      .filter { $0.references["target"].map(targets.contains) ?? false }
    return .entities(
      keys: found.map(\.key), type: try transaction.structuredType(EntitlementType.assignment))
  }

  private func package(_ id: String, _ transaction: WriteTransaction) throws -> Entity {
    guard let found = try transaction.entity(id: id, in: transaction.table(EntitlementType.package)) else {
      throw EntitlementError.notFound(id)
    }
    return found
  }

  /// The package that is named, else all that exclude this one or are excluded by it.
  private func others(
    _ id: String?, _ package: Entity, _ transaction: WriteTransaction
  ) throws -> [Int64] {
    if let id {
      let other = try self.package(id, transaction)
      guard other.key != package.key else { throw EntitlementError.invalidModel }
      return [other.key]
    }
    let link = try transaction.linkTable(EntitlementLink.incompatiblePackages)
    let condition = "key IN (SELECT source FROM \(quoted(link.name)) WHERE target = ?)"
    let excluding = try transaction.entities(
      transaction.table(EntitlementType.package), where: condition, [package.key])
    return try transaction.targets(of: link, source: package.key) + excluding.map(\.key)
  }
}
