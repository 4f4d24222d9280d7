import HTTPMessages
import JSON
import Testing

@Suite("The stubs of a tenant, as whoever tests makes them") struct StubRouteTests {
  private let emulator: ControlledEmulator
  private static let place = "/_emulator/tenants/default/stubs"

  init() throws {
    let seed = try SeedFile(
      #"{"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"}]}"#
    )
    emulator = try ControlledEmulator(seeds: [seed.path])
  }

  private func send(_ method: String, _ body: String = "", at end: String = "") -> Response {
    emulator.send(method, Self.place + end, body)
  }

  private func stub(_ order: String) { #expect(send("POST", order).status == 201) }

  private func get(_ path: String) -> Response { emulator.send("GET", path) }

  // MARK: Orders

  @Test func aStubsLife() {
    let made = send(
      "POST", #"{"match":{"path":"/me/messages"},"responses":[{"body":{"value":[{"id":"m"}]}}]}"#)
    #expect(made.status == 201)
    #expect(made.text == #"{"id":"1"}"#)
    #expect(made.header("Location") == "http://localhost:0\(Self.place)/1")
    #expect(get("/v1.0/me/messages").text == #"{"value":[{"id":"m"}]}"#)
    #expect(get("/v1.0/users").status == 200)
    #expect(
      send("GET").text
        == #"{"value":[{"id":"1","match":{"path":"/me/messages"},"responses":[{"body":{"value":[{"id":"m"}]}}],"#
        + #""matched":1,"fired":1}]}"#)
    #expect(send("DELETE", at: "/1").status == 204)
    #expect(get("/v1.0/me/messages").status == 501)
    #expect(
      send("DELETE", at: "/1").text == #"{"error":{"code":"StubNotFound","message":"There is no stub '1'."}}"#
    )
    stub(#"{"responses":[{"status":204}]}"#)
    #expect(send("DELETE").status == 204)
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  @Test func aResetTakesThemAway() {
    stub(#"{"responses":[{"status":204}]}"#)
    #expect(emulator.send("POST", "/_emulator/tenants/default/reset").status == 200)
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  @Test(
    arguments: [
      (#"{}"#, "body: $.responses: an array of 1 to 1000 responses expected"),
      (#"{"responses":[]}"#, "body: $.responses: an array of 1 to 1000 responses expected"),
      (#"{"responses":[1]}"#, "body: $.responses[0]: an object expected"),
      (
        #"{"responses":[{},{"code":1}]}"#,
        "body: $.responses[1].code: there is no 'code'; there are body, headers, status, times"
      ),
      (
        #"{"responses":[{"status":100}]}"#, "body: $.responses[0].status: an integer from 200 to 599 expected"
      ),
      (#"{"responses":[{"times":0}]}"#, "body: $.responses[0].times: an integer from 1 to 1000000 expected"),
      (#"{"responses":[{"headers":[]}]}"#, "body: $.responses[0].headers: an object expected"),
      (#"{"responses":[{"headers":{"a":1}}]}"#, "body: $.responses[0].headers.a: a string expected"),
      (
        #"{"responses":[{"headers":{"a":"b\nc"}}]}"#,
        "body: $.responses[0].headers.a: this is no header field that an answer can have"
      ),
      (
        #"{"responses":[{"headers":{"a b":"c"}}]}"#,
        "body: $.responses[0].headers.a b: this is no header field that an answer can have"
      ),
      (
        #"{"responses":[{"headers":{"Content-Length":"1"}}]}"#,
        "body: $.responses[0].headers.Content-Length: this is no header field that an answer can have"
      ),
      (#"{"responses":[{}],"when":"never"}"#, "body: $.when: one of always, unserved expected"),
      (#"{"responses":[{}],"match":{"path":1}}"#, "body: $.match.path: a string expected"),
      (
        #"{"responses":[{}],"match":{"url":"https://graph.microsoft.com/v1.0/me"}}"#,
        "body: $.match.url: a path with its query such as /v1.0/users?* expected, without host: /v1.0, /beta or * in front"
      ),
      (
        #"{"responses":[{}],"match":{"method":"FETCH"}}"#,
        "body: $.match.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"
      ),
      (
        #"{"responses":[{}],"match":{"batchPart":21}}"#,
        "body: $.match.batchPart: an integer from 1 to 20 expected"
      ),
      (
        #"{"responses":[{}],"seed":1}"#,
        "body: $.seed: this goes with a 'probability' below 1, or with a delay between 'min' and 'max'"
      ),
    ])
  func mistakes(_ body: String, _ message: String) {
    let response = send("POST", body)
    #expect(response.status == 400)
    #expect(
      response.json == ["error": ["code": "BadRequest", "message": .string(message)]], "\(response.text)")
    #expect(send("GET").text == #"{"value":[]}"#)
  }

  @Test(
    "Stubs with a body that no client would get were taken",
    arguments: [
      (#"{"responses":[{"status":204,"body":{}}]}"#, "responses[0].body", 204),
      (#"{"responses":[{},{"status":304,"body":"text"}]}"#, "responses[1].body", 304),
      (#"{"responses":[{"status":204,"body":null}]}"#, "responses[0].body", 204),
    ])
  func bodiesThatNobodyGets(_ body: String, _ place: String, _ status: Int) {
    mistakes(body, "body: $.\(place): no body expected: an answer of status \(status) has none")
  }

  @Test(arguments: [
    #"{"status":204}"#, #"{"status":304,"headers":{"ETag":"a"}}"#, #"{"status":204,"body":""}"#,
    #"{"status":200,"body":{}}"#,
  ])
  func bodiesThatSomebodyGets(_ response: String) { stub(#"{"responses":[\#(response)]}"#) }

  // MARK: Answers

  @Test func anAnswerIsWhatItSaysAndHasTheUsualFields() {
    stub(
      #"{"match":{"path":"/photo"},"responses":[{"status":202,"headers":{"Location":"x","cache-control":"max-age=1"},"body":"text"}]}"#
    )
    let response = get("/v1.0/photo")
    #expect(response.status == 202)
    #expect(response.text == "text")
    let fields = response.headers.filter { !["request-id", "client-request-id"].contains($0.name) }
    #expect(
      fields.map(\.name) == ["Vary", "x-ms-ags-diagnostic", "Location", "cache-control", "Content-Type"])
    #expect(response.header("Content-Type") == "text/plain")
    #expect(response.header("request-id") != nil)
  }

  @Test(arguments: [
    (#"{"a":[1,2.50]}"#, #"{"a":[1,2.50]}"#, "application/json"), (#""{}""#, "{}", "text/plain"),
    ("null", "null", "application/json"), ("[]", "[]", "application/json"),
  ])
  func bodies(_ body: String, _ text: String, _ type: String) {
    stub(#"{"responses":[{"body":\#(body)}]}"#)
    let response = get("/v1.0/users")
    #expect(response.text == text)
    #expect(response.header("Content-Type") == type)
  }

  @Test func oneAfterTheOther() {
    stub(
      #"{"match":{"path":"/users"},"responses":[{"status":503,"times":2},{"status":202},{"status":201,"times":1}]}"#
    )
    #expect((1...5).map { _ in get("/v1.0/users").status } == [503, 503, 202, 201, 200])
  }

  @Test func theLastOneStays() {
    stub(#"{"match":{"path":"/users"},"from":2,"responses":[{"status":503},{"status":202}]}"#)
    #expect((1...5).map { _ in get("/v1.0/users").status } == [200, 503, 202, 202, 202])
  }

  @Test func theFirstStubThatHasAnAnswer() {
    stub(#"{"match":{"path":"/users"},"responses":[{"status":201,"times":1}]}"#)
    stub(#"{"responses":[{"status":202}]}"#)
    #expect((1...2).map { _ in get("/v1.0/users").status } == [201, 202])
    #expect(get("/v1.0/groups").status == 202)
  }

  @Test(arguments: [
    ("/v1.0/me/messages", 299), ("/v1.0/nowhere", 299), ("/v1.0/users", 200),
    ("/v1.0/users/99999999-0000-4000-8000-000000000009", 299),
    ("/v1.0/users/11111111-0000-4000-8000-000000000001", 200),
  ])
  func whereTheServiceHasNothing(_ path: String, _ status: Int) {
    stub(#"{"when":"unserved","responses":[{"status":299}]}"#)
    #expect(get(path).status == status)
    // What the service serves is not counted.
    #expect(
      send("GET").text.hasSuffix(status == 299 ? #""matched":1,"fired":1}]}"# : #""matched":0,"fired":0}]}"#))
  }

  /// What the service refused is not what the client was told.
  @Test func theJournalHasNoErrorOfTheService() {
    func entry() -> JSONObject {
      let kept = emulator.send("GET", "/_emulator/tenants/default/requests").json.objectValue?["value"]?
        .arrayValue
      return kept?.last?.objectValue ?? [:]
    }
    #expect(get("/v1.0/me/messages").status == 501)
    #expect(entry()["error"] == "NotImplemented")
    stub(#"{"when":"unserved","responses":[{"status":299}]}"#)
    #expect(get("/v1.0/me/messages").status == 299)
    #expect(entry()["status"] == .number(299))
    #expect(entry()["error"] == nil)
  }

  @Test("What a stub answered before the service was in no journal") func theJournalHasWhatAStubAnswered() {
    stub(#"{"match":{"path":"/me/sendMail"},"responses":[{"status":202}]}"#)
    #expect(emulator.send("POST", "/v1.0/me/sendMail", "{}").status == 202)
    let verified = emulator.send(
      "POST", "/_emulator/tenants/default/requests/verify",
      #"{"match":{"method":"POST","path":"/me/sendMail","status":202}}"#)
    #expect(verified.status == 200)
    #expect(verified.text == #"{"verified":true,"count":1}"#)
    #expect(
      emulator.send("GET", "/_emulator/metrics").text.contains(
        #"graph_emulator_requests_total{door="graph",method="POST",status="2xx",tenant="default"} 1"#))
  }

  @Test func beforeTheServiceNothingIsWritten() {
    stub(#"{"match":{"method":"DELETE"},"responses":[{"status":204}]}"#)
    let adele = "/v1.0/users/11111111-0000-4000-8000-000000000001"
    #expect(emulator.send("DELETE", adele).status == 204)
    #expect(get(adele).status == 200)
  }

  @Test func partsOfABatch() {
    stub(#"{"match":{"path":"/me/messages"},"responses":[{"body":{"value":[]}}]}"#)
    let body =
      #"{"requests":[{"id":"1","method":"GET","url":"/me/messages"},{"id":"2","method":"GET","url":"/users?$select=id"}]}"#
    let response = emulator.send(
      "POST", "/v1.0/$batch", body, headers: [HeaderField("Content-Type", "application/json")])
    let parts = response.json.objectValue?["responses"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(parts.map { $0["status"] } == [.number(200), .number(200)])
    #expect(parts[0]["body"] == ["value": []])
  }

  /// What a test says is JSON, to see what its client makes of it, is a text for the batch around it.
  @Test(
    "A stub's text that was called JSON broke the batch",
    arguments: [
      (#"{"a":"#, #""eyJhIjo=""#), ("{} {}", #""e30ge30=""#), (#"{"a":1}"#, #"{"a":1}"#), ("[]\n", "[]\n"),
      ("", nil),
    ])
  func partsOfABatchThatAreSaidToBeJSON(text: String, body: String?) throws {
    let order: JSONValue = [
      "match": ["path": "/me/messages"],
      "responses": [["headers": ["Content-Type": "application/json"], "body": .string(text)]],
    ]
    stub(order.text)
    let response = emulator.send(
      "POST", "/v1.0/$batch", #"{"requests":[{"id":"1","method":"GET","url":"/me/messages"}]}"#,
      headers: [HeaderField("Content-Type", "application/json")])
    let rest = body.map { #""Cache-Control":"no-cache","Content-Type":"application/json"},"body":\#($0)"# }
    #expect(
      response.text
        == #"{"responses":[{"id":"1","status":200,"headers":{\#(rest ?? #""Content-Type":"application/json"}"#)}]}"#
    )
    #expect(get("/v1.0/me/messages").text == text)
  }

  @Test func faultsComeFirst() {
    stub(#"{"match":{"path":"/users"},"responses":[{"status":202}]}"#)
    #expect(
      emulator.send(
        "POST", "/_emulator/tenants/default/faults", #"{"to":1,"effect":{"status":503}}"#
      ).status == 201)
    #expect((1...2).map { _ in get("/v1.0/users").status } == [503, 202])
  }

  @Test func thereAreOnlySoMany() {
    for _ in 1...1000 { #expect(send("POST", #"{"responses":[{}]}"#).status == 201) }
    #expect(
      send("POST", #"{"responses":[{}]}"#).text
        == #"{"error":{"code":"LimitReached","message":"A tenant has 1000 stubs at most."}}"#)
  }
}
