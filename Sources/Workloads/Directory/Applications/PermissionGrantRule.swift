import EntityModel
import GRDB
import GraphStore
import JSON

/// What users, or an administrator for all of them, have let an application do (page "Create oAuth2PermissionGrant").
struct PermissionGrantRule: EntityRule {
  let types = [DirectoryType.permissionGrant]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    for name in ["clientId", "resourceId"] {
      try require(DirectoryType.servicePrincipal, new.properties[name], name, transaction)
    }
    switch new.properties["consentType"]?.stringValue {
    case "AllPrincipals":
      guard new.properties["principalId"]?.isNull != false else { throw Self.invalid("principalId") }
    case "Principal":
      try require(DirectoryType.user, new.properties["principalId"], "principalId", transaction)
    default: throw Self.invalid("consentType")
    }
    guard try !exists(like: new.properties, transaction) else { throw DirectoryError.grantExists }
  }

  private static func invalid(_ property: String) -> any Error {
    DirectoryError.invalidValue(property, of: "OAuth2PermissionGrant")
  }

  private func require(
    _ type: String, _ id: JSONValue?, _ property: String, _ transaction: WriteTransaction
  ) throws {
    guard let id = id?.stringValue else { throw Self.invalid(property) }
    let found = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    guard found?.type.name == type else { throw DirectoryError.notFound(id) }
  }

  private func exists(like new: [String: JSONValue], _ transaction: WriteTransaction) throws -> Bool {
    let table = try transaction.table(DirectoryType.permissionGrant)
    let condition = """
      \(table.foldedSQL("clientId")) = fold(?) AND fold(json_extract(properties, '$.resourceId')) = fold(?)
        AND \(table.foldedSQL("principalId")) IS fold(?)
      """
    return try !transaction.entities(
      table, where: condition,
      [new["clientId"]?.stringValue, new["resourceId"]?.stringValue, new["principalId"]?.stringValue],
      limit: 1
    ).isEmpty
  }
}
