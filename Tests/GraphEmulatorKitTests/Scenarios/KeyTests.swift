import HTTPMessages
import Testing

/// Every way to write a path to one object.
@Suite struct KeyTests {
  @Test(arguments: [
    "/users/\(People.adele)", "/users('\(People.adele)')", "/users(\(People.adele))",
    "/users(id='\(People.adele)')",
    "/users/adele@contoso.example", "/users/ADELE@contoso.example", "/users/adele%40contoso.example",
    "/users('adele@contoso.example')", "/users(userPrincipalName='adele@contoso.example')",
    "/USERS/\(People.adele.uppercased())", "//users//\(People.adele)/", "/me",
  ]) func leadsToTheUser(path: String) throws {
    let reply = try TestEmulator.people.get().get("\(path)?$select=id")
    #expect(
      reply.whole == .ok(#"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#))
  }

  @Test(arguments: ["", "/"]) func versionsAreFoundInAnyCase(slash: String) throws {
    let emulator = try TestEmulator.people.get()
    let reply = emulator.send("GET", "/users/\(People.adele)\(slash)?%24select=id", version: "BeTa")
    #expect(
      reply.whole == .ok(#"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#))
  }

  @Test(arguments: ["/users/\(People.adele)/displayName/$value", "/groups/\(People.sales)/members/$ref"])
  func wordsOfTheProtocolAreFoundInAnyCase(path: String) throws {
    let emulator = try TestEmulator.people.get()
    let reply = emulator.get(path)
    #expect(reply.status == 200)
    let word = path.split(separator: "/").last ?? ""
    #expect(emulator.get(path.replacing(word, with: word.uppercased())).whole == reply.whole)
  }

  @Test(arguments: [
    "/admin/cloudLicensing/allotments/exchange", "/admin/cloudLicensing/allotments('exchange')",
    "/Admin/CloudLicensing/Allotments(id='exchange')", "/admin/cloudLicensing/assignments/first/allotment",
    "/users('adele@contoso.example')/cloudLicensing/assignments('first')/allotment",
  ]) func leadsToTheAllotment(path: String) throws {
    let reply = try TestEmulator.people.get().get("\(path)?$select=id")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id)/$entity",
           "@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange"}
          """))
  }

  @Test(arguments: [
    ("/devices/\(People.kiosk)", "devices", ""),
    ("/devices(deviceId='34333333-0000-4000-8000-000000000001')", "devices", ""),
    ("/directoryObjects/\(People.kiosk)/microsoft.graph.device", "devices", ""),
    ("/directoryObjects/\(People.kiosk)/GRAPH.Device", "devices", ""),
    ("/directoryObjects/\(People.kiosk)", "directoryObjects", ##""@odata.type":"#microsoft.graph.device","##),
  ]) func leadsToTheDevice(path: String, set: String, type: String) throws {
    let reply = try TestEmulator.people.get().get("\(path)?$select=id")
    #expect(
      reply.whole
        == .ok(#"{"@odata.context":"B/$metadata#\#(set)(id)/$entity",\#(type)"id":"\#(People.kiosk)"}"#))
  }

  /// GUIDs are the same in any case, other ids are not.
  @Test func otherIdsAreExact() throws {
    let emulator = try TestEmulator.people.get()
    #expect(emulator.get("/admin/cloudLicensing/allotments/Exchange").status == 404)
  }

  @Test(arguments: [
    "/users/x%2Fy@contoso.example", "/users('o%27%27brien%2Fx@contoso.example')",
  ]) func slashesInKeysStayInTheKey(path: String) throws {
    let emulator = try TestEmulator.people.get()
    let key = path.contains("brien") ? "o'brien/x@contoso.example" : "x/y@contoso.example"
    #expect(emulator.get(path).whole == .missingObject(key))
  }

  @Test func propertiesAreResources() throws {
    let emulator = try TestEmulator.people.get()
    let path = "/users/\(People.adele)"
    #expect(
      emulator.get("\(path)/DisplayName").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users('\(People.adele)')/displayName","value":"Adele Vance"}
          """))
    #expect(
      emulator.get("\(path)/displayName/$value").whole
        == WholeAnswer(200, ["Content-Type: text/plain", "OData-Version: 4.0"], text: "Adele Vance"))
    #expect(emulator.get("\(path)/jobTitle").whole == .noContent)
    #expect(emulator.send("DELETE", "\(path)/displayName").whole == .notAllowed("Request_BadRequest", "GET"))
  }

  @Test(arguments: [
    ("/admin/cloudLicensing/allotments/$count", 2),
    ("/admin/cloudLicensing/allotments/exchange/waitingMembers/$count", 1),
    ("/users/\(People.adele)/cloudLicensing/usageRights/$count", 1),
    ("/deviceManagement/deviceConfigurations/$count", 0),
    ("/admin/cloudLicensing/assignments/$count?$filter=assignedTo/id%20eq%20'\(People.alex)'", 1),
  ]) func counts(path: String, number: Int) throws {
    let reply = try TestEmulator.people.get().get(path)
    #expect(reply.whole == .count(number))
  }

  @Test func theDirectoryCountsForWhoSaysEventual() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.get("/users/$count").whole
        == .error(400, "Request_BadRequest", "$count is not currently supported."))
    #expect(
      emulator.send("GET", "/users/$count", headers: [.init("ConsistencyLevel", "Eventual")]).whole
        == .count(3))
  }

  static let segments: [(String, String)] = [
    ("/nothing", "nothing"), ("/users/\(People.adele)/nothing", "nothing"),
    ("/users/\(People.adele)/manager/nothing", "nothing"),
    ("/admin/nothing", "nothing"), ("/admin/cloudLicensing/allotments/exchange/nothing", "nothing"),
    ("/me/cloudLicensing/allotments/exchange/assignments/first", "allotments"),
    ("/deviceManagement/nothing/x", "nothing"),
    ("/identityGovernance/entitlementManagement/nothing", "nothing"),
    ("/directoryObjects/\(People.adele)/microsoft.graph.nothing", "microsoft.graph.nothing"),
    ("/users/\(People.nobody)/nothing", "nothing"),
  ]

  @Test(arguments: segments) func refusesAnUnknownSegment(path: String, segment: String) throws {
    let reply = try TestEmulator.people.get().get(path)
    #expect(reply.whole == .unknownSegment(segment))
  }

  @Test func refusesAnUnknownVersion() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.send("GET", "/users", version: "v3.0").whole
        == .error(400, "BadRequest", "Invalid version: v3.0"))
    #expect(
      emulator.send("GET", "/admin/cloudLicensing/allotments", version: "v1.0").whole
        == .unknownSegment("cloudLicensing"))
  }
}
