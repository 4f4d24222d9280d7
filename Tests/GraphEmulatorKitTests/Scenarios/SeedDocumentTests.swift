import JSON
import Testing

/// The requests of five pages of the documentation, with ids of the demo tenant.
@Suite struct SeedDocumentTests {
  static let exchange = "551f1755-0184-9e51-0bc7-f32bae5a1afb"
  static let powerBI = "2fceab6d-6f06-486f-888c-f1d656b5c895"
  static let assignment = "405ee855-dd74-f695-8d7e-be35a6788fe8"
  static let allotments = "/admin/cloudLicensing/allotments"

  static func user(_ number: Int) -> String { "10000000-0000-4000-8000-0000000000\(number)" }
  static func group(_ number: Int) -> String { "20000000-0000-4000-8000-0000000000\(number)" }
  static func profile(_ number: String) -> String { "40000000-0000-4000-8000-0000000000\(number)" }
  static func entitlement(_ number: Int) -> String { "50000000-0000-4000-8000-0000000000\(number)" }

  // MARK: Remove assignment

  @Test func removesAnAssignmentThroughItsAllotment() throws {
    let emulator = try TestEmulator.contoso()
    let path = "\(Self.allotments)/\(Self.powerBI)/assignments/\(Self.assignment)"
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.send("DELETE", path).whole == Self.missingAssignment)
    #expect(
      emulator.get("\(Self.allotments)/\(Self.powerBI)?$select=consumedUnits").whole
        == Self.units(4, Self.powerBI))
    #expect(try Self.waiting(emulator, Self.powerBI) == [Self.user(23)])
  }

  @Test func removesAnAssignmentOfAUser() throws {
    let emulator = try TestEmulator.contoso()
    #expect(try Self.waiting(emulator, Self.exchange) == [Self.user(39), Self.user(32)])
    #expect(
      emulator.send("DELETE", "/users/\(Self.user(35))/cloudLicensing/assignments/exchange-zoe").whole
        == .noContent)
    #expect(try Self.waiting(emulator, Self.exchange) == [Self.user(32)])
    #expect(emulator.get("/admin/cloudLicensing/assignments/exchange-zoe").whole == Self.missingAssignment)
  }

  @Test func removesAnAssignmentOfAGroup() throws {
    let emulator = try TestEmulator.contoso()
    let path = "/groups/\(Self.group(10))/cloudLicensing/assignments"
    #expect(emulator.send("DELETE", "\(path)/power-bi-analysts").whole == .noContent)
    #expect(
      emulator.get(path).whole
        == .ok(#"{"@odata.context":"B/$metadata#admin/cloudLicensing/assignments","value":[]}"#))
    #expect(try Self.waiting(emulator, Self.powerBI) == [])
    #expect(
      emulator.get("\(Self.allotments)/\(Self.powerBI)?$select=consumedUnits").whole
        == Self.units(1, Self.powerBI))
  }

  private static func waiting(_ emulator: TestEmulator, _ allotment: String) throws -> [String] {
    let reply = emulator.get("\(allotments)/\(allotment)/waitingMembers?$expand=assignedTo($select=id)")
    return try #require(reply["value"]?.arrayValue).map { member in
      try #require(member.objectValue?["assignedTo"]?.objectValue?["id"]?.stringValue)
    }
  }

  private static func units(_ number: Int, _ allotment: String) -> WholeAnswer {
    .ok(
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(consumedUnits)/$entity",
       "@odata.type":"#microsoft.graph.cloudLicensing.allotment","consumedUnits":\(number)}
      """)
  }

  private static let missingAssignment = WholeAnswer.licensing(
    404, "notFound", "resourceNotFound", "The requested resource was not found.", property: "assignmentId")

  // MARK: Get allotment for assignment, and the allotment resource

  @Test(arguments: [
    "/admin/cloudLicensing/assignments/\(assignment)/allotment",
    "/users/\(user(37))/cloudLicensing/assignments/exchange-mia/allotment",
    "/admin/cloudLicensing/allotments/\(exchange)",
  ]) func getsAnAllotment(path: String) throws {
    let isExchange = !path.contains(Self.assignment)
    let reply = try TestEmulator.demo.get().get(path)
    #expect(
      reply.whole == .ok(isExchange ? Self.exchangePool : Self.powerBIPool))
  }

  @Test func getsTheAllotmentOfAGroup() throws {
    let emulator = try TestEmulator.demo.get()
    let path = "/groups/\(Self.group(10))/cloudLicensing/assignments/power-bi-analysts/allotment"
    #expect(emulator.get(path).whole == .ok(Self.powerBIPool))
    #expect(
      emulator.get("\(path)?$select=id&$expand=waitingMembers($select=waitingSinceDateTime)").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id,waitingMembers(waitingSinceDateTime))/$entity",
           "@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"\(Self.powerBI)","waitingMembers":[
            {"@odata.type":"#microsoft.graph.cloudLicensing.waitingMember","waitingSinceDateTime":"2026-08-03T09:00:00Z"},
            {"@odata.type":"#microsoft.graph.cloudLicensing.waitingMember","waitingSinceDateTime":"2026-08-03T09:00:00Z"}]}
          """))
  }

  static let context = #""@odata.context":"B/$metadata#admin/cloudLicensing/allotments/$entity""#

  static let exchangePool = """
    {\(context),"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"\(exchange)","allottedUnits":4,
     "assignableTo":"user,group","consumedUnits":4,"externalServiceIdentifier":null,
     "skuId":"4b9405b0-7788-4568-add1-99614e613b69","skuPartNumber":"EXCHANGESTANDARD","services":[
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"user,group",
       "planId":"9aaf7827-d63c-4b61-89c3-182f06f82e5c","planName":"EXCHANGE_S_STANDARD"},
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"none",
       "planId":"882e1d05-acd1-4ccb-8708-6ee03664b117","planName":"INTUNE_O365"},
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"user,group",
       "planId":"5e62787c-c316-451f-b873-1d05acd4d12c","planName":"BPOS_S_TODO_1"}],
     "subscriptions":[{"@odata.type":"#microsoft.graph.cloudLicensing.subscription",
       "subscriptionId":"60000000-0000-4000-8000-000000000001","nextLifecycleDate":"2027-09-30",
       "startDate":"2025-09-30","state":"active","tags":"none"}]}
    """

  static let powerBIPool = """
    {\(context),"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"\(powerBI)","allottedUnits":4,
     "assignableTo":"user,group","consumedUnits":4,"externalServiceIdentifier":null,
     "skuId":"f8a1db68-be16-40ed-86d5-cb42ce701560","skuPartNumber":"POWER_BI_PRO","services":[
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"none",
       "planId":"113feb6c-3fe4-4440-bddc-54d774bf0318","planName":"EXCHANGE_S_FOUNDATION"},
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"user,group",
       "planId":"70d33638-9c74-4d01-bfd3-562de28bd4ba","planName":"BI_AZURE_P2"}],
     "subscriptions":[{"@odata.type":"#microsoft.graph.cloudLicensing.subscription",
       "subscriptionId":"60000000-0000-4000-8000-000000000002","nextLifecycleDate":"2027-06-30",
       "startDate":"2025-07-01","state":"active","tags":"none"}]}
    """

  // MARK: Delete deviceConfigurationAssignment

  /// The owner path below a profile, and the profile that it leads to.
  static let owners: [(String, String)] = [
    ("\(profile("13"))", "13"),
    ("\(profile("14"))/rootCertificate", "13"),
    ("\(profile("15"))/identityCertificate", "14"),
    ("\(profile("15"))/identityCertificate/rootCertificate", "13"),
    ("\(profile("14"))/microsoft.graph.iosScepCertificateProfile/rootCertificate", "13"),
    ("\(profile("08"))/microsoft.graph.windowsPhone81VpnConfiguration/identityCertificate", "07"),
    (
      "\(profile("12"))/microsoft.graph.macOSWiredNetworkConfiguration/rootCertificateForServerValidation",
      "09"
    ),
    (
      "\(profile("12"))/microsoft.graph.macOSWiredNetworkConfiguration/identityCertificateForClientAuthentication",
      "10"
    ),
    (
      "\(profile("05"))/microsoft.graph.windowsWifiEnterpriseEAPConfiguration/identityCertificateForClientAuthentication",
      "04"
    ),
    (
      "\(profile("05"))/microsoft.graph.windowsWifiEnterpriseEAPConfiguration/rootCertificatesForServerValidation/\(profile("03"))",
      "03"
    ),
  ]

  @Test(arguments: owners) func deletesTheAssignmentOfTheProfileReached(owner: String, reached: String) throws
  {
    let emulator = try TestEmulator.contoso()
    let profiles = "/deviceManagement/deviceConfigurations"
    let before = Self.assignments(emulator)
    let doomed = try #require(before[Self.profile(reached)]?.last)
    let path = "\(profiles)/\(owner)/assignments/\(doomed)"
    #expect(emulator.send("DELETE", path).whole == .noContent)
    var expected = before
    expected[Self.profile(reached)]?.removeLast()
    #expect(Self.assignments(emulator) == expected)
    #expect(emulator.send("DELETE", path).whole == .intune(404, "ResourceNotFound"))
  }

  /// Ids of all assignments, by profile.
  private static func assignments(_ emulator: TestEmulator) -> [String: [String]] {
    let list = emulator.get(
      "/deviceManagement/deviceConfigurations?$select=id&$expand=assignments($select=id)")
    return list.items.reduce(into: [:]) { all, profile in
      let ids = profile["assignments"]?.arrayValue?.compactMap { $0.objectValue?["id"]?.stringValue }
      all[profile["id"]?.stringValue ?? ""] = ids
    }
  }

  // MARK: Delete accessPackageAssignment

  static let packageAssignments = "/identityGovernance/entitlementManagement/accessPackageAssignments"

  @Test(arguments: [
    "\(entitlement(72))",
    "\(entitlement(72))/accessPackageAssignmentRequests/\(entitlement(92))/accessPackageAssignment",
    "\(entitlement(72))/accessPackageAssignmentResourceRoles/\(entitlement(83))/accessPackageAssignments/\(entitlement(72))",
  ]) func deletesAnAccessPackageAssignment(form: String) throws {
    let emulator = try TestEmulator.contoso()
    #expect(emulator.send("DELETE", "\(Self.packageAssignments)/\(form)").whole == .noContent)
    #expect(
      emulator.get("\(Self.packageAssignments)/\(Self.entitlement(72))").whole
        == .error(404, "ResourceNotFound", "The resource '\(Self.entitlement(72))' was not found."))
    #expect(emulator.get("\(Self.packageAssignments)?$select=id").values("id").contains(Self.entitlement(71)))
    #expect(
      !emulator.get("/groups/\(Self.group(16))/members?$select=id").values("id").contains(Self.user(27)))
    let request =
      "/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/\(Self.entitlement(92))"
    #expect(emulator.get(request)["requestState"] == "Delivered")
    #expect(emulator.get("\(request)/accessPackageAssignment").whole == .noContent)
  }

  @Test func aRoleSharedByTwoAssignmentsKeepsItsMember() throws {
    let emulator = try TestEmulator.contoso()
    let shared =
      "\(Self.packageAssignments)/\(Self.entitlement(71))/accessPackageAssignmentResourceRoles/\(Self.entitlement(81))"
    let members = "/groups/\(Self.group(16))/members?$select=id"
    #expect(
      emulator.send("DELETE", "\(shared)/accessPackageAssignments/\(Self.entitlement(73))").whole
        == .noContent)
    #expect(emulator.get(members).values("id").contains(Self.user(26)))
    #expect(
      emulator.send("DELETE", "\(shared)/accessPackageAssignments/\(Self.entitlement(71))").whole
        == .noContent)
    #expect(!emulator.get(members).values("id").contains(Self.user(26)))
  }

  @Test(arguments: [
    (
      "\(entitlement(71))/accessPackageAssignmentRequests/\(entitlement(92))/accessPackageAssignment",
      entitlement(92)
    ),
    (
      "\(entitlement(72))/accessPackageAssignmentResourceRoles/\(entitlement(81))/accessPackageAssignments/\(entitlement(71))",
      entitlement(81)
    ),
    (
      "\(entitlement(72))/accessPackageAssignmentResourceRoles/\(entitlement(83))/accessPackageAssignments/\(entitlement(71))",
      entitlement(71)
    ),
  ]) func refusesToDeleteThroughWhatDoesNotBelong(form: String, missing: String) throws {
    let emulator = try TestEmulator.contoso()
    #expect(
      emulator.send("DELETE", "\(Self.packageAssignments)/\(form)").whole
        == .error(404, "ResourceNotFound", "The resource '\(missing)' was not found."))
    #expect(emulator.get("\(Self.packageAssignments)/$count").whole == .count(6))
  }
}
