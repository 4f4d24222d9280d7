import GRDB
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct WaitingRoomTests {
  @Test func groupOfFourAndPoolOfTwo() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b", "c", "d")
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: 2)
    let assignment = try tenant.assign(pool, to: group)
    #expect(try tenant.holders(pool) == ["a", "b"])
    #expect(try tenant.waiting(pool) == ["c", "d"])
    let since = try tenant.waitingSince(people[3])
    try tenant.leave(group, people[0])
    #expect(try tenant.holders(pool) == ["b", "c"])
    #expect(try tenant.waiting(pool) == ["d"])
    #expect(try tenant.waitingSince(people[3]) == since)
    try tenant.leave(group, people[3])
    #expect(try tenant.waiting(pool) == [])
    try tenant.delete(assignment)
    #expect(try tenant.holders(pool) == [])
    #expect(try tenant.violations() == [])
  }

  @Test func directAssigneesAndMembersWaitInOneQueue() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b", "c", "d")
    let group = try tenant.group("g", members: [people[2]])
    let pool = try tenant.allotment("x", units: 1)
    let first = try tenant.assign(pool, to: people[0])
    try tenant.assign(pool, to: people[1])
    try tenant.assign(pool, to: group)
    try tenant.assign(pool, to: people[3])
    #expect(try tenant.waiting(pool) == ["b", "c", "d"])
    try tenant.delete(first)
    #expect(try tenant.holders(pool) == ["b"])
    try tenant.resize(pool, to: 3)
    #expect(try tenant.holders(pool) == ["b", "c", "d"])
    #expect(try tenant.waiting(pool) == [])
  }

  @Test func severalPathsCountOnce() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let groups = [try tenant.group("g", members: [user]), try tenant.group("h", members: [user])]
    let pool = try tenant.allotment("x", units: 2)
    let other = try tenant.allotment("y", units: 2)
    let direct = try tenant.assign(pool, to: user)
    for group in groups { try tenant.assign(pool, to: group) }
    #expect(try tenant.holders(pool) == ["a"])
    try tenant.assign(other, to: groups[0])
    #expect(try tenant.holders(other) == ["a"])
    try tenant.delete(direct)
    try tenant.leave(groups[0], user)
    #expect(try tenant.holders(pool) == ["a"])
    #expect(try tenant.holders(other) == [])
    try tenant.leave(groups[1], user)
    #expect(try tenant.holders(pool) == [])
    #expect(try tenant.violations() == [])
  }

  @Test func rejectRefusesDirectAssignmentOnly() throws {
    let tenant = try LicensingTenant(settings: #"{"overCapacity":"reject"}"#)
    let people = try tenant.users("a", "b", "c")
    let group = try tenant.group("g", members: [people[0], people[1]])
    let pool = try tenant.allotment("x", units: 1)
    try tenant.assign(pool, to: group)
    #expect(try tenant.waiting(pool) == ["b"])
    #expect(tenant.words { try tenant.assign(pool, to: people[2]) } == "400 badRequest/noAvailableLicenses")
    try tenant.assign(pool, to: people[0])
    #expect(try tenant.strings("SELECT id FROM assignment").count == 2)
    #expect(try tenant.holders(pool) == ["a"])
  }

  @Test(arguments: ["{}", #"{"overCapacity":"service"}"#, #"{"overCapacity":"wait"}"#])
  func directAssignmentWaitsElse(settings: String) throws {
    let tenant = try LicensingTenant(settings: settings)
    let people = try tenant.users("a", "b")
    let pool = try tenant.allotment("x", units: 1)
    for person in people { try tenant.assign(pool, to: person) }
    #expect(try tenant.holders(pool) == ["a"])
    #expect(try tenant.waiting(pool) == ["b"])
  }

  @Test func reducedCapacityRemovesNobody() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b", "c", "d")
    let group = try tenant.group("g", members: people)
    let pool = try tenant.allotment("x", units: 3)
    try tenant.assign(pool, to: group)
    try tenant.resize(pool, to: 1)
    #expect(try tenant.holders(pool) == ["a", "b", "c"])
    try tenant.leave(group, people[0])
    try tenant.leave(group, people[1])
    #expect(try tenant.holders(pool) == ["c"])
    #expect(try tenant.waiting(pool) == ["d"])
    try tenant.leave(group, people[2])
    #expect(try tenant.holders(pool) == ["d"])
  }

  @Test func kindsThatTheAllotmentDoesNotServeAreSkipped() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let device = try tenant.device("k")
    let group = try tenant.group("g", members: [user, device])
    let users = try tenant.allotment("x", units: 5)
    let devices = try tenant.allotment(
      "y", units: 5, sku: LicensingTenant.otherSku, assignableTo: "group,device")
    try tenant.assign(users, to: group)
    try tenant.assign(devices, to: group)
    #expect(try tenant.holders(users) == ["a"])
    #expect(try tenant.holders(devices) == ["k"])
    try tenant.delete(device)
    #expect(try tenant.holders(devices) == [])
    #expect(try tenant.violations() == [])
  }

  @Test func deletedUsersComeBackWithTheirLicenses() throws {
    let tenant = try LicensingTenant()
    let people = try tenant.users("a", "b")
    let pool = try tenant.allotment("x", units: 1)
    try tenant.assign(pool, to: people[0], disabled: ["p2"])
    try tenant.assign(pool, to: people[1])
    let ids = try tenant.strings("SELECT id FROM assignment ORDER BY id")
    try tenant.delete(people[0])
    #expect(try tenant.holders(pool) == ["b"])
    #expect(try tenant.strings("SELECT id FROM assignment").count == 1)
    try tenant.restore(people[0])
    #expect(try tenant.waiting(pool) == ["a"])
    #expect(try tenant.strings("SELECT id FROM assignment ORDER BY id") == ids)
    try tenant.delete(people[1])
    #expect(try tenant.usageRights(people[0]) == ["\(LicensingTenant.sku) p1"])
    #expect(try tenant.violations() == [])
  }

  @Test func onlySecurityEnabledGroupsEntitle() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let group = try tenant.group("g", members: [user])
    let plain = try tenant.group("h", isSecurity: false)
    let pool = try tenant.allotment("x", units: 1)
    #expect(
      tenant.words { try tenant.assign(pool, to: plain) } == "400 badRequest/invalidAssigneeType assignedTo")
    try tenant.assign(pool, to: group)
    try tenant.change(group) { $0.properties["securityEnabled"] = .bool(false) }
    #expect(try tenant.holders(pool) == [])
    try tenant.change(group) { $0.properties["securityEnabled"] = .bool(true) }
    #expect(try tenant.holders(pool) == ["a"])
    #expect(tenant.words { try tenant.delete(group) } == "400 Request_BadRequest")
  }
}
