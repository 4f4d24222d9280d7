import JSON
import TestSupport
import Testing

/// Contacts of a user.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct ContactTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try .ofAda() }

  private static let path = "/users/\(PublishedTenant.ada)/contacts"

  private func names(_ path: String) -> [JSONValue?] {
    let object = object(at: path)
    return [object["displayName"], object["fileAs"]]
  }

  /// Page "Create contact": both were null.
  @Test(arguments: [
    (#"{"givenName":"Pavel","surname":"Bansky"}"#, "Pavel Bansky", "Bansky, Pavel"),
    (#"{"givenName":"Pavel","surname":null}"#, "Pavel", "Pavel"),
    (#"{"surname":"Bansky"}"#, "Bansky", "Bansky"),
    (#"{"givenName":"Pavel","surname":"Bansky","displayName":"P. B."}"#, "P. B.", "Bansky, Pavel"),
    (#"{"givenName":"Pavel","fileAs":"x"}"#, "Pavel", "x"),
  ]) func areCalledByTheirNames(body: String, displayName: String, fileAs: String) throws {
    let contact = try made(in: Self.path, body)
    #expect(names(contact) == [.string(displayName), .string(fileAs)])
  }

  @Test func haveAnotherNameAfterAChange() throws {
    let contact = try made(in: Self.path, #"{"givenName":"Pavel","surname":"Bansky"}"#)
    #expect(send("PATCH", contact, #"{"surname":"Novak"}"#).status == 200)
    #expect(names(contact) == ["Pavel Novak", "Novak, Pavel"])
    #expect(send("PATCH", contact, #"{"displayName":"Pavel"}"#).status == 200)
    #expect(send("PATCH", contact, #"{"jobTitle":"Baker"}"#).status == 200)
    #expect(names(contact) == ["Pavel", "Novak, Pavel"])
  }

  @Test func areInAFolder() throws {
    let contact = try made(in: Self.path, #"{"companyName":"Contoso"}"#)
    #expect(names(contact) == [.null, .null])
    #expect(object(at: contact)["parentFolderId"] == "contacts")
    let folder = try make("/users/\(PublishedTenant.ada)/contactFolders", #"{"displayName":"a"}"#)
    let inner = send("POST", "/users/\(PublishedTenant.ada)/contactFolders/\(folder)/contacts", "{}")
    #expect(inner["parentFolderId"] == .string(folder), "\(inner.text)")
    // The list has those of no folder alone, and the id leads to all.
    #expect(send("GET", Self.path).values("companyName") == ["Contoso"])
    #expect(send("GET", Self.path).items.count == 1)
    let id = try #require(inner["id"]?.stringValue)
    #expect(send("GET", "\(Self.path)/\(id)")["parentFolderId"] == .string(folder))
  }
}
