import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Resources of a catalog, with the roles and scopes that come with their kind (entitlement-management 3.6).
struct ResourceRule: EntityRule {
  let types = [EntitlementType.resource]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try fillFromOrigin(&new, transaction)
    new.setDefault("addedOn", .string(transaction.moment.precise), transaction)
    new.setDefault("addedBy", try transaction.callerName().map(JSONValue.string), transaction)
    let named = Set(new.draft.children.filter { !$0.drafts.isEmpty }.map(\.navigation.storedName))
    guard named.isDisjoint(with: ["accessPackageResourceRoles", "accessPackageResourceScopes"]) else {
      return
    }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    BareResources.of(transaction).ids.insert(id)
  }

  /// Name, description and kind are those of the object that the resource stands for.
  private func fillFromOrigin(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let values = try ResourceOrigin.values(
      new.properties["originSystem"], new.properties["originId"], transaction)
    for (name, value) in values { new.setDefault(name, value, transaction) }
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard BareResources.of(transaction).ids.remove(entity.id) != nil else { return }
    try ResourceParts.make(for: entity, transaction)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    let condition = "accessPackageResourceRole IN (SELECT key FROM accessPackageResourceRole WHERE owner = ?)"
    let uses = try transaction.entities(
      transaction.table(EntitlementType.roleScope), where: condition, [entity.key])
    guard uses.isEmpty else {
      throw EntitlementError.resourceInUse(entity.string("displayName") ?? entity.id)
    }
  }
}

/// The object of the directory that a resource stands for.
enum ResourceOrigin {
  /// Name, description and kind that a resource has from it; none where it is no group.
  static func values(
    _ system: JSONValue?, _ id: JSONValue?, _ transaction: WriteTransaction
  ) throws -> [(name: String, value: JSONValue)] {
    guard system?.stringValue == "AadGroup", let id = id?.stringValue,
      let group = try transaction.entity(id: id, in: transaction.table(DirectoryType.group))
    else { return [] }
    let kind: JSONValue = GroupKind(group) == .microsoft365 ? "O365 Group" : "Security Group"
    return [
      ("displayName", group.properties["displayName"]), ("description", group.properties["description"]),
      ("resourceType", kind),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}

/// Resources whose roles and scopes are to be made: their bodies name none.
///
/// A class because both steps of an insertion share it.
private final class BareResources {
  var ids: Set<String> = []

  static func of(_ transaction: WriteTransaction) -> BareResources {
    transaction.state(BareResources.self) { BareResources() }
  }
}

/// The roles and the scope that a resource has by its kind.
enum ResourceParts {
  private struct Role {
    let origin: String
    let name: String
    /// nil: the name says it all.
    var description: String?
  }

  static func make(for resource: Entity, _ transaction: WriteTransaction) throws {
    guard let origin = resource.string("originId"), let system = resource.string("originSystem") else {
      return
    }
    for role in try roles(of: origin, system, transaction) {
      try insert(
        EntitlementType.role, resource,
        [
          "displayName": .string(role.name), "description": .string(role.description ?? role.name),
          "originId": .string(role.origin),
        ], transaction)
    }
    try insert(
      EntitlementType.scope, resource,
      [
        "displayName": "Root", "description": "Root Scope", "originId": .string(origin),
        "isRootScope": .bool(true),
      ], transaction)
  }

  private static func roles(
    of origin: String, _ system: String, _ transaction: WriteTransaction
  ) throws -> [Role] {
    switch system {
    case "AadGroup":
      [Role(origin: "Member_\(origin)", name: "Member"), Role(origin: "Owner_\(origin)", name: "Owner")]
    case "SharePointOnline":
      [
        Role(origin: "3", name: "Creators"), Role(origin: "4", name: "Contributors"),
        Role(origin: "5", name: "Viewers"),
      ]
    case "AadApplication": try applicationRoles(origin, transaction)
    default: []
    }
  }

  private static func applicationRoles(_ id: String, _ transaction: WriteTransaction) throws -> [Role] {
    let principal = try transaction.entity(id: id, in: transaction.table(DirectoryType.servicePrincipal))
    let roles = principal?.properties["appRoles"]?.arrayValue?.compactMap(\.objectValue) ?? []
    guard !roles.isEmpty else {
      return [Role(origin: "00000000-0000-0000-0000-000000000000", name: "Default Access")]
    }
    return roles.compactMap { role in
      role["id"]?.stringValue.map {
        Role(
          origin: $0, name: role["displayName"]?.stringValue ?? $0,
          description: role["description"]?.stringValue)
      }
    }
  }

  /// The id follows from the resource, so that the same seed gives the same ids.
  private static func insert(
    _ typeName: String, _ resource: Entity, _ values: [String: JSONValue], _ transaction: WriteTransaction
  ) throws {
    let type = try transaction.structuredType(typeName)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: resource.key)
    new.id = ContentGuid.of("\(typeName)\n\(resource.id)\n\(values["originId"]?.stringValue ?? "")")
    new.properties = values
    new.properties["originSystem"] = resource.properties["originSystem"]
    _ = try transaction.insert(new)
  }
}
