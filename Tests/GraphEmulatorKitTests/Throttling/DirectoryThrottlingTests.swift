import GraphContract
import GraphEmulatorKit
import GraphService
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Testing
import Workloads

/// Clients of the directory that come near their limits and past them.
@Suite struct DirectoryThrottlingTests {
  private let throttled: ThrottledEmulator
  private var emulator: TestEmulator { throttled.emulator }

  init() throws { throttled = try ThrottledEmulator() }

  private static let units = Conventions.directory.rateLimits[0]
  private static let writes = Conventions.directory.rateLimits[1]
  private static let allWrites = Conventions.directory.rateLimits[2]

  private static let tooManyUnits = ThrottledEmulator.limited("ReadWrite", "ResourceUnitLimitExceeded")
  private static let tooManyWrites = ThrottledEmulator.limited("Write", "WriteLimitExceeded")

  private func count(_ headers: [HeaderField] = []) -> WholeAnswer {
    emulator.send(
      "GET", "/groups/$count", headers: headers + [HeaderField("ConsistencyLevel", "eventual")]
    ).whole
  }

  /// The count of groups, with how much of the limit is used up.
  private static func counted(_ use: String? = nil) -> WholeAnswer {
    var answer = WholeAnswer.count(1)
    if let use { answer.headers = (answer.headers + ["x-ms-throttle-limit-percentage: \(use)"]).sorted() }
    return answer
  }

  private func change(_ headers: [HeaderField] = []) -> WholeAnswer {
    emulator.send("PATCH", "/users/\(People.adele)", #"{"department":"IT"}"#, headers: headers).whole
  }

  // MARK: Resource units

  /// 3,500 in ten seconds, in a tenant of less than 50 users.
  @Test func answersTellWhenTheLimitIsNear() throws {
    try throttled.use(2798, of: Self.units)
    #expect(count() == Self.counted())
    #expect(count() == Self.counted("0.8"))
    try throttled.use(699, of: Self.units)
    #expect(count() == Self.counted("1.0"))
    #expect(count() == Self.tooManyUnits)
    try emulator.advance(milliseconds: 1000)
    #expect(count() == Self.counted("0.9"))
  }

  @Test func eachRequestCostsWhatItTells() throws {
    try throttled.use(3493, of: Self.units)
    let members = "/groups/\(People.sales)/transitiveMembers"
    #expect(emulator.get(members).header("x-ms-resource-unit") == "5")
    #expect(emulator.get(members).whole == Self.tooManyUnits)
    let groups = #"{"groupIds":["\#(People.sales)"]}"#
    #expect(
      emulator.send("POST", "/users/\(People.adele)/checkMemberGroups", groups).whole == Self.tooManyUnits)
    #expect(emulator.get("/users?$select=id&$top=2").status == 200)
    #expect(emulator.get("/users?$select=id&$top=2").status == 200)
    #expect(emulator.get("/users?$select=id&$top=2").whole == Self.tooManyUnits)
  }

  @Test(arguments: ["/me", "/users/delta", "/users/\(People.adele)/memberOf"])
  func pathsOfEveryKind(_ path: String) throws {
    #expect(emulator.get(path).status == 200)
    try throttled.use(3490, of: Self.units)
    while emulator.get(path).status == 200 {}
    #expect(emulator.get(path).whole == Self.tooManyUnits)
    #expect(emulator.send("GET", path, version: "v1.0").whole == Self.tooManyUnits)
  }

  @Test func aLargerTenantMayDoMore() throws {
    let users = (0..<47).map { #"{"userPrincipalName":"user\#($0)@contoso.example"}"# }
    try emulator.load(#"{"users":[\#(users.joined(separator: ","))]}"#)
    try throttled.use(4998, of: Self.units, in: .medium)
    #expect(count() == Self.counted("0.9"))
    #expect(count() == Self.counted("1.0"))
    #expect(count() == Self.tooManyUnits)
  }

  @Test func eachApplicationHasItsShare() throws {
    let application = ThrottledEmulator.application("a", "Group.Read.All")
    try throttled.use(3500, of: Self.units, by: "a")
    #expect(
      count([application])
        == ThrottledEmulator.limited("ReadWrite", "ResourceUnitLimitExceeded", by: "a"))
    #expect(count() == Self.counted())
    #expect(count([ThrottledEmulator.application("b", "Group.Read.All")]) == Self.counted())
  }

  // MARK: Writes

  @Test func writesAreCountedByThemselves() throws {
    try throttled.use(2999, of: Self.writes)
    #expect(change().status == 204)
    #expect(change() == Self.tooManyWrites)
    #expect(count() == Self.counted())
    // It asks, and changes nothing.
    let groups = #"{"groupIds":["\#(People.sales)"]}"#
    #expect(
      emulator.send("POST", "/users/\(People.adele)/checkMemberGroups", groups).status == 200)
    try emulator.advance(milliseconds: 50)
    #expect(change().status == 204)
  }

  @Test func allApplicationsShareTheTenantsWrites() throws {
    try throttled.use(18_000, of: Self.allWrites)
    #expect(
      change() == ThrottledEmulator.limited("Write", "WriteLimitExceeded", scope: "Tenant"))
    #expect(
      change([ThrottledEmulator.application("a", "User.ReadWrite.All")])
        == ThrottledEmulator.limited("Write", "WriteLimitExceeded", scope: "Tenant", by: "a"))
  }

  // MARK: Everything

  /// Licensing has no limit of its own, and its words for the one that all have.
  @Test func everythingHasALimit() throws {
    try throttled.use(130_000, of: .everywhere)
    #expect(count() == ThrottledEmulator.refusal())
    var licensing = WholeAnswer.error(
      429, "tooManyRequests", "Please retry again later.",
      inner: #""code":"tooManyRequests","retryAfterSeconds":1,"#)
    licensing.headers.append("Retry-After: 1")
    #expect(emulator.get("/admin/cloudLicensing/allotments").whole == licensing)
    #expect(emulator.get("/subscriptions").whole == ThrottledEmulator.refusal())
  }

  @Test("Subscriptions had no limit of their own")
  func subscriptionsHaveTheirOwn() throws {
    try throttled.use(4999, of: Conventions.directory.rateLimits[3])
    #expect(emulator.get("/subscriptions").status == 200)
    #expect(emulator.get("/subscriptions").whole == ThrottledEmulator.refusal())
    #expect(count() == Self.counted())
  }

  @Test func subscriptionsUseUpTheDirectorysUnitsToo() throws {
    try throttled.use(3500, of: Self.units)
    #expect(emulator.get("/subscriptions").whole == Self.tooManyUnits)
  }

  // MARK: Who is spared

  @Test func whatNobodyCounts() throws {
    try throttled.use(3500, of: Self.units)
    #expect(count() == Self.tooManyUnits)
    #expect(emulator.send("GET", "/tenants/default/settings", version: "_emulator").status == 200)
    #expect(emulator.get("/$metadata").status == 200)
    #expect(emulator.get("/nowhere").status == 400)
    #expect(emulator.batch(#"{"id":"1","method":"GET","url":"/nowhere"}"#).outcomes == ["1 400"])
  }

  /// It passes again.
  @Test func whatIsOnlyTriedIsNotCounted() throws {
    try throttled.use(3499, of: Self.units)
    let headers = [HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test")]
    let request = Request(
      method: "GET", target: "/beta/groups?$select=id", headers: RequestHeaders(headers), body: [])
    for _ in 0..<3 {
      #expect(emulator.core.service.respond(to: request, limit: .trial).delivery == .elsewhere)
    }
    #expect(count() == Self.counted("1.0"))
    #expect(count() == Self.tooManyUnits)
  }

  @Test func tenantsShareNothing() throws {
    let name = try TenantName("other")
    let seed = SeedDocument(name: "other.json", bytes: Array(ThrottledEmulator.settings.utf8))
    _ = try emulator.core.tenants.create(name, seeds: [seed])
    try throttled.use(3500, of: Self.units)
    #expect(count() == Self.tooManyUnits)
    let other = emulator.send("GET", "/groups", headers: [HeaderField("x-emulator-tenant", "other")])
    #expect(other.status == 200)
  }

  @Test func switchedOffNothingIsCounted() throws {
    try throttled.use(3500, of: Self.units)
    #expect(count() == Self.tooManyUnits)
    let off = #"{"throttling":{"enabled":false}}"#
    #expect(emulator.send("PATCH", "/tenants/default/settings", off, version: "_emulator").status == 200)
    #expect(count() == Self.counted())
    let on = #"{"throttling":{"enabled":true}}"#
    #expect(emulator.send("PATCH", "/tenants/default/settings", on, version: "_emulator").status == 200)
    #expect(count() == Self.tooManyUnits)
  }

  @Test func aResetEmptiesAll() throws {
    try throttled.use(3500, of: Self.units)
    #expect(count() == Self.tooManyUnits)
    #expect(emulator.send("POST", "/tenants/default/reset", version: "_emulator").status == 200)
    try emulator.load(People.seed)
    try emulator.load(ThrottledEmulator.settings)
    #expect(count() == Self.counted())
  }
}
