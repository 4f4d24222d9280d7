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
}
