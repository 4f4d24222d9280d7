import Faults
import GraphStore
import HTTPMessages
import JSON
import Testing

/// Which requests a fault has an effect on.
@Suite struct FaultTurnTests {
  private let faults: TriggerBook<Fault> = Interference().faults

  private func facts(
    _ method: String = "GET", _ target: String = "/v1.0/users", fields: [HeaderField] = [], body: String = "",
    part: Int? = nil, page: Int? = 1, principals: [String] = []
  ) -> RequestFacts {
    RequestFacts(
      Request(method: method, target: target, headers: RequestHeaders(fields), body: Array(body.utf8)),
      part: part, page: page, principals: principals)
  }

  @discardableResult private func add(
    _ fault: Fault = Fault(.close), _ trigger: Trigger = Trigger(), seed: UInt64 = 0, bytes: Int = 0
  ) throws -> String {
    try faults.add(
      fault, at: trigger, generator: SeededGenerator(seed: seed), order: ["a": .number(bytes)], bytes: bytes)
  }

  /// Numbers of the requests that it had an effect on.
  private func turns(_ count: Int) -> [Int] {
    (1...count).filter { _ in faults.effect(on: facts()).outcome != nil }
  }

  private static let matchTable: [([RequestMatch.Criterion], Bool)] = [
    ([RequestMatch.Criterion](), true), ([.method("get")], true), ([.method("POST")], false),
    ([.path(PathGlob("/users"))], true), ([.path(PathGlob("/groups"))], false),
    ([RequestMatch.url("/v1.0/users?$top=5&$select=display*")], true),
    ([RequestMatch.url("/v1.0/users?%24top=5*")], true), ([RequestMatch.url("/v1.0/users")], false),
    ([RequestMatch.url("/V1.0/Users/?$top=5&$select=displayname,*")], true), ([RequestMatch.url("*")], true),
    ([RequestMatch.url("*/users?*")], true), ([RequestMatch.url("/beta/*")], false),
    ([.header("prefer", TextGlob("*"))], true), ([.header("prefer", TextGlob("return=*"))], true),
    ([.header("prefer", TextGlob("respond"))], false), ([.header("accept", TextGlob("*"))], false),
    ([.principal("ADELE@contoso.example")], true), ([.principal("alex@contoso.example")], false),
    ([.page(2)], true), ([.page(1)], false), ([.part(3)], true), ([.part(1)], false),
    ([.body("NAME")], true), ([.body("none")], false), ([.method("GET"), .page(1)], false),
    ([.method("GET"), .page(2), .part(3)], true),
  ]

  @Test(arguments: Self.matchTable)
  func matches(_ criteria: [RequestMatch.Criterion], _ fits: Bool) throws {
    try add(Fault(.close), Trigger(match: RequestMatch(criteria)))
    let request = facts(
      "GET", "/v1.0/users?%24top=5&$select=displayName,id", fields: [HeaderField("Prefer", "return=minimal")],
      body: #"{"displayName":1}"#, part: 3, page: 2, principals: ["1", "adele@contoso.example"])
    #expect((faults.effect(on: request).outcome == .close) == fits)
    #expect(faults.all[0].count == (fits ? .init(matched: 1, fired: 1) : .init()))
  }

  @Test(arguments: [
    "/v1.0/users/delta?$select=id", "/v1.0/users/delta()?%24select=id",
    "/v1.0/users/microsoft.graph.delta()?$select=id", "/v1.0/Users/delta/?$select=ID",
  ])
  func allSpellingsAreOneURL(_ target: String) throws {
    try add(Fault(.close), Trigger(match: RequestMatch([RequestMatch.url("/v1.0/users/delta?$select=id")])))
    try add(Fault(.close), Trigger(match: RequestMatch([RequestMatch.url("/v1.0/users/delta()?$select=*")])))
    #expect(faults.effect(on: facts("GET", target)).outcome == .close)
    #expect(faults.all.map(\.count.matched) == [1, 1])
  }

  @Test func aURLWithANamedKeyIsOneWithout() throws {
    try add(Fault(.close), Trigger(match: RequestMatch([RequestMatch.url("/v1.0/users(id='17')?*")])))
    #expect(faults.effect(on: facts("GET", "/v1.0/users/17?$select=id")).outcome == .close)
    #expect(faults.effect(on: facts("GET", "/v1.0/users(id='17')?$select=id")).outcome == .close)
    #expect(faults.effect(on: facts("GET", "/v1.0/users/18?$select=id")).outcome == nil)
  }

  @Test func pagesAreCountedAsLongAsSomebodyAsksForThem() throws {
    try add()
    #expect(!faults.asksForPages)
    let ofPages = Trigger(match: RequestMatch([.method("GET"), .page(2)]))
    let id = try add(Fault(.close), ofPages)
    #expect(faults.asksForPages)
    #expect(faults.remove(id))
    #expect(!faults.asksForPages)
    try add(Fault(.close), ofPages)
    #expect(faults.asksForPages)
    faults.removeAll()
    #expect(!faults.asksForPages)
  }

  private static let positionTable: [(ClosedRange<Int>, [Int])] = [
    (1...Int.max, [1, 2, 3, 4, 5, 6]), (2...4, [2, 3, 4]), (6...6, [6]), (7...9, []),
  ]

  @Test(arguments: Self.positionTable)
  func positions(_ positions: ClosedRange<Int>, _ expected: [Int]) throws {
    try add(Fault(.close), Trigger(positions: positions))
    #expect(turns(6) == expected)
    #expect(faults.all[0].count == .init(matched: 6, fired: expected.count))
  }

  @Test func chanceIsTheSameForASeed() throws {
    let half = Trigger(probability: 0.5)
    try add(Fault(.close), half, seed: 7)
    let first = turns(20)
    faults.removeAll()
    try add(Fault(.close), half, seed: 7)
    #expect(turns(20) == first)
    faults.removeAll()
    try add(Fault(.close), half, seed: 8)
    let other = turns(20)
    #expect(other != first)
    #expect((5...15).contains(first.count))
    #expect((5...15).contains(other.count))
  }

  @Test(arguments: [(0.0, 0), (1.0, 50)]) func certainty(_ probability: Double, _ count: Int) throws {
    try add(Fault(.close), Trigger(probability: probability))
    #expect(turns(50).count == count)
  }

  @Test func delaysAddUpAndTheFirstOutcomeCounts() throws {
    try add(Fault(delay: .seconds(1)...Duration.seconds(1)))
    try add(Fault(.status(FaultStatus(429)), delay: .seconds(2)...Duration.seconds(2), afterCommit: true))
    try add(Fault(.close))
    try add(Fault(.cut(after: 3), delay: .seconds(4)...Duration.seconds(4)))
    let effect = faults.effect(on: facts())
    #expect(effect.outcome == .status(FaultStatus(429)))
    #expect(effect.isAfterCommit)
    #expect(effect.delay == .seconds(7))
    #expect(faults.all.map(\.count.fired) == [1, 1, 0, 1])
    #expect(faults.all.map(\.count.matched) == [1, 1, 1, 1])
  }

  @Test func delaysAreWithinTheirRange() throws {
    try add(Fault(delay: .seconds(1)...Duration.seconds(2)), seed: 3)
    let delays = (1...50).map { _ in faults.effect(on: facts()).delay }
    #expect(delays.allSatisfy { $0 >= .seconds(1) && $0 < .seconds(2) })
    #expect(Set(delays).count == 50)
  }

  @Test func idsAreNotUsedAgain() throws {
    #expect(try add() == "1")
    #expect(try add() == "2")
    #expect(faults.remove("1"))
    #expect(!faults.remove("1"))
    faults.removeAll()
    #expect(faults.isEmpty)
    #expect(try add() == "3")
    #expect(faults.all.map(\.entry.id) == ["3"])
  }

  @Test func thereAreOnlySoMany() throws {
    for _ in 1...100 { try add() }
    #expect(throws: TriggerLimit.entries(100)) { try add() }
    faults.removeAll()
    try add(bytes: 1 << 20)
    #expect(throws: TriggerLimit.bytes(1 << 20)) { try add(bytes: 1) }
    #expect(faults.all.count == 1)
  }
}
