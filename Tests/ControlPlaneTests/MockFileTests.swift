import HTTPMessages
import JSON
import Testing

/// Mocks of Dev Proxy as stubs.
@Suite struct MockFileTests {
  private let emulator: ControlledEmulator
  private static let place = "/_emulator/tenants/default/stubs"

  init() throws { emulator = try ControlledEmulator() }

  private func load(_ mocks: String...) -> Response {
    emulator.send(
      "POST", Self.place + "/import",
      #"{"$schema":"https://example.org/mocks.schema.json","mocks":[\#(mocks.joined(separator: ","))]}"#)
  }

  private func ask(_ method: String, _ path: String, _ body: String = "") -> Response {
    emulator.send(method, path, body)
  }

  @Test func aWholeFile() {
    let loaded = load(
      #"{"request":{"url":"https://graph.microsoft.com/v1.0/me/messages","method":"GET"},"response":{"body":{"value":[]}}}"#,
      #"{"request":{"url":"https://graph.microsoft.com/v1.0/users/*/photo*"},"response":{"statusCode":404}}"#,
      #"{"request":{"url":"https://api.contoso.com/customers"},"response":{"body":{}}}"#,
      #"{"request":{"url":"https://graph.microsoft.com/beta/users?$top=1&$select=id","method":"GET"},"response":{"statusCode":202,"headers":[{"name":"Retry-After","value":"3"}]}}"#
    )
    #expect(loaded.status == 201)
    #expect(
      loaded.text == #"{"ids":["1","2","3"],"ignored":["$.mocks[2]: https://api.contoso.com/customers"]}"#)
    let messages = ask("GET", "/v1.0/me/messages")
    #expect(messages.text == #"{"value":[]}"#)
    #expect(messages.header("Content-Type") == "application/json")
    let photo = ask("GET", "/v1.0/users/a/b/photo/$value")
    #expect((photo.status, photo.body.count, photo.header("Content-Type")) == (404, 0, nil))
    let users = ask("GET", "/beta/users?%24top=1&%24select=id")
    #expect((users.status, users.header("Retry-After")) == (202, "3"))
    #expect(ask("GET", "/beta/users?%24top=2").status == 200)
    #expect(ask("POST", "/v1.0/me/messages").status == 501)
  }

  @Test func theNthRequest() {
    let url = "https://graph.microsoft.com/v1.0/users"
    #expect(
      load(
        #"{"request":{"url":"\#(url)","nth":2},"response":{"statusCode":202}}"#,
        #"{"request":{"url":"\#(url)","nth":3},"response":{"statusCode":203}}"#,
        #"{"request":{"url":"\#(url)"},"response":{"statusCode":201}}"#
      ).status == 201)
    #expect((1...4).map { _ in ask("GET", "/v1.0/users").status } == [201, 202, 203, 201])
  }

  @Test func aPieceOfTheBody() {
    #expect(
      load(
        #"{"request":{"url":"https://*/v1.0/users","method":"POST","bodyFragment":"adele"},"response":{"statusCode":201,"body":"made"}}"#
      ).status == 201)
    let made = ask("POST", "/v1.0/users", #"{"displayName":"ADELE Vance"}"#)
    // As Dev Proxy sends a string: as JSON.
    #expect((made.status, made.text) == (201, #""made""#))
    #expect(ask("POST", "/v1.0/users", #"{"displayName":"Alex"}"#).status == 400)
  }

  @Test(
    arguments: [
      (#"{}"#, "body: $.mocks[0]: 'request' and 'response' expected"),
      (#"{"request":{"url":"/x"}}"#, "body: $.mocks[0]: 'request' and 'response' expected"),
      (#"{"request":{},"response":{}}"#, "body: $.mocks[0].request: 'url' is missing"),
      (#"{"request":{"url":5},"response":{}}"#, "body: $.mocks[0].request.url: a string expected"),
      (
        #"{"request":{"url":"/x","nth":0},"response":{}}"#,
        "body: $.mocks[0].request.nth: an integer from 1 to 1000000 expected"
      ),
      (
        #"{"request":{"url":"/x","method":"get"},"response":{}}"#,
        "body: $.mocks[0].request.method: one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS expected"
      ),
      (
        #"{"request":{"url":"/x"},"response":{"responseCode":200}}"#,
        "body: $.mocks[0].response.responseCode: there is no 'responseCode'; there are body, headers, statusCode"
      ),
      (
        #"{"request":{"url":"/x"},"response":{"body":"@photo.jpg"}}"#,
        "body: $.mocks[0].response.body: '@photo.jpg' stands for something else, which is not put in its place"
      ),
      (
        #"{"request":{"url":"/x"},"response":{"body":{"a":[{"b":"@request.body.name"}]}}}"#,
        "body: $.mocks[0].response.body.a[0].b: '@request.body.name' stands for something else, which is not put in its place"
      ),
      (
        #"{"request":{"url":"/x"},"response":{"headers":{"a":"b"}}}"#,
        "body: $.mocks[0].response.headers: an array expected"
      ),
      (
        #"{"request":{"url":"/x"},"response":{"headers":[{"name":"a"}]}}"#,
        "body: $.mocks[0].response.headers[0]: 'value' is missing"
      ),
    ])
  func mistakes(_ mock: String, _ message: String) {
    let response = load(mock)
    #expect(response.status == 400)
    #expect(
      response.json == ["error": ["code": "BadRequest", "message": .string(message)]], "\(response.text)")
    #expect(ask("GET", Self.place).text == #"{"value":[]}"#)
  }

  /// They were taken, and no request ever met them.
  @Test(arguments: ["https://graph.microsoft.com/me", "/me", "https://graph.microsoft.com", "me"])
  func ofNoVersion(_ url: String) {
    #expect(
      load(#"{"request":{"url":"\#(url)"},"response":{}}"#).text
        == #"{"ids":[],"ignored":["$.mocks[0]: \#(url)"]}"#)
    #expect(ask("GET", Self.place).text == #"{"value":[]}"#)
  }

  /// Only the response's own body names a file.
  @Test func aMemberCalledBody() {
    #expect(load(#"{"request":{"url":"/v1.0/me"},"response":{"body":{"body":"@adele"}}}"#).status == 201)
    #expect(ask("GET", "/v1.0/me").text == #"{"body":"@adele"}"#)
  }

  @Test func allOrNone() {
    let mock = #"{"request":{"url":"/v1.0/x"},"response":{}}"#
    let response = emulator.send(
      "POST", Self.place + "/import",
      #"{"mocks":[\#(Array(repeating: mock, count: 1001).joined(separator: ","))]}"#)
    #expect(
      response.text == #"{"error":{"code":"LimitReached","message":"A tenant has 1000 stubs at most."}}"#)
    #expect(ask("GET", Self.place).text == #"{"value":[]}"#)
  }

  @Test func noMocksAtAll() {
    #expect(
      emulator.send("POST", Self.place + "/import", #"{"mocks":{}}"#).text
        == #"{"error":{"code":"BadRequest","message":"body: $.mocks: an array of mocks expected"}}"#)
  }
}
