import JSON
import Testing

/// The URLs by which `$ref` may name an object, and a body that names none.
@Suite struct ReferenceURLTests {
  static let tenant = "77777777-0000-4000-8000-000000000007"

  @Test(arguments: [
    "https://graph.microsoft.com/v1.0/\(tenant)/directoryObjects/\(People.alex)",
    "https://graph.microsoft.com/v2/\(tenant)/directoryObjects/\(People.alex)/Microsoft.DirectoryServices.User",
    "https://graph.windows.net/contoso.onmicrosoft.com/directoryObjects/\(People.alex)/Microsoft.DirectoryServices.User",
    "https://graph.windows.net/myorganization/users/\(People.alex)",
    "https://graph.microsoft.com/beta/directoryObjects/\(People.alex)/microsoft.graph.user",
    "directoryObjects/\(People.alex)/graph.user", "/users/alex@contoso.example",
  ]) func isTaken(url: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let members = "/groups/\(People.sales)/members"
    #expect(emulator.send("POST", "\(members)/$ref", #"{"@odata.id":"\#(url)"}"#).whole == .noContent)
    #expect(emulator.get("\(members)?$select=id").values("id") == [People.adele, People.diego, People.alex])
  }

  /// The type at the end must be the object's.
  @Test func anotherType() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let url =
      "https://graph.microsoft.com/v2/\(Self.tenant)/directoryObjects/\(People.alex)/Microsoft.DirectoryServices.Group"
    #expect(
      emulator.send("POST", "/groups/\(People.sales)/members/$ref", #"{"@odata.id":"\#(url)"}"#).whole
        == .missingObject(People.alex))
    let cast = "https://graph.microsoft.com/v1.0/directoryObjects/\(People.alex)/microsoft.graph.group"
    #expect(
      emulator.send("PUT", "/users/\(People.adele)/manager/$ref", #"{"@odata.id":"\#(cast)"}"#).whole
        == .missingObject(People.alex))
  }

  /// A key at the end is not enough: the way to it has to be one.
  @Test(arguments: [
    "https://graph.microsoft.com/v1.0/a/b/c/users/\(People.alex)", "/beta/x/users('\(People.alex)')/y",
    "a/b/\(People.alex)",
  ]) func leadsNowhere(url: String) throws {
    let emulator = try TestEmulator.people.get()
    for version in ["beta", "v1.0"] {
      for (method, path, property) in [
        ("POST", "/groups/\(People.sales)/members/$ref", "members"),
        ("PUT", "/users/\(People.adele)/manager/$ref", "manager"),
      ] {
        #expect(
          emulator.send(method, path, #"{"@odata.id":"\#(url)"}"#, version: version).whole
            == .error(
              400, "Request_BadRequest", "Invalid URL format specified in @odata.bind for \(property)"))
      }
    }
  }

  @Test(arguments: ["groups/\(People.sales)", "devices/\(People.kiosk)", "users/\(People.adele)"])
  func noManager(url: String) throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.send(
        "PUT", "/users/\(People.adele)/manager/$ref", #"{"@odata.id":"\#(url)"}"#, version: "v1.0"
      )
      .whole
        == .error(
          400, "Request_BadRequest",
          "An invalid operation was included in the following modified references: 'manager'."))
    #expect(emulator.get("/users/\(People.adele)/manager").whole == .missingObject("manager"))
  }

  @Test(arguments: [
    ("POST", "/groups/\(People.sales)/members/$ref"), ("PUT", "/users/\(People.adele)/manager/$ref"),
  ]) func withoutABody(method: String, path: String) throws {
    #expect(
      try TestEmulator.people.get().send(method, path).whole
        == .error(400, "Request_BadRequest", "Empty Payload. JSON content expected."))
  }
}
