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
