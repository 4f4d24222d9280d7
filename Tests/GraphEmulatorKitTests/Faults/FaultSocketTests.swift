import Foundation
import GraphEmulatorKit
import JSON
import Logging
import Testing

/// What a client sees of faults.
@Suite struct FaultSocketTests {
  private static let adele = "11111111-0000-4000-8000-000000000001"
  private static let place = "/_emulator/tenants/default/faults"
  private let emulator: Emulator

  init() throws {
    emulator = try Emulator(
      seed: .json(#"{"users": [{"id": "\#(Self.adele)", "userPrincipalName": "adele@contoso.example"}]}"#))
    try emulator.start()
  }

  private func send(_ method: String, _ target: String, _ body: String = "") throws -> SocketClient {
    let client = try SocketClient(port: emulator.port)
    try client.send(method, target, body)
    return client
  }

  private func fault(_ order: String) throws {
    #expect(try send("POST", Self.place, order).answer()?.status == 201)
  }

  /// How many requests each fault was looked at for, and had an effect on.
  private func counts() throws -> [[Int?]] {
    let answer = try #require(try send("GET", Self.place).answer())
    let faults = try JSONValue.parse(answer.body).objectValue?["value"]?.arrayValue?.compactMap(\.objectValue)
    return (faults ?? []).map { [$0["matched"]?.intValue, $0["fired"]?.intValue] }
  }

  private func users() throws -> Int {
    let answer = try #require(try send("GET", "/v1.0/users?$select=id").answer())
    return try JSONValue.parse(answer.body).objectValue?["value"]?.arrayValue?.count ?? -1
  }

  private static let alex = """
    {"accountEnabled":true,"displayName":"Alex","mailNickname":"alex",
     "userPrincipalName":"alex@contoso.example","passwordProfile":{"password":"pass-Alex-1"}}
    """

  @Test func objectsThatAreAnsweredAtOnceMeetThemToo() throws {
    defer { emulator.stop() }
    try fault(#"{"from":2,"to":2,"effect":{"status":503}}"#)
    let statuses = try (1...3).map { _ in try send("GET", "/v1.0/users/\(Self.adele)").answer()?.status }
    #expect(statuses == [200, 503, 200])
    #expect(try counts() == [[3, 1]])
  }

  @Test func cut() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"path":"/users/*"},"effect":{"cutAfterBytes":10}}"#)
    let text = try send("GET", "/v1.0/users/\(Self.adele)").rest()
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.hasSuffix(#"\#r\#n\#r\#n{"@odata.c"#))
  }

  @Test func closed() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"method":"POST","path":"/users"},"effect":{"close":true}}"#)
    #expect(try send("POST", "/v1.0/users", Self.alex).rest() == "")
    #expect(try users() == 1)
  }

  @Test func closedAfterTheCommit() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"method":"POST","path":"/users"},"effect":{"close":true,"afterCommit":true}}"#)
    #expect(try send("POST", "/v1.0/users", Self.alex).rest() == "")
    #expect(try users() == 2)
  }

  /// A client that gives up before the answer comes does not know it, and others see it at once.
  @Test func aDelayedWriteIsThereBeforeItsAnswer() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"method":"POST","path":"/users"},"effect":{"delay":"PT600S"}}"#)
    let waiting = try send("POST", "/v1.0/users", Self.alex)
    while try counts() != [[1, 1]] { usleep(10_000) }
    while try users() != 2 { usleep(10_000) }
    #expect(!waiting.hasNews)
  }

  @Test func aDelayedRefusalWritesNothing() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"method":"POST","path":"/users"},"effect":{"close":true,"delay":"PT0.2S"}}"#)
    #expect(try send("POST", "/v1.0/users", Self.alex).rest() == "")
    #expect(try users() == 1)
  }

  @Test(arguments: [
    #"{"cutAfterBytes":10}"#, #"{"cutAfterBytes":10,"afterCommit":true,"delay":"PT0.1S"}"#,
  ]) func aCutAnswerToAWriteThatIsDone(effect: String) throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"method":"POST","path":"/users"},"effect":\#(effect)}"#)
    let text = try send("POST", "/v1.0/users", Self.alex).rest()
    #expect(text.hasPrefix("HTTP/1.1 201 Created\r\n"))
    #expect(text.hasSuffix(#"\#r\#n\#r\#n{"@odata.c"#))
    #expect(try users() == 2)
  }

  @Test func dripped() throws {
    defer { emulator.stop() }
    let whole = try send("GET", "/v1.0/users/\(Self.adele)?$select=id").answer()
    try fault(#"{"match":{"path":"/users/*"},"effect":{"drip":{"bytes":50,"every":"PT0.01S"}}}"#)
    #expect(try send("GET", "/v1.0/users/\(Self.adele)?$select=id").answer() == whole)
    #expect(try counts() == [[1, 1]])
  }

  @Test func thousandDelayedRequestsHoldUpNobody() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"path":"/groups"},"effect":{"delay":"PT600S"}}"#)
    let waiting = try (1...1000).map { _ in try send("GET", "/v1.0/groups") }
    while try counts() != [[1000, 1000]] { usleep(10_000) }
    let client = try SocketClient(port: emulator.port)
    for _ in 1...50 {
      try client.send("GET", "/v1.0/users/\(Self.adele)")
      #expect(client.answer()?.status == 200)
      try client.send("GET", "/v1.0/users?$top=5")
      #expect(client.answer()?.status == 200)
    }
    #expect(waiting.filter(\.hasNews).count == 0)
  }

  @Test func aPartClosesTheWholeBatch() throws {
    defer { emulator.stop() }
    try fault(#"{"match":{"batchPart":2},"effect":{"close":true}}"#)
    let body =
      #"{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"2","method":"GET","url":"/users"}]}"#
    #expect(try send("POST", "/v1.0/$batch", body).rest() == "")
  }
}
