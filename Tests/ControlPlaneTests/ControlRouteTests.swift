import HTTPMessages
import JSON
import Testing

@Suite("What the control plane answers")
struct ControlRouteTests {
  private static let emulator = Result { try ControlledEmulator() }

  private static let routes =
    "There are: GET /_emulator/health, GET /_emulator/health/live, GET /_emulator/health/ready, GET /_emulator/version, "
    + "GET /_emulator/metrics, GET /_emulator/routes, GET /_emulator/ca.pem, GET /_emulator/tenants, "
    + "POST /_emulator/tenants, GET /_emulator/tenants/{tenant}, DELETE /_emulator/tenants/{tenant}, "
    + "POST /_emulator/tenants/{tenant}/reset, "
    + "POST /_emulator/tenants/{tenant}/seed, GET /_emulator/tenants/{tenant}/export, "
    + "GET /_emulator/tenants/{tenant}/snapshots, PUT /_emulator/tenants/{tenant}/snapshots/{name}, "
    + "GET /_emulator/tenants/{tenant}/snapshots/{name}, DELETE /_emulator/tenants/{tenant}/snapshots/{name}, "
    + "POST /_emulator/tenants/{tenant}/snapshots/{name}/restore, GET /_emulator/tenants/{tenant}/clock, PUT /_emulator/tenants/{tenant}/clock, "
    + "GET /_emulator/tenants/{tenant}/settings, PUT /_emulator/tenants/{tenant}/settings, "
    + "PATCH /_emulator/tenants/{tenant}/settings, GET /_emulator/tenants/{tenant}/permissions, "
    + "POST /_emulator/tenants/{tenant}/tokens, "
    + "GET /_emulator/tenants/{tenant}/requests, GET /_emulator/tenants/{tenant}/requests.har, "
    + "DELETE /_emulator/tenants/{tenant}/requests, POST /_emulator/tenants/{tenant}/requests/count, "
    + "POST /_emulator/tenants/{tenant}/requests/verify, GET /_emulator/tenants/{tenant}/requests/settings, "
    + "PUT /_emulator/tenants/{tenant}/requests/settings, GET /_emulator/tenants/{tenant}/faults, "
    + "POST /_emulator/tenants/{tenant}/faults, DELETE /_emulator/tenants/{tenant}/faults, "
    + "DELETE /_emulator/tenants/{tenant}/faults/{fault}, GET /_emulator/tenants/{tenant}/stubs, "
    + "POST /_emulator/tenants/{tenant}/stubs, POST /_emulator/tenants/{tenant}/stubs/import, "
    + "DELETE /_emulator/tenants/{tenant}/stubs, DELETE /_emulator/tenants/{tenant}/stubs/{stub}, "
    + "POST /_emulator/keys/rotate."

  @Test(
    arguments: [
      ("GET", "/_emulator/health", 200, #"{"status":"ok"}"#),
      ("HEAD", "/_emulator/health?x=1", 200, #"{"status":"ok"}"#),
      (
        "GET", "/_emulator/tenants/other/export", 404,
        #"{"error":{"code":"TenantNotFound","message":"There is no tenant 'other'."}}"#
      ),
      (
        "GET", "/_emulator/tenants/other/nothing", 404,
        #"{"error":{"code":"TenantNotFound","message":"There is no tenant 'other'."}}"#
      ),
      (
        "GET", "/_emulator/tenants/default/nothing", 404,
        #"{"error":{"code":"RouteNotFound","message":"There is no /_emulator/tenants/default/nothing. \#(routes)"}}"#
      ),
      (
        "GET", "/_emulator", 404,
        #"{"error":{"code":"RouteNotFound","message":"There is no /_emulator. \#(routes)"}}"#
      ),
      (
        "POST", "/_emulator/tenants/default/seed", 400,
        #"{"error":{"code":"SeedInvalid","message":"body: line 1, column 1: a value expected"}}"#
      ),
    ])
  func answers(method: String, target: String, status: Int, text: String) throws {
    let response = try Self.emulator.get().send(method, target)
    #expect(response.status == status)
    #expect(response.text == text)
    #expect(response.header("Content-Type") == "application/json")
  }

  @Test(
    "A wrong tenant is told before anything else about the path",
    arguments: [
      "/_emulator/tenants/other/export", "/_emulator/tenants/UPPER/export", "/_emulator/tenants/other",
    ])
  func wrongTenant(target: String) throws {
    let response = try Self.emulator.get().send("DELETE", target)
    #expect(response.status == 404)
    #expect(response.text.contains("TenantNotFound"))
  }

  @Test("405 names the methods that would do")
  func wrongMethod() throws {
    let response = try Self.emulator.get().send("DELETE", "/_emulator/tenants/default/export")
    #expect(response.status == 405)
    #expect(response.header("Allow") == "GET")
    #expect(
      response.text == """
        {"error":{"code":"MethodNotAllowed","message":"/_emulator/tenants/{tenant}/export takes GET, not DELETE."}}
        """)
  }

  @Test("nothing for paths of the service", arguments: ["/_emulators/health", "/beta/_emulator/health"])
  func otherPaths(target: String) throws {
    #expect(try Self.emulator.get().send("GET", target).text.contains("_emulator/health") == false)
  }
}
