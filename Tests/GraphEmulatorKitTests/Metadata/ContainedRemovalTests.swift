import JSON
import TestSupport
import Testing

/// What an object contains goes with it, also where objects of its kind are set aside when they are deleted alone.
@Suite(
  "What goes with what contains it",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct ContainedRemovalTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try .ofAda()
  }

  private func deletedItem(_ id: String) -> String { "/directory/deletedItems/\(id)" }

  @Test("what a chat contained was set aside when it was deleted, and came back without a chat")
  func nothingIsSetAsideForNobody() throws {
    let chat = "/chats/\(try make("/chats", #"{"chatType":"group","members":[]}"#))"
    let grants = chat + "/permissionGrants"
    let kept = try make(grants, #"{"permissionType":"x"}"#)
    let gone = try make(grants, #"{"permissionType":"y"}"#)
    #expect(send("DELETE", "\(grants)/\(gone)").status == 204)
    #expect(send("GET", deletedItem(gone)).status == 404)
    #expect(send("DELETE", chat).status == 204)
    for id in [kept, gone] {
      #expect(send("GET", deletedItem(id)).status == 404)
      #expect(send("POST", deletedItem(id) + "/restore").status == 404)
      #expect(send("GET", "/directoryObjects/\(id)").status == 404)
    }
  }

  @Test("kinds that came with further metadata were set aside, and their exports could not be loaded")
  func whatNothingRestoresGoes() throws {
    for (place, body) in [
      ("/policies/claimsMappingPolicies", #"{"displayName":"c","definition":["x"]}"#),
      ("/policies/permissionGrantPolicies", #"{"id":"pg","displayName":"c"}"#),
    ] {
      let id = try make(place, body)
      #expect(send("DELETE", "\(place)/\(id)").status == 204)
      #expect(send("GET", "\(place)/\(id)").status == 404)
      _ = try make(place, body)
    }
    let problem = try ExportedAgain(tenant.emulator).problem
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test("what an application contained was set aside when it was deleted for good")
  func whatIsSetAsideKeepsWhatItContains() throws {
    let application = try make("/applications", #"{"displayName":"a"}"#)
    let properties = "/applications/\(application)/extensionProperties"
    let property = try make(properties, #"{"name":"x","dataType":"String","targetObjects":["User"]}"#)
    for isRestored in [true, false] {
      #expect(send("DELETE", "/applications/\(application)").status == 204)
      #expect(send("GET", deletedItem(property)).status == 404)
      guard isRestored else { break }
      #expect(send("POST", deletedItem(application) + "/restore").status == 200)
      #expect(send("GET", properties).values("id") == [property])
    }
    #expect(send("DELETE", deletedItem(application)).status == 204)
    for id in [application, property] {
      #expect(send("GET", deletedItem(id)).status == 404)
      #expect(send("GET", "/directoryObjects/\(id)").status == 404)
    }
  }
}
