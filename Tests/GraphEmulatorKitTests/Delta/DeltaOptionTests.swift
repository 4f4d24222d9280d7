import HTTPMessages
import Testing

/// What a delta query takes, and what it refuses.
@Suite struct DeltaOptionTests {
  static let expired = WholeAnswer.error(400, "Directory_ExpiredPageToken", PagingTests.expired)
  static let unsupported = WholeAnswer.error(400, "Request_UnsupportedQuery", "Unsupported Query.")

  static func unrecognized(_ name: String) -> WholeAnswer {
    .error(400, "Request_BadRequest", "Unrecognized query argument specified: '\(name)'.")
  }

  static let refused: [(String, WholeAnswer)] = [
    ("$top=5", unrecognized("$top")), ("$expand=manager", unrecognized("$expand")),
    ("$orderby=displayName", unrecognized("$orderby")),
    ("$search=\"displayName:a\"", unrecognized("$search")),
    ("$apply=aggregate($count%20as%20n)", unrecognized("$apply")), ("$wrong=1", unrecognized("$wrong")),
    ("$id=a", unrecognized("$id")),
    ("$skip=1", .error(400, "Request_BadRequest", "'$skip' is not supported by the service.")),
    (
      "$select=id&$select=id",
      .error(
        400, "BadRequest",
        "Query option '$select' was specified more than once, but it must be specified at most once.")
    ),
    ("$filter=displayName%20eq%20'a'", unsupported), ("$filter=id%20ne%20'a'", unsupported),
    ("$filter=id%20eq%20'a'%20and%20id%20eq%20'b'", unsupported),
    ("$filter=id%20in%20('a','b')", unsupported),
    ("$filter=isof('microsoft.graph.group')", unsupported),
    (
      "$filter=id%20eq",
      .error(
        400, "BadRequest",
        "Invalid filter clause: Syntax error at position 5 in 'id eq'.")
    ),
    (
      "$filter=\((0...50).map { "id%20eq%20'\($0)'" }.joined(separator: "%20or%20"))",
      .error(400, "BadRequest", "Invalid filter clause: At most 50 ids can be asked for.")
    ),
    ("$deltatoken=Zm9yZ2VkIHRva2Vu", expired), ("$skiptoken=Zm9yZ2VkIHRva2Vu", expired),
    ("$skiptoken=", expired), ("$deltatoken=%7B%7D", expired),
    ("$skiptoken=a&$deltatoken=latest", expired),
  ]

  @Test(arguments: refused) func isRefused(query: String, expected: WholeAnswer) throws {
    #expect(try TestEmulator.people.get().get("/users/delta?\(query)").whole == expected)
  }

  @Test func onlyGETIsTaken() throws {
    #expect(
      try TestEmulator.people.get().send("POST", "/users/delta", "{}").whole
        == .notAllowed("Request_BadRequest", "GET"))
  }

  /// Only whole sets have a delta: what is not kept is no segment.
  @Test(arguments: [
    "/groups/\(People.sales)/members/delta", "/users/\(People.adele)/memberOf/delta",
    "/users/\(People.adele)/delta",
  ]) func whereNoneIsKept(path: String) throws {
    #expect(try TestEmulator.people.get().get(path).whole == .unknownSegment("delta"))
  }

  @Test func aTokenIsGoodForItsPlaceAndTenantOnly() throws {
    let emulator = try TestEmulator.people.get()
    let link = try emulator.latest("/users/delta")
    for other in [
      link.replacing("users", with: "groups"), link.replacing("users", with: "directoryObjects"), link + "A",
    ] {
      #expect(emulator.get(other).whole == Self.expired)
    }
    #expect(emulator.send("GET", link, version: "v1.0").whole == Self.expired)
    #expect(try TestEmulator.frozen(People.seed).get(link).whole == Self.expired)
    // A page token is no delta token.
    let page = try #require(emulator.get("/users?$top=1").nextPath?.split(separator: "token=").last)
    #expect(emulator.get("/users/delta?$deltatoken=\(page)").whole == Self.expired)
  }

  @Test func theTokenKeepsTheOptions() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let filter = "id%20eq%20'\(People.diego.uppercased())'%20or%20ID%20eq%20'\(People.adele)'"
    let first = emulator.get("/users/delta?$filter=\(filter)&$select=displayName")
    #expect(
      first.wholeDelta
        == .delta(
          "users(displayName)", "users/delta",
          #"{"id":"\#(People.adele)","displayName":"Adele Vance"}"#,
          #"{"id":"\#(People.diego)","displayName":"Diego Siciliani"}"#))
    for user in [People.adele, People.alex] {
      emulator.send("PATCH", "/users/\(user)", #"{"displayName":"Changed","jobTitle":"Baker"}"#)
    }
    let link = try #require(first.deltaPath)
    for path in [link, link.replacing("$deltatoken", with: "$deltaToken"), link + "&$select=jobTitle"] {
      #expect(
        emulator.get(path).wholeDelta
          == .delta(
            "users(displayName)", "users/delta", #"{"id":"\#(People.adele)","displayName":"Changed"}"#))
    }
  }

  @Test func thePageSizeIsThatOfThePreference() throws {
    let headers = [HeaderField("Prefer", "odata.maxpagesize=2, return=minimal")]
    let reply = try TestEmulator.people.get().send("GET", "/users/delta?$select=id", headers: headers)
    var expected = WholeAnswer.delta(
      "users(id)", "users/delta", #"{"id":"\#(People.adele)"}"#, #"{"id":"\#(People.alex)"}"#, isLast: false)
    expected.headers = (expected.headers + ["Preference-Applied: odata.maxpagesize=2"]).sorted()
    #expect(reply.wholeDelta == expected)
  }

  @Test func typesOfDirectoryObjects() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let types = "isof('microsoft.graph.group')%20or%20isof(%27microsoft.graph.device%27)"
    let first = emulator.get("/directoryObjects/delta?$filter=\(types)&$select=id")
    #expect(
      first.wholeDelta
        == .delta(
          "directoryObjects(id)", "directoryObjects/delta",
          ##"{"@odata.type":"#microsoft.graph.group","id":"\##(People.sales)"}"##,
          ##"{"@odata.type":"#microsoft.graph.device","id":"\##(People.kiosk)"}"##))
    emulator.send("DELETE", "/users/\(People.adele)")
    #expect(
      emulator.get(try #require(first.deltaPath)).wholeDelta
        == .delta("directoryObjects(id)", "directoryObjects/delta"))
  }
}
