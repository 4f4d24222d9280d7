import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Behaviors of the contract that no other suite is about (docs/odata.md).
@Suite struct ContractTests {
  static let adele =
    #"{"@odata.context":"B/$metadata#users(id)","value":[{"id":"\#(People.adele)"}]}"#

  // MARK: Options

  /// With `$` or without, in any case, encoded; a plus is a blank; what is no system option is left alone.
  @Test(arguments: [
    "$select=id&$filter=department%20eq%20'Sales'", "select=id&filter=department+eq+'Sales'",
    "%24SELECT=id&%24Filter=department%20EQ%20%27Sales%27",
    "api-version=1.6&_=5&$select=id&$filter=department+eq+'sales'&noCache=&x",
    "&&$select=id&&$filter=department eq 'Sales'&", "$format=json&$select=id&$filter=department+eq+'Sales'",
  ]) func optionsInEverySpelling(query: String) throws {
    let path = "/users?" + query.replacing(" ", with: "%20")
    #expect(try TestEmulator.people.get().get(path).whole == .ok(Self.adele))
  }

  @Test(arguments: ["json", "JSON"])
  func formats(format: String) throws {
    let emulator = try TestEmulator.people.get()
    let path = "/users?$select=id&$filter=department%20eq%20'Sales'"
    #expect(emulator.get("\(path)&$format=\(format)").whole == .ok(Self.adele))
    #expect(
      emulator.get("\(path)&$format=xml").whole
        == .error(400, "BadRequest", "The format 'xml' is not supported."))
  }

  @Test(arguments: ["$compute=1 add 1 as two", "$schemaversion=1", "$apply=groupby((id))", "$id=x"])
  func optionsThatAreRefused(option: String) throws {
    let name = String(option.prefix { $0 != "=" })
    #expect(
      try TestEmulator.people.get().get("/users?" + option.replacing(" ", with: "%20")).whole
        == .error(400, "Request_BadRequest", "Unrecognized query argument specified: '\(name)'."))
  }

  /// Plain text, found anywhere in name or description.
  @Test(arguments: [
    ("/deviceManagement/deviceConfigurations", "\"IOSK\"", ["Kiosks"]),
    ("/deviceManagement/deviceConfigurations", "zzz", []),
    ("/identityGovernance/entitlementManagement/accessPackages", "gen", ["Agency"]),
  ]) func searchesOutsideOfTheDirectory(path: String, text: String, names: [String]) throws {
    let search = text.replacing("\"", with: "%22")
    let reply = try TestEmulator.everyWorkload.get().get("\(path)?$search=\(search)&$select=displayName")
    #expect(reply.status == 200)
    #expect(reply.values("displayName") == names)
  }

  // MARK: Paths

  @Test(arguments: ["graph.localhost", "[::1]:9000", "10.0.0.1:80"]) func linksFollowTheHost(host: String)
    throws
  {
    let request = Request(
      method: "GET", target: "/beta/users?$top=1&$select=id",
      headers: RequestHeaders([HeaderField("Host", host), HeaderField("Authorization", "Bearer x")]))
    let reply = Reply(try TestEmulator.people.get().core.respond(to: request))
    #expect(reply["@odata.context"] == .string("http://\(host)/beta/$metadata#users(id)"))
    #expect(reply["@odata.nextLink"]?.stringValue?.hasPrefix("http://\(host)/beta/users?$top=1") == true)
  }

  @Test(
    arguments: [
      ("/groups/\(People.sales)/members/$count/x", "x"), ("/users/$value", nil), ("/users/$entity/x", nil),
    ] as [(String, String?)]) func aCollectionInTheMiddle(path: String, segment: String?) throws
  {
    let expected =
      segment.map(WholeAnswer.unknownSegment)
      ?? .error(
        400, "Request_BadRequest",
        "The request URI is not valid. Since the segment 'users' refers to a collection, this must be the last "
          + "segment in the request URI. All intermediate segments must refer to a single resource.")
    #expect(try TestEmulator.people.get().get(path).whole == expected)
  }

  /// Several keys at once identify nothing, and not every property is a key.
  @Test(arguments: [
    (
      "/users(userPrincipalName='adele@contoso.example',id='\(People.adele)')",
      "adele@contoso.example,\(People.adele)"
    ),
    ("/users(displayName='Adele Vance')", "Adele Vance"),
  ]) func keysThatFindNothing(path: String, key: String) throws {
    let reply = try TestEmulator.people.get().get(path.replacing(" ", with: "%20"))
    #expect(reply.whole == .missingObject(key))
  }

  // MARK: Operations

  @Test(arguments: ["assignLicense", "ASSIGNLICENSE", "microsoft.graph.assignLicense", "graph.assignLicense"])
  func actionsByEveryName(name: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    emulator.send("PATCH", "/users/\(People.diego)", #"{"usageLocation":"DE"}"#)
    let reply = emulator.send(
      "POST", "/users/\(People.diego)/\(name)",
      #"{"ADDLICENSES":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#)
    #expect(reply.status == 200)
    #expect(reply["id"] == .string(People.diego))
    #expect(
      emulator.get("/users/\(People.diego)/licenseDetails?$select=skuId").values("skuId") == [People.powerBI])
  }

  @Test func missingParameters() throws {
    #expect(
      try TestEmulator.people.get().send("POST", "/users/\(People.diego)/assignLicense", "{}").whole
        == .error(
          400, "Request_BadRequest",
          "One or more parameters of the operation 'assignLicense' are missing from the request payload. The "
            + "missing parameters are: addLicenses, removeLicenses."))
  }

  @Test func aGroupsLicensesAreAccepted() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "POST", "/groups/\(People.sales)/assignLicense",
      #"{"addLicenses":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#)
    #expect(reply.status == 202)
    #expect(reply["id"] == .string(People.sales))
    #expect(reply.header("Location") == "http://localhost:8585/beta/groups/\(People.sales)")
  }

  // MARK: Writing

  /// No resource has an etag.
  @Test func conditionsAreIgnored() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let headers = [HeaderField("If-Match", "\"other\""), HeaderField("If-None-Match", "*")]
    let path = "/users/\(People.alex)"
    #expect(emulator.send("PATCH", path, #"{"city":"Ulm"}"#, headers: headers).whole == .noContent)
    #expect(emulator.send("GET", "\(path)?$select=city", headers: headers)["city"] == "Ulm")
    #expect(emulator.send("DELETE", path, headers: headers).whole == .noContent)
  }

  static let references: [(String, WholeAnswer)] = [
    ("{}", .error(400, "BadRequest", "Unexpected empty reference: the body has no '@odata.id'.")),
    (#"{"@odata.id":"B/users/\#(People.nobody)"}"#, .missingObject(People.nobody)),
    // The set that is named has to be that of the object.
    (#"{"@odata.id":"B/groups/\#(People.alex)"}"#, .missingObject(People.alex)),
  ]

  @Test(arguments: references) func referencesThatAreNone(body: String, expected: WholeAnswer) throws {
    let body = body.replacing("B/", with: "http://localhost:8585/beta/")
    #expect(
      try TestEmulator.people.get().send("POST", "/groups/\(People.sales)/members/$ref", body).whole
        == expected)
  }

  @Test func twentyReferencesARequest() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let binds = Array(repeating: "\"users/\(People.alex)\"", count: 21).joined(separator: ",")
    #expect(
      emulator.send("PATCH", "/groups/\(People.sales)", "{\"members@odata.bind\":[\(binds)]}").whole
        == .error(400, "Request_BadRequest", "At most 20 objects can be bound to 'members' in one request."))
    #expect(emulator.get("/groups/\(People.sales)/members?$select=id").items.count == 2)
  }

  // MARK: Time

  /// All times of a request are its moment: seconds in the directory, seven digits elsewhere.
  @Test func timesOfOneRequest() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let group = emulator.send(
      "POST", "/groups",
      #"{"displayName":"x","mailEnabled":false,"mailNickname":"x","securityEnabled":true}"#)
    #expect(group["createdDateTime"] == "2026-01-31T08:15:30Z")
    #expect(group["renewedDateTime"] == group["createdDateTime"])
    let catalog = emulator.send(
      "POST", "/identityGovernance/entitlementManagement/accessPackageCatalogs", #"{"displayName":"x"}"#)
    #expect(catalog["createdDateTime"] == "2026-01-31T08:15:30.0000000Z")
    #expect(catalog["modifiedDateTime"] == catalog["createdDateTime"])
  }
}
