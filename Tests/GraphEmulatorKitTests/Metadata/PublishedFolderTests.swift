import JSON
import TestSupport
import Testing

/// Folders and calendars of what the service really publishes.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedFolderTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let user = "/users/\(ada)"

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.ada)","userPrincipalName":"ada@contoso.example"}]}"#, .publishedV1)
  }

  @Test(
    "a folder in another one was 404 in the collection of the mailbox",
    arguments: [("mailFolders", "messages", #"{"subject":"a"}"#), ("contactFolders", "contacts", "{}")])
  func everyFolderIsFoundByItsId(folders: String, content: String, body: String) throws {
    let path = "\(Self.user)/\(folders)"
    let top = try make(path, #"{"displayName":"Top"}"#)
    let middle = try make("\(path)/\(top)/childFolders", #"{"displayName":"Middle"}"#)
    let inner = try make("\(path)/\(middle)/childFolders", #"{"displayName":"Inner"}"#)
    let shown = send("GET", "\(path)/\(inner)")
    #expect(shown.status == 200 && shown["displayName"] == "Inner", "\(shown.text)")
    let item = try make("\(path)/\(inner)/\(content)", body)
    #expect(send("GET", "\(path)/\(inner)/\(content)").values("id") == [item])
    #expect(send("GET", "\(Self.user)/\(content)/\(item)")["parentFolderId"] == .string(inner))
    #expect(send("GET", path).values("displayName").contains("Inner") == false)
    #expect(send("GET", "\(path)/\(middle)/childFolders").values("id") == [inner])
    #expect(send("DELETE", "\(path)/\(middle)").status == 204)
    #expect(send("GET", "\(path)/\(inner)").status == 404)
  }

  @Test("a folder moved into itself was not found", arguments: ["move", "copy"])
  func noFolderGoesIntoItself(operation: String) throws {
    let path = Self.user + "/mailFolders"
    let top = try make(path, #"{"displayName":"Top"}"#)
    let inner = try make("\(path)/\(top)/childFolders", #"{"displayName":"Inner"}"#)
    for destination in [top, inner] {
      let reply = send("POST", "\(path)/\(top)/\(operation)", #"{"destinationId":"\#(destination)"}"#)
      #expect(reply.status == 400 && reply.errorCodes == ["ErrorMoveCopyFailed"], "\(reply.text)")
      #expect(reply.message == "The move or copy operation failed.")
    }
    #expect(send("GET", "\(path)/\(top)/childFolders").values("id") == [inner])
    #expect(send("GET", "\(path)/\(inner)/childFolders").items.isEmpty)
    // Upwards it goes, and its id leads to it.
    let moved = send("POST", "\(path)/\(inner)/\(operation)", #"{"destinationId":"archive"}"#)
    #expect(moved.status == 200, "\(moved.text)")
    #expect(send("GET", "\(path)/archive/childFolders").values("displayName") == ["Inner"])
    #expect(send("GET", "\(path)/\(try #require(moved["id"]?.stringValue))").status == 200)
  }

  @Test("a calendar of a group, and the user's own, was 404 among the calendars")
  func everyCalendarIsFoundByItsId() throws {
    let group = try make(Self.user + "/calendarGroups", #"{"name":"Mine"}"#)
    let calendar = try make("\(Self.user)/calendarGroups/\(group)/calendars", #"{"name":"Work"}"#)
    let shown = send("GET", "\(Self.user)/calendars/\(calendar)")
    #expect(shown.status == 200 && shown["name"] == "Work", "\(shown.text)")
    let own = try #require(send("GET", Self.user + "/calendar")["id"]?.stringValue)
    let event = try make("\(Self.user)/calendars/\(own)/events", #"{"subject":"Talk"}"#)
    #expect(send("GET", Self.user + "/events").values("id") == [event])
    #expect(send("GET", "\(Self.user)/calendars/\(own)").status == 200)
  }
}
