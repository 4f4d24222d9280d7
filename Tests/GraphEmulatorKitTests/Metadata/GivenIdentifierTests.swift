import JSON
import TestSupport
import Testing

/// Objects whose ids clients give: what a body said of the id was dropped, and a new one made.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct GivenIdentifierTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(Self.seed, .publishedV1)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let seed =
    #"{"users":[{"id":"\#(user)","userPrincipalName":"ada@contoso.example"}]}"#
  private static let color = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color"
  private static let encodedColor = color.replacing(" ", with: "%20").replacing("{", with: "%7B")
    .replacing("}", with: "%7D")

  static let given: [(path: String, body: String, id: String)] = [
    ("/external/connections", #"{"id":"contosohr","name":"HR"}"#, "contosohr"),
    ("/schemaExtensions", #"{"id":"contoso_courses","description":"Courses"}"#, "contoso_courses"),
    ("/directory/attributeSets", #"{"id":"Engineering"}"#, "Engineering"),
    (
      "/identity/conditionalAccess/authenticationContextClassReferences", #"{"id":"c1","displayName":"a"}"#,
      "c1"
    ),
    (
      "/users/\(user)/extensions",
      ##"{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.roaming","theme":"dark"}"##,
      "com.contoso.roaming"
    ),
  ]

  @Test(arguments: given) func isTheIdOfWhatIsMade(path: String, body: String, id: String) {
    let made = send("POST", path, body)
    #expect("\(made.status) \(made["id"]?.stringValue ?? "")" == "201 \(id)", "\(made.text)")
    #expect(send("GET", path).values("id") == [id])
    let read = send("GET", "\(path)/\(id)")
    #expect("\(read.status) \(read["id"]?.stringValue ?? "")" == "200 \(id)", "\(read.text)")
  }

  @Test func ofALanguageOfTheBranding() throws {
    let organization = try #require(send("GET", "/organization").values("id").first)
    let path = "/organization/\(organization)/branding/localizations"
    #expect(try make(path, #"{"id":"fr-FR","signInPageText":"Bonjour"}"#) == "fr-FR")
    #expect(send("GET", path + "/fr-FR")["signInPageText"] == "Bonjour")
  }

  /// They are made with their message, whose every reader asks for them by their id.
  @Test(arguments: [
    ("singleValueExtendedProperties", #""Green""#), ("multiValueExtendedProperties", #"["Green","Red"]"#),
  ]) func ofPropertiesOfAMessage(name: String, value: String) throws {
    let messages = "/users/\(Self.user)/messages"
    let body = #"{"subject":"a","\#(name)":[{"id":"\#(Self.color)","value":\#(value)}]}"#
    let path = "\(messages)/\(try make(messages, body))/\(name)"
    #expect(send("GET", path).values("id") == [Self.color])
    #expect(send("GET", "\(path)/\(Self.encodedColor)")["value"]?.text == value)
    // Each message has a property of that id.
    let other = "\(messages)/\(try make(messages, body))/\(name)"
    #expect(send("GET", other).values("id") == [Self.color])
  }

  @Test func isOneObjectsAlone() throws {
    _ = try make("/schemaExtensions", #"{"id":"contoso_courses","description":"a"}"#)
    let again = send("POST", "/schemaExtensions", #"{"id":"contoso_courses","description":"b"}"#)
    #expect(again.status == 400, "\(again.text)")
    #expect(again.message == "Another object with the same value for property id already exists.")
    #expect(send("GET", "/schemaExtensions").values("description") == ["a"])
  }

  @Test(arguments: ["a/b", " a"]) func thatNoPathCanHoldIsRefused(id: String) {
    let made = send("POST", "/schemaExtensions", #"{"id":"\#(id)","description":"a"}"#)
    #expect(made.status == 400, "\(made.text)")
    #expect(send("GET", "/schemaExtensions").items.isEmpty)
  }

  /// As before: ids that nobody gives are made, and what a body says of others does not count.
  @Test func othersAreMade() throws {
    #expect(try make("/schemaExtensions", #"{"description":"a"}"#).count == 36)
    #expect(try make("/users/\(Self.user)/messages", #"{"id":"mine","subject":"a"}"#) != "mine")
  }

  @Test("the id of an extension stayed, and the name that it is was changed") func stays() throws {
    let path = "/users/\(Self.user)/extensions"
    let type = ##""@odata.type":"#microsoft.graph.openTypeExtension""##
    let id = try make(path, #"{\#(type),"extensionName":"com.contoso.a"}"#)
    _ = send("PATCH", "\(path)/\(id)", #"{\#(type),"extensionName":"com.contoso.b","theme":"dark"}"#)
    let read = send("GET", "\(path)/\(id)")
    #expect(read["extensionName"] == "com.contoso.a")
    #expect(read["theme"] == "dark")
  }

  @Test func areThoseOfSeededObjectsToo() throws {
    let extensions =
      ##""extensions":[{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.a"}]"##
    let seeded = try PublishedTenant(
      ##"{"users":[{"id":"\##(Self.user)","userPrincipalName":"ada@contoso.example",\##(extensions)}]}"##,
      .publishedV1)
    #expect(seeded.send("GET", "/users/\(Self.user)/extensions").values("id") == ["com.contoso.a"])
  }
}
