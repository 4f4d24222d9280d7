import JSON
import TestSupport
import Testing

/// A seed with what the service really publishes: what is nested in it is made as by a POST of the same.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedSeedTests {
  /// Drive and inbox were empty, and the load said nothing of it.
  @Test func foldersHaveWhatIsNestedInThem() throws {
    let seed = """
      {"users":[{"id":"11111111-1111-1111-1111-111111111111","userPrincipalName":"ada@contoso.example",\
      "drive":{"root":{"children":[{"name":"a","children":[{"name":"b.txt"}]}]}},\
      "mailFolders":[{"id":"inbox","messages":[{"subject":"Hello"}]}],"events":[{"subject":"Talk"}]}]}
      """
    let tenant = try PublishedTenant(seed, .publishedV1)
    #expect(tenant.send("GET", "/me/drive/root/children").values("name") == ["a"])
    #expect(tenant.send("GET", "/me/drive/root:/a:/children").values("name") == ["b.txt"])
    #expect(tenant.send("GET", "/me/mailFolders/inbox/messages").values("subject") == ["Hello"])
    #expect(tenant.send("GET", "/me/messages").values("subject") == ["Hello"])
    #expect(tenant.send("GET", "/me/events").values("subject") == ["Talk"])
    #expect(tenant.send("GET", "/me/calendar/events").values("subject") == ["Talk"])
    let problem = try ExportedAgain(tenant.emulator).problem
    #expect(problem == nil)
  }

  /// A message of a user was in no folder, and neither read nor a draft.
  @Test func newObjectsHaveWhatTheyGetOfAPost() throws {
    let seed = """
      {"users":[{"id":"11111111-1111-1111-1111-111111111111","userPrincipalName":"ada@contoso.example",\
      "messages":[{"subject":"a","body":{"contentType":"text","content":"Hello"}},\
      {"subject":"b","isRead":false,"isDraft":false,"importance":null,"parentFolderId":"archive"}],\
      "mailFolders":[{"id":"inbox","messages":[{"subject":"c"}]},{"displayName":"Trips"}],\
      "events":[{"subject":"d","start":{"dateTime":"2026-01-01T09:00:00","timeZone":"UTC"}}],\
      "todo":{"lists":[{"displayName":"Chores","tasks":[{"title":"e"}]}]}}]}
      """
    let tenant = try PublishedTenant(seed, .publishedV1)
    func shown(_ path: String, _ names: [String]) -> [String] {
      tenant.send("GET", path).items.map { object in
        JSONValue.array(names.map { object[$0] ?? .null }).text
      }
    }
    let names = ["subject", "parentFolderId", "isRead", "isDraft", "importance", "bodyPreview"]
    #expect(
      shown("/me/messages", names) == [
        #"["a","drafts",true,true,"normal","Hello"]"#, #"["b","archive",false,false,null,""]"#,
        #"["c","inbox",true,true,"normal",""]"#,
      ])
    #expect(
      tenant.send("GET", "/me/messages").items.first?["flag"]?.objectValue?["flagStatus"] == "notFlagged")
    #expect(tenant.send("GET", "/me/mailFolders/drafts/messages").values("subject") == ["a"])
    #expect(
      shown("/me/mailFolders?$filter=displayName eq 'Trips'", ["displayName", "isHidden"])
        == [#"["Trips",false]"#])
    #expect(
      shown("/me/events", ["subject", "type", "showAs", "isOrganizer", "originalStartTimeZone"])
        == [#"["d","singleInstance","busy",true,"UTC"]"#])
    let list = try #require(tenant.send("GET", "/me/todo/lists").values("id").first)
    #expect(
      shown("/me/todo/lists", ["displayName", "isOwner", "wellknownListName"]) == [#"["Chores",true,"none"]"#]
    )
    #expect(
      shown("/me/todo/lists/\(list)/tasks", ["title", "status", "importance"])
        == [#"["e","notStarted","normal"]"#])
    let problem = try ExportedAgain(tenant.emulator).problem
    #expect(problem == nil)
  }
}
