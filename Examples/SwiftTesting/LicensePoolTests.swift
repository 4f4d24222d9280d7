import Foundation
import GraphEmulatorKit
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// How a test suite uses the emulator: each test has one of its own, with the company that it needs.
@Suite struct LicensePoolTests {
  /// A pool of one license and two people; Adele has the license.
  static let company = Seed.json(
    """
    {
      "users": [
        {"id": "10000000-0000-4000-8000-000000000001", "userPrincipalName": "adele@contoso.example"},
        {"id": "10000000-0000-4000-8000-000000000002", "userPrincipalName": "alex@contoso.example"}],
      "admin": {"cloudLicensing": {
        "allotments": [{"id": "exchange", "allottedUnits": 1, "skuId": "4b9405b0-7788-4568-add1-99614e613b69"}],
        "assignments": [{
          "allotment@odata.bind": "admin/cloudLicensing/allotments/exchange",
          "assignedTo@odata.bind": "users/adele@contoso.example"}]}}
    }
    """)

  /// Over HTTP, as an SDK would ask: point its base URL at `emulator.url + "/v1.0"`.
  @Test func usersAreServedOverHTTP() async throws {
    let emulator = try Emulator(seed: Self.company)
    try emulator.start()
    defer { emulator.stop() }
    let url = try #require(URL(string: emulator.url + "/v1.0/users/adele@contoso.example?$select=id"))
    var request = URLRequest(url: url)
    request.setValue("Bearer any", forHTTPHeaderField: "Authorization")
    let (data, response) = try await URLSession.shared.data(for: request)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"{"@odata.context":"\#(emulator.url)/v1.0/$metadata#users(id)/$entity","id":"10000000-0000-4000-8000-000000000001"}"#
    )
  }

  /// Without a socket: faster, and a debugger stops in both.
  @Test func whoFindsThePoolFullWaits() throws {
    let emulator = try Emulator(seed: Self.company)
    let tenant = try emulator.tenant()
    let alex = try tenant.respond(
      to: EmulatorRequest(
        "POST", "/beta/admin/cloudLicensing/assignments",
        body: """
          {"allotment@odata.bind": "https://graph.microsoft.com/beta/admin/cloudLicensing/allotments/exchange",
           "assignedTo@odata.bind": "https://graph.microsoft.com/beta/users/alex@contoso.example",
           "disabledServicePlanIds": []}
          """))
    #expect(alex.status == 201)
    let queue = "/beta/admin/cloudLicensing/allotments/exchange/waitingMembers/$count"
    #expect(try tenant.respond(to: EmulatorRequest("GET", queue)).text == "1")
    try tenant.seed(
      .json(#"{"admin":{"cloudLicensing":{"allotments":[{"id":"exchange","allottedUnits":2}]}}}"#))
    #expect(try tenant.respond(to: EmulatorRequest("GET", queue)).text == "0")
    try tenant.reset()
    #expect(try tenant.respond(to: EmulatorRequest("GET", queue)).text == "0")
  }

  /// Tenants share nothing: tests that run at the same time need no emulator each.
  @Test func tenantsAreIsolated() throws {
    let emulator = try Emulator()
    let (first, second) = (try emulator.tenant("first"), try emulator.tenant("second"))
    try first.seed(Self.company)
    var count = EmulatorRequest("GET", "/v1.0/users/$count")
    count.headers.append(("ConsistencyLevel", "eventual"))
    #expect(try first.respond(to: count).text == "2")
    #expect(try second.respond(to: count).text == "0")
    try second.seed(Seed.json(first.export()))
    #expect(try second.respond(to: count).text == "2")
  }

  @Test func timeStandsStill() throws {
    let tenant = try Emulator(seed: Self.company).tenant()
    let date = Date(timeIntervalSince1970: 1_893_456_000)
    try tenant.set(clock: .frozen(date))
    #expect(try tenant.clock == .frozen(date))
    let made = try tenant.respond(
      to: EmulatorRequest(
        "POST", "/v1.0/groups",
        body: #"{"displayName":"a","mailEnabled":false,"mailNickname":"a","securityEnabled":true}"#))
    #expect(made.status == 201)
    #expect(made.text.contains(#""createdDateTime":"2030-01-01T00:00:00Z""#))
  }

  /// What is wrong is told by one error with its place.
  @Test func mistakesAreTold() throws {
    #expect(
      throws: EmulatorError.seed(
        file: "seed", path: "$.colour", message: "a seed has no 'colour'")
    ) {
      _ = try Emulator(seed: .json(#"{"colour": []}"#))
    }
    let one = try Emulator()
    try one.start()
    defer { one.stop() }
    var configuration = EmulatorConfiguration()
    configuration.port = one.port
    let other = try Emulator(configuration)
    #expect(throws: EmulatorError.portTaken(host: "127.0.0.1", port: one.port)) { try other.start() }
    #expect(
      throws: EmulatorError.tenant(
        reason:
          "'No Name' cannot be the name of a tenant: 1 to 63 of a-z, 0-9 and -, the first of them no -.")
    ) { try one.tenant("No Name") }
  }
}
