import EntityModel
import GRDB
import Workloads
import GraphStore
import JSON
import OData
import Testing

/// A package `Campaign` that makes its holders members of a group, with a policy for administrators, one for
/// everybody and one with approval by Adele.
struct PackageScene {
  let tenant: RuleTenant
  let adele: Entity
  let diego: Entity
  let group: Entity
  let catalog: Entity
  let package: Entity
  let roleScope: Entity
  let direct: Entity

  init() throws {
    let tenant = try RuleTenant()
    self.tenant = tenant
    (adele, diego, group) = try tenant.write { transaction in
      (try transaction.user("adele"), try transaction.user("diego"), try transaction.group("campaign"))
    }
    let group = self.group
    let (catalog, package) = try tenant.write(.seed) { transaction in
      let catalog = try transaction.make("accessPackageCatalog", ["displayName": "Marketing"])
      return (
        catalog,
        try transaction.make(
          "accessPackage", ["displayName": "Campaign"], references: ["accessPackageCatalog": catalog.key])
      )
    }
    (self.catalog, self.package) = (catalog, package)
    roleScope = try tenant.write(.seed) { try Self.addGroup(group, to: package, in: catalog, "Member", $0) }
    direct = try tenant.write(.seed) { transaction in
      try transaction.make(
        "accessPackageAssignmentPolicy",
        [
          "displayName": "direct",
          "requestorSettings": ["scopeType": "NoSubjects", "acceptRequests": .bool(true)],
        ], references: ["accessPackage": package.key])
    }
  }

  /// Brings a group into the catalog, unless it is there, and gives its role with the package.
  @discardableResult
  static func addGroup(
    _ group: Entity, to package: Entity, in catalog: Entity, _ role: String, _ transaction: WriteTransaction
  ) throws -> Entity {
    let table = try transaction.table("microsoft.graph.accessPackageResource")
    let known = try transaction.entities(table, where: "owner = ?", [catalog.key])
      .first { $0.string("originId") == group.id }
    let resource =
      try known
      ?? transaction.make(
        "accessPackageResource", ["originSystem": "AadGroup", "originId": .string(group.id)],
        owner: catalog.key)
    let roles = try transaction.entities(
      transaction.table("microsoft.graph.accessPackageResourceRole"), where: "owner = ?", [resource.key])
    let found = try #require(roles.first { $0.string("originId") == "\(role)_\(group.id)" })
    return try transaction.make(
      "accessPackageResourceRoleScope", references: ["accessPackageResourceRole": found.key],
      owner: package.key)
  }

  func policy(_ values: [String: JSONValue]) throws -> Entity {
    try tenant.write(.seed) { transaction in
      try transaction.make(
        "accessPackageAssignmentPolicy", values, references: ["accessPackage": package.key])
    }
  }

  /// Posts an assignment request as the engine does: the inline assignment first.
  @discardableResult
  func post(
    _ type: String, for user: Entity? = nil, policy: Entity? = nil, assignment: Entity? = nil,
    values: [String: JSONValue] = [:], caller: Entity? = nil
  ) throws -> Entity {
    try tenant.write(caller: caller?.key) { transaction in
      var inline = assignment
      if inline == nil {
        var ids: [String: JSONValue] = ["accessPackageId": .string(package.id)]
        if let policy { ids["assignmentPolicyId"] = .string(policy.id) }
        if let user { ids["targetId"] = .string(user.id) }
        inline = try transaction.make("accessPackageAssignment", ids)
      }
      return try transaction.make(
        "accessPackageAssignmentRequest", values.merging(["requestType": .string(type)]) { $1 },
        references: ["accessPackageAssignment": try #require(inline).key])
    }
  }

  /// What happens before the next request is answered.
  func settle(at time: String? = nil) throws {
    if let time { tenant.now = try #require(Moment(time)) }
    try tenant.store.runScheduled(at: tenant.now)
  }

  /// A delivered assignment of the package.
  func delivered(to user: Entity) throws -> Entity {
    let request = try post("AdminAdd", for: user, policy: direct)
    try settle()
    return try #require(try assignment(of: request))
  }

  func assignment(of request: Entity) throws -> Entity? {
    try tenant.write { transaction in
      let current = try transaction.entity(key: request.key, in: transaction.table(request.type.name))
      guard let key = current?.references["accessPackageAssignment"] else { return nil }
      return try transaction.entity(
        key: key, in: transaction.table("microsoft.graph.accessPackageAssignment"))
    }
  }

  /// State and status.
  func state(_ entity: Entity) throws -> String {
    let current = try tenant.stored(entity)
    let names =
      entity.type.name.hasSuffix("Request")
      ? ["requestState", "requestStatus"] : ["assignmentState", "assignmentStatus"]
    return names.map { current?.string($0) ?? "-" }.joined(separator: "/")
  }

  var members: [String] { get throws { try tenant.linked("group_members", group) } }

  var resourceRoles: [String] {
    get throws {
      try tenant.column(
        "SELECT json_extract(properties, '$.status') FROM accessPackageAssignmentResourceRole")
    }
  }
}
