import HTTPMessages
import JSON
import Testing

/// What requests meet, in the words of the part of the service that they are for.
@Suite struct FaultEffectTests {
  private let emulator: ControlledEmulator
  private static let adele = "11111111-0000-4000-8000-000000000001"

  init() throws {
    let seed = try SeedFile(EveryWorkload.seed)
    emulator = try ControlledEmulator(seeds: [seed.path])
  }

  private func fault(_ order: String) {
    #expect(emulator.send("POST", "/_emulator/tenants/default/faults", order).status == 201)
  }

  private func post(_ path: String, _ body: String, _ fields: [HeaderField] = []) -> Response {
    emulator.send("POST", path, body, headers: [HeaderField("Content-Type", "application/json")] + fields)
  }

  /// The error without what differs from request to request.
  private static func error(_ response: Response) -> JSONValue {
    var error = response.json.objectValue?["error"]?.objectValue ?? [:]
    var inner = error["innerError"]?.objectValue ?? [:]
    for name in ["date", "request-id", "client-request-id"] {
      #expect(inner[name] != nil)
      inner[name] = nil
    }
    error["innerError"] = inner.isEmpty ? nil : .object(inner)
    return .object(error)
  }

  // MARK: Words

  private static let throttled: JSONValue = [
    "code": "TooManyRequests", "message": "Please retry again later.",
    "innerError": ["code": "429", "message": "Please retry after", "status": "429"],
  ]

  private static let words: [(String, String, Int, String?, JSONValue)] = [
    (#"{"status":429,"retryAfter":7}"#, "/v1.0/users", 429, "7", throttled),
    (#"{"status":429}"#, "/beta/deviceManagement/deviceConfigurations", 429, "1", throttled),
    (#"{"status":429,"retryAfter":null}"#, "/v1.0/nowhere", 429, nil, throttled),
    (
      #"{"status":429,"retryAfter":7}"#, "/beta/admin/cloudLicensing/allotments", 429, "7",
      [
        "code": "tooManyRequests", "message": "Please retry again later.",
        "innerError": ["code": "tooManyRequests", "retryAfterSeconds": .number(7)],
      ]
    ),
    (
      #"{"status":503,"retryAfter":2}"#, "/v1.0/users", 503, "2",
      ["code": "ServiceNotAvailable", "message": "The service is not available."]
    ),
    (
      #"{"status":503}"#, "/v1.0/users", 503, nil,
      ["code": "ServiceNotAvailable", "message": "The service is not available."]
    ),
    (
      #"{"status":504,"retryAfter":3}"#, "/v1.0/users", 504, "3",
      ["code": "GatewayTimeout", "message": "The service did not answer the gateway in time."]
    ),
    (
      #"{"status":500}"#, "/v1.0/groups", 500, nil,
      ["code": "InternalServerError", "message": "The server could not process the request."]
    ),
    (
      #"{"status":401}"#, "/v1.0/users", 401, nil,
      [
        "code": "InvalidAuthenticationToken",
        "message": "Lifetime validation failed, the token is expired.",
      ]
    ),
    (
      #"{"status":403}"#, "/v1.0/users", 403, nil,
      [
        "code": "Authorization_RequestDenied",
        "message": "Insufficient privileges to complete the operation.",
      ]
    ),
    (
      #"{"status":403}"#, "/beta/identityGovernance/entitlementManagement/accessPackages", 403, nil,
      [
        "code": "UnAuthorized",
        "message": "User is not authorized to perform the operation. Reason: Unauthorized",
      ]
    ),
    (
      #"{"status":404}"#, "/v1.0/users/\(adele)", 404, nil,
      [
        "code": "Request_ResourceNotFound",
        "message":
          .string(
            "Resource '\(adele)' does not exist or one of its queried reference-property objects are not present."
          ),
      ]
    ),
    (
      #"{"status":404}"#, "/beta/admin/cloudLicensing/allotments/exchange", 404, nil,
      [
        "code": "notFound", "message": "The requested resource was not found.",
        "innerError": ["code": "resourceNotFound", "propertyName": "allotmentId"],
      ]
    ),
    (#"{"status":418}"#, "/v1.0/users", 418, nil, ["code": "UnknownError", "message": ""]),
    (
      #"{"status":409,"code":"Directory_ConcurrencyViolation","message":"Busy."}"#, "/v1.0/users", 409, nil,
      ["code": "Directory_ConcurrencyViolation", "message": "Busy."]
    ),
  ]

  @Test(arguments: Self.words)
  func told(_ effect: String, _ path: String, _ status: Int, _ retryAfter: String?, _ error: JSONValue) {
    fault(#"{"effect":\#(effect)}"#)
    let response = emulator.send("GET", path)
    #expect(response.status == status)
    #expect(response.header("Retry-After") == retryAfter)
    #expect(response.header("Content-Type") == "application/json")
    #expect((response.header("WWW-Authenticate") != nil) == (status == 401))
    #expect(Self.error(response) == error)
  }

  @Test(arguments: [
    (403, "Forbidden", "Application is not authorized"), (500, "InternalServerError", "An error has"),
  ])
  func backEndOfIntune(_ status: Int, _ code: String, _ text: String) throws {
    fault(#"{"effect":{"status":\#(status)}}"#)
    let response = emulator.send("GET", "/beta/deviceManagement/deviceConfigurations")
    let error = response.json.objectValue?["error"]?.objectValue ?? [:]
    #expect(response.status == status)
    #expect(error["code"] == .string(code))
    let message = try JSONValue.parse(error["message"]?.stringValue ?? "").objectValue?["Message"]?
      .stringValue
    #expect(message?.hasPrefix(text) == true)
    if status == 403 { #expect(message?.contains("DeviceManagementConfiguration.Read.All") == true) }
  }

  // MARK: Places

  @Test func thePageOfAList() throws {
    fault(#"{"match":{"path":"/users","page":2},"to":2,"effect":{"status":503}}"#)
    let first = emulator.send("GET", "/v1.0/users?$top=1&$select=id")
    #expect(first.status == 200)
    let link = try #require(first.json.objectValue?["@odata.nextLink"]?.stringValue)
    let second = link.replacing("http://localhost:0", with: "")
    // The same page again is still the second.
    #expect((1...3).map { _ in emulator.send("GET", second).status } == [503, 503, 200])
    let third = try #require(
      emulator.send("GET", second).json.objectValue?["@odata.nextLink"]?.stringValue)
    #expect(emulator.send("GET", third.replacing("http://localhost:0", with: "")).status == 200)
  }

  @Test func partsOfABatch() throws {
    fault(#"{"match":{"batchPart":2},"effect":{"status":429,"retryAfter":5}}"#)
    let answers = batch("/users", "/users", "/groups")
    #expect(answers.map { $0["status"] } == [.number(200), .number(429), .number(200)])
    #expect(answers[1]["headers"]?.objectValue?["Retry-After"] == "5")
    #expect(answers[1]["body"]?.objectValue?["error"]?.objectValue?["code"] == "TooManyRequests")
    #expect(emulator.send("GET", "/v1.0/users").status == 200)
  }

  @Test func partsMatchByTheirOwnPaths() {
    fault(#"{"match":{"path":"/groups"},"effect":{"status":500}}"#)
    #expect(batch("/users", "/groups").map { $0["status"] } == [.number(200), .number(500)])
  }

  /// Only the first of these was met.
  @Test(arguments: [
    "/v1.0/users/delta", "/v1.0/users/delta()", "/beta/users/microsoft.graph.delta()",
    "/v1.0/users/microsoft.graph.delta", "/v1.0/Users/Delta/", "/v1.0/users/%64elta()",
  ])
  func allSpellingsOfAPath(_ path: String) {
    #expect(emulator.send("GET", path).status == 200)
    fault(#"{"match":{"path":"/users/delta"},"to":1,"effect":{"status":503}}"#)
    fault(#"{"match":{"path":"/users/microsoft.graph.delta()"},"from":2,"effect":{"status":500}}"#)
    #expect((1...2).map { _ in emulator.send("GET", path).status } == [503, 500])
    let count = emulator.send(
      "POST", "/_emulator/tenants/default/requests/count", #"{"match":{"path":"/users/delta()"}}"#)
    #expect(count.text == #"{"count":3}"#)
  }

  @Test(arguments: ["/v1.0/users/\(adele)", "/v1.0/users('\(adele)')", "/beta/USERS/\(adele.uppercased())/"])
  func allSpellingsOfAKey(_ path: String) {
    #expect(emulator.send("GET", path).status == 200)
    fault(#"{"match":{"path":"/users('{id}')"},"to":1,"effect":{"status":503}}"#)
    fault(#"{"match":{"path":"/users/\#(Self.adele)"},"from":2,"effect":{"status":500}}"#)
    #expect((1...2).map { _ in emulator.send("GET", path).status } == [503, 500])
  }

  @Test func theBatchItself() {
    fault(#"{"match":{"path":"/$batch"},"effect":{"status":503}}"#)
    #expect(post("/v1.0/$batch", #"{"requests":[{"id":"1","method":"GET","url":"/users"}]}"#).status == 503)
    #expect(emulator.send("GET", "/v1.0/users").status == 200)
  }

  /// The parts, in order.
  private func batch(_ urls: String...) -> [JSONObject] {
    let items = urls.enumerated().map { #"{"id":"\#($0)","method":"GET","url":"\#($1)"}"# }
    let response = post("/v1.0/$batch", #"{"requests":[\#(items.joined(separator: ","))]}"#)
    #expect(response.status == 200)
    return response.json.objectValue?["responses"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  @Test func whoAsks() {
    fault(#"{"match":{"principal":"adele@contoso.example"},"effect":{"status":503}}"#)
    // {"upn":"adele@contoso.example"}
    let token = "e30.eyJ1cG4iOiJhZGVsZUBjb250b3NvLmV4YW1wbGUifQ.x"
    #expect(emulator.send("GET", "/v1.0/users").status == 200)
    let status = emulator.send(
      "GET", "/v1.0/users", headers: [HeaderField("Authorization", "Bearer \(token)")]
    ).status
    #expect(status == 503)
  }

  // MARK: Before and after

  private static let group =
    #"{"displayName":"New","mailEnabled":false,"mailNickname":"new","securityEnabled":true}"#

  private func groups() -> Int {
    emulator.send("GET", "/v1.0/groups?$filter=displayName%20eq%20'New'").json.objectValue?["value"]?
      .arrayValue?
      .count ?? -1
  }

  @Test func beforeTheCommitNothingIsWritten() {
    fault(#"{"match":{"method":"POST"},"to":2,"effect":{"status":500}}"#)
    #expect(post("/v1.0/groups", Self.group).status == 500)
    #expect(groups() == 0)
  }

  @Test func afterTheCommitEverythingIs() {
    fault(#"{"match":{"method":"POST"},"effect":{"status":504,"afterCommit":true}}"#)
    #expect(post("/v1.0/groups", Self.group).status == 504)
    #expect(groups() == 1)
  }

  @Test func aClosedConnection() {
    fault(#"{"match":{"method":"POST"},"to":1,"effect":{"close":true}}"#)
    fault(#"{"match":{"method":"POST"},"from":2,"effect":{"close":true,"afterCommit":true}}"#)
    #expect(post("/v1.0/groups", Self.group).delivery == .withheld)
    #expect(groups() == 0)
    #expect(post("/v1.0/groups", Self.group).delivery == .withheld)
    #expect(groups() == 1)
  }

  @Test("A request whose connection a fault closed before it was run was in no journal")
  func theJournalHasAClosedConnection() throws {
    fault(#"{"match":{"method":"POST"},"to":1,"effect":{"close":true}}"#)
    #expect(post("/v1.0/groups", Self.group).delivery == .withheld)
    let kept = emulator.send("GET", "/_emulator/tenants/default/requests").json.objectValue?["value"]?
      .arrayValue?.compactMap(\.objectValue)
    #expect(kept?.map { $0["target"] } == ["/v1.0/groups"])
    let entry = try #require(kept?.first)
    #expect((entry["method"], entry["status"]) == ("POST", .number(503)))
    #expect(entry["delivery"] == "withheld")
  }

  /// What befalls an answer befalls it after the request was run, whether the fault says so or not.
  @Test(arguments: [
    (#"{"delay":"PT2S"}"#, Response.Delivery.whole, 201, Duration.seconds(2)),
    (#"{"delay":"PT2S","afterCommit":true}"#, .whole, 201, .seconds(2)),
    (#"{"cutAfterBytes":9}"#, .cut(after: 9), 201, .zero),
    (#"{"cutAfterBytes":9,"delay":"PT2S","afterCommit":true}"#, .cut(after: 9), 201, .seconds(2)),
    (
      #"{"drip":{"bytes":5,"every":"PT0.25S"},"afterCommit":true}"#,
      .dripped(bytes: 5, every: .milliseconds(250)), 201, .zero
    ),
    (#"{"status":504,"delay":"PT2S","afterCommit":true}"#, .whole, 504, .seconds(2)),
    (#"{"close":true,"delay":"PT2S","afterCommit":true}"#, .withheld, 201, .seconds(2)),
  ])
  func committedAndAnswered(
    _ effect: String, _ delivery: Response.Delivery, _ status: Int, _ delay: Duration
  ) {
    fault(#"{"match":{"method":"POST"},"to":1,"effect":\#(effect)}"#)
    let response = post("/v1.0/groups", Self.group)
    #expect(response.status == status)
    #expect(response.delivery == delivery)
    #expect(response.delay == delay)
    #expect(groups() == 1)
  }

  @Test(arguments: [#"{"status":504,"delay":"PT2S"}"#, #"{"close":true,"delay":"PT2S"}"#])
  func refusedAndLate(_ effect: String) {
    fault(#"{"match":{"method":"POST"},"to":1,"effect":\#(effect)}"#)
    let response = post("/v1.0/groups", Self.group)
    #expect((response.status, response.delay) == (effect.contains("504") ? 504 : 503, .seconds(2)))
    #expect(groups() == 0)
  }

  /// The delay says that the request is run; that the other fault would come before it does not undo that.
  @Test func oneFaultOfSeveralSaysThatItIsRun() {
    fault(#"{"match":{"method":"POST"},"effect":{"status":500}}"#)
    #expect(post("/v1.0/groups", Self.group).status == 500)
    #expect(groups() == 0)
    fault(#"{"match":{"method":"POST"},"effect":{"delay":"PT2S","afterCommit":true}}"#)
    let response = post("/v1.0/groups", Self.group)
    #expect((response.status, response.delay) == (500, .seconds(2)))
    #expect(groups() == 1)
  }

  @Test(arguments: [
    (#"{"cutAfterBytes":9}"#, Response.Delivery.cut(after: 9), Duration.zero),
    (#"{"drip":{"bytes":5,"every":"PT0.25S"}}"#, .dripped(bytes: 5, every: .milliseconds(250)), .zero),
    (#"{"delay":"PT1.5S"}"#, .whole, .milliseconds(1500)),
    (#"{"close":true,"delay":"PT2S"}"#, .withheld, .seconds(2)),
  ])
  func deliveries(_ effect: String, _ delivery: Response.Delivery, _ delay: Duration) {
    fault(#"{"effect":\#(effect)}"#)
    let response = emulator.send("GET", "/v1.0/users")
    #expect(response.delivery == delivery)
    #expect(response.delay == delay)
    if delivery != .withheld { #expect(response.status == 200) }
  }

  // MARK: Nothing

  /// Of all faults, how many requests they fitted and had an effect on.
  private func counts() -> [[Int?]] {
    let faults =
      emulator.send("GET", "/_emulator/tenants/default/faults").json.objectValue?["value"]?
      .arrayValue?.compactMap(\.objectValue) ?? []
    return faults.map { [$0["matched"]?.intValue, $0["fired"]?.intValue] }
  }

  /// What the journal says of how each answer was sent.
  private func kept() -> [JSONValue?] {
    let requests =
      emulator.send("GET", "/_emulator/tenants/default/requests").json.objectValue?["value"]?
      .arrayValue?.compactMap(\.objectValue) ?? []
    return requests.map { $0["delivery"] }
  }

  /// Cuts and pieces of that many bytes, and how the journal calls them.
  private static let sizes: [@Sendable (Int) -> (effect: String, delivery: String)] = [
    { (#"{"cutAfterBytes":\#($0)}"#, "cut after \($0) bytes") },
    { (#"{"drip":{"bytes":\#($0),"every":"PT0.25S"}}"#, "dripped") },
  ]

  @Test(
    "A cut behind the end of an answer counted, and the journal had it; so did pieces as large as all of it",
    arguments: 0...1)
  func onlyAShorterBodyIsCut(_ index: Int) {
    let length = emulator.send("GET", "/v1.0/users/\(Self.adele)").body.count
    let (idle, felt) = (Self.sizes[index](length), Self.sizes[index](length - 1))
    fault(#"{"effect":\#(idle.effect)}"#)
    let whole = emulator.send("GET", "/v1.0/users/\(Self.adele)")
    #expect((whole.status, whole.body.count, whole.delivery) == (200, length, .whole))
    #expect(counts() == [[1, 0]])
    #expect(emulator.send("DELETE", "/_emulator/tenants/default/faults").status == 204)
    fault(#"{"effect":\#(felt.effect)}"#)
    #expect(emulator.send("GET", "/v1.0/users/\(Self.adele)").delivery != .whole)
    #expect(counts() == [[1, 1]])
    #expect(kept() == [nil, nil, .string(felt.delivery)])
  }

  @Test("An answer without a body counted as cut", arguments: 0...1)
  func noBodyIsCut(_ index: Int) throws {
    let group = try #require(post("/v1.0/groups", Self.group).json.objectValue?["id"]?.stringValue)
    fault(#"{"effect":\#(Self.sizes[index](1).effect)}"#)
    let head = emulator.send("HEAD", "/v1.0/users")
    #expect((head.status, head.delivery) == (200, .whole))
    let deleted = emulator.send("DELETE", "/v1.0/groups/\(group)")
    #expect((deleted.status, deleted.delivery) == (204, .whole))
    #expect(counts() == [[2, 0]])
    #expect(kept() == [nil, nil, nil])
  }

  @Test("A delay counts, whatever the cut beside it comes to") func aDelayWithoutACut() {
    fault(#"{"effect":{"cutAfterBytes":1000000,"delay":"PT2S"}}"#)
    let answer = emulator.send("GET", "/v1.0/users")
    #expect((answer.status, answer.delivery, answer.delay) == (200, .whole, .seconds(2)))
    #expect(counts() == [[1, 1]])
    #expect(kept() == [nil])
  }

  /// Its bytes are those of the batch.
  @Test(arguments: [(0, 1, "cut after 0 bytes"), (2, 1, "cut after 2 bytes"), (1_000_000, 0, nil)])
  func aPartIsCutWithItsBatch(_ bytes: Int, _ fired: Int, _ delivery: String?) {
    fault(#"{"match":{"method":"HEAD","batchPart":1},"effect":{"cutAfterBytes":\#(bytes)}}"#)
    let batch = post("/v1.0/$batch", #"{"requests":[{"id":"1","method":"HEAD","url":"/users"}]}"#)
    #expect(batch.status == 200)
    #expect(batch.delivery == (fired == 1 ? .cut(after: bytes) : .whole))
    #expect(counts() == [[1, fired]])
    #expect(kept() == [delivery.map(JSONValue.string)])
  }

  /// The control plane is no part of the service.
  @Test func whoeverTestsIsSpared() {
    fault(#"{"effect":{"close":true}}"#)
    #expect(emulator.send("GET", "/_emulator/health").delivery == .whole)
    #expect(emulator.send("DELETE", "/_emulator/tenants/default/faults").status == 204)
    #expect(emulator.send("GET", "/v1.0/users").status == 200)
  }
}
