import GRDB
@testable import Workloads
import GraphStore
import JSON
import Testing

@Suite struct UsageRightTests {
  private let sku = LicensingTenant.sku

  @Test func pathsMergeAndPlansFlip() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let group = try tenant.group("g", members: [user])
    let pools = [
      try tenant.allotment("x", units: 5), try tenant.allotment("y", units: 5, plans: ["p2", "p3"]),
    ]
    let direct = try tenant.assign(pools[0], to: user, disabled: ["p1", "p2"])
    #expect(try tenant.usageRights(user) == [sku])
    let inherited = try tenant.assign(pools[1], to: group, disabled: ["p3"])
    #expect(try tenant.usageRights(user) == ["\(sku) p2"])
    try tenant.change(direct) { $0.properties["disabledServicePlanIds"] = [] }
    #expect(try tenant.usageRights(user) == ["\(sku) p1 p2"])
    #expect(try tenant.usageRights(group) == ["\(sku) p2"])
    #expect(try links("allotments", tenant, user) == pools)
    #expect(try links("assignments", tenant, user) == [direct, inherited])
    #expect(try links("assignments", tenant, group) == [inherited])
  }

  @Test func rowIsWhole() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let pool = try tenant.allotment("x", units: 5, plans: ["p1"])
    try tenant.assign(pool, to: user)
    let owner = try #require(try tenant.strings("SELECT id FROM directoryObject WHERE key = ?", [user]).first)
    let id = LicenseIdentifier.make(.usageRight, [owner, sku])
    let properties = """
      {"skuId":"\(sku)","skuPartNumber":"PART","services":[\
      {"@odata.type":"#microsoft.graph.cloudLicensing.service","assignableTo":"user,group","planId":"p1","planName":"PLAN_p1"}]}
      """
    #expect(
      try tenant.strings("SELECT id || ' ' || type || ' ' || owner || ' ' || properties FROM usageRight")
        == ["\(id) microsoft.graph.cloudLicensing.usageRight \(user) \(properties)"])
  }

  @Test(arguments: [
    ("active", true), ("warning", true), ("suspended", false), ("lockedOut", false), ("deleted", false),
  ])
  func benefitDependsOnTheState(state: String, isThere: Bool) throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let pool = try tenant.allotment("x", units: 5)
    try tenant.assign(pool, to: user)
    try tenant.change(pool, origin: .seed) {
      $0.properties["subscriptions"] = [["subscriptionId": "s", "state": .string(state)]]
    }
    #expect(try tenant.usageRights(user) == (isThere ? ["\(sku) p1 p2"] : []))
    #expect(try tenant.holders(pool) == ["a"])
  }

  @Test func waitingGivesNoneButTheGroupHasIts() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let group = try tenant.group("g", members: [user])
    let pool = try tenant.allotment("x", units: 0)
    try tenant.assign(pool, to: group)
    #expect(try tenant.usageRights(user) == [])
    #expect(try tenant.usageRights(group) == ["\(sku) p1 p2"])
    try tenant.resize(pool, to: 1)
    #expect(try tenant.usageRights(user) == ["\(sku) p1 p2"])
  }

  @Test func keysStayAndErrorsPointToTheirRight() throws {
    let tenant = try LicensingTenant(settings: #"{"licenseRules":{"requires":{"z1":["none"]}}}"#)
    let user = try tenant.user("a")
    let group = try tenant.group("g", members: [user])
    let pools = [try tenant.allotment("x", units: 5), try tenant.allotment("y", units: 5, plans: ["z1"])]
    let direct = try tenant.assign(pools[0], to: user)
    let key = try tenant.strings("SELECT key FROM usageRight WHERE owner = ?", [user])
    try tenant.assign(pools[1], to: group)
    #expect(try tenant.errors() == ["a MissingDependency"])
    #expect(try tenant.strings("SELECT target FROM assignmentError_usageRight") == key)
    try tenant.delete(direct)
    #expect(try tenant.strings("SELECT target FROM assignmentError_usageRight") == [])
    try tenant.assign(pools[0], to: user)
    #expect(try tenant.strings("SELECT key FROM usageRight WHERE owner = ?", [user]) == key)
  }

  private func links(_ name: String, _ tenant: LicensingTenant, _ owner: Int64) throws -> [Int64] {
    try tenant.store.direct {
      try Int64.fetchAll(
        $0,
        sql: """
          SELECT l.target FROM usageRight_\(name) l
          WHERE l.source = (SELECT key FROM usageRight WHERE owner = ?) ORDER BY l.position
          """, arguments: [owner])
    }
  }
}
