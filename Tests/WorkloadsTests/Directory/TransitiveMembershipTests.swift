import GRDB
import GraphContract
import GraphStore
import JSON
import Testing

@Suite struct TransitiveMembershipTests {
  /// a ∋ b ∋ c ∋ adele, and c ∋ a: a cycle.
  private struct Scene {
    let tenant: RuleTenant
    let a: Entity
    let b: Entity
    let c: Entity
    let adele: Entity

    init() throws {
      tenant = try RuleTenant()
      (a, b, c, adele) = try tenant.write { transaction in
        let objects = (
          try transaction.group("a"), try transaction.group("b"), try transaction.group("c"),
          try transaction.user("adele")
        )
        for (group, member) in [
          (objects.0, objects.1), (objects.1, objects.2), (objects.2, objects.3), (objects.2, objects.0),
        ] { try transaction.tie("group_members", group, member) }
        return objects
      }
    }

    func targets(_ view: String, _ source: Entity) throws -> [Int64] {
      try tenant.column("SELECT target FROM \(view) WHERE source = ? ORDER BY position", [source.key])
    }
  }

  @Test func closures() throws {
    let scene = try Scene()
    let (a, b, c, adele) = (scene.a.key, scene.b.key, scene.c.key, scene.adele.key)
    #expect(try scene.targets("user_transitiveMemberOf", scene.adele) == [a, b, c])
    #expect(try scene.targets("group_transitiveMemberOf", scene.b) == [a, c])
    #expect(try scene.targets("group_transitiveMembers", scene.a) == [b, c, adele])
    #expect(try scene.targets("device_transitiveMemberOf", scene.adele) == [a, b, c])
    #expect(try scene.targets("servicePrincipal_transitiveMemberOf", scene.c) == [a, b])
  }

  @Test func rolesOfTheObjectAndOfItsGroups() throws {
    let scene = try Scene()
    let roles = try scene.tenant.write { transaction in
      let roles = try transaction.asRule {
        try ["1", "2"].map { try transaction.make("directoryRole", ["roleTemplateId": .string($0)]) }
      }
      try transaction.tie("directoryRole_members", roles[0], scene.adele)
      try transaction.tie("directoryRole_members", roles[1], scene.a)
      return roles.map(\.key)
    }
    #expect(
      try scene.targets("user_transitiveMemberOf", scene.adele)
        == [scene.a.key, scene.b.key, scene.c.key] + roles)
  }

  @Test(arguments: ["user_transitiveMemberOf", "group_transitiveMembers"])
  func viewsStartAtTheSource(view: String) throws {
    let scene = try Scene()
    try scene.tenant.write { try $0.makeAll() }
    let sql = """
      EXPLAIN QUERY PLAN SELECT t.id FROM \(view) l CROSS JOIN directoryObject t ON t.key = l.target
      WHERE l.source = ?1 ORDER BY l.position
      """
    let plan = try scene.tenant.store.direct { db in
      try Row.fetchAll(db, sql: sql, arguments: [1]).map { $0["detail"] as String }
    }
    #expect(!plan.contains { $0.hasPrefix("SCAN o") || $0.hasPrefix("SCAN m") || $0.hasPrefix("SCAN group") })
    #expect(plan.contains { $0.hasPrefix("SEARCH o USING INTEGER PRIMARY KEY") })
  }

  @Test func operations() throws {
    let scene = try Scene()
    let ids = [scene.a, scene.b, scene.c].map { JSONValue.string($0.id) }
    let asked: JSONValue = ["00000000-0000-0000-0000-000000000000", ids[2], ids[0]]
    let checked = try scene.tenant.call("checkMemberGroups", on: scene.adele, ["groupIds": asked])
    #expect(checked.value == [ids[2], ids[0]])
    let groups = try scene.tenant.call(
      "getMemberGroups", on: scene.adele, ["securityEnabledOnly": .bool(true)])
    #expect(groups.value == .array(ids))
    #expect(try scene.tenant.call("getMemberObjects", on: scene.b).value == [ids[0], ids[2]])
  }

  @Test func limits() throws {
    let scene = try Scene()
    let ids = JSONValue.array((0...20).map { .string("\($0)") })
    #expect(
      try scene.tenant.refusal { transaction in
        _ = try transaction.call("checkMemberGroups", on: scene.adele, ["groupIds": ids], rules: testRules)
      }?.status == 400)
    #expect(
      try scene.tenant.refusal { transaction in
        _ = try transaction.call(
          "getMemberGroups", on: scene.a, ["securityEnabledOnly": .bool(true)], rules: testRules)
      }?.status == 400)
  }

  @Test func objectsByIds() throws {
    let scene = try Scene()
    let ids: JSONValue = [
      .string(scene.adele.id), "x", .string(scene.a.id.uppercased()), .string(scene.a.id),
    ]
    #expect(try scene.tenant.call("getByIds", ["ids": ids]).keys == [scene.adele.key, scene.a.key])
    #expect(try scene.tenant.call("getByIds", ["ids": ids, "types": ["group"]]).keys == [scene.a.key])
  }
}
