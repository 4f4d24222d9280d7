import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct DirectoryOperationsTests {
  @Test func renewal() throws {
    let tenant = try RuleTenant()
    let group = try tenant.write { try $0.group("g") }
    tenant.now = try #require(Moment("2026-02-01T00:00:00Z"))
    #expect(try tenant.call("renew", on: group).status == 204)
    #expect(try tenant.stored(group)?.string("renewedDateTime") == "2026-02-01T00:00:00Z")
  }

  @Test func sessionsEnd() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    #expect(try tenant.call("revokeSignInSessions", on: user).value == .bool(true))
    #expect(try tenant.stored(user)?.string("signInSessionsValidFromDateTime") == RuleTenant.start)
  }

  @Test(
    arguments: [
      (["entityType": "Group", "displayName": "New"], nil),
      (["entityType": "Group", "mailNickname": "a b"], 422),
      (["entityType": "Group", "mailNickname": "team"], 422), (["entityType": "User"], 400),
    ] as [([String: JSONValue], Int?)])
  func groupNames(parameters: [String: JSONValue], status: Int?) throws {
    let tenant = try RuleTenant()
    try tenant.write { transaction in
      _ = try transaction.group("team", ["groupTypes": ["Unified"], "mailEnabled": .bool(true)])
    }
    let error = try tenant.refusal { transaction in
      _ = try transaction.call("validateProperties", parameters, rules: testRules)
    }
    #expect(error?.status == status)
  }

  @Test func deletedGroupsThatAUserOwned() throws {
    let tenant = try RuleTenant()
    let (group, user) = try tenant.write { transaction in
      let objects = (try transaction.group("g"), try transaction.user("adele"))
      try transaction.tie("group_owners", objects.0, objects.1)
      return objects
    }
    try tenant.write { try $0.delete(group) }
    let result = try tenant.call("getUserOwnedObjects", ["userId": .string(user.id), "type": "Group"])
    #expect(result.keys == [group.key])
  }

  @Test func passwords() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    let wrong: [String: JSONValue] = ["currentPassword": "x", "newPassword": "Another-one-2"]
    #expect(
      try tenant.refusal { _ = try $0.call("changePassword", on: user, wrong, rules: testRules) }?.status
        == 400)
    let right: [String: JSONValue] = ["currentPassword": "Long-enough-1", "newPassword": "Another-one-2"]
    try tenant.write { _ = try $0.call("changePassword", on: user, right, rules: testRules) }
    #expect(
      try tenant.stored(user)?.properties["passwordProfile"]?.objectValue?["password"] == "Another-one-2")
  }

  /// The words of a GUID, computed by hand from its bytes.
  @Test func securityIdentifier() throws {
    let tenant = try RuleTenant()
    let texts: [String] = try tenant.column(
      "SELECT securityIdentifier(?)", ["87d349ed-44d7-43e1-9a83-5f2406dee5bd"])
    #expect(texts == ["S-1-12-1-2278771181-1138836695-610239386-3185958406"])
    #expect(try tenant.column("SELECT coalesce(securityIdentifier('x'), 'none')") == ["none"])
  }

  @Test func deviceIdsFollowFromSeeds() throws {
    let tenant = try RuleTenant()
    let device = try tenant.write(.seed) { transaction in
      try transaction.make("device", id: "33333333-0000-4000-8000-000000000001", ["displayName": "KIOSK-01"])
    }
    #expect(device.string("deviceId")?.count == 36)
    #expect(device.string("operatingSystem") == "Windows")
    #expect(device.string("operatingSystemVersion") == "10.0")
    let error = try tenant.refusal { try $0.make("device", ["displayName": "d", "deviceId": "x"]) }
    #expect(error?.message == "Invalid value specified for property 'deviceId' of resource 'Device'.")
  }
}
