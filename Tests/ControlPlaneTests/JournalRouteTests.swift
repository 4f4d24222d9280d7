import Dispatch
import HTTPMessages
import JSON
import Testing

@Suite("The journal of a tenant, over the control plane") struct JournalRouteTests {
  private let requests = "/_emulator/tenants/default/requests"
  private let user = """
    {"displayName":"Adele","userPrincipalName":"adele@contoso.example","mailNickname":"adele","accountEnabled":true,\
    "passwordProfile":{"password":"pass-Adele-1"}}
    """

  private func emulator() throws -> ControlledEmulator {
    let emulator = try ControlledEmulator()
    _ = emulator.send("GET", "/v1.0/users", headers: [HeaderField("client-request-id", "first")])
    _ = emulator.send("GET", "/beta/users/nobody@contoso.example")
    _ = emulator.send("GET", "/_emulator/health")
    return emulator
  }

  private func values(_ response: Response) -> [JSONObject] {
    response.json.objectValue?["value"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  @Test("each request as soon as it is answered, of many clients at once, and once") func atOnce() throws {
    let emulator = try ControlledEmulator()
    DispatchQueue.concurrentPerform(iterations: 8) { client in
      for number in 1...40 {
        let id = "\(client)-\(number)"
        _ = emulator.send("GET", "/v1.0/users", headers: [HeaderField("client-request-id", id)])
        let count = emulator.send(
          "POST", requests + "/count", #"{"match":{"clientRequestId":"\#(id)"}}"#)
        #expect(count.json == ["count": .number(1)], "\(id)")
      }
    }
    let kept = values(emulator.send("GET", requests))
    #expect(kept.map { $0["number"] } == (1...320).map { .number($0) })
    for client in 0..<8 {
      let own = kept.compactMap { $0["clientRequestId"]?.stringValue }.filter { $0.hasPrefix("\(client)-") }
      #expect(own == (1...40).map { "\(client)-\($0)" })
    }
  }

  @Test("a batch as one request, with its parts in the bodies and, where decisions are kept, in these")
  func batch() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("PUT", requests + "/settings", #"{"decisions":true}"#).status == 200)
    let body =
      #"{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"2","method":"GET","url":"/groups"}]}"#
    let json = HeaderField("Content-Type", "application/json")
    #expect(emulator.send("POST", "/v1.0/$batch", body, headers: [json]).status == 200)
    let kept = values(emulator.send("GET", requests))
    #expect(kept.map { $0["target"] } == ["/v1.0/$batch"])
    let entry = try #require(kept.first)
    #expect(entry["request"]?.objectValue?["body"] == .string(body))
    #expect(entry["response"]?.objectValue?["body"]?.stringValue?.contains(#""responses":["#) == true)
    let parts = entry["decision"]?.objectValue?["parts"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(parts.map { $0["path"] } == ["users", "groups"])
    for (path, count) in [("/users", 0), ("/groups", 0), ("/$batch", 1)] {
      let answer = emulator.send("POST", requests + "/count", #"{"match":{"path":"\#(path)"}}"#)
      #expect(answer.text == #"{"count":\#(count)}"#)
    }
  }

  @Test("what the service was sent, in order, and nothing of the control plane") func list() throws {
    let emulator = try emulator()
    let all = emulator.send("GET", requests)
    #expect(all.status == 200)
    #expect(values(all).map { $0["target"] } == ["/v1.0/users", "/beta/users/nobody@contoso.example"])
    let first = try #require(values(all).first)
    #expect(
      first.names == [
        "number", "time", "method", "target", "status", "milliseconds", "requestId", "clientRequestId",
        "caller",
        "request", "response",
      ])
    #expect(first["clientRequestId"] == "first")
    #expect(first["caller"] == "user -")
    let last = try #require(values(all).last)
    #expect(last["error"] == "Request_ResourceNotFound")
    #expect(last["response"]?.objectValue?["body"]?.stringValue?.contains("Request_ResourceNotFound") == true)
  }

  @Test(
    "What was turned away at the door was in the journal of the main tenant",
    arguments: [
      ("/tenants/nobody/v1.0/users", [], 404),
      ("/v1.0/users", [HeaderField("x-emulator-tenant", "nobody")], 404),
      ("/tenants/nobody/v1.0/users", [HeaderField("x-emulator-tenant", "default")], 400),
      ("/v1.0/users", [HeaderField("Host", "evil.example")], 403),
      ("/tenants/default/v1.0/users", [HeaderField("Host", "evil.example")], 403),
      ("/v1.0/users", [HeaderField("Origin", "https://evil.example")], 403),
    ])
  func requestsOfNoTenant(target: String, headers: [HeaderField], status: Int) throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("GET", target, headers: headers).status == status)
    #expect(emulator.send("GET", requests).text == #"{"value":[]}"#)
    #expect(
      emulator.send("POST", requests + "/verify", #"{"match":{},"count":{"max":0}}"#).text
        == #"{"verified":true,"count":0}"#)
    let counted = emulator.send("GET", "/_emulator/metrics").text.split(separator: "\n").filter {
      $0.hasPrefix(#"graph_emulator_requests_total{door="graph""#)
    }
    #expect(
      counted == [#"graph_emulator_requests_total{door="graph",method="GET",status="4xx",tenant=""} 1"#])
  }

  @Test(
    "A preflight was in no journal, and metrics had it without a tenant",
    arguments: [
      ("/v1.0/applications", [], "default"), ("/tenants/other/beta/users", [], "other"),
      ("/v1.0/users", [HeaderField("x-emulator-tenant", "other")], "other"),
      ("/v1.0/users", [HeaderField("Origin", "http://localhost:3000")], "default"),
    ])
  func preflights(target: String, headers: [HeaderField], tenant: String) throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("POST", "/_emulator/tenants", #"{"id":"other"}"#).status == 201)
    #expect(emulator.send("OPTIONS", target, headers: headers).status == 200)
    for name in ["default", "other"] {
      let entries = values(emulator.send("GET", "/_emulator/tenants/\(name)/requests"))
      #expect(entries.map { $0["method"] } == (name == tenant ? ["OPTIONS"] : []))
      #expect(entries.map { $0["target"] } == (name == tenant ? [.string(target)] : []))
      #expect(entries.map { $0["status"] } == (name == tenant ? [.number(200)] : []))
    }
    let counted = emulator.send("GET", "/_emulator/metrics").text.split(separator: "\n").filter {
      $0.hasPrefix(#"graph_emulator_requests_total{door="graph""#)
    }
    #expect(
      counted == [
        #"graph_emulator_requests_total{door="graph",method="OPTIONS",status="2xx",tenant="\#(tenant)"} 1"#
      ])
  }

  @Test("A preflight to a tenant that there is not is no tenant's, as any other request to it")
  func preflightOfNobody() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("OPTIONS", "/tenants/nobody/v1.0/users").status == 200)
    #expect(emulator.send("GET", requests).text == #"{"value":[]}"#)
    let counted = emulator.send("GET", "/_emulator/metrics").text.split(separator: "\n").filter {
      $0.hasPrefix(#"graph_emulator_requests_total{door="graph""#)
    }
    #expect(
      counted == [#"graph_emulator_requests_total{door="graph",method="OPTIONS",status="2xx",tenant=""} 1"#])
  }

  @Test("bytes are not kept, and it is said why") func bytes() throws {
    let emulator = try ControlledEmulator()
    let user = try #require(
      emulator.send(
        "POST", "/v1.0/users", self.user, headers: [HeaderField("Content-Type", "application/json")]
      ).json.objectValue?["id"]?.stringValue)
    let photo = "/v1.0/users/\(user)/photo/$value"
    let put = emulator.send("PUT", photo, "a picture", headers: [HeaderField("Content-Type", "image/png")])
    #expect(put.status == 200)
    #expect(emulator.send("GET", photo).text == "a picture")
    let kept = values(emulator.send("GET", requests)).suffix(2)
    #expect(!kept.contains { JSONValue.object($0).text.contains("a picture") })
    #expect(kept.first?["request"]?.objectValue?["bodyWithheld"] == "it is image/png", "\(kept)")
    #expect(kept.last?["response"]?.objectValue?["bodyWithheld"] == "it is image/png", "\(kept)")
    #expect(kept.last?["response"]?.objectValue?["body"] == nil)
  }

  @Test("bytes are not kept, whatever is said of them") func bytesSaidToBeText() throws {
    let emulator = try ControlledEmulator()
    let type = [HeaderField("Content-Type", "application/json")]
    let user = try #require(
      emulator.send("POST", "/v1.0/users", self.user, headers: type).json.objectValue?["id"]?.stringValue)
    let photo = "/v1.0/users/\(user)/photo/$value"
    let bytes = #"{"name":"a picture"}"#
    #expect(emulator.send("PUT", photo, bytes, headers: type).status == 200)
    #expect(emulator.send("GET", photo).text == bytes)
    let kept = values(emulator.send("GET", requests)).suffix(2)
    #expect(!kept.contains { JSONValue.object($0).text.contains("a picture") })
    let reason = JSONValue.string("it is the bytes of a stream")
    #expect(kept.first?["request"]?.objectValue?["bodyWithheld"] == reason, "\(kept)")
    #expect(kept.last?["response"]?.objectValue?["bodyWithheld"] == reason, "\(kept)")
    #expect(kept.last?["response"]?.objectValue?["body"] == nil)
  }

  @Test(arguments: [
    ("?status=404", 1), ("?clientRequestId=first", 1), ("?path=/users", 1), ("?path=/users/*&method=GET", 1),
    ("?path=%2Fusers%2F**", 2), ("?method=POST", 0), ("?since=2020-01-01T00:00:00Z", 2),
    ("?principal=nobody", 0), ("", 2), ("?", 2),
  ]) func filters(query: String, count: Int) throws {
    #expect(values(try emulator().send("GET", requests + query)).count == count)
  }

  @Test(arguments: [
    ("GET", "?status=abc", "", "'status' takes a number from 100 to 599, or 4xx, not 'abc'."),
    ("GET", "?format=xml", "", "'format' takes 'entries' or 'har', not 'xml'."),
    (
      "GET", "?top=1", "",
      "A match takes method, path, status, since, principal, clientRequestId, requestId, not 'top'."
    ),
    ("GET", "?method=GET&method=GET", "", "'method' stands there twice."),
    ("POST", "/verify", "[]", "body: $: an object expected, not an array"),
    ("POST", "/count", "{}", "'match' takes an object."),
    (
      "POST", "/count", #"{"match":{"nope":1}}"#,
      "A match takes method, path, status, since, principal, clientRequestId, requestId, not 'nope'."
    ),
    ("POST", "/verify", #"{"order":[5]}"#, "order[0]: A match is an object, not a number."),
    ("POST", "/count", #"{"match":{},"limit":1}"#, "The body takes match, not 'limit'."),
    ("PUT", "/settings", #"{"count":-1}"#, "'count' takes a number from 0 to 100000."),
    ("PUT", "/settings", #"{"bodyBytes":"x"}"#, "'bodyBytes' takes a number from 0 to 1048576."),
    ("PUT", "/settings", #"{"decisions":1}"#, "'decisions' takes true or false."),
    ("PUT", "/settings", #"{"size":1}"#, "The body takes count, bodyBytes, decisions, not 'size'."),
    (
      "PUT", "/settings", #"{"count":1,"count":2}"#,
      "body: line 1, column 19: member 'count' occurs twice"
    ),
    ("PUT", "/settings", "[]", "body: $: an object expected, not an array"),
  ]) func badInput(method: String, path: String, body: String, message: String) throws {
    let response = try emulator().send(method, requests + path, body)
    #expect(response.status == 400)
    #expect(response.json == ["error": ["code": "BadRequest", "message": .string(message)]])
  }

  @Test("a body that is no JSON", arguments: ["", "{", #"{"match":"#, String(repeating: "[", count: 5000)])
  func noJSON(body: String) throws {
    let response = try emulator().send("POST", requests + "/verify", body)
    #expect(response.status == 400)
    #expect(response.text.hasPrefix(#"{"error":{"code":"BadRequest","message":"body: line 1, column "#))
  }

  @Test func counting() throws {
    let emulator = try emulator()
    #expect(
      emulator.send("POST", requests + "/count", #"{"match":{"path":"/users/**"}}"#).text == #"{"count":2}"#)
    let verified = emulator.send(
      "POST", requests + "/verify", #"{"match":{"method":"GET"},"count":{"min":2,"max":2}}"#)
    #expect(verified.text == #"{"verified":true,"count":2}"#)
    let missed = emulator.send("POST", requests + "/verify", #"{"match":{"method":"POST","path":"/users"}}"#)
    let json = try #require(missed.json.objectValue)
    #expect(json["verified"] == .bool(false))
    #expect(
      json["nearMisses"]?.arrayValue?.compactMap { $0.objectValue?["missed"] }
        == [["method"], ["method", "path"]])
  }

  @Test func order() throws {
    let emulator = try emulator()
    #expect(
      emulator.send("POST", requests + "/verify", #"{"order":[{"path":"/users"},{"status":404}]}"#).text
        == #"{"verified":true,"numbers":[1,2]}"#)
    let missed = emulator.send("POST", requests + "/verify", #"{"order":[{"status":404},{"status":200}]}"#)
    let json = try #require(missed.json.objectValue)
    #expect(json.names == ["verified", "numbers", "missing", "nearMisses"])
    #expect(
      json["nearMisses"]?.arrayValue?.compactMap { $0.objectValue?["missed"] }
        == [["order"], ["status", "order"]])
  }

  @Test("passwords and secrets are in no form of it, wherever they were sent") func secrets() throws {
    let emulator = try emulator()
    _ = emulator.send("PUT", requests + "/settings", #"{"decisions":true}"#)
    let json = [HeaderField("Content-Type", "application/json")]
    let made = emulator.send("POST", "/beta/users", user, headers: json)
    #expect(made.status == 201, "\(made.text)")
    let sent = [
      ("/beta/me/changePassword", #"{"currentPassword":"pass-Adele-1","newPassword":"pass-Adele-2"}"#),
      ("/v1.0/$batch", #"{"requests":[{"id":"1","method":"POST","url":"/users","body":\#(user)}]}"#),
      ("/v1.0/oauth2/token", "grant_type=password&client_secret=pass-Adele-1&password=pass-Adele-2"),
    ]
    for (path, body) in sent { _ = emulator.send("POST", path, body, headers: json) }
    for suffix in ["", ".har"] {
      let text = emulator.send("GET", requests + suffix).text
      #expect(text.contains("changePassword"))
      #expect(text.contains("oauth2"))
      // That body is not what its Content-Type says.
      #expect(!text.contains("client_secret"))
      #expect(!text.contains("pass-Adele"))
    }
    let first = try #require(values(emulator.send("GET", requests + "?method=POST&path=/users")).first)
    #expect(
      first["request"]?.objectValue?["body"]?.stringValue == user.replacing("pass-Adele-1", with: "…"))
    #expect(first["decision"]?.objectValue?["statements"]?.arrayValue?.isEmpty == false)
  }

  @Test func clearing() throws {
    let emulator = try emulator()
    let response = emulator.send("DELETE", requests)
    #expect(response.status == 204)
    #expect(response.body.isEmpty)
    #expect(emulator.send("GET", requests).text == #"{"value":[]}"#)
  }

  @Test("a HAR document, by either name", arguments: ["?format=har", ".har"]) func har(suffix: String) throws
  {
    let log = try emulator().send("GET", requests + suffix).json.objectValue?["log"]?.objectValue
    #expect(log?["version"] == "1.2")
    #expect(log?["creator"] == ["name": "graph-emulator", "version": "0.1.0"])
    let entry = log?["entries"]?.arrayValue?.last?.objectValue
    #expect(
      entry?.names == ["startedDateTime", "time", "request", "response", "cache", "timings", "comment"])
    #expect(entry?["request"]?.objectValue?["url"] == "http://localhost/beta/users/nobody@contoso.example")
    #expect(entry?["response"]?.objectValue?["status"] == .number(404))
  }

  @Test("what a request did, from when that is asked for") func decisions() throws {
    let emulator = try emulator()
    #expect(values(emulator.send("GET", requests)).allSatisfy { $0["decision"] == nil })
    #expect(
      emulator.send("PUT", requests + "/settings", #"{"decisions":true}"#).text
        == #"{"count":1000,"bodyBytes":4096,"decisions":true}"#)
    let made = emulator.send(
      "POST", "/beta/users", user, headers: [HeaderField("Content-Type", "application/json")])
    #expect(made.status == 201, "\(made.text)")
    let decision = values(emulator.send("GET", requests + "?method=POST")).first?["decision"]?.objectValue
    #expect(decision?["path"] == "users")
    #expect(decision?["route"] == "/users")
    #expect(decision?["permission"]?.objectValue?["allowed"] == .bool(true))
    #expect(decision?["statements"]?.arrayValue?.isEmpty == false)
    #expect(decision?["rules"]?.arrayValue?.isEmpty == false)
    let kinds = decision?["changes"]?.arrayValue?.compactMap { $0.objectValue?["kind"]?.stringValue }
    #expect(kinds?.contains("inserted") == true)
  }

  @Test("why a request was refused") func refusals() throws {
    let emulator = try emulator()
    _ = emulator.send("PUT", requests + "/settings", #"{"decisions":true}"#)
    _ = emulator.send("GET", "/beta/nowhere")
    let decision = values(emulator.send("GET", requests + "?path=/nowhere")).first?["decision"]
    #expect(
      decision?.objectValue?["refusal"]
        == ["code": "BadRequest", "reason": #"RoutingFailure.unknownSegment("nowhere")"#])
  }

  @Test("nothing is kept with a count of 0, and bodies are hidden with 0 bytes") func settings() throws {
    let emulator = try emulator()
    _ = emulator.send("PUT", requests + "/settings", #"{"bodyBytes":0}"#)
    _ = emulator.send("GET", "/v1.0/groups")
    let hidden = values(emulator.send("GET", requests + "?path=/groups")).first?["response"]?.objectValue
    #expect(hidden?.names == ["headers", "bodyBytes"])
    _ = emulator.send("PUT", requests + "/settings", #"{"count":0}"#)
    _ = emulator.send("GET", "/v1.0/groups")
    #expect(emulator.send("GET", requests).text == #"{"value":[]}"#)
    #expect(
      emulator.send("GET", requests + "/settings").text == #"{"count":0,"bodyBytes":0,"decisions":false}"#)
  }
}
