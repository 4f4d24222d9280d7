import JSON
import TestSupport
import Testing

/// What the pages of mail and sites expand was refused: options in parentheses, and a second level. Filters and searches
/// of theirs need no header.
@Suite(
  "Options of mail and sites",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct MailOptionTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = PublishedTenant.ada

  init() throws {
    tenant = try .ofAda()
  }

  /// Page "Get metadata for a list".
  @Test func aListHasItsItemsWithTheirFields() throws {
    let list = try made(
      in: "/sites/root/lists", #"{"displayName":"Widgets","list":{"template":"genericList"}}"#)
    _ = try make(list + "/items", #"{"fields":{"Name":"Widget","Color":"Blue","Size":3}}"#)
    let read = send(
      "GET", list + "?select=id&expand=columns(select=name),items(select=id;expand=fields(select=Name,Color))"
    )
    let items = send("GET", list + "/items?$select=id").values("id")
    #expect(read.status == 200, "\(read.text)")
    #expect(read["columns"] == [])
    #expect(
      read["items"]?.text == #"[{"id":"\#(items.joined())","fields":{"Name":"Widget","Color":"Blue"}}]"#)
  }

  /// Page "Get singleValueLegacyExtendedProperty".
  @Test func aMessageHasTheExtendedPropertyThatIsAskedFor() throws {
    let id = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color"
    let properties = #"[{"id":"\#(id)","value":"Green"},{"id":"\#(id)s","value":"Red"}]"#
    let message = try made(
      in: "/users/\(Self.ada)/messages", #"{"subject":"a","singleValueExtendedProperties":\#(properties)}"#)
    let expansion = "$expand=singleValueExtendedProperties($filter=id eq '\(id)')"
    let read = send("GET", "\(message)?$select=subject&\(expansion)".replacing(" ", with: "%20"))
    #expect(read.status == 200, "\(read.text)")
    #expect(read["singleValueExtendedProperties"]?.text == #"[{"id":"\#(id)","value":"Green"}]"#)
  }

  /// The header that the directory wants of such queries is not asked for.
  @Test(arguments: [
    "$filter=isRead ne true&$count=true", "$filter=not startswith(subject,'b')&$count=true",
    "$filter=contains(subject,'a') or endswith(subject,'a')&$count=true",
    "$filter=toRecipients/any(r:r/emailAddress/address eq 'ben@contoso.example')&$count=true",
    "$filter=from/emailAddress/address eq null&$orderby=receivedDateTime desc&$count=true",
    "$filter=length(subject) eq 1 and tolower(subject) eq 'a'&$count=true&$skip=0",
  ]) func filtersNeedNoHeader(query: String) throws {
    let recipients = #"[{"emailAddress":{"address":"ben@contoso.example"}}]"#
    _ = try make(
      "/users/\(Self.ada)/messages", #"{"subject":"a","toRecipients":\#(recipients),"isRead":false}"#)
    let path = "/users/\(Self.ada)/messages"
    let read = send("GET", "\(path)?$select=subject&\(query)".replacing(" ", with: "%20"))
    let context = #""@odata.context":"V/$metadata#users('\#(Self.ada)')/messages(subject)""#
    let tag = try #require(read.items.first?["@odata.etag"]?.stringValue).replacing("\"", with: #"\""#)
    #expect(
      read.whole
        == .ok(#"{\#(context),"@odata.count":1,"value":[{"@odata.etag":"\#(tag)","subject":"a"}]}"#))
  }

  /// Page "List messages": without a property, subject, body and sender are searched. Nothing was found.
  @Test(arguments: [
    ("pizza", ["a pizza", "b", "c"]), ("subject:pizza", ["a pizza"]), ("body:pizza", ["b"]),
    ("from:pizza", ["c"]), ("mailFolderOfNobody", []),
  ]) func messagesAreSearched(text: String, expected: [String]) throws {
    let messages = "/users/\(Self.ada)/messages"
    for body in [
      #"{"subject":"a pizza"}"#, #"{"subject":"b","body":{"contentType":"text","content":"Pizza?"}}"#,
      #"{"subject":"c","from":{"emailAddress":{"name":"Pizza Ltd","address":"c@contoso.example"}}}"#,
      #"{"subject":"d","conversationId":"pizza"}"#,
    ] { _ = try make(messages, body) }
    let found = send("GET", "\(messages)?$search=%22\(text)%22&$select=subject")
    #expect(found.values("subject") == expected, "\(found.text)")
  }

  /// Page "Search for sites", which writes the option without its sign.
  @Test(arguments: [
    ("*", ["Communication site", "Team A", "Team B"]), ("team", ["Team A", "Team B"]),
    ("site*", ["Communication site", "Team A"]), ("nothing", []),
  ]) func sitesAreSearched(text: String, expected: [String]) throws {
    _ = try make("/sites", #"{"displayName":"Team A","webUrl":"https://contoso.sharepoint.com/sites/a"}"#)
    _ = try make("/sites", #"{"displayName":"Team B"}"#)
    let found = send("GET", "/sites?search=\(text)&select=displayName")
    #expect(found.values("displayName") == expected, "\(found.text)")
  }
}
