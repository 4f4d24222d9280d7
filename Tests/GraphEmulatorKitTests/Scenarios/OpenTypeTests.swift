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
    ("customSecurityAttributes/Engineering/Project eq 'Baker'", [People.adele]),
    ("customSecurityAttributes/Engineering/Level eq 3", [People.adele]),
    ("\(hobby) eq null", [People.alex]), ("extension_0123456789abcdef0123456789abcdef_none eq 'x'", []),
  ]

  @Test(arguments: filters) func areFilteredBy(filter: String, ids: [String]) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let query = filter.replacing(" ", with: "%20")
    let reply = emulator.get("/users?$select=id&$filter=\(query)")
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.values("id") == ids)
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
