import JSON
import Testing

/// What the end of an access package assignment does to a group and to those who wait for a license.
@Suite struct AccessPackageTests {
  static let entitlement = "/identityGovernance/entitlementManagement"
  static let catalog = "55555555-0000-4000-8000-000000000001"
  static let resource = "55555555-0000-4000-8000-000000000002"
  static let package = "55555555-0000-4000-8000-000000000003"
  static let ofAlex = "55555555-0000-4000-8000-000000000011"
  static let ofDiego = "55555555-0000-4000-8000-000000000012"
  static let request = "55555555-0000-4000-8000-000000000021"
  static let role = "55555555-0000-4000-8000-000000000031"

  /// A pool of one for a group that the package fills: Alex holds the unit, Diego waits.
  static let seed = """
    {"users": [{"id": "\(People.alex)", "userPrincipalName": "alex@contoso.example"},
               {"id": "\(People.diego)", "userPrincipalName": "diego@contoso.example"}],
     "groups": [{"id": "\(People.sales)", "displayName": "Studio"}],
     "admin": {"cloudLicensing": {"allotments": [{"id": "pool", "allottedUnits": 1, "skuId": "\(People.exchange)"}],
       "assignments": [{"id": "studio", "allotment@odata.bind": "admin/cloudLicensing/allotments/pool",
                        "assignedTo@odata.bind": "groups/\(People.sales)"}]}},
     "identityGovernance": {"entitlementManagement": {
       \(CampaignSeed.members(catalog: catalog, resource: resource, package: package)),
       "accessPackageAssignments": [
         {"id": "\(ofAlex)", "accessPackageId": "\(package)", "target": {"objectId": "\(People.alex)", "type": "User"}},
         {"id": "\(ofDiego)", "accessPackageId": "\(package)", "target": {"objectId": "\(People.diego)", "type": "User"}}],
       "accessPackageAssignmentRequests": [{"id": "\(request)", "requestor": {"objectId": "\(People.alex)"},
         "accessPackageAssignment@odata.bind": "identityGovernance/entitlementManagement/accessPackageAssignments/\(ofAlex)"}]}}}
    """

  enum Form: CaseIterable { case own, throughRequest, throughRole }

  @Test(arguments: Form.allCases) func freesTheUnitForWhoWaits(form: Form) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let assignments = "\(Self.entitlement)/accessPackageAssignments"
    #expect(Self.members(emulator) == [People.alex, People.diego])
    #expect(Self.holders(emulator) == [People.alex: true, People.diego: false])
    #expect(emulator.send("DELETE", "\(assignments)/\(try Self.path(form, emulator))").whole == .noContent)
    #expect(Self.members(emulator) == [People.diego])
    #expect(Self.holders(emulator) == [People.alex: false, People.diego: true])
    #expect(
      emulator.get("/admin/cloudLicensing/allotments/pool?$select=consumedUnits")["consumedUnits"]
        == .number(1))
    #expect(emulator.get("/admin/cloudLicensing/allotments/pool/waitingMembers")["value"] == [])
    #expect(emulator.get("\(assignments)?$select=id").values("id") == [Self.ofDiego])
    try Self.requestStays(emulator)
  }

  private static func requestStays(_ emulator: TestEmulator) throws {
    let path = "\(entitlement)/accessPackageAssignmentRequests/\(request)"
    #expect(
      emulator.get("\(path)?$select=id,requestState&$expand=accessPackageAssignment").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackageAssignmentRequests(id,requestState,accessPackageAssignment())/$entity",
           "id":"\(request)","requestState":"Delivered","accessPackageAssignment":null}
          """))
    #expect(emulator.get("\(path)/accessPackageAssignment").whole == .noContent)
    #expect(
      emulator.send("GET", "\(entitlement)/assignmentRequests/\(request)/assignment", version: "v1.0").whole
        == .noContent)
  }

  private static func path(_ form: Form, _ emulator: TestEmulator) throws -> String {
    switch form {
    case .own: return ofAlex
    case .throughRequest:
      return "\(ofAlex)/accessPackageAssignmentRequests/\(request)/accessPackageAssignment"
    case .throughRole:
      let roles = "\(ofAlex)/accessPackageAssignmentResourceRoles"
      let id = try #require(
        emulator.get("\(entitlement)/accessPackageAssignments/\(roles)").values("id").first)
      return "\(roles)/\(id)/accessPackageAssignments/\(ofAlex)"
    }
  }

  private static func members(_ emulator: TestEmulator) -> [String] {
    emulator.get("/groups/\(People.sales)/members?$select=id").values("id")
  }

  /// Who has a usage right.
  private static func holders(_ emulator: TestEmulator) -> [String: Bool] {
    [People.alex, People.diego].reduce(into: [:]) { held, user in
      held[user] = !emulator.get("/users/\(user)/cloudLicensing/usageRights").items.isEmpty
    }
  }
}

/// Packages, catalogs and requests as they are written.
@Suite struct AccessPackageWriteTests {
  static let entitlement = AccessPackageTests.entitlement

  @Test func keepsAPackageFromBirthToDeath() throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let reply = emulator.send(
      "POST", "\(Self.entitlement)/accessPackages",
      "{\"displayName\":\"Events\",\"catalogId\":\"\(People.catalog)\",\"id\":\"ignored\"}")
    let id = try #require(reply["id"]?.stringValue)
    #expect(
      reply.whole
        == .created(
          "B\(Self.entitlement)/accessPackages/\(id)",
          """
          {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackages/$entity","id":"\(id)",
           "catalogId":"\(People.catalog)","displayName":"Events","description":null,"isHidden":false,
           "isRoleScopesVisible":false,"createdBy":"adele@contoso.example",
           "createdDateTime":"2026-01-31T08:15:30.0000000Z","modifiedBy":"adele@contoso.example",
           "modifiedDateTime":"2026-01-31T08:15:30.0000000Z","uniqueName":null}
          """))
    let path = "\(Self.entitlement)/accessPackages/\(id)"
    #expect(emulator.send("PATCH", path, #"{"displayName":"Fairs","isHidden":true}"#).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=displayName,isHidden").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackages(displayName,isHidden)/$entity",
           "displayName":"Fairs","isHidden":true}
          """))
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(
      emulator.get(path).whole == .error(404, "ResourceNotFound", "The resource '\(id)' was not found."))
  }

  /// A package with assignments stays; one whose last assignment was deleted goes.
  @Test func aPackageInUseStays() throws {
    let emulator = try TestEmulator.frozen(AccessPackageTests.seed)
    let package = "\(Self.entitlement)/accessPackages/\(AccessPackageTests.package)"
    for assignment in [AccessPackageTests.ofAlex, AccessPackageTests.ofDiego] {
      let reply = emulator.send("DELETE", package)
      #expect(reply.status == 400)
      #expect(reply.errorCodes == ["InvalidOperation"])
      #expect(
        emulator.send("DELETE", "\(Self.entitlement)/accessPackageAssignments/\(assignment)").whole
          == .noContent)
    }
    #expect(emulator.send("DELETE", package).whole == .noContent)
  }
}
