import GraphService
import GraphStore
import HTTPMessages
import TenantSupport
import Tenants
import Testing

/// A request counts once, however often it is begun.
@Suite("Routes that are used") struct RouteCountingTests {
  private let layered: LayeredService

  init() throws { layered = try LayeredService() }

  private var counts: [Int] { layered.seeded.tenant.routeUse.all.values.sorted() }

  @Test func trialsThatComeToNothing() {
    // A write waits for its turn, which what is only tried may not.
    #expect(layered.send("POST", "/people", #"{"name":"cyd"}"#, limit: .trial).delivery == .elsewhere)
    #expect(counts == [])
    #expect(layered.send("POST", "/people", #"{"name":"cyd"}"#).status == 201)
    #expect(counts == [1])
  }

  /// What is refused was used too, and so was what no documentation covers.
  @Test func answersAndRefusals() throws {
    // What is only tried opens no connection.
    try layered.seeded.tenant.store.read { _ in }
    #expect(layered.send("GET", "/people/\(LayeredService.ada)/boss", limit: .trial).status == 200)
    #expect(layered.send("GET", "/people/\(SeedTenant.guid(9))/boss").status == 404)
    #expect(layered.send("GET", "/teams").status == 200)
    #expect(counts == [1, 2])
    #expect(
      layered.seeded.tenant.routeUse.all[
        RouteUse.Use(version: "beta", place: .undocumented(method: "GET", root: "teams"))] == 1)
  }
}
