import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import OData
import Testing

@Suite struct LicensingSeedTests {
  @Test func defaultsOfAnAllotment() throws {
    let tenant = try LicensingTenant()
    let sku = "4b9405b0-7788-4568-add1-99614e613b69"
    try tenant.write(.seed) { transaction in
      for _ in 0..<2 {
        _ = try transaction.insert(
          tenant.new(
            "microsoft.graph.cloudLicensing.allotment",
            ["allottedUnits": .number(2), "skuId": .string(sku), "consumedUnits": .number(7)]))
      }
    }
    let type = ##""@odata.type":"#microsoft.graph.cloudLicensing.service""##
    #expect(
      try tenant.strings("SELECT id || ' ' || consumedUnits FROM allotment ORDER BY key")
        == (0...1).map { LicenseIdentifier.allotment(product: sku, number: $0) + " 0" })
    #expect(
      try tenant.strings("SELECT properties FROM allotment LIMIT 1") == [
        """
        {"assignableTo":"user,group","skuId":"\(sku)","skuPartNumber":"EXCHANGESTANDARD","services":[\
        {\(type),"assignableTo":"user,group","planId":"9aaf7827-d63c-4b61-89c3-182f06f82e5c","planName":"EXCHANGE_S_STANDARD"},\
        {\(type),"assignableTo":"none","planId":"882e1d05-acd1-4ccb-8708-6ee03664b117","planName":"INTUNE_O365"}],\
        "subscriptions":[]}
        """
      ])
  }

  /// The store refuses what a load makes a second time, and the loader then changes the object that is there.
  @Test func sameSeedOnceMoreFindsItsObjects() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    for isAgain in [false, true] {
      try tenant.write(.seed) { transaction in
        let pool = try found(isAgain, "allotment", ["allottedUnits": .number(0)], [:], tenant, transaction)
        let ends = ["allotment": pool, "assignedTo": user]
        _ = try found(isAgain, "assignment", [:], ends, tenant, transaction)
        _ = try found(isAgain, "waitingMember", [:], ends, tenant, transaction)
        _ = try found(isAgain, "assignmentError", ["skuId": "s"], ["assignedTo": user], tenant, transaction)
      }
    }
    #expect(try tenant.violations() == [])
    #expect(try tenant.strings("SELECT key FROM waitingMember").count == 1)
  }

  private func found(
    _ isAgain: Bool, _ type: String, _ properties: [String: JSONValue], _ references: [String: Int64],
    _ tenant: LicensingTenant, _ transaction: WriteTransaction
  ) throws -> Int64 {
    let new = try tenant.new("microsoft.graph.cloudLicensing." + type, properties, references: references)
    do {
      let key = try transaction.insert(new).key
      #expect(!isAgain, "\(type)")
      return key
    } catch StoreConflict.duplicateIdentifier(let id, _) {
      #expect(isAgain, "\(type)")
      return try #require(
        try Int64.fetchOne(transaction.db, sql: "SELECT key FROM \(type) WHERE id = ?", arguments: [id]))
    }
  }

  /// What a merged object's draft says by annotation counts as well.
  @Test func annotationsOfMergedObjects() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b")
    let pool = try tenant.allotment("x", units: 0)
    let assignment = try tenant.assign(pool, to: try tenant.group("g", members: people))
    try tenant.write(.seed) { transaction in
      let allotment = try tenant.entity(pool, transaction)
      let holders: JSONObject = ["@emulator.holders": [["principal": "users/b@contoso.example"]]]
      _ = try transaction.update(allotment, saying: Draft(type: allotment.type, annotations: holders)) { _ in
      }
      let old = try tenant.entity(assignment, transaction)
      let updated: JSONObject = ["@emulator.updatedDateTime": "2026-01-01T00:00:00Z"]
      _ = try transaction.update(old, saying: Draft(type: old.type, annotations: updated)) { _ in }
    }
    #expect(try tenant.holders(pool) == ["b"])
    #expect(try tenant.waiting(pool) == ["a"])
    #expect(
      try tenant.strings("SELECT json_extract(properties, '$.\"@emulator.updatedDateTime\"') FROM assignment")
        == ["2026-01-01T00:00:00Z"])
  }

  @Test func ownIdsCountInTheNumbering() throws {
    let tenant = try LicensingTenant()
    _ = try tenant.allotment("x", units: 1)
    try tenant.write(.seed) { transaction in
      for number in 1...2 {
        let new = try tenant.new(
          "microsoft.graph.cloudLicensing.allotment",
          ["allottedUnits": .number(1), "skuId": .string(LicensingTenant.sku)])
        let id = try transaction.insert(new).id
        #expect(id == LicenseIdentifier.allotment(product: LicensingTenant.sku, number: number))
      }
    }
  }

  /// Holders first, though more than there are units; then the listed queue by time; then the rest.
  @Test func listedPlacesComeFirst() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b", "c", "d", "e")
    let group = try tenant.group("g", members: people)
    try tenant.write(.seed) { transaction in
      let pool = try transaction.insert(
        tenant.new(
          "microsoft.graph.cloudLicensing.allotment", ["allottedUnits": .number(1)], id: "x",
          annotations: [
            "@emulator.holders": [
              ["principal": "users/d@contoso.example", "grantedDateTime": "2026-01-02T00:00:00Z"],
              ["principal": "users/c@contoso.example"],
            ]
          ]))
      for (person, since) in [(people[1], "2026-01-04T00:00:00Z"), (people[4], "2026-01-03T00:00:00Z")] {
        _ = try transaction.insert(
          tenant.new(
            "microsoft.graph.cloudLicensing.waitingMember", ["waitingSinceDateTime": .string(since)],
            references: ["allotment": pool.key, "assignedTo": person]))
      }
      _ = try transaction.insert(
        tenant.new(
          "microsoft.graph.cloudLicensing.assignment", [:],
          references: ["allotment": pool.key, "assignedTo": group]))
    }
    let pool = try #require(
      try tenant.store.direct { try Int64.fetchOne($0, sql: "SELECT key FROM allotment") })
    #expect(try tenant.holders(pool) == ["d", "c"])
    #expect(try tenant.waiting(pool) == ["e", "b", "a"])
    #expect(try tenant.waitingSince(people[4]) == ["2026-01-03T00:00:00Z"])
    #expect(try tenant.violations() == [])
    let exported = try tenant.store.direct { try LicensingExport.holders(of: pool, $0) }
    #expect(exported?.arrayValue?.first?.objectValue?["grantedDateTime"] == "2026-01-02T00:00:00Z")
  }

  @Test func claimsWithoutEntitlementAreMistakes() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let holders: JSONObject = ["@emulator.holders": [["principal": "users/a@contoso.example"]]]
    #expect(
      tenant.refusal { _ = try tenant.allotment("x", units: 1, annotations: holders) }
        == GraphError(
          400, "SeedInvalid", "$.@emulator.holders[0]: 'a@contoso.example' is not entitled to the allotment"))
    let pool = try tenant.allotment("y", units: 1)
    #expect(
      tenant.refusal {
        try tenant.write(.seed) {
          _ = try $0.insert(
            tenant.new(
              "microsoft.graph.cloudLicensing.waitingMember", [:],
              references: ["allotment": pool, "assignedTo": user]))
        }
      } == GraphError(400, "SeedInvalid", "$: the principal is not entitled to the allotment"))
  }

  @Test func seededErrorsBlock() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b")
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: 5)
    try tenant.write(.seed) { transaction in
      _ = try transaction.insert(
        tenant.new(
          "microsoft.graph.cloudLicensing.assignmentError",
          ["skuId": .string(LicensingTenant.sku), "code": "CountViolation"],
          references: ["assignedTo": people[0]]))
      _ = try transaction.insert(
        tenant.new(
          "microsoft.graph.cloudLicensing.assignment", [:],
          references: ["allotment": pool, "assignedTo": group]))
    }
    #expect(try tenant.errors() == ["a CountViolation"])
    #expect(try tenant.holders(pool) == ["b"])
    try tenant.reprocess(pool)
    #expect(try tenant.holders(pool) == ["b", "a"])
  }

  @Test func deletedUsersOfASeedGetTheirAssignmentsBack() throws {
    let tenant = try LicensingTenant()
    let pool = try tenant.allotment("x", units: 5)
    let key = try tenant.write(.seed) { transaction in
      var user = try tenant.new(
        "microsoft.graph.user", ["displayName": "a", "userPrincipalName": "a@contoso.example"],
        id: "11111111-0000-4000-8000-000000000009",
        annotations: [
          "@emulator.restore": [
            "assignments": [["allotment": "x", "disabledServicePlanIds": ["p1"]], ["allotment": "gone"]]
          ]
        ])
      user.deleted = "2026-01-20T10:00:00Z"
      return try transaction.insert(user).key
    }
    let exported = try tenant.store.direct { try LicensingExport.restorableAssignments(of: key, $0) }
    #expect(
      exported?.text
        == #"[{"allotment":"x","disabledServicePlanIds":["p1"]},{"allotment":"gone","disabledServicePlanIds":[]}]"#
    )
    try tenant.restore(key)
    #expect(try tenant.holders(pool) == ["a"])
    #expect(try tenant.usageRights(key) == ["\(LicensingTenant.sku) p2"])
  }
}
