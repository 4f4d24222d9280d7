import GraphEmulatorKit
import HTTPServer
import Logging
import Testing

/// A tenant's export could not be merged over HTTP once it had more than 4 MB.
@Suite struct SeedBodyTests {
  @Test func aSeedMayBeLargerThanOtherBodies() throws {
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    let emulator = try Emulator(configuration)
    try emulator.start()
    defer { emulator.stop() }
    let client = HTTPClient(url: "http://127.0.0.1:\(emulator.port)")
    let blanks = String(repeating: " ", count: 5 << 20)
    let seed = #"{"users":[{"userPrincipalName":"late@contoso.com","displayName":"Late"}]\#(blanks)}"#
    let merged = try client.send("POST", "/_emulator/tenants/default/seed", seed, version: "")
    #expect(merged.status == 200)
    #expect(merged.text == #"{"created":1,"changed":0,"ignored":[]}"#)
    let made = try client.send("POST", "/_emulator/tenants", #"{"id":"ci","seed":\#(seed)}"#, version: "")
    #expect(made.status == 201)
  }

  @Test(arguments: [
    ("POST", "/_emulator/tenants", true), ("POST", "/_emulator/tenants?a=/b", true),
    ("POST", "/_emulator/tenants/ci-42/seed", true), ("POST", "/_emulator/tenants/ci-42/seed?a", true),
    ("POST", "/tenants/ci-42/_emulator/tenants/ci-42/seed", true),
    ("POST", "http://localhost:8585/_emulator/tenants/default/seed", true),
    ("PUT", "/_emulator/tenants/default/seed", false), ("GET", "/_emulator/tenants", false),
    ("POST", "/_emulator/tenants/default", false), ("POST", "/_emulator/tenants/default/seeds", false),
    ("POST", "/_emulator/tenants/default/reset", false), ("POST", "/_emulator/tenants/a/b/seed", false),
    ("POST", "/_emulator/tenantsOfOthers", false), ("POST", "/_emulator", false),
    ("POST", "/beta/users", false),
    ("POST", "/beta/seed", false), ("POST", "", false), ("POST", "/beta?/_emulator/tenants", false),
  ])
  func onlySeedsMay(method: String, target: String, may: Bool) {
    #expect(Lanes.seedBodies.isMeant(Array(method.utf8).span, Array(target.utf8).span) == may)
  }
}
