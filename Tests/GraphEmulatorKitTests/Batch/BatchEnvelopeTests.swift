import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// What makes a batch fail as a whole, and what does not.
@Suite struct BatchEnvelopeTests {
  static let malformed = [
    "[]", "{}", "null", "7", #"{"requests":null}"#, #"{"requests":[]}"#, #"{"requests":{}}"#,
    #"{"requests":"1"}"#,
    requests("7"), requests("null"), requests("[]"),
    requests(#"{"method":"GET","url":"/users"}"#),
    requests(#"{"id":null,"method":"GET","url":"/users"}"#),
    requests(#"{"id":"","method":"GET","url":"/users"}"#),
    requests(#"{"id":true,"method":"GET","url":"/users"}"#),
    requests(#"{"id":"1","url":"/users"}"#),
    requests(#"{"id":"1","method":1,"url":"/users"}"#),
    requests(#"{"id":"1","method":"GET"}"#),
    requests(#"{"id":"1","method":"GET","url":""}"#),
    requests(#"{"id":"1","method":"GET","url":["/users"]}"#),
    requests(#"{"id":"1","method":"GET","url":"/users","headers":[]}"#),
    requests(#"{"id":"1","method":"GET","url":"/users","headers":{"Prefer":1}}"#),
    requests(#"{"id":"1","method":"GET","url":"/users","dependsOn":"1"}"#),
    requests(#"{"id":"1","method":"GET","url":"/users","dependsOn":[null]}"#),
    requests(#"{"id":"1","method":"GET","url":"/users","depends_on":{}}"#),
  ]

  @Test(arguments: malformed) func malformedEnvelopes(body: String) throws {
    #expect(
      try TestEmulator.people.get().send("POST", "/$batch", body).whole
        == .error(400, "BadRequest", "Invalid batch payload format."))
  }

  static let contradictory: [(String, String)] = [
    (get("1") + "," + get("2") + "," + get("1"), "Request Id 1 has to be unique in a batch."),
    (get("a") + "," + get("A"), "Request Id A has to be unique in a batch."),
    (get("1") + #",{"id":1,"method":"GET","url":"/users"}"#, "Request Id 1 has to be unique in a batch."),
    (get("1") + "," + get("2", after: #"["9"]"#), "Invalid dependency for request Id 2."),
    (get("2", after: #"["1"]"#) + "," + get("1"), "Invalid dependency for request Id 2."),
    (get("1", after: #"["1"]"#), "Invalid dependency for request Id 1."),
    (get("1") + "," + get("2", after: #"["1","x"]"#), "Invalid dependency for request Id 2."),
    (
      (1...21).map { get("\($0)") }.joined(separator: ","),
      "Number of batch request steps exceeds the maximum value of 20."
    ),
  ]

  @Test(arguments: contradictory) func contradictoryEnvelopes(items: String, message: String) throws {
    #expect(try TestEmulator.people.get().batch(items).whole == .error(400, "BadRequest", message))
  }

  static let transport: [(String, String?, String)] = [
    ("", "application/json", "Empty Payload. JSON content expected."),
    (
      #"{"requests":["#, "application/json",
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
    ),
    (
      requests(get("1")), nil,
      "Write requests (excluding DELETE) must contain the Content-Type header declaration."
    ),
    (requests(get("1")), "text/plain", "Entity only allows writes with a JSON Content-Type header."),
  ]

  @Test(arguments: transport) func bodiesThatAreNoJSON(body: String, type: String?, message: String) throws {
    let fields = ["Host": "localhost:8585", "Authorization": "Bearer test", "Content-Type": type]
    let headers = fields.compactMap { name, value in value.map { HeaderField(name, $0) } }
    let request = Request(
      method: "POST", target: "/beta/$batch", headers: RequestHeaders(headers), body: Array(body.utf8))
    #expect(
      Reply(try TestEmulator.people.get().core.respond(to: request)).whole
        == .error(400, "BadRequest", message))
  }

  @Test(arguments: ["GET", "PATCH", "PUT", "DELETE"]) func otherMethods(method: String) throws {
    #expect(
      try TestEmulator.people.get().send(method, "/$batch", method == "GET" ? nil : "{}").whole
        == .notAllowed("Request_BadRequest", "POST"))
  }

  @Test(arguments: ["/$batch", "/%24batch", "/$Batch", "//$batch", "/$batch/", "/$batch?x=1"])
  func spellings(path: String) throws {
    let reply = try TestEmulator.people.get().send("POST", path, Self.requests(Self.get("1")))
    #expect(reply.status == 200)
    #expect(reply.outcomes == ["1 200"])
  }

  @Test(arguments: ["/$batches", "/$batch/users", "/%24metadata/$batch"])
  func pathsThatAreNoBatch(path: String) throws {
    let reply = try TestEmulator.people.get().send("POST", path, Self.requests(Self.get("1")))
    #expect(reply.status == 400)
    #expect(reply["responses"] == nil)
  }

  @Test func whatIsNotKnownIsIgnored() throws {
    let item = """
      {"id":7,"atomicityGroup":"a","method":"get","url":"/users/\(People.adele)?$select=id","headers":null,
       "body":null,"dependsOn":null,"depends_on":[],"x":{"y":[]}}
      """
    let reply = try TestEmulator.people.get().send(
      "POST", "/$batch", #"{"x":1,"requests":[\#(item)]}"#, headers: [.init("Prefer", "respond-async")])
    let user = #"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#
    #expect(
      reply.parts == [Part.result("7", user)])
    #expect(reply.whole.headers == [WholeAnswer.jsonType, "OData-Version: 4.0"])
  }

  static func requests(_ items: String) -> String { #"{"requests":[\#(items)]}"# }

  static func get(_ id: String, after ids: String = "[]") -> String {
    #"{"id":"\#(id)","method":"GET","url":"/users?$select=id","dependsOn":\#(ids)}"#
  }
}
