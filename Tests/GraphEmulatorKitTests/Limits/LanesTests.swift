import GraphEmulatorKit
import HTTPServer
import Testing

/// Which request is answered by whom.
@Suite struct LanesTests {
  static let guid = "11111111-0000-4000-8000-000000000001"

  static let lanes: [(method: String, target: String, lane: Lane)] = [
    ("GET", "/_emulator/health", .here),
    ("HEAD", "/_emulator/health", .here),
    ("GET", "/_emulator/version", .here),
    ("GET", "/_emulator", .lane(0)),
    ("POST", "/_emulator/tenants/default/reset", .lane(0)),
    ("GET", "/_emulator/tenants/default/export", .lane(0)),
    ("GET", "/beta/users/\(guid)", .hereOrLane(1)),
    ("GET", "/v1.0/users/adele@contoso.example", .hereOrLane(1)),
    ("GET", "/beta/users('adele@contoso.example')", .hereOrLane(1)),
    ("GET", "/beta/groups/\(guid)/members/\(guid)", .hereOrLane(1)),
    ("GET", "/beta/subscribedSkus/\(guid)_\(guid)", .hereOrLane(1)),
    ("HEAD", "/beta/users/\(guid)", .lane(1)),
    ("PATCH", "/beta/users/\(guid)", .lane(1)),
    ("DELETE", "/beta/users/\(guid)", .lane(1)),
    ("GET", "/beta/users/\(guid)?$expand=memberOf", .lane(1)),
    ("GET", "/beta/users?$filter=a/b/\(guid)", .lane(1)),
    ("GET", "/beta/users?$filter=mail eq 'a@b'", .lane(1)),
    ("GET", "/beta/users?a=1/adele@contoso.example", .lane(1)),
    ("GET", "/beta/users/\(guid)/memberOf", .lane(1)),
    ("GET", "/beta/users/\(guid)/", .lane(1)),
    ("GET", "/beta/users", .lane(1)),
    ("POST", "/v1.0/subscriptions", .lane(2)),
    ("PATCH", "/beta/subscriptions/\(guid)", .lane(2)),
    ("PATCH", "/beta/Subscriptions('\(guid)')", .lane(2)),
    ("POST", "/beta/subscriptions?$select=id", .lane(2)),
    ("POST", "/beta/subscriptionsOfOthers", .lane(1)),
    ("POST", "/beta/", .lane(1)),
    ("GET", "/beta/subscriptions", .lane(1)),
    ("POST", "/beta/directory/subscriptions", .lane(1)),
    ("POST", "/subscriptions", .lane(1)),
    ("GET", "/beta/me", .lane(1)),
    ("GET", "/", .lane(1)),
    ("GET", "*", .lane(1)),
    ("GET", "", .lane(1)),
    ("POST", "/beta/$batch", .lane(1)),
    ("GET", "http://localhost:8585/_emulator/health", .here),
    ("GET", "HTTPS://localhost/_emulator/version", .here),
    ("POST", "http://localhost/_emulator/tenants/default/reset", .lane(0)),
    ("GET", "http://localhost/beta/users/\(guid)", .hereOrLane(1)),
    ("GET", "http://localhost", .lane(1)),
    ("GET", "http://a@b", .lane(1)),
    ("GET", "http://localhost?a=/_emulator/health", .lane(1)),
    ("GET", "ftp://localhost/_emulator/health", .lane(1)),
    ("CONNECT", "localhost:443", .lane(1)),
  ]

  @Test(arguments: lanes) func isTheLane(method: String, target: String, lane: Lane) {
    let lanes = Lanes(outsideSets: ["subscriptions"])
    #expect(lanes.choice(Array(method.utf8).span, Array(target.utf8).span) == lane)
  }

  @Test(arguments: [(1, 8), (2, 8), (3, 12), (64, 256)]) func hasThreads(cores: Int, graph: Int) {
    #expect(Lanes.threads(cores: cores) == [4, graph, 32])
  }

  @Test func whatWaitsOutsideIsTheWorkloadsWord() throws {
    let lanes = try TestEmulator().core.lanes
    #expect(
      lanes.choice(Array("POST".utf8).span, Array("/v1.0/subscriptions".utf8).span) == .lane(2))
  }
}
