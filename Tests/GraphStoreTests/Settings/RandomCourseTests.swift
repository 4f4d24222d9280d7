import GRDB
import JSON
import Testing

@testable import GraphStore

/// Random ids of a tenant with a `randomSeed`.
@Suite struct RandomCourseTests {
  private struct Undone: Error {}

  /// The first ids of a seed.
  private func ids(_ count: Int, ofSeed seed: UInt64 = 7) -> [String] {
    let source = IdentifierSource(SeededGenerator(seed: seed))
    return (0..<count).map { _ in source.guid() }
  }

  private func set(_ seed: JSONValue, _ tenant: LoggedTenant) throws {
    try tenant.write { try $0.change(settings: ["randomSeed": seed]) }
  }

  private func drawn(_ tenant: LoggedTenant) throws -> String {
    try tenant.write { $0.tenant.identifiers.guid() }
  }

  @Test func beginsWithTheSeedAndCountsAtOnce() throws {
    let tenant = try LoggedTenant()
    let first = try tenant.write { transaction in
      try transaction.change(settings: ["randomSeed": .number(7)])
      return transaction.tenant.identifiers.guid()
    }
    #expect([first, try drawn(tenant)] == ids(2))
  }

  @Test func anotherSettingLeavesItAlone() throws {
    let tenant = try LoggedTenant()
    try set(.number(7), tenant)
    let first = try drawn(tenant)
    try tenant.write { try $0.change(settings: ["pageSize": .number(3), "randomSeed": .number(7)]) }
    #expect([first, try drawn(tenant)] == ids(2))
  }

  @Test func whatIsUndoneDrawsNothing() throws {
    let tenant = try LoggedTenant()
    try set(.number(7), tenant)
    #expect(throws: Undone.self) {
      try tenant.write { transaction in
        _ = transaction.tenant.identifiers.guid()
        throw Undone()
      }
    }
    #expect(throws: Undone.self) {
      try tenant.write { transaction in
        try transaction.change(settings: ["randomSeed": .number(8)])
        throw Undone()
      }
    }
    #expect(try drawn(tenant) == ids(1)[0])
  }

  @Test func goesOnWhenTheStoreIsOpenedAgain() throws {
    let tenant = try LoggedTenant()
    try set(.number(7), tenant)
    let first = try drawn(tenant)
    try tenant.reopen()
    #expect([first, try drawn(tenant)] == ids(2))
  }

  @Test func goesOnWhenItsSeedComesBack() throws {
    let tenant = try LoggedTenant()
    try set(.number(7), tenant)
    let first = try drawn(tenant)
    try set(.null, tenant)
    #expect(try ids(3).contains(drawn(tenant)) == false)
    try set(.number(7), tenant)
    #expect([first, try drawn(tenant)] == ids(2))
    try set(.number(-1), tenant)
    #expect(try drawn(tenant) == ids(1, ofSeed: .max)[0])
  }

  @Test func beginsAnewInATenantThatIsEmptied() throws {
    let tenant = try LoggedTenant()
    let store = tenant.store
    try set(.number(7), tenant)
    let first = try drawn(tenant)
    try tenant.write { transaction in
      try store.clear(transaction)
      try transaction.resetSettings()
      try transaction.change(settings: ["randomSeed": .number(7)])
    }
    #expect(try drawn(tenant) == first)
    #expect(first == ids(1)[0])
  }

  @Test func isKeptAsSeedAndPlace() throws {
    var course = RandomCourse(seed: -3)
    #expect(RandomCourse(course.text) == course)
    _ = course.generator.next()
    #expect(RandomCourse(course.text) == course)
    #expect(RandomCourse(seed: -3) != course)
    #expect(["", "7", "a 1", "7 -1", "7 1 2"].compactMap(RandomCourse.init) == [])
  }
}
