import EntityModel
import GraphContract
import Workloads
import GraphStore
import JSON
import OData
import Testing

@Suite struct PackageRulesTests {
  @Test func everyTenantHasTheBuiltInCatalog() throws {
    let tenant = try RuleTenant()
    try tenant.write(.seed) { _ in }
    try tenant.write(.seed) { _ in }
    let names: [String] = try tenant.column(
      "SELECT json_extract(properties, '$.displayName') || json_extract(properties, '$.catalogType') FROM accessPackageCatalog"
    )
    #expect(names == ["GeneralServiceDefault"])
    let general = try tenant.write { transaction in
      try #require(
        transaction.entities(transaction.table("microsoft.graph.accessPackageCatalog"), where: "key > 0")
          .first)
    }
    #expect(try tenant.refusal { try $0.delete(general) }?.code == "InvalidOperation")
  }

  @Test func stamps() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    let catalog = try tenant.write(caller: user.key) {
      try $0.make("accessPackageCatalog", ["displayName": "C"])
    }
    #expect(catalog.string("createdBy") == "adele@contoso.example")
    #expect(catalog.string("createdDateTime") == "2026-01-31T08:15:30.0000000Z")
    tenant.now = try #require(Moment("2026-02-01T00:00:00Z"))
    let changed = try tenant.write { try $0.set(catalog, ["displayName": "D"]) }
    #expect(changed.string("modifiedDateTime") == "2026-02-01T00:00:00.0000000Z")
    #expect(changed.string("createdDateTime") == "2026-01-31T08:15:30.0000000Z")
  }

  @Test func whatIsInUseStays() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    for entity in [scene.package, scene.direct, scene.catalog] {
      #expect(
        try scene.tenant.refusal { try $0.delete(entity) }?.code == "InvalidOperation", "\(entity.type)")
    }
    try scene.tenant.write { try $0.delete(assignment) }
    try scene.tenant.write { try $0.delete(scene.package) }
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageAssignmentPolicy") == [0])
    try scene.tenant.write { try $0.delete(scene.catalog) }
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageResource") == [0])
  }

  @Test func resourcesBringTheirParts() throws {
    let scene = try PackageScene()
    let parts: [String] = try scene.tenant.column(
      """
      SELECT json_extract(properties, '$.displayName') || ' ' || json_extract(properties, '$.originId')
      FROM (SELECT * FROM accessPackageResourceRole UNION ALL SELECT * FROM accessPackageResourceScope)
      """)
    let id = scene.group.id
    #expect(parts == ["Member Member_\(id)", "Owner Owner_\(id)", "Root \(id)"])
    let names: [String] = try scene.tenant.column(
      "SELECT json_extract(properties, '$.displayName') || json_extract(properties, '$.resourceType') FROM accessPackageResource"
    )
    #expect(names == ["campaignSecurity Group"])
    #expect(scene.roleScope.id.split(separator: "_").count == 2)
  }

  @Test func inlineRolesAreFoundByOrigin() throws {
    let scene = try PackageScene()
    try scene.tenant.write { transaction in
      let type = try #require(transaction.model.type("microsoft.graph.accessPackageResourceRole"))
      let known = Draft(type: type, properties: ["originId": .string("Member_\(scene.group.id)")])
      #expect(try transaction.existing(known)?.key == scene.roleScope.references["accessPackageResourceRole"])
      #expect(throws: GraphError(404, "RoleNotFound", "The role was not found.")) {
        _ = try transaction.existing(Draft(type: type, properties: ["originId": "Member_x"]))
      }
    }
  }

  @Test func inlineSubjectsAreFound() throws {
    let scene = try PackageScene()
    _ = try scene.delivered(to: scene.diego)
    try scene.tenant.write { transaction in
      let type = try #require(transaction.model.type("microsoft.graph.accessPackageSubject"))
      let byObject = Draft(type: type, properties: ["objectId": .string(scene.diego.id)])
      let byAddress = Draft(type: type, properties: ["email": "DIEGO@contoso.example"])
      #expect(try transaction.existing(byObject) != nil)
      #expect(try transaction.existing(byAddress) != nil)
      #expect(try transaction.existing(Draft(type: type, properties: ["email": "x@y.example"])) == nil)
    }
  }

  @Test func resourcesComeAndGoByRequest() throws {
    let scene = try PackageScene()
    let second = try scene.tenant.write { try $0.group("second") }
    func request(_ type: String, _ group: Entity) throws {
      try scene.tenant.write { transaction in
        let resource = try transaction.make(
          "accessPackageResource", ["originSystem": "AadGroup", "originId": .string(group.id)])
        try transaction.make(
          "accessPackageResourceRequest",
          ["requestType": .string(type), "catalogId": .string(scene.catalog.id)],
          references: ["accessPackageResource": resource.key])
      }
    }
    try request("AdminAdd", second)
    #expect(throws: GraphError(400, "ResourceAlreadyOnboarded", "The resource is already in the catalog.")) {
      try request("adminAdd", second)
    }
    try request("AdminRemove", second)
    #expect(
      throws: GraphError(
        400, "InvalidDeleteResourceHasEntitlements",
        "The resource: campaign can not be deleted because there are active entitlements.")
    ) { try request("AdminRemove", scene.group) }
    #expect(
      try scene.tenant.column("SELECT count(*) FROM accessPackageResource WHERE owner IS NOT NULL") == [1])
  }

  @Test func packagesMove() throws {
    let scene = try PackageScene()
    let target = try scene.tenant.write(.seed) { try $0.make("accessPackageCatalog", ["displayName": "T"]) }
    let parameters: [String: JSONValue] = ["catalogId": .string(target.id)]
    #expect(
      try scene.tenant.refusal { transaction in
        _ = try transaction.call("moveToCatalog", on: scene.package, parameters, rules: testRules)
      }?.code == "InvalidOperation")
    try scene.tenant.write(.seed) { transaction in
      try transaction.make(
        "accessPackageResource", ["originSystem": "AadGroup", "originId": .string(scene.group.id)],
        owner: target.key)
    }
    #expect(try scene.tenant.call("moveToCatalog", on: scene.package, parameters).status == 200)
    #expect(try scene.tenant.stored(scene.package)?.references["accessPackageCatalog"] == target.key)
  }

  @Test func derivedCatalog() throws {
    let scene = try PackageScene()
    _ = try scene.delivered(to: scene.diego)
    let expression = try #require(
      Workload.entitlement.derived["accessPackageAssignment.catalogId"])
    let ids: [String] = try scene.tenant.column("SELECT \(expression("t")) FROM accessPackageAssignment t")
    #expect(ids == ["\"\(scene.catalog.id)\""])
  }

  @Test(arguments: [
    ("accessPackageResourceRole_accessPackageResource", 2),
    ("accessPackageResourceScope_accessPackageResource", 1),
    ("accessPackageAssignmentPolicy_accessPackageCatalog", 1),
    ("accessPackageCatalog_accessPackageResourceRoles", 2),
    ("accessPackageCatalog_accessPackageResourceScopes", 1),
    ("entitlementManagement_accessPackageResources", 1),
    ("entitlementManagement_accessPackageResourceRoleScopes", 1),
    ("availableAccessPackage_resourceRoleScopes", 1),
    ("availableAccessPackage", 1),
  ])
  func views(name: String, count: Int) throws {
    let scene = try PackageScene()
    #expect(try scene.tenant.column("SELECT count(*) FROM \(name)") == [count])
  }
}
