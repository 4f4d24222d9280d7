import HTTPMessages
import JSON
import Testing

/// Members that no type declares: directory extensions, schema extensions, custom security attributes.
@Suite struct OpenTypeTests {
  static let hobby = "extension_0123456789abcdef0123456789abcdef_hobby"
  static let badge = "extension_0123456789abcdef0123456789abcdef_badge"

  static let places: [(path: String, context: String)] = [
    ("/users/\(People.adele)", "users"), ("/groups/\(People.sales)", "groups"),
    ("/devices/\(People.kiosk)", "devices"),
  ]

  @Test(arguments: places) func areSetAndShown(path: String, context: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    for version in ["beta", "v1.0"] {
      let root = version == "beta" ? "B" : "V"
      let body =
        #"{"\#(Self.hobby)":"Chess","\#(Self.badge)":17,"contoso_course":{"title":"Swift","days":3}}"#
      #expect(emulator.send("PATCH", path, body, version: version).whole == .noContent)
      let select = "\(path)?$select=id,\(Self.hobby),\(Self.badge),contoso_course,extension_other_x"
      let id = String(path.split(separator: "/")[1])
      #expect(
        emulator.send("GET", select, version: version).whole
          == .ok(
            """
            {"@odata.context":"\(root)/$metadata#\(context)(id,\(Self.hobby),\(Self.badge),contoso_course,extension_other_x)/$entity",
             "id":"\(id)","\(Self.hobby)":"Chess","\(Self.badge)":17,"contoso_course":{"title":"Swift","days":3}}
            """))
      #expect(!emulator.send("GET", path, version: version).text.contains("hobby"))
    }
  }

  @Test func ofAnOrganization() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let id = try #require(emulator.get("/organization").values("id").first)
    #expect(
      emulator.send("PATCH", "/organization/\(id)", #"{"contoso_course":{"title":"Swift"}}"#).whole
        == .noContent)
    #expect(
      emulator.get("/organization/\(id)?$select=contoso_course").whole
        == .ok(
          #"{"@odata.context":"B/$metadata#organization(contoso_course)/$entity","contoso_course":{"title":"Swift"}}"#
        ))
  }

  /// Members of a schema extension that are not named stay; null clears.
  @Test func areMergedAndCleared() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.adele)"
    emulator.send("PATCH", path, #"{"contoso_course":{"title":"Swift","days":3},"\#(Self.hobby)":"Chess"}"#)
    emulator.send("PATCH", path, #"{"contoso_course":{"days":null,"room":"7"},"\#(Self.hobby)":null}"#)
    #expect(
      emulator.get("\(path)?$select=\(Self.hobby),contoso_course").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(\(Self.hobby),contoso_course)/$entity",
           "contoso_course":{"title":"Swift","room":"7"}}
          """))
    emulator.send("PATCH", path, #"{"contoso_course":null}"#)
    #expect(
      emulator.get("\(path)?$select=\(Self.hobby),contoso_course").whole
        == .ok(#"{"@odata.context":"B/$metadata#users(\#(Self.hobby),contoso_course)/$entity"}"#))
  }

  @Test func onCreation() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = """
      {"displayName":"Board","mailEnabled":false,"mailNickname":"board","securityEnabled":true,
       "\(Self.hobby)":["Chess","Go"]}
      """
    let id = try #require(emulator.send("POST", "/groups", body)["id"]?.stringValue)
    #expect(emulator.get("/groups/\(id)?$select=\(Self.hobby)")[Self.hobby] == ["Chess", "Go"])
  }

  @Test(arguments: ["nickname", "extension_x", "extension_0123_hobby", "contoso_course"])
  func otherNamesAreRefused(name: String) throws {
    let emulator = try TestEmulator.people.get()
    let message =
      name.hasPrefix("extension_")
      ? "The following extension properties are not available: \(name)."
      : "One or more property values specified are invalid."
    #expect(
      emulator.send("PATCH", "/users/\(People.adele)", #"{"\#(name)":"x"}"#).whole
        == .error(400, "Request_BadRequest", message))
  }

  // MARK: Lists and filters

  static let seed = """
    {"users":[
      {"id":"\(People.adele)","userPrincipalName":"adele@contoso.example","\(hobby)":"Chess","\(badge)":17,
       "customSecurityAttributes":{"Engineering":{"@odata.type":"#Microsoft.DirectoryServices.CustomSecurityAttributeValue",
         "Project":"Baker","Level@odata.type":"#Int32","Level":3}}},
      {"id":"\(People.alex)","userPrincipalName":"alex@contoso.example","contoso_course":{"title":"Swift","done":true}},
      {"id":"\(People.diego)","userPrincipalName":"diego@contoso.example","\(hobby)":"chequers","\(badge)":4}],
     "devices":[{"id":"\(People.kiosk)","displayName":"KIOSK","\(hobby)":"none"}]}
    """

  static let filters: [(filter: String, ids: [String])] = [
    ("\(hobby) eq 'chess'", [People.adele]), ("startswith(\(hobby),'ch')", [People.adele, People.diego]),
    ("\(badge) eq 17", [People.adele]), ("\(badge) lt 10", [People.diego]),
    ("\(badge) in (4,5)", [People.diego]), ("\(hobby) eq 'Chess' and \(badge) ge 1", [People.adele]),
    ("contoso_course/title eq 'swift'", [People.alex]), ("contoso_course/done eq true", [People.alex]),
    ("\(hobby) eq null", [People.alex]), ("extension_0123456789abcdef0123456789abcdef_none eq 'x'", []),
  ]

  @Test(arguments: filters) func areFilteredBy(filter: String, ids: [String]) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let query = filter.replacing(" ", with: "%20")
    let reply = emulator.get("/users?$select=id&$filter=\(query)")
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.values("id") == ids)
  }

  static let several = """
    {"users":[
      {"id":"\(People.adele)","userPrincipalName":"adele@contoso.example","\(hobby)":["Chess","Go"],"\(badge)":[1,7],
       "customSecurityAttributes":{"Marketing":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue",
         "AppCountry@odata.type":"#Collection(String)","AppCountry":["India","Canada"],"EmployeeId":"KX19476"}}},
      {"id":"\(People.alex)","userPrincipalName":"alex@contoso.example","\(hobby)":"Go","contoso_course":{"days":["mon","tue"]},
       "customSecurityAttributes":{"Marketing":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue",
         "AppCountry@odata.type":"#Collection(String)","AppCountry":["Canada","Mexico"],"EmployeeId":"GS46982"}}},
      {"id":"\(People.diego)","userPrincipalName":"diego@contoso.example"}]}
    """

  static let filtersOfSeveral: [(filter: String, ids: [String])] = [
    ("\(hobby)/any(h:h eq 'chess')", [People.adele]),
    ("\(hobby)/any(h:h eq 'Go')", [People.adele, People.alex]),
    ("\(hobby)/any(h:startswith(h,'ch'))", [People.adele]), ("\(hobby)/any()", [People.adele, People.alex]),
    ("\(hobby) eq 'Go'", [People.adele, People.alex]), ("\(badge)/any(b:b gt 5)", [People.adele]),
    ("\(badge) in (2,7)", [People.adele]), ("contoso_course/days/any(d:d eq 'Tue')", [People.alex]),
  ]

  @Test(arguments: filtersOfSeveral) func collectionsAreFilteredBy(filter: String, ids: [String]) throws {
    let emulator = try TestEmulator.frozen(Self.several)
    let items = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    #expect(
      emulator.get("/users?$select=id&$filter=\(filter.replacing(" ", with: "%20"))").whole
        == .ok(#"{"@odata.context":"B/$metadata#users(id)","value":[\#(items)]}"#))
  }

  /// The operator that a message names, and who is found: case counts, and one of several values is enough.
  static let securityFilters: [(filter: String, name: String, ids: [String])] = [
    ("customSecurityAttributes/Marketing/EmployeeId eq 'KX19476'", "eq", [People.adele]),
    ("customSecurityAttributes/Marketing/EmployeeId eq 'kx19476'", "eq", []),
    ("startsWith(customSecurityAttributes/Marketing/EmployeeId,'GS')", "startsWith", [People.alex]),
    ("startsWith(customSecurityAttributes/Marketing/EmployeeId,'gs')", "startsWith", []),
    ("customSecurityAttributes/Marketing/AppCountry eq 'Canada'", "eq", [People.adele, People.alex]),
    ("customSecurityAttributes/Marketing/AppCountry eq 'canada'", "eq", []),
    ("customSecurityAttributes/Marketing/AppCountry ne 'India'", "ne", [People.alex, People.diego]),
    ("customSecurityAttributes/Marketing/AppCountry in ('India','Chad')", "in", [People.adele]),
    ("customSecurityAttributes/Marketing/AppCountry/any(c:c eq 'Mexico')", "any", [People.alex]),
    ("customSecurityAttributes/Marketing/EmployeeId eq null", "eq", [People.diego]),
  ]

  /// As the page of examples says: with the header and `$count=true`.
  @Test(arguments: securityFilters)
  func securityAttributesNeedAnAdvancedQuery(filter: String, name: String, ids: [String]) throws {
    let emulator = try TestEmulator.frozen(Self.several)
    let path = "/users?$select=id&$filter=\(filter.replacing(" ", with: "%20"))"
    #expect(emulator.get(path).whole == AdvancedQueryTests.needs(name))
    #expect(emulator.get(path + "&$count=true").whole == AdvancedQueryTests.needs(name))
    let items = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    #expect(
      emulator.send("GET", path + "&$count=true", headers: AdvancedQueryTests.eventual).whole
        == .ok(
          #"{"@odata.context":"B/$metadata#users(id)","@odata.count":\#(ids.count),"value":[\#(items)]}"#))
  }

  // MARK: Delta

  /// Changed members are told as they are; a member that went is told as null.
  @Test func inListsOfChanges() throws {
    let emulator = try TestEmulator.frozen(Self.several)
    let names = "\(Self.hobby),contoso_course,customSecurityAttributes"
    let first = emulator.get("/users/delta?$select=\(names)")
    #expect(
      first["value"]?.text
        == (try JSONValue.parse(
          """
          [{"id":"\(People.adele)","customSecurityAttributes":{"Marketing":{
             "@odata.type":"#microsoft.graph.customSecurityAttributeValue","AppCountry@odata.type":"#Collection(String)",
             "AppCountry":["India","Canada"],"EmployeeId":"KX19476"}},"\(Self.hobby)":["Chess","Go"]},
           {"id":"\(People.alex)","customSecurityAttributes":{"Marketing":{
             "@odata.type":"#microsoft.graph.customSecurityAttributeValue","AppCountry@odata.type":"#Collection(String)",
             "AppCountry":["Canada","Mexico"],"EmployeeId":"GS46982"}},"\(Self.hobby)":"Go",
            "contoso_course":{"days":["mon","tue"]}},
           {"id":"\(People.diego)"}]
          """)).text)
    let path = "/users/\(People.alex)"
    emulator.send(
      "PATCH", path,
      #"{"\#(Self.hobby)":null,"contoso_course":null,"customSecurityAttributes":{"Marketing":{"EmployeeId":"X"}}}"#
    )
    let second = Self.round(after: first, emulator)
    #expect(
      second["value"]?.text
        == (try JSONValue.parse(
          """
          [{"id":"\(People.alex)","customSecurityAttributes":{"Marketing":{
             "@odata.type":"#microsoft.graph.customSecurityAttributeValue","AppCountry@odata.type":"#Collection(String)",
             "AppCountry":["Canada","Mexico"],"EmployeeId":"X"}},
            "contoso_course":null,"\(Self.hobby)":null}]
          """)).text)
    emulator.send("PATCH", path, #"{"\#(Self.badge)":3}"#)
    #expect(Self.round(after: second, emulator)["value"] == [])
    emulator.send("PATCH", path, #"{"\#(Self.hobby)":"Golf"}"#)
    let minimal = Self.round(
      after: second, emulator, headers: [HeaderField("Prefer", "return=minimal")])
    #expect(minimal["value"]?.text == #"[{"id":"\#(People.alex)","\#(Self.hobby)":"Golf"}]"#)
  }

  private static func round(
    after reply: Reply, _ emulator: TestEmulator, headers: [HeaderField] = []
  ) -> Reply {
    let link = reply["@odata.deltaLink"]?.stringValue ?? ""
    return emulator.send(
      "GET", link.replacing("http://localhost:8585/beta", with: ""), headers: headers)
  }

  @Test func negationIsAdvanced() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "/users?$select=id&$count=true&$filter=\(Self.hobby)%20ne%20'Chess'"
    #expect(emulator.get(path).status == 400)
    let reply = emulator.send("GET", path, headers: [HeaderField("ConsistencyLevel", "eventual")])
    #expect(reply.values("id") == [People.alex, People.diego])
  }

  /// Objects without the member have none in the answer.
  @Test func inLists() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    #expect(
      emulator.get("/users?$select=\(Self.hobby),\(Self.badge)").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(\(Self.hobby),\(Self.badge))","value":[
           {"\(Self.hobby)":"Chess","\(Self.badge)":17},{},{"\(Self.hobby)":"chequers","\(Self.badge)":4}]}
          """))
    #expect(
      emulator.get("/directoryObjects/delta?$filter=isof('microsoft.graph.device')&$select=\(Self.hobby)")
        .items
        .first?[Self.hobby] == .string("none"))
  }

  // MARK: Custom security attributes

  @Test func customSecurityAttributes() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "/users/\(People.adele)"
    let body =
      #"""
      {"customSecurityAttributes":{"Engineering":{"@odata.type":"#Microsoft.DirectoryServices.CustomSecurityAttributeValue",
        "Project":null,"Certification":true},"Marketing":{"Code":"X"}}}
      """#
    #expect(emulator.send("PATCH", path, body).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=customSecurityAttributes").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(customSecurityAttributes)/$entity","customSecurityAttributes":{
           "Engineering":{"@odata.type":"#Microsoft.DirectoryServices.CustomSecurityAttributeValue",
            "Level@odata.type":"#Int32","Level":3,"Certification":true},"Marketing":{"Code":"X"}}}
          """))
  }

  @Test func exportsKeepThem() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let again = try TestEmulator.frozen(try emulator.export())
    let select =
      "/users?$select=id,\(Self.hobby),\(Self.badge),contoso_course,customSecurityAttributes"
    #expect(again.get(select).text == emulator.get(select).text)
    #expect(emulator.get(select).text.contains("Baker"))
  }
}
