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
      emulator.send("POST", "/groups/\(People.sales)/members/$ref", #"{"@odata.id":"\#(url)"}"#).status == 404
    )
  }

  @Test(arguments: [
    ("POST", "/groups/\(People.sales)/members/$ref"), ("PUT", "/users/\(People.adele)/manager/$ref"),
  ]) func withoutABody(method: String, path: String) throws {
    #expect(
      try TestEmulator.people.get().send(method, path).whole
        == .error(400, "Request_BadRequest", "Empty Payload. JSON content expected."))
  }
}
