import JSON
import Testing

/// How long the texts of directory objects may be, and that none is empty.
@Suite struct TextLimitTests {
  static let users: [(String, Int)] = [
    ("employeeId", 16), ("postalCode", 40), ("companyName", 64), ("department", 64), ("givenName", 64),
    ("surname", 64), ("mailNickname", 64), ("mobilePhone", 64), ("faxNumber", 64), ("city", 128),
    ("state", 128), ("country", 128), ("jobTitle", 128), ("officeLocation", 128), ("displayName", 256),
    ("streetAddress", 1024),
  ]

  @Test(arguments: users) func ofUsers(property: String, limit: Int) throws {
    try check("/users/\(People.adele)", property, limit, "User", versions: ["beta", "v1.0"])
  }

  @Test(arguments: [("displayName", 256), ("mailNickname", 64), ("description", 1024)])
  func ofGroups(property: String, limit: Int) throws {
    try check("/groups/\(People.sales)", property, limit, "Group", versions: ["beta", "v1.0"])
  }

  @Test func ofDevices() throws {
    try check("/devices/\(People.kiosk)", "displayName", 256, "Device", versions: ["beta", "v1.0"])
  }

  private func check(
    _ path: String, _ property: String, _ limit: Int, _ resource: String, versions: [String]
  ) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    for version in versions {
      let longest = String(repeating: "x", count: limit)
      let patch = { (text: String) in
        emulator.send("PATCH", path, #"{"\#(property)":"\#(text)"}"#, version: version)
      }
      #expect(patch(longest).whole == .noContent)
      #expect(patch(longest + "x").whole == Self.invalid(property, of: resource))
      #expect(patch("").whole == Self.invalid(property, of: resource))
      let shown = emulator.send("GET", "\(path)?$select=\(property)", version: version)
      #expect(shown[property]?.stringValue == longest)
    }
  }

  /// No text is empty, with a limit or without.
  @Test(arguments: [
    "preferredLanguage", "employeeType", "onPremisesImmutableId", "ageGroup", "consentProvidedForMinor",
    "mail",
    "userType",
  ]) func emptyTextsOfUsers(property: String) throws {
    try refuse("/users/\(People.adele)", property, "\"\"", "User")
  }

  @Test(arguments: ["classification", "preferredLanguage", "visibility", "theme"])
  func emptyTextsOfGroups(property: String) throws {
    try refuse("/groups/\(People.sales)", property, "\"\"", "Group")
  }

  @Test(arguments: ["model", "deviceCategory", "manufacturer", "enrollmentType", "trustType"])
  func emptyTextsOfDevices(property: String) throws {
    try refuse("/devices/\(People.kiosk)", property, "\"\"", "Device")
  }

  @Test(arguments: [
    ("businessPhones", #"[""]"#), ("otherMails", #"[""]"#), ("imAddresses", #"["a",""]"#),
    ("businessPhones", #"["\#(String(repeating: "1", count: 65))"]"#),
    ("otherMails", #"["o@\#(String(repeating: "x", count: 249))"]"#),
    ("otherMails", "[\(Array(repeating: #""o@x.example""#, count: 251).joined(separator: ","))]"),
    ("otherMails", #"["o"]"#), ("mail", #""nomail""#), ("mailNickname", #"" ""#), ("mailNickname", #""a b""#),
    ("ageGroup", #"" ""#), ("ageGroup", #""Old""#), ("consentProvidedForMinor", #""Perhaps""#),
    ("userType", #""Robot""#), ("externalUserState", #""Gone""#),
  ]) func otherValuesOfUsers(property: String, value: String) throws {
    try refuse("/users/\(People.adele)", property, value, "User")
  }

  @Test(arguments: [
    ("/groups/\(People.sales)", "visibility", "Open", "Group"),
    ("/groups/\(People.sales)", "theme", "Grey", "Group"),
    ("/devices/\(People.kiosk)", "deviceOwnership", "Lent", "Device"),
    ("/devices/\(People.kiosk)", "profileType", "Car", "Device"),
    ("/devices/\(People.kiosk)", "trustType", "None", "Device"),
  ]) func otherWords(path: String, property: String, word: String, resource: String) throws {
    try refuse(path, property, "\"\(word)\"", resource)
  }

  private func refuse(_ path: String, _ property: String, _ value: String, _ resource: String) throws {
    let emulator = try TestEmulator.people.get()
    for version in ["beta", "v1.0"] {
      #expect(
        emulator.send("PATCH", path, #"{"\#(property)":\#(value)}"#, version: version).whole
          == Self.invalid(property, of: resource))
    }
  }

  /// What is taken: the longest, and words in any case, which are shown as the pages write them.
  @Test func whatIsTaken() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.adele)"
    let body = """
      {"ageGroup":"notadult","businessPhones":["\(String(repeating: "1", count: 64))"],"consentProvidedForMinor":null,
       "mail":"adele@contoso.example","otherMails":["o@\(String(repeating: "x", count: 248))"],"userType":"guest"}
      """
    #expect(emulator.send("PATCH", path, body).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=ageGroup,userType,mail").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(ageGroup,userType,mail)/$entity","ageGroup":"NotAdult",
           "mail":"adele@contoso.example","userType":"Guest"}
          """))
  }

  /// A character counts once, however many bytes it has.
  @Test func charactersAreCounted() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = #"{"employeeId":"\#(String(repeating: "ß", count: 16))"}"#
    #expect(emulator.send("PATCH", "/users/\(People.adele)", body).whole == .noContent)
  }

  @Test func nullClears() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.adele)"
    #expect(emulator.send("PATCH", path, #"{"department":null}"#).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=department").whole
        == .ok(#"{"@odata.context":"B/$metadata#users(department)/$entity","department":null}"#))
  }

  @Test func onCreationToo() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = """
      {"accountEnabled":true,"displayName":"Megan","mailNickname":"megan","jobTitle":"",
       "userPrincipalName":"megan@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
      """
    #expect(emulator.send("POST", "/users", body).whole == Self.invalid("jobTitle", of: "User"))
    #expect(emulator.get("/users/megan@contoso.example").whole == .missingObject("megan@contoso.example"))
  }

  @Test func inComplexValues() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body =
      #"{"onPremisesExtensionAttributes":{"extensionAttribute1":"\#(String(repeating: "x", count: 1025))"}}"#
    #expect(
      emulator.send("PATCH", "/users/\(People.adele)", body).whole
        == Self.invalid("extensionAttribute1", of: "OnPremisesExtensionAttributes"))
  }

  /// What is there already is not looked at again.
  @Test func emptyTextsInComplexValues() throws {
    let emulator = try TestEmulator.frozen(
      #"{"users":[{"userPrincipalName":"a@contoso.example","employeeOrgData":{"costCenter":""}}]}"#)
    let path = "/users/a@contoso.example"
    #expect(
      emulator.send("PATCH", path, #"{"employeeOrgData":{"division":""}}"#).whole
        == Self.invalid("division", of: "EmployeeOrgData"))
    #expect(emulator.send("PATCH", path, #"{"employeeOrgData":{"division":"d"}}"#).whole == .noContent)
    #expect(
      emulator.get("\(path)/employeeOrgData")["division"] == "d")
  }

  @Test func emptyTextsOnCreation() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let user = """
      {"accountEnabled":true,"displayName":"Megan","mailNickname":"megan","employeeType":"",
       "userPrincipalName":"megan@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
      """
    #expect(emulator.send("POST", "/users", user).whole == Self.invalid("employeeType", of: "User"))
    let group = """
      {"displayName":"Board","mailNickname":"board","mailEnabled":false,"securityEnabled":true,"classification":""}
      """
    #expect(emulator.send("POST", "/groups", group).whole == Self.invalid("classification", of: "Group"))
    let device = """
      {"accountEnabled":true,"displayName":"New","deviceId":"35333333-0000-4000-8000-000000000009","model":"",
       "operatingSystem":"linux","operatingSystemVersion":"1","alternativeSecurityIds":[{"type":2,"key":"Y3w="}]}
      """
    #expect(emulator.send("POST", "/devices", device).whole == Self.invalid("model", of: "Device"))
  }

  /// A seed may hold what the service would not take.
  @Test func notInSeeds() throws {
    let emulator = try TestEmulator.frozen(
      #"{"users":[{"userPrincipalName":"a@contoso.example","employeeId":"12345678901234567"}]}"#)
    #expect(emulator.get("/users/a@contoso.example?$select=employeeId")["employeeId"] == "12345678901234567")
  }

  static func invalid(_ property: String, of resource: String) -> WholeAnswer {
    let message = "Invalid value specified for property '\(property)' of resource '\(resource)'."
    return .error(
      400, "Request_BadRequest", message,
      before: #""details":[{"code":"InvalidValue","message":"\#(message)","target":"\#(property)"}],"#)
  }
}
