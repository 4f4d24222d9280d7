import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct DeletionTests {
  /// Two groups with the same two members in opposite orders, and a manager.
  private struct Scene {
    let tenant: RuleTenant
    let first: Entity
    let second: Entity
    let adele: Entity
    let alex: Entity

    init() throws {
      tenant = try RuleTenant()
      (first, second, adele, alex) = try tenant.write { transaction in
        let objects = (
          try transaction.group("first"), try transaction.group("second"), try transaction.user("adele"),
          try transaction.user("alex")
        )
        try transaction.tie("group_members", objects.0, objects.2)
        try transaction.tie("group_members", objects.0, objects.3)
        try transaction.tie("group_members", objects.1, objects.3)
        try transaction.tie("group_members", objects.1, objects.2)
        try transaction.tie("group_owners", objects.1, objects.2)
        _ = try transaction.update(objects.3) { $0.references["manager"] = objects.2.key }
        return objects
      }
    }
  }

  @Test func aDeletedUserLeavesEverything() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    #expect(try scene.tenant.linked("group_members", scene.first) == [scene.alex.id])
    #expect(try scene.tenant.linked("group_owners", scene.second) == [])
    #expect(try #require(try scene.tenant.stored(scene.alex)).references["manager"] == nil)
    let deleted = try #require(try scene.tenant.stored(scene.adele))
    #expect(deleted.deleted == "2026-01-31T08:15:30Z")
    #expect(
      deleted.string("userPrincipalName") == scene.adele.id.replacing("-", with: "") + "adele@contoso.example"
    )
  }

  @Test func aRestoredUserHasItAllBack() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    try scene.tenant.write { _ = try $0.call("restore", on: scene.adele, rules: testRules) }
    let restored = try #require(try scene.tenant.stored(scene.adele))
    #expect(restored.deleted == nil)
    #expect(restored.string("userPrincipalName") == "adele@contoso.example")
    #expect(try scene.tenant.linked("group_members", scene.first) == [scene.alex.id, scene.adele.id])
    #expect(try scene.tenant.linked("group_owners", scene.second) == [scene.adele.id])
    #expect(try scene.tenant.stored(scene.alex)?.references["manager"] == scene.adele.key)
    #expect(try scene.tenant.column("SELECT count(*) FROM setAsideLink") == [0])
  }

  @Test func aRestoredGroupHasItsMembersInTheirOldOrder() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.second) }
    #expect(try scene.tenant.linked("group_members", scene.second) == [])
    try scene.tenant.write { _ = try $0.call("restore", on: scene.second, rules: testRules) }
    #expect(try scene.tenant.linked("group_members", scene.second) == [scene.alex.id, scene.adele.id])
    #expect(try scene.tenant.linked("group_owners", scene.second) == [scene.adele.id])
  }

  @Test func linksToWhatIsDeletedMeanwhileStayAway() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    try scene.tenant.write { try $0.delete(scene.first) }
    try scene.tenant.write { _ = try $0.call("restore", on: scene.adele, rules: testRules) }
    #expect(try scene.tenant.linked("group_members", scene.second) == [scene.alex.id, scene.adele.id])
    #expect(try scene.tenant.linked("group_members", scene.first) == [])
  }

  @Test func aNameTakenMeanwhile() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    try scene.tenant.write { _ = try $0.user("adele") }
    #expect(throws: StoreConflict.self) {
      try scene.tenant.write { _ = try $0.call("restore", on: scene.adele, rules: testRules) }
    }
    try scene.tenant.write { transaction in
      _ = try transaction.call(
        "restore", on: scene.adele, ["newUserPrincipalName": "vance@contoso.example"], rules: testRules)
    }
    #expect(try scene.tenant.stored(scene.adele)?.string("userPrincipalName") == "vance@contoso.example")
  }

  /// Of objects that receive mail; `autoReconcileProxyConflict` lets them come back all the same.
  @Test func aMailNicknameTakenMeanwhile() throws {
    let tenant = try RuleTenant()
    let unified: [String: JSONValue] = ["groupTypes": ["Unified"], "mailEnabled": .bool(true)]
    let taken = "Another object with the same value for property mailNickname already exists."
    let gone = try tenant.write { transaction in
      [
        try transaction.user("adele", ["mail": "adele@contoso.example"]),
        try transaction.group("team", unified),
      ]
    }
    try tenant.write { transaction in
      for object in gone { try transaction.delete(object) }
      _ = try transaction.user("other", ["mail": "other@contoso.example", "mailNickname": "adele"])
      _ = try transaction.group("team", unified)
    }
    for object in gone {
      let error = try tenant.refusal { try $0.call("restore", on: object, rules: testRules) }
      #expect(error?.message == taken)
      #expect(error?.status == 400)
      try tenant.call("restore", on: object, ["autoReconcileProxyConflict": .bool(true)])
      #expect(try tenant.stored(object)?.deleted == nil)
    }
  }

  @Test func deletedForGood() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    let deleted = try #require(try scene.tenant.stored(scene.adele))
    try scene.tenant.write { try $0.purge(deleted) }
    #expect(try scene.tenant.stored(scene.adele) == nil)
    #expect(try scene.tenant.column("SELECT count(*) FROM setAsideLink") == [0])
  }

  @Test func devicesAreDeletedForGoodAtOnce() throws {
    let scene = try Scene()
    let device = try scene.tenant.write { transaction in
      let device = try transaction.make(
        "device", ["displayName": "d", "deviceId": "33333333-1111-4000-8000-000000000001"])
      try transaction.tie("group_members", scene.first, device)
      return device
    }
    try scene.tenant.write { try $0.delete(device) }
    #expect(try scene.tenant.stored(device) == nil)
    #expect(try scene.tenant.linked("group_members", scene.first) == [scene.adele.id, scene.alex.id])
    #expect(try scene.tenant.column("SELECT count(*) FROM setAsideLink") == [0])
  }

  @Test func thirtyDaysLater() throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.delete(scene.adele) }
    for (text, isDue) in [("2026-03-02T08:15:29Z", false), ("2026-03-02T08:15:30Z", true)] {
      let now = try #require(Moment(text))
      scene.tenant.now = now
      try scene.tenant.store.runScheduled(at: now)
      #expect((try scene.tenant.stored(scene.adele) == nil) == isDue)
    }
  }

  @Test func seededDeletedItem() throws {
    let tenant = try RuleTenant()
    let (user, group) = try tenant.write(.seed) { transaction in
      let id = "22222222-0000-4000-8000-000000000001"
      let user = try transaction.make(
        "user", id: "11111111-0000-4000-8000-000000000009", ["userPrincipalName": "joni@contoso.example"],
        deleted: "2026-01-20T10:00:00Z",
        annotations: ["@emulator.restore": ["memberOf": [.string("groups/" + id)]]])
      return (user, try transaction.make("group", id: id, ["displayName": "Sales"]))
    }
    #expect(
      try tenant.stored(user)?.string("userPrincipalName")
        == "11111111000040008000000000000009joni@contoso.example")
    let written = try tenant.annotations(of: user) { $0 == group.key ? "groups/x" : nil }
    #expect(written == ["@emulator.restore": ["memberOf": ["groups/x"]]])
    try tenant.write { _ = try $0.call("restore", on: user, rules: testRules) }
    #expect(try tenant.linked("group_members", group) == [user.id])
  }

  @Test func seededDeletedItemThatNamesNobody() throws {
    let tenant = try RuleTenant()
    let error = try tenant.refusal(.seed) { transaction in
      try transaction.make(
        "user", ["userPrincipalName": "joni@contoso.example"], deleted: "2026-01-20T10:00:00Z",
        annotations: ["@emulator.restore": ["memberOf": ["groups/x"]]])
    }
    #expect(error?.message == "@emulator.restore.memberOf: no object 'groups/x'")
  }
}
