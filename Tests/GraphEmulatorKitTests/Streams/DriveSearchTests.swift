import JSON
import TestSupport
import Testing

/// What a search in a drive looks into (page "Search for a DriveItems within a drive").
@Suite(
  "Searches in drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveSearchTests: PublishedTenantTests {
  let tenant: PublishedTenant
  private let plans: String

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let drive = "/users/\(user)/drive"

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.user)","displayName":"Ada","userPrincipalName":"ada@contoso.example"}]}"#,
      .publishedV1)
    plans = try tenant.make(
      Self.drive + "/root/children", #"{"name":"Plans","folder":{},"description":"for the Harbour"}"#)
    for name in ["harbour.txt", "b.txt"] {
      let body = #"{"name":"\#(name)","file":{"mimeType":"text/plain"}}"#
      _ = try tenant.make("\(Self.drive)/items/\(plans)/children", body)
    }
  }

  private func search(_ text: String, _ place: String) -> [String] {
    send("GET", "\(Self.drive)/\(place)/search(q='\(text)')").values("name")
  }

  @Test("the function did not look into descriptions", arguments: ["harbour", "HARBOUR"])
  func functions(text: String) {
    #expect(send("GET", Self.drive + "/search(q='\(text)')").values("name") == ["Plans", "harbour.txt"])
    #expect(search(text, "root") == ["Plans", "harbour.txt"])
    #expect(search(text, "items/\(plans)") == ["harbour.txt"])
  }

  @Test("the option looked into tags, and into what says who made an item") func options() throws {
    let items = Self.drive + "/items?$search="
    #expect(send("GET", items + "harbour").values("name") == ["Plans", "harbour.txt"])
    let item = send("GET", "\(Self.drive)/items/\(plans)")
    let tag = try #require(item["eTag"]?.stringValue).filter { $0 != "\"" }
    for text in [tag, "11111111", "plain"] {
      #expect(send("GET", items + text).values("name") == [], "\(text)")
      #expect(search(text, "root") == [], "\(text)")
    }
    #expect(send("GET", "\(Self.drive)/items/\(plans)/children?$search=txt").values("name").count == 2)
  }
}
