import HTTPMessages
import JSON
import Testing

/// Faults and stubs for requests that never come.
@Suite("Faults and stubs that nothing meets are refused, with the place") struct IdleOrderTests {
  private let emulator: ControlledEmulator

  init() throws { emulator = try ControlledEmulator() }

  private func post(_ kind: String, _ order: String, to tenant: String = "default") -> Response {
    emulator.send("POST", "/_emulator/tenants/\(tenant)/\(kind)", order)
  }

  private static func isRefused(_ answer: Response, _ message: String) -> Bool {
    answer.status == 400
      && answer.json == ["error": ["code": "BadRequest", "message": .string("body: $.\(message)")]]
  }

  // MARK: Matches

  private static let pages =
    ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map {
      (#"{"page":1,"method":"\#($0)"}"#, "page: only GET and HEAD ask for a page, and 'method' is \($0)")
    }
    + [
      (#"{"page":1,"path":"/$batch"}"#, "$batch"), (#"{"page":2,"path":"/beta/%24batch/"}"#, "$batch"),
      (#"{"page":1,"url":"*/$batch?*"}"#, "$batch"), (#"{"page":2,"path":"/users/$count"}"#, "$count"),
      (#"{"page":1,"url":"/v1.0/$metadata"}"#, "$metadata"),
      (#"{"page":1,"path":"/me/photo/$value"}"#, "$value"),
    ].map { ($0, "page: \($1) has no pages") }
    + ["/v1.0/users", "*/users", "*/users?$top=5", "/v1.0/u*s?$select=id"].map {
      (
        #"{"page":2,"url":"\#($0)"}"#,
        "page: 1 expected: the URL of a later page has a $skiptoken, and 'url' has none"
      )
    }

  private static let otherTenants = ["other", "Default", "ci-*", ""].map {
    (
      #"{"header":{"X-Emulator-Tenant":"\#($0)"}}"#,
      "header.X-Emulator-Tenant: requests with this are of another tenant than 'default', to which the order is given"
    )
  }

  private static let urls = [
    "*/users#a", "/v1.0/users?$top=5#a", "*://graph.microsoft.com/v1.0/users", "*https://*/users?*",
  ].map {
    (
      #"{"url":"\#($0)"}"#,
      "url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"
    )
  }

  private static let others = ["/$batch", "/beta/$batch"].map {
    (
      #"{"method":"OPTIONS","path":"\#($0)"}"#,
      "method: OPTIONS comes here as a part of a batch alone, which is no batch itself"
    )
  }

  private static let single =
    ["/me", "/v1.0/me", "/beta/me/manager", "/users/adele@contoso.example"].map {
      (#"{"page":2,"path":"\#($0)"}"#, "page: \($0) is one object, and has no pages")
    } + [(#"{"page":1,"url":"/beta/me?$select=id"}"#, "page: /beta/me is one object, and has no pages")]

  @Test("No request fits", arguments: pages + single + otherTenants + urls + others)
  func noRequestFits(_ match: String, _ message: String) {
    for (kind, rest) in [("faults", #""effect":{"close":true}"#), ("stubs", #""responses":[{}]"#)] {
      #expect(Self.isRefused(post(kind, #"{"match":\#(match),\#(rest)}"#), "match." + message), "\(match)")
      #expect(emulator.send("GET", "/_emulator/tenants/default/\(kind)").text == #"{"value":[]}"#)
    }
  }

  @Test(arguments: [
    #"{"page":1,"method":"HEAD"}"#, #"{"page":2,"path":"/users/{id}/members/$ref"}"#,
    #"{"page":1,"url":"*/users?$top=5"}"#, #"{"page":2,"url":"*/users*"}"#, #"{"page":2,"url":"*/users?*"}"#,
    #"{"page":3,"url":"/v1.0/users?%24skiptoken=x"}"#, #"{"page":2,"batchPart":3}"#,
    #"{"header":{"x-emulator-tenant":"default"}}"#, #"{"header":{"x-emulator-tenant":"def*"}}"#,
    #"{"page":2,"path":"/users/*"}"#, #"{"page":2,"path":"/users/{id}"}"#,
    #"{"page":2,"path":"/me/memberOf"}"#, #"{"page":2,"path":"/users/delta"}"#,
    #"{"page":2,"path":"/me/nowhere"}"#, #"{"page":2,"path":"/me/messages"}"#,
    #"{"url":"*/users?$filter=homepage eq 'https://contoso.example'"}"#,
  ])
  func whatCanComeIsTaken(_ match: String) {
    let answer = post("faults", #"{"match":\#(match),"effect":{"close":true}}"#)
    #expect((answer.status, answer.text) == (201, #"{"id":"1"}"#))
  }

  /// The tenant is that of the order, whichever it is.
  @Test func theHeaderOfAnotherTenant() {
    #expect(emulator.send("POST", "/_emulator/tenants", #"{"id":"other"}"#).status == 201)
    func order(_ name: String) -> String {
      #"{"match":{"header":{"x-emulator-tenant":"\#(name)"}},"effect":{"status":503}}"#
    }
    #expect(post("faults", order("other"), to: "other").status == 201)
    #expect(
      Self.isRefused(
        post("faults", order("default"), to: "other"),
        "match.header.x-emulator-tenant: requests with this are of another tenant than 'other', to which the order is given"
      ))
    let field = HeaderField("x-emulator-tenant", "other")
    #expect(emulator.send("GET", "/v1.0/users", headers: [field]).status == 503)
    #expect(emulator.send("GET", "/tenants/other/v1.0/users").status == 200)
  }

  @Test("A pattern with an empty query fitted no request but one with a mark at its end")
  func anEmptyQueryIsNone() {
    #expect(
      post("faults", #"{"match":{"url":"*/users?"},"effect":{"status":503}}"#).text == #"{"id":"1"}"#)
    let targets = ["/v1.0/users", "/v1.0/users?", "/v1.0/Users/?", "/v1.0/users?$top=1", "/v1.0/users/delta"]
    #expect(targets.map { emulator.send("GET", $0).status } == [503, 503, 503, 200, 200])
  }

  @Test("A fault for the first page met requests that ask for no page")
  func writesAskForNoPage() {
    #expect(post("faults", #"{"match":{"page":1},"effect":{"status":503}}"#).status == 201)
    let group =
      #"{"displayName":"New","mailEnabled":false,"mailNickname":"new","securityEnabled":true}"#
    let json = HeaderField("Content-Type", "application/json")
    #expect(emulator.send("POST", "/v1.0/groups", group, headers: [json]).status == 201)
    #expect(emulator.send("GET", "/v1.0/groups").status == 503)
  }

  // MARK: Effects

  @Test(arguments: ["PT0S", "P0D", "PT0.00000001S"])
  func aDripWithoutAPause(_ pause: String) {
    #expect(
      Self.isRefused(
        post("faults", #"{"effect":{"drip":{"bytes":5,"every":"\#(pause)"}}}"#),
        "effect.drip.every: a duration above PT0S expected, since the answer would come as it does anyhow"))
  }

  @Test(
    "What is done to a body was taken for HEAD, and counted",
    arguments: [
      (#"{"cutAfterBytes":5}"#, "cutAfterBytes"), (#"{"cutAfterBytes":0,"delay":"PT1S"}"#, "cutAfterBytes"),
      (#"{"drip":{"bytes":5,"every":"PT1S"}}"#, "drip"),
    ]) func theBodyOfHEAD(_ effect: String, _ name: String)
  {
    #expect(
      Self.isRefused(
        post("faults", #"{"match":{"method":"HEAD"},"effect":\#(effect)}"#),
        "effect.\(name): an answer to HEAD has no body; that of a batch with such a part has one, for 'batchPart'"
      ))
    let ofParts = post("faults", #"{"match":{"method":"HEAD","batchPart":1},"effect":\#(effect)}"#)
    #expect((ofParts.status, ofParts.text) == (201, #"{"id":"1"}"#))
  }

  @Test(arguments: [400, 503, 504])
  func noRetryAfterWhereThereIsNone(_ status: Int) {
    #expect(
      Self.isRefused(
        post("faults", #"{"effect":{"status":\#(status),"retryAfter":null}}"#),
        "effect.retryAfter: a number expected: only 429 has one that null takes away"))
  }

  // MARK: Turns

  @Test(arguments: [
    (#""to":1,"responses":[{},{}]"#, 1), (#""from":3,"to":4,"responses":[{},{},{"times":5}]"#, 2),
    (#""to":5,"responses":[{"times":5},{},{}]"#, 1), (#""to":5,"responses":[{"times":9},{}]"#, 1),
  ])
  func aResponseWithoutATurn(_ order: String, _ index: Int) {
    #expect(
      Self.isRefused(
        post("stubs", "{\(order)}"),
        "responses[\(index)]: no request is left for this one: those before it answer all from 'from' to 'to'"
      ))
  }

  @Test(arguments: [
    #""to":2,"responses":[{},{}]"#, #""to":5,"responses":[{"times":4},{}]"#, #""responses":[{},{},{}]"#,
    #""from":\#(Int.max),"responses":[{}]"#, #""to":1,"responses":[{"times":2}]"#,
  ])
  func eachResponseHasItsTurn(_ order: String) { #expect(post("stubs", "{\(order)}").status == 201) }
}
