import HTTPMessages
import JSON
import Observing
import Tenants
import Testing

@Suite("Which requests of a journal are meant") struct JournalMatchTests {
  @Test(arguments: [
    ("/v1.0/users", "/v1.0/users", true), ("/users", "/v1.0/users", true), ("/users", "/beta/users", true),
    ("/users/*", "/v1.0/users/1", true), ("/users/*", "/v1.0/users", false),
    ("/users/*", "/v1.0/users/1/manager", false), ("/users/**", "/v1.0/users/1/manager", true),
    ("/users/**", "/v1.0/users", true), ("/**/members", "/v1.0/groups/1/members", true),
    ("/groups/*/members/**", "/v1.0/groups/1/members/2/x", true), ("/us*s", "/v1.0/users", true),
    ("/u*e*s", "/v1.0/users", true), ("/u*x*s", "/v1.0/users", false), ("/", "/v1.0", true),
    ("/**/**/**/**/**/x", "/a/b/c/d/e/f", false), ("", "/v1.0/users", false),
    ("/users", "/tenants/ci-42/v1.0/users", true), ("/v1.0/users", "/tenants/ci-42/v1.0/users", true),
    ("/tenants/ci-42/v1.0/users", "/tenants/ci-42/v1.0/users", true),
    ("/users", "/tenants/ci-42/users", true),
    ("/ci-42/v1.0/users", "/tenants/ci-42/v1.0/users", false), ("/tenants", "/tenants", true),
    ("/users/delta", "/v1.0/users/microsoft.graph.delta()", true), ("/users/1", "/v1.0/users('1')", true),
    ("/users/1", "/tenants/ci-42/v1.0/Users/%31/", true), ("/users/*", "/v1.0/users/a%2Fb", true),
    ("/******************a", "/v1.0/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", false),
  ]) func globs(pattern: String, path: String, isMatch: Bool) {
    #expect(PathGlob(pattern).matches(path) == isMatch)
  }

  private func journal() throws -> [JournalEntry] {
    let journal = Journal()
    journal.add(try Records.record("GET", "/v1.0/users?$top=1", id: 1))
    journal.add(try Records.record("POST", "/v1.0/users", status: 201, id: 2, after: 10))
    journal.add(try Records.record("GET", "/beta/users/1", status: 404, id: 3, after: 20, code: "Missing"))
    return journal.entries(of: .usual)
  }

  @Test(
    arguments: [
      ([("method", "get")], [1, 3]), ([("path", "/users")], [1, 2]), ([("status", "404")], [3]),
      ([("status", "2xx")], [1, 2]), ([("since", "2026-02-02T02:40:10Z")], [2, 3]),
      ([("clientRequestId", "client-2")], [2]), ([("requestId", "ID-3")], [3]),
      ([("method", "GET"), ("status", "4XX")], [3]), ([], [1, 2, 3]), ([("method", "PUT")], []),
      ([("method", "X-Own~")], []), ([("clientRequestId", "")], []),
    ] as [([(String, String)], [Int])]) func criteria(members: [(String, String)], numbers: [Int]) throws
  {
    let match = try JournalMatch(members.map { (name: $0.0, value: $0.1) })
    #expect(try journal().filter(match.matches).map(\.number) == numbers)
  }

  @Test(arguments: [
    (
      #"{"methods":"GET"}"#,
      "A match takes method, path, status, since, principal, clientRequestId, requestId, not 'methods'."
    ),
    // A member that there is not was blamed for its type.
    (
      #"{"nope":1}"#,
      "A match takes method, path, status, since, principal, clientRequestId, requestId, not 'nope'."
    ),
    (#"{"status":"6xx"}"#, "'status' takes a number from 100 to 599, or 4xx, not '6xx'."),
    (#"{"status":99}"#, "'status' takes a number from 100 to 599, or 4xx, not '99'."),
    (#"{"since":"today"}"#, "'since' takes a time such as 2026-01-31T08:15:30Z, not 'today'."),
    (
      #"{"path":"https://graph.microsoft.com/v1.0/users"}"#,
      "'path' takes a path without host and options, not 'https://graph.microsoft.com/v1.0/users'."
    ),
    (#"{"path":"/users?$top=1"}"#, "'path' takes a path without host and options, not '/users?$top=1'."),
    (#"{"path":7}"#, "'path' of a match takes a string, not a number."),
    (#"{"path":["a"]}"#, "'path' of a match takes a string, not an array."),
    // These were taken, and found nothing, or what nobody asked for.
    (#"{"path":""}"#, "'path' takes a text that is not empty."),
    (#"{"principal":""}"#, "'principal' takes a text that is not empty."),
    (#"{"requestId":""}"#, "'requestId' takes a text that is not empty."),
    (#"{"method":""}"#, "'method' takes the name of a method such as GET, not ''."),
    (#"{"method":"GET,POST"}"#, "'method' takes the name of a method such as GET, not 'GET,POST'."),
    (#"{"method":"GET /users"}"#, "'method' takes the name of a method such as GET, not 'GET /users'."),
    (#"[]"#, "'match' takes an object."),
    ("null", "'match' takes an object."),
  ]) func mistakes(text: String, message: String) throws {
    let json = try JSONValue.parse(text)
    #expect(throws: JournalMatch.Mistake.self) { try JournalMatch(json) }
    do { _ = try JournalMatch(json) } catch { #expect(error.message == message) }
  }

  private func verified(_ text: String) throws -> JSONValue {
    try JournalVerification(#require(JSONValue.parse(text).objectValue)).json(journal())
  }

  @Test func verifying() throws {
    #expect(
      try verified(#"{"match":{"path":"/users"},"count":{"min":2,"max":2}}"#)
        == ["verified": .bool(true), "count": .number(2)])
    #expect(try verified(#"{"match":{"status":404}}"#) == ["verified": .bool(true), "count": .number(1)])
    #expect(
      try verified(#"{"match":{"method":"PUT"},"count":{"max":0}}"#) == [
        "verified": .bool(true), "count": .number(0),
      ])
  }

  @Test("what came nearest stands first, and says what it missed") func nearMisses() throws {
    #expect(
      try verified(#"{"match":{"method":"POST","path":"/users","status":404}}"#)
        == JSONValue.parse(
          """
          {"verified":false,"count":0,"nearMisses":[
          {"number":2,"time":"2026-02-02T02:40:10.0000000Z","method":"POST","target":"/v1.0/users","status":201,
          "milliseconds":1.000,"requestId":"id-2","clientRequestId":"client-2","missed":["status"]},
          {"number":3,"time":"2026-02-02T02:40:20.0000000Z","method":"GET","target":"/beta/users/1","status":404,
          "milliseconds":1.000,"requestId":"id-3","clientRequestId":"client-3","error":"Missing",
          "missed":["method","path"]},
          {"number":1,"time":"2026-02-02T02:40:00.0000000Z","method":"GET","target":"/v1.0/users?$top=1","status":200,
          "milliseconds":1.000,"requestId":"id-1","clientRequestId":"client-1","missed":["method","status"]}]}
          """))
  }

  @Test("of too many those that are too many") func tooMany() throws {
    let json = try verified(#"{"match":{"method":"GET"},"count":{"max":1}}"#).objectValue
    #expect(json?["verified"] == .bool(false))
    #expect(json?["nearMisses"]?.arrayValue?.compactMap { $0.objectValue?["number"]?.intValue } == [1, 3])
  }

  @Test("one after the other, whatever comes between them") func order() throws {
    #expect(
      try verified(#"{"order":[{"method":"GET","path":"/users"},{"status":404}]}"#)
        == ["verified": .bool(true), "numbers": [.number(1), .number(3)]])
    #expect(
      try verified(#"{"order":[{},{},{}]}"#)
        == ["verified": .bool(true), "numbers": [.number(1), .number(2), .number(3)]])
  }

  @Test("what came too early misses the order") func wrongOrder() throws {
    let json = try #require(verified(#"{"order":[{"status":404},{"method":"POST"}]}"#).objectValue)
    #expect(json.names == ["verified", "numbers", "missing", "nearMisses"])
    #expect(json["verified"] == .bool(false))
    #expect(json["numbers"] == [.number(3)])
    #expect(json["missing"] == .number(2))
    let misses = json["nearMisses"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(misses.compactMap { $0["number"]?.intValue } == [2, 3, 1])
    #expect(misses.compactMap { $0["missed"] } == [["order"], ["method", "order"], ["method", "order"]])
  }

  @Test(
    "who asked, by any of their names",
    arguments: [
      ("adele@contoso.example", [1]), ("ADELE@contoso.example", [1]), ("04b07795", [1, 2]), ("-", []),
      ("1111", [1]),
      ("nobody", []),
    ] as [(String, [Int])]) func principals(name: String, numbers: [Int]) throws
  {
    let journal = Journal()
    let adele = CallerName(
      principals: ["1111", "Adele@contoso.example"], applications: ["04b07795"], isApplication: false)
    let application = CallerName(principals: [], applications: ["04B07795"], isApplication: true)
    for caller in [adele, application, .unknown] { journal.add(try Records.record(caller: caller)) }
    let match = try JournalMatch([(name: "principal", value: name)])
    #expect(journal.entries(of: .usual).filter(match.matches).map(\.number) == numbers)
  }

  @Test(arguments: [
    (#"{}"#, "'match' takes an object."),
    (#"{"match":{},"times":1}"#, "The body takes match, count, order, not 'times'."),
    (#"{"match":{},"count":1}"#, "'count' takes an object."),
    (#"{"match":{},"count":{"min":-1}}"#, "'min' of 'count' takes a whole number from 0 on."),
    (#"{"match":{},"count":{"min":1.5}}"#, "'min' of 'count' takes a whole number from 0 on."),
    (
      #"{"match":{},"count":{"min":99999999999999999999}}"#,
      "'min' of 'count' takes a whole number from 0 on."
    ),
    (#"{"match":{},"count":{"min":2,"max":1}}"#, "'min' of 'count' is larger than 'max'."),
    (#"{"order":[]}"#, "'order' takes an array of 1 to 1000 matches."),
    (#"{"order":{}}"#, "'order' takes an array of 1 to 1000 matches."),
    (
      #"{"order":[\#(Array(repeating: "{}", count: 1001).joined(separator: ","))]}"#,
      "'order' takes an array of 1 to 1000 matches."
    ),
    // An array of one element was said to be none of 1 to 1000 matches.
    (#"{"order":[5]}"#, "order[0]: A match is an object, not a number."),
    (#"{"order":[{},null]}"#, "order[1]: A match is an object, not null."),
    (
      #"{"order":[{},{},{"status":99}]}"#,
      "order[2]: 'status' takes a number from 100 to 599, or 4xx, not '99'."
    ),
    (
      #"{"order":[{"nope":[]}]}"#,
      "order[0]: A match takes method, path, status, since, principal, clientRequestId, requestId, not 'nope'."
    ),
    (#"{"match":{"path":"/me?$top=1"}}"#, "'path' takes a path without host and options, not '/me?$top=1'."),
    (#"{"order":[{}],"count":{}}"#, "'order' stands alone, without 'match' and 'count'."),
  ]) func verificationMistakes(text: String, message: String) throws {
    let json = try #require(JSONValue.parse(text).objectValue)
    #expect(throws: JournalMatch.Mistake.self) { try JournalVerification(json) }
    do { _ = try JournalVerification(json) } catch { #expect(error.message == message) }
  }
}
