import HTTPMessages
import JSON
import Testing

@Suite("The faults of a tenant, as whoever tests makes them") struct FaultRouteTests {
  private let emulator: ControlledEmulator
  private static let place = "/_emulator/tenants/default/faults"

  init() throws { emulator = try ControlledEmulator() }

  private func send(_ method: String, _ body: String = "", at end: String = "") -> Response {
    emulator.send(method, Self.place + end, body)
  }

  @Test func aFaultsLife() {
    #expect(send("GET").text == #"{"value":[]}"#)
    let made = send(
      "POST", #"{"match":{"path":"/users"},"from":2,"effect":{"status":503,"retryAfter":2}}"#)
    #expect(made.status == 201)
    #expect(made.text == #"{"id":"1"}"#)
    #expect(made.header("Location") == "http://localhost:0\(Self.place)/1")
    #expect(send("POST", #"{"effect":{"delay":"PT1S"},"to":1}"#).text == #"{"id":"2"}"#)
    let statuses = (1...3).map { _ in emulator.send("GET", "/v1.0/users").status }
    #expect(statuses == [200, 503, 503])
    #expect(
      send("GET").text
        == #"{"value":[{"id":"1","match":{"path":"/users"},"from":2,"effect":{"status":503,"retryAfter":2},"#
        + #""matched":3,"fired":2},{"id":"2","effect":{"delay":"PT1S"},"to":1,"matched":3,"fired":1}]}"#)
    #expect(send("DELETE", at: "/1").status == 204)
    #expect(emulator.send("GET", "/v1.0/users").status == 200)
    #expect(
      send("DELETE", at: "/1").text
        == #"{"error":{"code":"FaultNotFound","message":"There is no fault '1'."}}"#)
    #expect(send("DELETE").status == 204)
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  @Test func aResetTakesThemAway() {
    _ = send("POST", #"{"effect":{"close":true}}"#)
    #expect(emulator.send("POST", "/_emulator/tenants/default/reset").status == 200)
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  @Test func theyAreNoPartOfAnExport() {
    let before = emulator.export()
    _ = send("POST", #"{"effect":{"close":true}}"#)
    #expect(emulator.export() == before)
  }

  @Test(
    arguments: [
      (#"{}"#, "body: $: 'effect' is missing"), (#"{"effect":1}"#, "body: $.effect: an object expected"),
      (#"[]"#, "body: $: an object expected, not an array"),
      (#""#, "body: line 1, column 1: a value expected"),
      (
        #"{"effect":{},"effect":{}}"#,
        "body: line 1, column 22: member 'effect' occurs twice"
      ),
      (
        #"{"effect":{"close":true},"after":1}"#,
        "body: $.after: there is no 'after'; there are effect, from, match, probability, seed, to"
      ),
      (
        #"{"effect":{}}"#, "body: $.effect: one of status, cutAfterBytes, close, drip, delay expected"
      ),
      (
        #"{"effect":{"status":429,"close":true}}"#,
        "body: $.effect.close: there is 'status' already, and only one of them can be"
      ),
      (#"{"effect":{"close":false}}"#, "body: $.effect.close: true expected"),
      (#"{"effect":{"close":1}}"#, "body: $.effect.close: true or false expected"),
      (#"{"effect":{"status":200}}"#, "body: $.effect.status: an integer from 400 to 599 expected"),
      (#"{"effect":{"status":"429"}}"#, "body: $.effect.status: an integer from 400 to 599 expected"),
      (
        #"{"effect":{"status":429,"retryAfter":1.5}}"#,
        "body: $.effect.retryAfter: an integer from 0 to 86400 expected"
      ),
      (#"{"effect":{"close":true,"code":"x"}}"#, "body: $.effect.code: this goes with 'status'"),
      (#"{"effect":{"delay":"soon"}}"#, "body: $.effect.delay: a duration such as P1DT2H expected"),
      (#"{"effect":{"delay":"PT2H"}}"#, "body: $.effect.delay: a duration from PT0S to PT3600S expected"),
      (#"{"effect":{"delay":"-PT1S"}}"#, "body: $.effect.delay: a duration from PT0S to PT3600S expected"),
      (#"{"effect":{"delay":{"min":"PT1S"}}}"#, "body: $.effect.delay: 'min' and 'max' expected"),
      (
        #"{"effect":{"delay":{"min":"PT2S","max":"PT1S"}}}"#,
        "body: $.effect.delay.max: a duration not below 'min' expected"
      ),
      (#"{"effect":{"drip":{"bytes":5}}}"#, "body: $.effect.drip: 'bytes' and 'every' expected"),
      (
        #"{"effect":{"drip":{"bytes":0,"every":"PT1S"}}}"#,
        "body: $.effect.drip.bytes: an integer from 1 to \(Int.max) expected"
      ),
      (
        #"{"effect":{"cutAfterBytes":-1}}"#,
        "body: $.effect.cutAfterBytes: an integer from 0 to \(Int.max) expected"
      ),
      (
        #"{"effect":{"close":true},"match":{"verb":"GET"}}"#,
        "body: $.match.verb: there is no 'verb'; there are batchPart, body, header, method, page, path, principal, url"
      ),
      (
        #"{"effect":{"close":true},"match":{"method":5}}"#,
        "body: $.match.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"
      ),
      (
        #"{"effect":{"close":true},"match":{"path":"users"}}"#,
        "body: $.match.path: a path such as /users/* expected, without host, tenant and query"
      ),
      (
        #"{"effect":{"close":true},"match":{"path":"/users?$top=1"}}"#,
        "body: $.match.path: a path such as /users/* expected, without host, tenant and query"
      ),
      (#"{"effect":{"close":true},"match":{"header":{"a":1}}}"#, "body: $.match.header.a: a string expected"),
      (
        #"{"effect":{"close":true},"match":{"page":0}}"#,
        "body: $.match.page: an integer from 1 to 1000000 expected"
      ),
      (#"{"effect":{"close":true},"from":0}"#, "body: $.from: an integer from 1 to \(Int.max) expected"),
      (
        #"{"effect":{"close":true},"from":3,"to":2}"#,
        "body: $.to: a number from 3 on expected, since 'from' is 3"
      ),
      (
        #"{"effect":{"close":true},"probability":1.5}"#,
        "body: $.probability: a number above 0, and 1 at most, expected"
      ),
      (
        #"{"effect":{"close":true},"probability":"1"}"#,
        "body: $.probability: a number above 0, and 1 at most, expected"
      ),
      (
        #"{"effect":{"close":true},"seed":-1}"#,
        "body: $.seed: an integer from 0 to 9007199254740991 expected"
      ),
    ] + Self.neverFitting)
  func mistakes(_ body: String, _ message: String) {
    let response = send("POST", body)
    #expect(response.status == 400)
    #expect(
      response.json == ["error": ["code": "BadRequest", "message": .string(message)]], "\(response.text)")
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  /// What was taken without a word, though no request could fit it, or it had no effect.
  private static let neverFitting = [
    (
      #"{"effect":{"close":true},"match":{"path":"https://graph.microsoft.com/v1.0/users"}}"#,
      #"body: $.match.path: a path such as /users/* expected, without host, tenant and query"#
    ),
    (
      #"{"effect":{"close":true},"match":{"path":"//localhost/v1.0/users"}}"#,
      #"body: $.match.path: a path such as /users/* expected, without host, tenant and query"#
    ),
    (
      #"{"effect":{"close":true},"match":{"path":"/tenants/ci-42/v1.0/users"}}"#,
      #"body: $.match.path: a path such as /users/* expected, without host, tenant and query"#
    ),
    (
      #"{"effect":{"close":true},"match":{"path":"/users#a"}}"#,
      #"body: $.match.path: a path such as /users/* expected, without host, tenant and query"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"https://graph.microsoft.com/v1.0/users"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"/users?$top=5"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"v1.0/users"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"//localhost/v1.0/users"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"/tenants/ci-42/v1.0/users"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":"/v2.0/users"}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"url":""}}"#,
      #"body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"#
    ),
    (
      #"{"effect":{"close":true},"match":{"method":"FETCH"}}"#,
      #"body: $.match.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"method":"get"}}"#,
      #"body: $.match.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"method":""}}"#,
      #"body: $.match.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"header":{"a b":"*"}}}"#,
      #"body: $.match.header.a b: the name of a header field expected: letters, digits and !#$%&'*+-.^_`|~"#
    ),
    (
      #"{"effect":{"close":true},"match":{"header":{"":"*"}}}"#,
      #"body: $.match.header.: the name of a header field expected: letters, digits and !#$%&'*+-.^_`|~"#
    ),
    (
      #"{"effect":{"close":true},"match":{"header":{"ä":"*"}}}"#,
      #"body: $.match.header.ä: the name of a header field expected: letters, digits and !#$%&'*+-.^_`|~"#
    ),
    (
      #"{"effect":{"close":true},"match":{"header":{"a:":"*"}}}"#,
      #"body: $.match.header.a:: the name of a header field expected: letters, digits and !#$%&'*+-.^_`|~"#
    ),
    (
      #"{"effect":{"close":true},"match":{"header":{"a":"b\u000ac"}}}"#,
      #"body: $.match.header.a: a value of a header field expected, without control characters"#
    ),
    (
      #"{"effect":{"close":true},"match":{"batchPart":0}}"#,
      #"body: $.match.batchPart: an integer from 1 to 20 expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"batchPart":21}}"#,
      #"body: $.match.batchPart: an integer from 1 to 20 expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"batchPart":1.5}}"#,
      #"body: $.match.batchPart: an integer from 1 to 20 expected"#
    ),
    (
      #"{"effect":{"close":true},"match":{"principal":""}}"#,
      #"body: $.match.principal: a text expected that is not empty"#
    ),
    (
      #"{"effect":{"close":true},"match":{"body":""}}"#,
      #"body: $.match.body: a text expected that is not empty"#
    ),
    (
      #"{"effect":{"close":true},"probability":0}"#,
      #"body: $.probability: a number above 0, and 1 at most, expected"#
    ),
    (
      #"{"effect":{"close":true},"seed":7}"#,
      #"body: $.seed: this goes with a 'probability' below 1, or with a delay between 'min' and 'max'"#
    ),
    (
      #"{"effect":{"delay":{"min":"PT1S","max":"PT1S"}},"seed":7}"#,
      #"body: $.seed: this goes with a 'probability' below 1, or with a delay between 'min' and 'max'"#
    ),
    (
      #"{"effect":{"cutAfterBytes":5,"afterCommit":false}}"#,
      #"body: $.effect.afterCommit: true expected: only 'status' and 'close' can come before"#
    ),
    (
      #"{"effect":{"drip":{"bytes":5,"every":"PT1S"},"afterCommit":false}}"#,
      #"body: $.effect.afterCommit: true expected: only 'status' and 'close' can come before"#
    ),
    (
      #"{"effect":{"delay":"PT1S","afterCommit":false}}"#,
      #"body: $.effect.afterCommit: true expected: only 'status' and 'close' can come before"#
    ),
  ]

  private static let sayingNothing =
    [
      "PT0S", "PT0M",
    ].map {
      (
        #"{"effect":{"close":true,"delay":"\#($0)"}}"#,
        "body: $.effect.delay: a duration above PT0S expected, since the answer would come as it does anyhow"
      )
    } + [
      (
        #"{"effect":{"delay":{"min":"PT0S","max":"PT0S"}}}"#,
        "body: $.effect.delay: a duration above PT0S expected, since the answer would come as it does anyhow"
      ),
      (
        #"{"effect":{"close":true},"match":{"header":{}}}"#,
        "body: $.match.header: at least one header field expected"
      ),
      (
        #"{"effect":{"close":true},"probability":1,"seed":7}"#,
        "body: $.seed: this goes with a 'probability' below 1, or with a delay between 'min' and 'max'"
      ),
    ]
    + ["/$batch", "/v1.0/$batch", "/BETA/%24batch/"].map {
      (
        #"{"effect":{"close":true},"match":{"path":"\#($0)","batchPart":1}}"#,
        "body: $.match.batchPart: a batch is no part of a batch, and what is asked for is a batch"
      )
    }
    + [
      (
        #"{"effect":{"close":true},"match":{"url":"/v1.0/$batch?*","batchPart":1}}"#,
        "body: $.match.batchPart: a batch is no part of a batch, and what is asked for is a batch"
      ),
      (
        #"{"effect":{"close":true},"match":{"path":"/users","url":"/v1.0/groups?*"}}"#,
        "body: $.match.url: no request fits both this and 'path'"
      ),
    ]
    + ["/_emulator", "/_emulator/tenants/*", "/_Emulator/health"].map {
      (
        #"{"effect":{"close":true},"match":{"path":"\#($0)"}}"#,
        "body: $.match.path: faults and stubs do not meet requests to /_emulator"
      )
    }
    + [
      "/common/oauth2/v2.0/token", "/*/oauth2/v2.0/token", "/{tenant}/oauth2/v2.0/devicecode",
      "/contoso.example/v2.0/.well-known/openid-configuration",
    ].map {
      (
        #"{"effect":{"close":true},"match":{"path":"\#($0)"}}"#,
        "body: $.match.path: faults and stubs do not meet requests to the endpoints that issue tokens"
      )
    }

  @Test("Faults that no request could meet, or that said nothing, were taken", arguments: Self.sayingNothing)
  func ordersThatNothingMeets(_ body: String, _ message: String) { mistakes(body, message) }

  /// A version that there is not is refused by the service, and so it can be refused by a fault.
  @Test func aPathOfAnUnknownVersionIsOneThatAFaultMeets() {
    #expect(send("POST", #"{"match":{"path":"/v2.0/users"},"effect":{"status":503}}"#).status == 201)
    #expect(emulator.send("GET", "/v2.0/users").status == 503)
  }

  @Test(arguments: [
    #"{"url":"/v1.0/users?$top=5"}"#, #"{"url":"/V1.0/users"}"#, #"{"url":"*/users?*"}"#, #"{"url":"*"}"#,
    #"{"url":"/v*/users"}"#, #"{"url":"/beta"}"#, #"{"path":"/users/{id}"}"#, #"{"path":"/"}"#,
    #"{"method":"HEAD"}"#, #"{"header":{"X-Mine!":"a*"}}"#, #"{"batchPart":20}"#, #"{"page":1}"#, "{}",
    #"{"path":"/users/*","batchPart":1}"#, #"{"path":"/users/$batch","batchPart":1}"#,
    #"{"path":"/users/*","url":"/v1.0/users/*"}"#, #"{"path":"/{set}/$batch","batchPart":1}"#,
    #"{"path":"/v1.0/oauth2/v2.0/token"}"#,
  ])
  func whatCanFitIsTaken(_ match: String) {
    #expect(send("POST", #"{"match":\#(match),"effect":{"close":true}}"#).text == #"{"id":"1"}"#)
  }

  @Test(arguments: [
    #"{"delay":{"min":"PT1S","max":"PT2S"}},"seed":7"#, #"{"close":true},"probability":0.5,"seed":7"#,
    #"{"delay":"PT1S","afterCommit":true}"#, #"{"cutAfterBytes":5,"afterCommit":true}"#,
    #"{"drip":{"bytes":5,"every":"PT1S"},"delay":"PT1S","afterCommit":true}"#,
    #"{"delay":{"min":"PT0S","max":"PT1S"}}"#,
    #"{"close":true},"probability":1"#, #"{"status":500,"afterCommit":false}"#,
    #"{"close":true,"delay":"PT1S","afterCommit":true}"#,
  ])
  func whatHasAnEffectIsTaken(_ effect: String) {
    #expect(send("POST", #"{"effect":\#(effect)}"#).text == #"{"id":"1"}"#)
  }

  @Test func deepNestingIsRefused() {
    let body = String(repeating: "[", count: 10_000)
    #expect(send("POST", body).status == 400)
  }

  @Test func thereAreOnlySoMany() {
    for _ in 1...100 { #expect(send("POST", #"{"effect":{"close":true}}"#).status == 201) }
    let refused = send("POST", #"{"effect":{"close":true}}"#)
    #expect(refused.status == 400)
    #expect(
      refused.text == #"{"error":{"code":"LimitReached","message":"A tenant has 100 faults at most."}}"#)
  }

  @Test(arguments: ["/..", "/%2F", "/%00", "/" + String(repeating: "1", count: 300)])
  func strangeIds(_ id: String) {
    #expect(send("DELETE", at: id).status == 404)
    #expect(send("POST", at: id).status == 405)
  }

  @Test func anUnknownTenant() {
    #expect(
      emulator.send("POST", "/_emulator/tenants/other/faults", "{}").text
        == #"{"error":{"code":"TenantNotFound","message":"There is no tenant 'other'."}}"#)
  }
}
