import JSON
import TestSupport
import Testing

/// Notes are copied by operations that can be looked at.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedNotesTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = PublishedTenant.ada
  private static let base = "http://localhost:8585/v1.0"
  private static let notes = "/users/\(ada)/onenote"
  private static let notebooks = notes + "/notebooks"

  init() throws {
    tenant = try .ofAda()
  }

  private func names(_ path: String) -> [String] { send("GET", path).values("displayName") }

  /// - Returns: the id of the copy.
  private func copy(_ path: String, _ body: String) throws -> String {
    let reply = send("POST", path, body)
    #expect(reply.status == 202 && reply.text.isEmpty && reply.header("Location") == nil, "\(reply.text)")
    let location = try #require(reply.header("Operation-Location"))
    #expect(location.hasPrefix("\(Self.base)\(Self.notes)/operations/"), "\(location)")
    let operation = send("GET", String(location.dropFirst(Self.base.count)))
    #expect(operation["status"] == "Completed" && operation["percentComplete"] == "100")
    return try #require(operation["resourceId"]?.stringValue, "\(operation.text)")
  }

  @Test func sectionsAreCopiedToNotebooksAndGroups() throws {
    let from = try made(in: Self.notebooks, #"{"displayName":"A"}"#)
    let section = try made(in: from + "/sections", #"{"displayName":"One"}"#)
    let target = try make(Self.notebooks, #"{"displayName":"B"}"#)
    let second = try copy(section + "/copyToNotebook", #"{"id":"\#(target)","renameAs":"Two"}"#)
    #expect(send("GET", "\(Self.notebooks)/\(target)/sections").values("id") == [second])
    #expect(names("\(Self.notebooks)/\(target)/sections") == ["Two"])
    #expect(names(from + "/sections") == ["One"])
    // A group stands in a notebook, and not in the list of them all.
    let group = try make("\(Self.notebooks)/\(target)/sectionGroups", #"{"displayName":"G"}"#)
    _ = try copy(section + "/copyToSectionGroup", #"{"id":"\#(group)"}"#)
    #expect(names("\(Self.notebooks)/\(target)/sectionGroups/\(group)/sections") == ["One"])
    #expect(send("POST", section + "/copyToNotebook", #"{"id":"nowhere"}"#).status == 404)
    #expect(
      error(send("POST", section + "/copyToNotebook", "{}"))
        == "400 BadRequest: The id of what the copy is to be in is missing.")
    #expect(
      error(send("POST", section + "/copyToNotebook", #"{"id":"\#(target)","groupId":"x"}"#))
        == "501 NotImplemented: This emulator copies no notes to another group.")
    #expect(send("GET", Self.notes + "/operations").items.count == 2)
  }

  @Test func aNotebookIsCopiedWithItsSections() throws {
    let notebook = try made(in: Self.notebooks, #"{"displayName":"A"}"#)
    _ = try make(notebook + "/sections", #"{"displayName":"One"}"#)
    let copy = try copy(notebook + "/copyNotebook", #"{"renameAs":"B"}"#)
    #expect(names(Self.notebooks) == ["A", "B"])
    #expect(names("\(Self.notebooks)/\(copy)/sections") == ["One"])
    _ = try self.copy(notebook + "/copyNotebook", "{}")
    #expect(names(Self.notebooks) == ["A", "B", "A"])
  }
}
