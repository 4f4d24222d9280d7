import GRDB
@testable import Workloads
import GraphStore
import JSON
import Testing

@Suite struct AssignmentTests {
  /// In the order in which the checks come: each row breaks this one and the later ones.
  @Test(arguments: [
    ("device", ["none"], "suspended", "400 badRequest/invalidAssigneeType assignedTo"),
    ("user", ["p1", "nope"], "suspended", "400 badRequest/notFound disabledServicePlanIds[1]"),
    ("user", ["p1"], "suspended", "400 badRequest/subscriptionNotActive allotment"),
    ("user", ["p1"], "active", "400 badRequest/invalidUsageLocation"),
  ])
  func checksInOrder(kind: String, disabled: [String], state: String, refusal: String) throws {
    let tenant = try LicensingTenant(settings: #"{"licenseRules":{"requireUsageLocation":true}}"#)
    let assignee = kind == "user" ? try tenant.user("a") : try tenant.device("a")
    let pool = try tenant.allotment("x", units: 1, state: state)
    #expect(tenant.words { try tenant.assign(pool, to: assignee, disabled: disabled) } == refusal)
    #expect(try tenant.strings("SELECT id FROM assignment") == [])
  }

  @Test func secondAssignmentIsAConflict() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let pool = try tenant.allotment("x", units: 1, state: "active")
    try tenant.assign(pool, to: user)
    #expect(
      tenant.words { try tenant.assign(pool, to: user) } == "409 conflict/assignmentAlreadyExists assignedTo")
  }

  @Test func idAndPlansAreStoredInTheirForm() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let pool = try tenant.allotment("x", units: 1)
    try tenant.assign(pool, to: user, disabled: ["p2", "p1", "p2"])
    let owner = try #require(try tenant.strings("SELECT id FROM directoryObject WHERE key = ?", [user]).first)
    #expect(
      try tenant.strings("SELECT id FROM assignment") == [
        LicenseIdentifier.assignment(allotment: "x", assignee: owner)
      ])
    #expect(
      try tenant.strings("SELECT properties FROM assignment") == [
        #"{"disabledServicePlanIds":["p2","p1"],"@emulator.updatedDateTime":"\#(tenant.moment)"}"#
      ])
  }

  @Test func endsCannotBeChanged() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b")
    let pools = [try tenant.allotment("x", units: 1), try tenant.allotment("y", units: 1)]
    let assignment = try tenant.assign(pools[0], to: people[0])
    try tenant.change(assignment) { $0.references["assignedTo"] = people[0] }
    #expect(
      tenant.words { try tenant.change(assignment) { $0.references["assignedTo"] = people[1] } }
        == "400 badRequest/immutablePropertyModified assignedTo")
    #expect(
      tenant.words { try tenant.change(assignment) { $0.references["allotment"] = pools[1] } }
        == "400 badRequest/immutablePropertyModified allotment")
    #expect(
      tenant.words { try tenant.change(assignment) { $0.properties["disabledServicePlanIds"] = ["zz"] } }
        == "400 badRequest/notFound disabledServicePlanIds[0]")
  }

  /// The known text form of base32 (RFC 4648, section 10) in lower case.
  @Test(arguments: [("", ""), ("f", "my"), ("fo", "mzxq"), ("foobar", "mzxw6ytboi")])
  func base32(text: String, expected: String) {
    #expect(LicenseIdentifier.base32(Array(text.utf8)) == expected)
  }

  @Test func idsHave52Characters() {
    let id = LicenseIdentifier.allotment(product: "", number: 0)
    #expect(id.count == 52)
    #expect(id.allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".contains($0) })
  }
}
