import GRDB
import GraphContract
import JSON
import Testing

@testable import GraphStore

/// When reads that may be late see what was written.
@Suite struct LateReadTests {
  private let tenant: LoggedTenant

  init() throws { tenant = try LoggedTenant() }

  private var store: TenantStore { tenant.store }

  private func set(_ consistency: JSONValue) throws {
    try tenant.write { try $0.change(settings: ["consistency": consistency]) }
  }

  private static let twoReads: JSONValue = ["mode": "eventual", "reads": .number(2)]
  private static let twoSeconds: JSONValue = ["mode": "eventual", "delay": "PT2S"]

  /// Ids of those that were made, as a late read finds them.
  private func late(at seconds: Int64 = 0, limit: RequestLimit = .none) throws -> [String] {
    try store.readLate(
      at: LoggedTenant.start.adding(atMost: seconds * 10_000_000), isConsistent: true, limit: limit, Self.ids)
  }

  private static func ids(_ reader: Reader) throws -> [String] {
    var ids: [String] = []
    let plan = try ChangePlan(identifier: 1, types: ["test.person"])
    try reader.forEachChange(plan, after: 0, at: ReadValues()) { change in
      ids.append(change.id)
      return true
    }
    return ids
  }

  // MARK: How late

  @Test func atOnceWithoutTheSetting() throws {
    try tenant.make("person", "a")
    #expect(!store.hidesWrites)
    #expect(try late() == ["a"])
  }

  @Test func afterSoManyReads() throws {
    try set(Self.twoReads)
    try tenant.make("person", "a")
    #expect(store.hidesWrites)
    #expect(try store.read(Self.ids) == ["a"])
    #expect(try [late(), late(), late()] == [[], [], ["a"]])
    #expect(!store.hidesWrites)
  }

  @Test func timeAloneDoesNotCountWhereReadsDo() throws {
    try set(Self.twoReads)
    try tenant.make("person", "a")
    #expect(try [late(at: 9_000), late(at: 9_001), late(at: 9_002)] == [[], [], ["a"]])
  }

  @Test func afterAStretchOfTheClock() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    #expect(try [late(), late(), late(), late(at: 1), late(at: 2)] == [[], [], [], [], ["a"]])
  }

  @Test(arguments: [
    (#"{"mode":"eventual","reads":1,"delay":"PT1H"}"#, 0, [[], ["a"]]),
    (#"{"mode":"eventual","reads":9,"delay":"PT2S"}"#, 2, [["a"], ["a"]]),
    (#"{"mode":"eventual"}"#, 1, [[], []]),
    (#"{"mode":"eventual"}"#, 2, [["a"], ["a"]]),
    (#"{"mode":"eventual","reads":0}"#, 0, [["a"], ["a"]]),
    (#"{"mode":"strong"}"#, 0, [["a"], ["a"]]),
  ])
  func whateverComesFirst(_ consistency: String, _ seconds: Int64, _ seen: [[String]]) throws {
    try set(JSONValue.parse(consistency))
    try tenant.make("person", "a")
    #expect(try [late(at: seconds), late(at: seconds)] == seen)
  }

  @Test func eachWriteInItsTurn() throws {
    try set(Self.twoSeconds)
    for second in 0..<3 { try tenant.make("person", "\(second)", at: Int64(second)) }
    // That of the first is over when the last is written.
    #expect(store.earlier.count == 2)
    #expect(try late(at: 2) == ["0"])
    #expect(try late(at: 3) == ["0", "1"])
    #expect(try late(at: 4) == ["0", "1", "2"])
  }

  @Test func eachCountsItsOwnReads() throws {
    try set(Self.twoReads)
    try tenant.make("person", "a")
    #expect(try late() == [])
    try tenant.make("person", "b")
    #expect(try [late(), late(), late()] == [[], ["a"], ["a", "b"]])
  }

  @Test func aClockThatIsSetBackMakesItLater() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a", at: 10)
    #expect(try [late(at: 5), late(at: 11), late(at: 12)] == [[], [], ["a"]])
  }

  // MARK: What is kept

  @Test func writesThatAreSeenTogetherShareAState() throws {
    try set(Self.twoSeconds)
    for id in ["a", "b", "c"] { try tenant.make("person", id) }
    #expect(store.earlier.count == 1)
    #expect(try late(at: 1) == [])
    #expect(try late(at: 2) == ["a", "b", "c"])
  }

  @Test func theOldestIsSeenEarlyWhereTooManyAreKept() throws {
    try set(["mode": "eventual", "delay": "PT1H"])
    for number in 0..<EarlierStates.limit + 2 { try tenant.make("person", "\(number)", at: Int64(number)) }
    #expect(store.earlier.count == EarlierStates.limit)
    #expect(try late(at: 60) == ["0", "1"])
  }

  /// Which no read and no time would have ended.
  @Test func allIsSeenEarlyWhereTheLogGrowsTooLong() throws {
    try set(["mode": "eventual", "reads": .number(9)])
    try tenant.make("person", "a")
    func fill(_ bytes: Int64) throws {
      try store.direct { db in
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS filler (bytes)")
        try db.execute(sql: "INSERT INTO filler VALUES (zeroblob(?))", arguments: [bytes])
      }
    }
    try fill(EarlierStates.growth / 2)
    try tenant.make("person", "b")
    #expect(try late() == [])
    try fill(EarlierStates.growth / 2)
    try tenant.make("person", "c")
    #expect(store.earlier.count == 1)
    #expect(try late() == ["a", "b"])
    // The log has begun anew.
    let size = store.disk.logSize
    try fill(EarlierStates.growth / 2)
    #expect(store.disk.logSize == size)
    #expect(try late() == ["a", "b"])
  }

  @Test func whatComesToNothingKeepsNothing() throws {
    struct Undone: Error {}
    try set(Self.twoSeconds)
    #expect(throws: Undone.self) {
      try tenant.write { transaction in
        try tenant.insert("person", "a", transaction)
        throw Undone()
      }
    }
    #expect(!store.hidesWrites)
    try tenant.write { _ in }
    #expect(!store.hidesWrites)
    #expect(try late() == [])
  }

  @Test func connectionsAreUsedAgain() throws {
    try set(Self.twoSeconds)
    for second in 0..<5 {
      try tenant.make("person", "\(second)", at: Int64(second * 10))
      #expect(try late(at: Int64(second * 10)).count == second)
    }
    #expect(store.earlier.count == 1)
    store.forgetStates(overAt: .last)
    #expect(store.earlier.isEmpty)
    #expect(store.readers.idleCount == 1)
  }

  @Test func aReadKeepsItsState() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    let seen = try store.readLate(at: LoggedTenant.start) { reader in
      store.forgetStates(overAt: .last)
      try tenant.make("person", "b", at: 9)
      return try Self.ids(reader)
    }
    #expect(seen == [])
    #expect(try late(at: 9) == ["a"])
  }

  @Test func whatIsOnlyTriedDoesNotCount() throws {
    try set(Self.twoReads)
    try tenant.make("person", "a")
    for _ in 0..<3 { #expect(throws: TrialEnd.self) { try late(limit: .trial) } }
    #expect(try [late(), late(), late()] == [[], [], ["a"]])
    #expect(try late(limit: .trial) == ["a"])
  }

  // MARK: What ends it

  @Test func theSettingAsItWas() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    #expect(try late() == [])
    try set(.null)
    #expect(try late() == ["a"])
  }

  @Test func aLoad() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    try store.write(origin: .seed, moment: LoggedTenant.start) { transaction, _ in
      _ = try tenant.insert("person", "b", transaction)
    } answer: { _, _ in
    }
    #expect(try late() == ["a", "b"])
  }

  @Test func whatHappensByItselfIsSeenWithWhatWasBefore() throws {
    try set(Self.twoSeconds)
    func happen(_ id: String) throws {
      try store.write(origin: .rule, moment: LoggedTenant.start) { transaction, _ in
        _ = try tenant.insert("person", id, transaction)
      } answer: { _, _ in
      }
    }
    try happen("a")
    #expect(try late() == ["a"])
    try tenant.make("person", "b")
    try happen("c")
    #expect(try late() == ["a"])
    #expect(try late(at: 2) == ["a", "b", "c"])
  }

  @Test func goingBackToAnEarlierState() throws {
    let copy = store.path + "-copy"
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    try store.copy(to: copy)
    try tenant.make("person", "b", at: 1)
    #expect(try late(at: 1) == [])
    try store.restore(from: copy) { _ in }
    #expect(!store.hidesWrites)
    #expect(try late(at: 1) == ["a"])
  }

  @Test func aRestart() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    #expect(try late() == [])
    try tenant.reopen()
    #expect(try late() == ["a"])
  }

  // MARK: Rest

  /// Each has a connection of its own, and a store two.
  @Test func statesTakeThePlacesOfStores() throws {
    let open = OpenStores { 3 }
    let tenants = try (0..<3).map { _ in try LoggedTenant(open: open) }
    #expect(open.count == 3)
    try tenants[2].write { try $0.change(settings: ["consistency": Self.twoSeconds]) }
    for second in 0..<2 { try tenants[2].make("person", "\(second)", at: Int64(second)) }
    #expect(tenants[2].store.earlier.count == 2)
    tenants[0].store.rest()
    try tenants[0].make("person", "a")
    #expect(tenants.map { $0.store.writer.isOpen } == [true, false, true])
  }

  @Test func aStoreRestsOnceNothingIsKept() throws {
    try set(Self.twoSeconds)
    try tenant.make("person", "a")
    store.rest()
    #expect(store.writer.isOpen)
    #expect(try late() == [])
    store.forgetStates(overAt: LoggedTenant.start)
    store.rest()
    #expect(store.writer.isOpen)
    store.forgetStates(overAt: .last)
    store.rest()
    #expect(!store.writer.isOpen)
    #expect(try late() == ["a"])
  }
}
