import HTTPMessages
import JSON
import Testing

/// What `Accept` asks for besides the data.
@Suite struct FormatTests {
  static let full = HeaderField("Accept", "application/json;odata.metadata=full")
  static let bare = HeaderField("Accept", "application/json; odata.metadata=none")

  static func type(_ metadata: String, _ isIEEE: Bool = false) -> String {
    "Content-Type: application/json;odata.metadata=\(metadata);odata.streaming=true;IEEE754Compatible=\(isIEEE);charset=utf-8"
  }

  static func ok(_ metadata: String, _ json: String) -> WholeAnswer {
    WholeAnswer(200, [type(metadata), "OData-Version: 4.0"], json: json)
  }

  // MARK: Negotiation

  static let negotiated: [(String, String)] = [
    ("*/*", type("minimal")), ("application/json", type("minimal")), ("text/html", type("minimal")),
    ("", type("minimal")), ("application/json;odata.metadata=minimal", type("minimal")),
    ("application/json;odata.metadata=none", type("none")),
    ("APPLICATION/JSON; OData.Metadata=\"Full\"", type("full")),
    ("application/json;metadata=full", type("full")),
    ("application/json;odata.metadata=everything", type("minimal")),
    ("text/plain;q=0.9, application/json;odata.metadata=none;q=0.8", type("none")),
    ("application/json;odata.metadata=none;q=0.5, application/json;odata.metadata=full", type("full")),
    ("application/json;odata.metadata=none;q=0.5, */*;q=0.9", type("minimal")),
    ("application/json;odata.metadata=none, application/json", type("none")),
    ("application/json;odata.metadata=none;q=0", type("minimal")),
    ("application/json;IEEE754Compatible=true", type("minimal", true)),
    ("application/json;ieee754compatible=TRUE;odata.metadata=none;odata.streaming=true", type("none", true)),
    ("application/json;IEEE754Compatible=false", type("minimal")),
    ("application/xml;odata.metadata=none", type("minimal")), (";;;,=,\"", type("minimal")),
  ]

  @Test(arguments: negotiated) func picksTheFormat(accept: String, expected: String) throws {
    for path in ["/users/\(People.adele)?$select=id", "/users?$select=id", "/"] {
      let reply = try TestEmulator.people.get().send("GET", path, headers: [HeaderField("Accept", accept)])
      #expect(reply.whole.status == 200)
      #expect(reply.whole.headers == [expected, "OData-Version: 4.0"])
    }
  }

  @Test func severalFieldsAreOneList() throws {
    let reply = try TestEmulator.people.get().send(
      "GET", "/users", headers: [HeaderField("Accept", "text/html"), Self.bare])
    #expect(reply.whole.headers.first == Self.type("none"))
  }

  /// Errors, numbers as text and the model have one form only.
  @Test(arguments: [full, bare, HeaderField("Accept", "text/plain;q=0.9")])
  func someAnswersHaveOneForm(accept: HeaderField) throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.send("GET", "/users/\(People.nobody)", headers: [accept]).whole
        == .missingObject(People.nobody))
    let count = emulator.send(
      "GET", "/users/$count", headers: [accept, HeaderField("ConsistencyLevel", "eventual")])
    #expect(count.whole == .count(3))
    #expect(
      emulator.send("GET", "/users/\(People.adele)/displayName/$value", headers: [accept]).whole
        == WholeAnswer(200, ["Content-Type: text/plain", "OData-Version: 4.0"], text: "Adele Vance"))
    #expect(
      emulator.send("GET", "/$metadata", headers: [accept]).whole.headers
        == ["Content-Type: application/xml", "OData-Version: 4.0"])
  }

  // MARK: $format

  @Test func formatIsNoWayToAsk() throws {
    let emulator = try TestEmulator.people.get()
    let path = "/users/\(People.adele)?$select=displayName"
    #expect(emulator.get(path + "&$format=JSON").whole == emulator.get(path).whole)
    for format in ["application/json;odata.metadata=none", "application/json", "xml"] {
      #expect(
        emulator.get(path + "&$format=" + format).whole
          == .error(400, "BadRequest", "The format '\(format)' is not supported."))
    }
  }

  // MARK: None

  static let bareAnswers: [(String, String)] = [
    ("/users/\(People.adele)?$select=displayName", #"{"displayName":"Adele Vance"}"#),
    ("/users/\(People.adele)/displayName", #"{"value":"Adele Vance"}"#),
    (
      "/groups/\(People.sales)/members?$select=displayName",
      #"{"value":[{"displayName":"Adele Vance"},{"displayName":"Diego Siciliani"}]}"#
    ),
    ("/users?$filter=displayName eq 'x'&$count=true", #"{"@odata.count":0,"value":[]}"#),
    (
      "/users/\(People.alex)?$select=id&$expand=manager($select=displayName)",
      #"{"id":"\#(People.alex)","manager":{"displayName":"Adele Vance"}}"#
    ),
    (
      "/groups/\(People.sales)/members/$ref",
      #"{"value":[{"@odata.id":"B/directoryObjects/\#(People.adele)"},{"@odata.id":"B/directoryObjects/\#(People.diego)"}]}"#
    ),
    (
      "/deviceManagement/deviceConfigurations/\(People.profile)/assignments?$select=target",
      #"{"value":[{"target":{"deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none"}}]}"#
    ),
  ]

  @Test(arguments: bareAnswers) func noneLeavesTheData(path: String, expected: String) throws {
    let headers = [Self.bare, HeaderField("ConsistencyLevel", "eventual")]
    let reply = try TestEmulator.everyWorkload.get().send("GET", path, headers: headers)
    #expect(reply.whole == Self.ok("none", expected))
  }

  /// References have their URL in every format: they consist of it.
  @Test(arguments: [("none", bare), ("full", full)])
  func expandedReferencesStayWhole(metadata: String, accept: HeaderField) throws {
    let path = "/users/\(People.alex)?$select=displayName&$expand=manager/$ref"
    let reply = try TestEmulator.people.get().send("GET", path, headers: [accept])
    let plain = try TestEmulator.people.get().get(path)
    #expect(reply.header("Content-Type").map { "Content-Type: \($0)" } == Self.type(metadata))
    #expect(plain["manager"] != nil)
    #expect(reply["manager"] == plain["manager"])
  }

  @Test func noneKeepsTheLinkToTheNextPage() throws {
    let emulator = try TestEmulator.people.get()
    let first = emulator.send("GET", "/users?$select=displayName&$top=2", headers: [Self.bare])
    let next = try #require(first["@odata.nextLink"]?.text)
    #expect(
      first.whole
        == Self.ok(
          "none",
          #"{"@odata.nextLink":\#(next),"value":[{"displayName":"Adele Vance"},{"displayName":"Alex Wilber"}]}"#
            .replacing("http://localhost:8585/beta", with: "B")))
    #expect(
      emulator.send("GET", try #require(first.nextPath), headers: [Self.bare]).whole
        == Self.ok("none", #"{"value":[{"displayName":"Diego Siciliani"}]}"#))
  }

  // MARK: Full

  static func links(_ type: String, _ path: String) -> String {
    "\"@odata.type\":\"#microsoft.graph.\(type)\",\"@odata.id\":\"B/\(path)\",\"@odata.editLink\":\"B/\(path)\""
  }

  static let adele = links("user", "users/\(People.adele)")
  static let alex = links("user", "users/\(People.alex)")

  static let fullAnswers: [(String, String)] = [
    (
      "/users/ADELE@contoso.example?$select=displayName",
      #"{"@odata.context":"B/$metadata#users(displayName)/$entity",\#(adele),"displayName":"Adele Vance"}"#
    ),
    (
      "/me?$select=displayName",
      #"{"@odata.context":"B/$metadata#users(displayName)/$entity",\#(adele),"displayName":"Adele Vance"}"#
    ),
    (
      "/users/\(People.alex)?$select=id&$expand=manager($select=displayName)",
      #"""
      {"@odata.context":"B/$metadata#users(id,manager(displayName))/$entity",\#(alex),"id":"\#(People.alex)",
       "manager":{\#(adele),"displayName":"Adele Vance"}}
      """#
    ),
    (
      "/groups/\(People.sales)/members?$select=displayName",
      #"""
      {"@odata.context":"B/$metadata#directoryObjects(displayName)","value":[
       {\#(adele),"displayName":"Adele Vance"},
       {\#(links("user", "users/\(People.diego)")),"displayName":"Diego Siciliani"}]}
      """#
    ),
    (
      "/users/\(People.alex)/manager?$select=displayName",
      #"{"@odata.context":"B/$metadata#directoryObjects(displayName)/$entity",\#(adele),"displayName":"Adele Vance"}"#
    ),
    (
      "/users/\(People.adele)/displayName",
      #"{"@odata.context":"B/$metadata#users('\#(People.adele)')/displayName","value":"Adele Vance"}"#
    ),
    (
      "/deviceManagement/deviceConfigurations/\(People.profile)/assignments?$select=source",
      #"""
      {"@odata.context":"B/$metadata#\#(profile)/assignments(source)","value":[
       {\#(links("deviceConfigurationAssignment", "\(profile)/assignments/\(assignment)")),"source":"direct"}]}
      """#
    ),
    (
      "/deviceManagement/deviceConfigurations/\(People.profile)/assignments/\(assignment)?$select=source",
      #"""
      {"@odata.context":"B/$metadata#\#(profile)/assignments(source)/$entity",
       \#(links("deviceConfigurationAssignment", "\(profile)/assignments/\(assignment)")),"source":"direct"}
      """#
    ),
    (
      "/deviceManagement/deviceConfigurations/\(People.profile)?$select=id&$expand=assignments($select=source)",
      #"""
      {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id,assignments(source))/$entity",
       \#(links("windows10CustomConfiguration", "deviceManagement/deviceConfigurations/\(People.profile)")),
       "id":"\#(People.profile)","assignments@odata.context":"B/$metadata#\#(profile)/assignments","assignments":[{
        \#(links("deviceConfigurationAssignment",
          "deviceManagement/deviceConfigurations/\(People.profile)/assignments/\(assignment)")),"source":"direct"}]}
      """#
    ),
    (
      "/admin/cloudLicensing/allotments/exchange?$select=id&$expand=assignments($select=id;$expand=assignedTo($select=id);$top=1)",
      #"""
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id,assignments(id,assignedTo(id)))/$entity",
       \#(links("cloudLicensing.allotment", "admin/cloudLicensing/allotments/exchange")),"id":"exchange","assignments":[
        {\#(links("cloudLicensing.assignment", "admin/cloudLicensing/assignments/first")),"id":"first",
         "assignedTo":{\#(adele),"id":"\#(People.adele)"}}]}
      """#
    ),
    (
      "/identityGovernance/entitlementManagement/settings?$select=externalUserLifecycleAction",
      #"""
      {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/settings(externalUserLifecycleAction)/$entity",
       \#(links("entitlementManagementSettings", "identityGovernance/entitlementManagement/settings")),
       "externalUserLifecycleAction":"None"}
      """#
    ),
    (
      "/admin/cloudLicensing",
      #"""
      {"@odata.context":"B/$metadata#admin/cloudLicensing/$entity",
       \#(links("cloudLicensing.adminCloudLicensing", "admin/cloudLicensing")),"id":"cloudLicensing"}
      """#
    ),
    (
      "/users/\(People.adele)/cloudLicensing/usageRights?$select=skuId",
      #"""
      {"@odata.context":"B/$metadata#users('\#(People.adele)')/cloudLicensing/usageRights(skuId)","value":[
       {\#(links("cloudLicensing.usageRight", "users('\(People.adele)')/cloudLicensing/usageRights/\(usageRight)")),
        "skuId":"\#(People.exchange)"}]}
      """#
    ),
  ]

  static let profile = "deviceManagement/deviceConfigurations('\(People.profile)')"
  static let assignment = "\(People.profile)_adadadad-808e-44e2-905a-0b7873a8a531"
  static let usageRight = "udvhvmpmjvngg6w32hyhva6vznlz6rrxzx73vhtileca2v66hkya"

  @Test(arguments: fullAnswers) func fullIdentifiesEveryObject(path: String, expected: String) throws {
    let reply = try TestEmulator.everyWorkload.get().send("GET", path, headers: [Self.full])
    #expect(reply.whole == Self.ok("full", expected))
  }

  /// Whatever is called an object's URL answers with that object.
  @Test(arguments: [
    "/users?$expand=manager", "/groups/\(People.sales)/members", "/devices", "/subscribedSkus", "/domains",
    "/organization", "/users/\(People.adele)/licenseDetails",
    "/users/\(People.adele)/cloudLicensing/usageRights",
    "/admin/cloudLicensing/allotments?$expand=assignments($expand=assignedTo),waitingMembers",
    "/users?$expand=cloudLicensing/assignments", "/users/\(People.alex)/cloudLicensing/waitingMembers",
    "/deviceManagement/deviceConfigurations?$expand=assignments",
    "/identityGovernance/entitlementManagement/accessPackages?$expand=accessPackageCatalog",
  ])
  func linksLeadToTheirObjects(path: String) throws {
    let emulator = try TestEmulator.everyWorkload.get()
    let reply = emulator.send("GET", path, headers: [Self.full])
    #expect(reply.status == 200)
    let objects = Self.identified(reply.json)
    #expect(!objects.isEmpty)
    for object in objects {
      let link = try #require(object["@odata.id"]?.stringValue)
      #expect(object["@odata.editLink"] == object["@odata.id"])
      let path = link.replacing("http://localhost:8585/beta", with: "")
      let found = emulator.send("GET", path, headers: [Self.full])
      #expect(found.status == 200, "\(path)")
      #expect(found["id"] == object["id"] && found["@odata.type"] == object["@odata.type"], "\(path)")
    }
  }

  private static func identified(_ value: JSONValue) -> [JSONObject] {
    switch value {
    case .object(let object):
      (object["@odata.id"] == nil ? [] : [object]) + object.members.flatMap { identified($0.value) }
    case .array(let elements): elements.flatMap(identified)
    case .null, .bool, .number, .string: []
    }
  }

  @Test func writesAnswerInTheFormatToo() throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let path = "/deviceManagement/deviceConfigurations/\(People.profile)"
    let changed = emulator.send(
      "PATCH", path, #"{"description":"x"}"#,
      headers: [Self.full, HeaderField("Prefer", "return=representation")])
    #expect(changed.status == 200)
    #expect(changed.header("Content-Type").map { "Content-Type: \($0)" } == Self.type("full"))
    #expect(changed["@odata.id"]?.stringValue == "http://localhost:8585/beta\(path)")
    let made = emulator.send(
      "POST", path + "/assignments",
      #"{"target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"\#(People.sales)"}}"#,
      headers: [Self.full])
    #expect(made.status == 201)
    #expect(
      emulator.get(
        try #require(made["@odata.id"]?.stringValue?.replacing("http://localhost:8585/beta", with: ""))
      ).status == 200)
    let bare = emulator.send(
      "POST", "/groups",
      #"{"displayName":"G","mailEnabled":false,"mailNickname":"g","securityEnabled":true}"#,
      headers: [Self.bare])
    #expect(bare.status == 201)
    #expect(bare.json.objectValue?.names.first == "id")
  }

  @Test func resultsOfOperationsAreFormatted() throws {
    let emulator = try TestEmulator.people.get()
    let ids = emulator.send(
      "POST", "/users/\(People.adele)/getMemberGroups", #"{"securityEnabledOnly":false}"#,
      headers: [Self.bare])
    #expect(ids.whole == Self.ok("none", #"{"value":["\#(People.sales)"]}"#))
    let objects = emulator.send(
      "POST", "/directoryObjects/getByIds", #"{"ids":["\#(People.adele)"],"types":["user"]}"#,
      headers: [Self.full])
    #expect(objects.items.first?["@odata.id"] == .string("http://localhost:8585/beta/users/\(People.adele)"))
  }

  // MARK: Chains

  /// Every format takes chains that are deeper than what a body may be.
  @Test func chainsAreFormatted() throws {
    // The last one has no manager.
    let ids = (0...150).map { "11111111-0000-4000-8000-\(100_000_000_000 + $0)" }
    let users = ids.enumerated().map { index, id in
      let manager = index == 0 ? "" : ", \"manager@odata.bind\": \"users/\(ids[index - 1])\""
      return "{\"id\": \"\(id)\", \"userPrincipalName\": \"u\(index)@contoso.example\"\(manager)}"
    }
    let emulator = try TestEmulator.frozen("{\"users\": [\(users.joined(separator: ","))]}")
    func answer(_ accept: HeaderField) -> WholeAnswer {
      emulator.send(
        "GET", "/users/\(ids[150])?$select=id&$count=true&$expand=manager($levels=max;$select=id)",
        headers: [accept, HeaderField("ConsistencyLevel", "eventual")]
      ).whole
    }
    func chain(_ annotations: (String) -> String) -> String {
      ids.reduce("null") { "{\(annotations($1))\"id\":\"\($1)\",\"manager\":\($0)}" }
    }
    func expected(_ type: String, _ text: String) -> WholeAnswer {
      WholeAnswer(200, [type, "OData-Version: 4.0"], text: text)
    }
    let context = "{\"@odata.context\":\"B/$metadata#users(id,manager(id))/$entity\","
    #expect(answer(Self.bare) == expected(Self.type("none"), chain { _ in "" }))
    let full = chain { Self.links("user", "users/\($0)") + "," }
    #expect(answer(Self.full) == expected(Self.type("full"), context + full.dropFirst()))
    let numbers = HeaderField("Accept", "application/json;IEEE754Compatible=true")
    let typed = chain { $0 == ids[150] ? "" : "\"@odata.type\":\"#microsoft.graph.user\"," }
    #expect(answer(numbers) == expected(Self.type("minimal", true), context + typed.dropFirst()))
  }

  // MARK: Large numbers

  static let numbers =
    #"{"@odata.type":"microsoft.graph.windowsDeliveryOptimizationConfiguration","displayName":"D","backgroundDownloadFromHttpDelayInSeconds":"9007199254740993"}"#

  @Test func largeNumbersAreTextWhenAsked() throws {
    let emulator = try TestEmulator.frozen()
    let path = "/deviceManagement/deviceConfigurations"
    let text = HeaderField("Accept", "application/json;IEEE754Compatible=true")
    #expect(emulator.send("POST", path, Self.numbers).status == 400)
    let made = emulator.send(
      "POST", path, Self.numbers, contentType: "application/json;IEEE754Compatible=true")
    #expect(made.status == 201)
    #expect(made["backgroundDownloadFromHttpDelayInSeconds"] == .number("9007199254740993"))
    #expect(made.header("Content-Type").map { "Content-Type: \($0)" } == Self.type("minimal"))
    let list = emulator.send(
      "GET", path + "?$count=true&$select=backgroundDownloadFromHttpDelayInSeconds,version", headers: [text])
    #expect(
      list.whole
        == WholeAnswer(
          200, [Self.type("minimal", true), "OData-Version: 4.0"],
          json: #"""
            {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(backgroundDownloadFromHttpDelayInSeconds,version)",
             "@odata.count":"1","value":[{"@odata.type":"#microsoft.graph.windowsDeliveryOptimizationConfiguration",
             "version":1,"backgroundDownloadFromHttpDelayInSeconds":"9007199254740993"}]}
            """#))
  }

  // MARK: Batch

  @Test func itemsHaveFormatsOfTheirOwn() throws {
    let reply = try TestEmulator.people.get().batch(
      #"{"id":"1","method":"GET","url":"/users/\#(People.adele)?$select=displayName","headers":{"Accept":"application/json;odata.metadata=none"}},"#
        + #"{"id":"2","method":"GET","url":"/users/\#(People.adele)?$select=displayName"}"#,
      headers: [Self.full])
    #expect(reply.header("Content-Type").map { "Content-Type: \($0)" } == WholeAnswer.jsonType)
    #expect(
      reply.parts == [
        Part.result("1", #"{"displayName":"Adele Vance"}"#).replacing(
          "metadata=minimal", with: "metadata=none"),
        Part.result(
          "2", #"{"@odata.context":"B/$metadata#users(displayName)/$entity","displayName":"Adele Vance"}"#),
      ])
  }
}
