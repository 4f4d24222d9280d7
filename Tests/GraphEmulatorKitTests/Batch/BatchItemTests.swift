import Foundation
import JSON
import Testing

/// Single items, asserted with all that comes back for them.
@Suite struct BatchItemTests {
  static let adele =
    #"{"@odata.context":"B/$metadata#users(displayName)/$entity","displayName":"Adele Vance"}"#

  static let spellings = [
    "/users/{id}?$select=displayName",
    "users/{id}?$select=displayName",
    "//users/{id}?$select=displayName",
    "/beta/users/{id}?$select=displayName",
    "beta/users/{id}?$select=displayName",
    "/BETA//users/{id}?$select=displayName",
    "/v1.0/users/{id}?$select=displayName",
    "http://localhost:8585/beta/users/{id}?$select=displayName",
    "http://localhost:8585/v1.0/users/{id}?$select=displayName",
    "HTTPS://graph.microsoft.com/v1.0/users/{id}?$select=displayName",
    "https://graph.microsoft.com/users/{id}?$select=displayName",
    "/users/{id}?%24select=displayName",
    "/users/{id}?$select=displayName&noCache=http://localhost/beta/",
    "users/{id}?$select=displayName&x=https://localhost",
    "/users/adele@contoso.example?$select=displayName",
    "/users/adele%40contoso.example?$select=displayName#top",
    "/users('{id}')?$select=displayName",
    "/me?$select=displayName",
    "/tenants/default/v1.0/users/{id}?$select=displayName",
    "tenants/default/users/{id}?$select=displayName",
    "http://localhost:8585/tenants/default/beta/users/{id}?$select=displayName",
  ]

  @Test(arguments: spellings) func spellingsOfOneURL(url: String) throws {
    let url = url.replacing("{id}", with: People.adele)
    #expect(
      try TestEmulator.people.get().batch(#"{"id":"1","method":"GET","url":"\#(url)"}"#).parts
        == [Part.result("1", Self.adele)])
  }

  @Test(
    "A part whose header names another tenant than the batch is for was served from the batch's",
    arguments: [
      ("other", "other"), ("DEFAULT", "DEFAULT"), ("", ""),
    ])
  func partOfTwoTenants(header: String, name: String) throws {
    let items =
      #"{"id":"1","method":"GET","url":"/me?$select=displayName","headers":{"X-Emulator-Tenant":"\#(header)"}}"#
    #expect(
      try TestEmulator.people.get().batch(items).parts == [
        Part.error(
          "1", 400, "BadRequest",
          "The request is for two tenants, 'default' and '\(name)': its port, its header and its path must name the same."
        )
      ])
  }

  @Test(
    "A part whose URL begins with the prefix of another tenant was told that there is no 'tenants'",
    arguments: [
      "/tenants/other/beta/me", "tenants/other/v1.0/me?$select=id", "//tenants/other/me", "/tenants/other",
      "http://localhost:8585/tenants/other/beta/me", "https://graph.microsoft.com/tenants/other/v1.0/me",
      "/tenants/other/beta/$batch",
    ])
  func partAtAnotherTenantsPath(url: String) throws {
    let message =
      "The request is for two tenants, 'default' and 'other': its port, its header and its path must name the same."
    let items = #"{"id":"1","method":"GET","url":"\#(url)"}"#
    let emulator = try TestEmulator.people.get()
    for version in ["beta", "tenants/default/beta"] {
      #expect(
        emulator.batch(items, version: version).parts == [Part.error("1", 400, "BadRequest", message)])
    }
  }

  @Test("In a batch under a tenant's prefix each URL that leads there is served", arguments: spellings)
  func spellingsBelowAPrefix(url: String) throws {
    let url = url.replacing("{id}", with: People.adele)
    let adele = Self.adele.replacing("B/$", with: "http://localhost:8585/tenants/default/beta/$")
    #expect(
      try TestEmulator.people.get().batch(
        #"{"id":"1","method":"GET","url":"\#(url)"}"#, version: "tenants/default/beta"
      ).parts == [Part.result("1", adele)])
  }

  @Test func aPartMayNameTheTenantThatItsBatchIsFor() throws {
    let items =
      #"{"id":"1","method":"GET","url":"/me?$select=displayName","headers":{"x-emulator-tenant":"default"}}"#
    #expect(try TestEmulator.people.get().batch(items).parts == [Part.result("1", Self.adele)])
  }

  static let reads: [(String, String)] = [
    (
      #""/users?$filter=displayName eq 'Adele Vance'&$select=displayName""#,
      Part.result(
        "1", #"{"@odata.context":"B/$metadata#users(displayName)","value":[{"displayName":"Adele Vance"}]}"#)
    ),
    (
      #""/users?$top=1&$count=true&$select=displayName","headers":{"consistencylevel":"eventual","Prefer":"x"}"#,
      Part.result(
        "1",
        #"""
        {"@odata.context":"B/$metadata#users(displayName)","@odata.count":1,\#
        "value":[{"displayName":"Adele Vance"}]}
        """#)
    ),
    (
      #""/users/$count","headers":{"ConsistencyLevel":"eventual"}"#,
      #"{"id":"1","status":200,"headers":{"Cache-Control":"no-cache","x-ms-resource-unit":"1","Content-Type":"text/plain","OData-Version":"4.0"},"body":"1"}"#
    ),
    (
      #""/users/$count""#,
      Part.error("1", 400, "Request_BadRequest", "$count is not currently supported.")
    ),
    (
      #""/users/\#(People.adele)/manager""#,
      Part.error(
        "1", 404, "Request_ResourceNotFound",
        "Resource 'manager' does not exist or one of its queried reference-property objects are not present.")
    ),
    (
      #""/users/\#(People.nobody)""#,
      Part.error(
        "1", 404, "Request_ResourceNotFound",
        "Resource '\(People.nobody)' does not exist or one of its queried reference-property objects are not present."
      )
    ),
    (#""/nobody""#, Part.error("1", 400, "BadRequest", "Resource not found for the segment 'nobody'.")),
    (#""/v3.0/users""#, Part.error("1", 400, "BadRequest", "Resource not found for the segment 'v3.0'.")),
  ]

  static let seed = #"""
    {"users":[{"id":"\#(People.adele)","userPrincipalName":"adele@contoso.example","displayName":"Adele Vance",
     "createdDateTime":"2025-01-01T00:00:00Z"}]}
    """#

  @Test(arguments: reads) func readsWhole(item: String, expected: String) throws {
    #expect(
      try TestEmulator.frozen(Self.seed).batch(#"{"id":"1","method":"GET","url":\#(item)}"#).parts == [
        expected
      ])
  }

  static let type = #""headers":{"content-type":"application/json"}"#

  static let writes: [(String, String)] = [
    (
      #""PATCH","url":"/users/\#(People.adele)","body":{"city":"Ulm"},\#(type)"#,
      Part.noContent("1")
    ),
    (
      #""patch","url":"/users/\#(People.adele)","body":"\#(base64(#"{"city":"Ulm"}"#))",\#(type)"#,
      Part.noContent("1")
    ),
    (
      #""PATCH","url":"/users/\#(People.adele)","body":{"city":"Ulm"}"#,
      Part.error(
        "1", 400, "BadRequest",
        "Write requests (excluding DELETE) must contain the Content-Type header declaration.")
    ),
    (
      #""PATCH","url":"/users/\#(People.adele)","body":{"city":"Ulm"},"headers":{"Content-Type":"text/plain"}"#,
      Part.error("1", 400, "BadRequest", "Entity only allows writes with a JSON Content-Type header.")
    ),
    (
      #""PATCH","url":"/users/\#(People.adele)","body":"\#(base64("ci"))",\#(type)"#,
      Part.error(
        "1", 400, "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
      )
    ),
    (
      #""PATCH","url":"/users/\#(People.adele)",\#(type)"#,
      Part.error("1", 400, "BadRequest", "Empty Payload. JSON content expected.")
    ),
    (
      #""PUT","url":"/users/\#(People.adele)","body":{},\#(type)"#,
      Part.error(
        "1", 405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.",
        headers: #","Allow":"DELETE, GET, PATCH""#)
    ),
    (
      #""BREW","url":"/users""#,
      Part.error(
        "1", 405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.",
        headers: #","Allow":"GET, POST""#)
    ),
    (#""DELETE","url":"/users/\#(People.adele)""#, Part.noContent("1")),
    (
      #""GET","url":"/$batch""#,
      Part.error("1", 400, "BadRequest", "A batch cannot contain another batch.")
    ),
    (
      #""POST","url":"http://localhost:8585/beta/%24batch","body":{"requests":[]},\#(type)"#,
      Part.error("1", 400, "BadRequest", "A batch cannot contain another batch.")
    ),
    (
      #""HEAD","url":"/users""#,
      #"{"id":"1","status":200,"headers":{\#(WholeAnswer.jsonType.replacing(": ", with: #"":""#).quoted),"OData-Version":"4.0"}}"#
    ),
  ]

  @Test(arguments: writes) func writesWhole(item: String, expected: String) throws {
    #expect(try TestEmulator.frozen(Self.seed).batch(#"{"id":"1","method":\#(item)}"#).parts == [expected])
  }

  @Test func whatIsMadeHasALocation() throws {
    let reply = try TestEmulator.frozen().batch(
      #"""
      {"id":"g","method":"POST","url":"/groups","headers":{"Content-Type":"application/json"},
       "body":{"displayName":"Zoë \"1\"","mailEnabled":false,"mailNickname":"z","securityEnabled":true}}
      """#)
    let part = try #require(reply["responses"]?.arrayValue?.first?.objectValue)
    let body = try #require(part["body"]?.objectValue)
    let id = try #require(body["id"]?.stringValue)
    #expect(part["status"] == .number(201))
    #expect(part["headers"]?.objectValue?["Location"] == .string("http://localhost:8585/beta/groups/\(id)"))
    #expect(body["displayName"] == "Zoë \"1\"")
  }

  @Test func aModelThatIsNoJSONIsBase64() throws {
    let emulator = try TestEmulator.frozen()
    let part = try #require(
      emulator.batch(#"{"id":"1","method":"GET","url":"/$metadata"}"#)["responses"]?.arrayValue?.first?
        .objectValue)
    let body = try #require(part["body"]?.stringValue.flatMap { Data(base64Encoded: $0) })
    #expect(part["headers"]?.objectValue?["Content-Type"] == "application/xml")
    #expect(String(decoding: body, as: UTF8.self) == emulator.get("/$metadata").text)
  }

  @Test func itemsRunAgainstTheVersionOfTheBatch() throws {
    let items = #"{"id":"1","method":"GET","url":"/beta/users/\#(People.adele)?$select=id"}"#
    #expect(
      try TestEmulator.people.get().batch(items, version: "v1.0").parts == [
        Part.result("1", #"{"@odata.context":"V/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#)
      ])
  }

  @Test func linksOfAnItemAreThoseOfTheBatch() throws {
    let reply = try TestEmulator.people.get().batch(
      #"{"id":"1","method":"GET","url":"https://graph.microsoft.com/v1.0/users?$top=2&$select=id"}"#)
    let body = try #require(reply["responses"]?.arrayValue?.first?.objectValue?["body"]?.objectValue)
    let link = try #require(body["@odata.nextLink"]?.stringValue)
    #expect(link.hasPrefix("http://localhost:8585/beta/users?"))
  }

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}

extension String {
  fileprivate var quoted: String { "\"\(self)\"" }
}
