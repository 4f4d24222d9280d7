import Foundation
import HTTPMessages
import JSON
import Testing

@Suite("Which permissions a program needs") struct PermissionReportTests {
  private let emulator: ControlledEmulator

  init() throws {
    let seed = try SeedFile(
      #"{"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"}]}"#
    )
    emulator = try ControlledEmulator(seeds: [seed.path])
  }

  private func report(_ query: String = "") -> JSONValue {
    emulator.send("GET", "/_emulator/tenants/default/permissions\(query)").json
  }

  private static let nothing: JSONValue = [
    "delegated": ["permissions": [], "notPossible": []],
    "application": ["permissions": [], "notPossible": []], "requests": [],
  ]

  private static func use(
    _ path: String, _ version: String, _ count: Int, _ delegated: String, _ application: JSONValue
  ) -> JSONValue {
    [
      "method": "GET", "path": .string(path), "version": .string(version), "count": .number(count),
      "aboutCaller": .bool(false), "leastDelegated": .string(delegated), "leastApplication": application,
    ]
  }

  @Test func nothingWasSent() { #expect(report() == Self.nothing) }

  @Test func whatWasSentSinceTheReset() {
    for _ in 0..<2 { _ = emulator.send("GET", "/v1.0/users?$top=1") }
    _ = emulator.send("GET", "/beta/me")
    // What is refused for itself needs permissions too; what is nowhere needs none.
    _ = emulator.send("GET", "/v1.0/groups/99999999-0000-4000-8000-000000000009")
    _ = emulator.send("GET", "/v1.0/nowhere")
    #expect(
      report() == [
        "delegated": ["permissions": ["Group.ReadBasic.All", "User.ReadBasic.All"], "notPossible": []],
        "application": [
          "permissions": ["GroupMember.Read.All", "User.ReadBasic.All"], "notPossible": ["GET /beta/me"],
        ],
        "requests": [
          Self.use("/users", "v1.0", 2, "User.ReadBasic.All", "User.ReadBasic.All"),
          Self.use("/me", "beta", 1, "User.Read", .null),
          Self.use("/groups/{groupId}", "v1.0", 1, "Group.ReadBasic.All", "GroupMember.Read.All"),
        ],
      ])
    _ = emulator.send("POST", "/_emulator/tenants/default/reset")
    #expect(report() == Self.nothing)
  }

  @Test func whatWouldBeRefused() {
    _ = emulator.send("GET", "/v1.0/users")
    _ = emulator.send("DELETE", "/v1.0/users/11111111-0000-4000-8000-000000000001")
    #expect(
      report("?with=User.Read.All,Nonsense").objectValue?["with"] == [
        "permissions": ["User.Read.All", "Nonsense"], "unknown": ["Nonsense"],
        "refusedDelegated": ["DELETE /v1.0/users/{userId}"],
        "refusedApplication": ["DELETE /v1.0/users/{userId}"],
      ])
  }

  @Test func wrongOptions() {
    let reply = emulator.send("GET", "/_emulator/tenants/default/permissions?without=User.Read")
    #expect(reply.status == 400)
    #expect(
      reply.json == [
        "error": [
          "code": "BadRequest",
          "message":
            "The report takes one option, 'with', and not 'without': ?with=User.Read,Group.Read.All",
        ]
      ])
  }
}
