import EntityModel
import GRDB
import GraphContract
import GraphStore
import JSON

/// `getByIds`: the objects that exist, in the order asked for; each once.
struct GetByIds: OperationRule {
  let operations = ["microsoft.graph.getByIds"]
  private static let limit = 1000

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let ids = call.parameters["ids"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard ids.count <= Self.limit else { throw DirectoryError.tooMany("ids", limit: Self.limit) }
    let types = call.parameters["types"]?.arrayValue?.compactMap { $0.stringValue?.lowercased() } ?? []
    let table = try transaction.table(DirectoryType.object)
    var keys: [Int64] = []
    for id in ids {
      guard let entity = try transaction.entity(id: id, in: table), !keys.contains(entity.key),
        types.isEmpty || types.contains(entity.type.shortName.lowercased())
          || types.contains("directoryobject")
      else { continue }
      keys.append(entity.key)
    }
    return .entities(keys: keys, type: try transaction.structuredType(DirectoryType.object))
  }
}

/// `getUserOwnedObjects`: deleted groups that a user owned.
struct GetUserOwnedObjects: OperationRule {
  let operations = ["microsoft.graph.getUserOwnedObjects"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let table = try transaction.table(DirectoryType.object)
    let id = call.parameters["userId"]?.stringValue ?? ""
    guard let user = try transaction.entity(id: id, in: table) else { throw DirectoryError.notFound(id) }
    let sql = """
      SELECT DISTINCT s.object FROM setAsideLink s JOIN directoryObject o ON o.key = s.object
      WHERE s.link = ? AND s.target = ? AND s.source = s.object AND o.deleted IS NOT NULL ORDER BY s.object
      """
    let keys = try Int64.fetchAll(
      transaction.db.cachedStatement(sql: sql), arguments: [DirectoryLink.owners, user.key])
    return .entities(keys: keys, type: try transaction.structuredType(DirectoryType.object))
  }
}

/// `renew` of a group.
struct RenewGroup: OperationRule {
  let operations = ["microsoft.graph.renew"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    if let group = call.entity {
      _ = try transaction.update(group) {
        $0.properties["renewedDateTime"] = .string(transaction.moment.seconds)
      }
    }
    return .empty(status: 204)
  }
}

/// `setMobileDeviceManagementAuthority`: Intune becomes the authority, which is number 1.
struct SetDeviceManagementAuthority: OperationRule {
  let operations = ["microsoft.graph.setMobileDeviceManagementAuthority"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    if let organization = call.entity {
      _ = try transaction.update(organization) { $0.properties["mobileDeviceManagementAuthority"] = "intune" }
    }
    return .value(.number(1))
  }
}
