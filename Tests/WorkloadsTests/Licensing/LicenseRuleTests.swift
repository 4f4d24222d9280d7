import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct LicenseRuleTests {
  private static let requires = #"{"licenseRules":{"requires":{"p1":["q1","q2"]}}}"#
  private let sku = LicensingTenant.sku
  private let otherSku = LicensingTenant.otherSku

  @Test func errorBlocksUntilReprocessed() throws {
    let tenant = try LicensingTenant(settings: Self.requires)
    let people = try tenant.users("a", "b")
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: 1)
    let other = try tenant.allotment("y", units: 5, sku: otherSku, plans: ["q1"])
    try tenant.assign(pool, to: group)
    #expect(try tenant.errors() == ["a MissingDependency", "b MissingDependency"])
    #expect(try tenant.holders(pool) == [])
    let id = try tenant.strings("SELECT id FROM assignmentError ORDER BY key")
    try tenant.assign(other, to: people[0])
    #expect(try tenant.errors().count == 2)
    try tenant.reprocess(people[1])
    #expect(try tenant.strings("SELECT id FROM assignmentError ORDER BY key") == id)
    #expect(
      try tenant.strings(
        "SELECT json_extract(properties, '$.occurrenceDateTime') FROM assignmentError WHERE assignedTo = ?",
        [people[1]])
        == [tenant.moment])
    try tenant.reprocess(people[0])
    #expect(try tenant.errors() == ["b MissingDependency"])
    #expect(try tenant.holders(pool) == ["a"])
    // With no unit left there is nothing to try: the error goes, and who had it waits.
    try tenant.reprocess(group)
    #expect(try tenant.errors() == [])
    #expect(try tenant.waiting(pool) == ["b"])
    #expect(try tenant.violations() == [])
  }

  @Test func errorsGoWithTheEntitlementAndWithAChangedAssignment() throws {
    let tenant = try LicensingTenant(settings: Self.requires)
    let people = try tenant.users("a", "b")
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: 5)
    let assignment = try tenant.assign(pool, to: group)
    try tenant.leave(group, people[0])
    #expect(try tenant.errors() == ["b MissingDependency"])
    try tenant.change(assignment) { $0.properties["disabledServicePlanIds"] = ["p1"] }
    #expect(try tenant.errors() == [])
    #expect(try tenant.usageRights(people[1]) == ["\(sku) p2"])
    try tenant.delete(assignment)
    #expect(try tenant.usageRights(people[1]) == [])
  }

  @Test func exclusivePlansOfAnotherProduct() throws {
    let tenant = try LicensingTenant(settings: #"{"licenseRules":{"excludes":[["p1","q1"]]}}"#)
    let user = try tenant.user("a")
    let pool = try tenant.allotment("x", units: 5)
    let other = try tenant.allotment("y", units: 5, sku: otherSku, plans: ["q1", "q2"])
    try tenant.assign(pool, to: user)
    let refusal = try #require(tenant.refusal { try tenant.assign(other, to: user) })
    #expect(
      refusal
        == GraphError(
          400, "badRequest", "Service plans q1 and p1 are mutually exclusive.",
          inner: ["code": "mutuallyExclusiveServicePlans", "ids": ["q1", "p1"]]))
    let assignment = try tenant.assign(other, to: user, disabled: ["q1"])
    #expect(
      tenant.words { try tenant.change(assignment) { $0.properties["disabledServicePlanIds"] = [] } }
        == "400 badRequest/mutuallyExclusiveServicePlans")
    try tenant.delete(assignment)
    try tenant.assign(other, to: try tenant.group("g", members: [user]))
    #expect(try tenant.errors() == ["a MutuallyExclusiveViolation"])
  }

  @Test func locationsOfMembersAndAssignees() throws {
    let tenant = try LicensingTenant(
      settings: #"{"licenseRules":{"requireUsageLocation":true,"prohibitedLocations":{"\#(sku)":["XX"]}}}"#)
    try tenant.write(.seed) {
      _ = try $0.insert(tenant.new("microsoft.graph.organization", ["defaultUsageLocation": "DE"]))
    }
    let people = [
      try tenant.user("a"), try tenant.user("b", location: "xx"), try tenant.user("c", location: "FR"),
    ]
    let pool = try tenant.allotment("x", units: 5)
    for person in people[0...1] {
      #expect(tenant.words { try tenant.assign(pool, to: person) } == "400 badRequest/invalidUsageLocation")
    }
    try tenant.assign(pool, to: try tenant.group("g", members: people))
    #expect(try tenant.errors() == ["b ProhibitedInUsageLocationViolation"])
    #expect(try tenant.holders(pool) == ["a", "c"])
  }

  @Test func injectedFailuresAndProxyAddresses() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b")
    let id = try #require(
      try tenant.strings("SELECT id FROM directoryObject WHERE key = ?", [people[0]]).first)
    try tenant.set(
      """
      {"licenseRules":{"failures":[{"principal":"users/\(id)","skuId":"\(sku)","code":"Other","message":"no"}],
       "proxyAddressConflicts":["users/b@contoso.example"]}}
      """)
    let pool = try tenant.allotment("x", units: 5)
    try tenant.assign(pool, to: try tenant.group("g", members: people))
    #expect(try tenant.errors() == ["a Other", "b UniquenessViolation"])
    #expect(tenant.words { try tenant.assign(pool, to: people[1]) } == "400 badRequest/proxyAddressConflict")
    #expect(try tenant.violations() == [])
  }
}
