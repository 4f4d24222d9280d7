import Foundation
import GraphEmulatorKit
import JSON
import Testing

@Suite("200 tenants that 16 clients use over HTTP at the same time")
struct TenantIsolationTests {
  private static let tenants = 200
  private static let clients = 16

  @Test("No request ever sees what is another's")
  func isolation() throws {
    let emulator = try Emulator()
    try emulator.start()
    defer { emulator.stop() }
    let visit = TenantVisit(client: HTTPClient(url: emulator.url), tenants: Self.tenants)
    let mistakes = Collected<String>()
    for (round, work) in [visit.make, visit.add, visit.readAll, visit.readOther].enumerated() {
      Race.run(threads: Self.clients) { client in
        // Another client comes to each tenant each time.
        let first = (client + 5 * round) % Self.clients
        for tenant in stride(from: first, to: Self.tenants, by: Self.clients) {
          do { if let mistake = try work(tenant) { mistakes.add("t\(tenant): \(mistake)") } } catch {
            mistakes.add("t\(tenant): \(error)")
          }
        }
      }
      #expect(mistakes.all == [], "round \(round)")
    }
    #expect(visit.ids.all.count == Self.tenants)
  }
}

/// What a client does with one tenant; nil when all is as it should be.
private struct TenantVisit: Sendable {
  let client: HTTPClient
  let tenants: Int
  let ids = Collected<(tenant: Int, id: String)>()

  /// Makes it, and writes its mark into it by the header.
  @Sendable func make(_ tenant: Int) throws -> String? {
    let made = try client.send("POST", "/_emulator/tenants", #"{"id":"t\#(tenant)"}"#, version: "")
    guard made.status == 201 else { return made.text }
    let group = try client.send(
      "POST", "/groups", Self.group(tenant, "a"), headers: ["x-emulator-tenant": "t\(tenant)"])
    guard group.status == 201, Self.marks(group.text) == ["n\(tenant)-a"] else { return group.text }
    let id = try JSONValue.parse(group.text).objectValue?["id"]?.stringValue
    ids.add((tenant, id ?? ""))
    return nil
  }

  /// Writes a second one by the path.
  @Sendable func add(_ tenant: Int) throws -> String? {
    let group = try client.send(
      "POST", "/groups", Self.group(tenant, "b"), version: "/tenants/t\(tenant)/v1.0")
    return group.status == 201 && Self.marks(group.text) == ["n\(tenant)-b"] ? nil : group.text
  }

  /// All that it has bears its own marks, and no other's.
  @Sendable func readAll(_ tenant: Int) throws -> String? {
    let export = try client.send("GET", "/_emulator/tenants/t\(tenant)/export", version: "")
    let own: Set = ["n\(tenant)-a", "n\(tenant)-b"]
    return export.status == 200 && Self.marks(export.text) == own ? nil : export.text
  }

  /// The next tenant's object is not there.
  @Sendable func readOther(_ tenant: Int) throws -> String? {
    let other = (tenant + 1) % tenants
    guard let id = ids.all.first(where: { $0.tenant == other })?.id else { return "t\(other) has no id" }
    let answers = try [tenant, other].map {
      try client.send("GET", "/groups/\(id)?$select=id", headers: ["x-emulator-tenant": "t\($0)"])
    }
    return answers.map(\.status) == [404, 200] ? nil : "\(answers)"
  }

  private static func group(_ tenant: Int, _ letter: String) -> String {
    let mark = "n\(tenant)-\(letter)"
    return
      #"{"displayName":"\#(mark)","description":"\#(mark)","mailNickname":"\#(mark)","mailEnabled":false,"securityEnabled":true}"#
  }

  private static func marks(_ text: String) -> Set<String> {
    Set(text.matches(of: /\bn[0-9]+-[ab]\b/).map { String($0.output) })
  }
}
