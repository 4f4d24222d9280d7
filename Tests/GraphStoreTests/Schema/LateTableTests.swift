import EntityModel
import GRDB
import JSON
import Testing

@testable import GraphStore

/// Tables of what comes with further metadata are made when something is first written to them.
@Suite struct LateTableTests {
  private let extended: ExtendedStore

  init() throws { extended = try ExtendedStore() }

  private var store: TenantStore { extended.store }

  /// Ids of all rows of a late table, read as a request reads them.
  private func ids(_ table: String, _ plan: ReadPlan? = nil) throws -> [String] {
    let plan = plan ?? self.plan(table)
    return try store.read { reader in try reader.locateAll(plan, ReadValues(limit: 10)).map(\.id) }
  }

  private func plan(_ table: String, _ number: Int = 1) -> ReadPlan {
    ReadPlan(
      identifier: number,
      sql: "SELECT t.type, t.id, t.properties, t.key FROM \(quoted(table)) t ORDER BY t.key",
      projection: Projection(identifier: 0, extras: [], types: [:], nested: []))
  }

  @Test func readingMakesNone() throws {
    #expect(try extended.tables() == [])
    #expect(try ids("test.house") == [])
    try extended.write { transaction in
      let houses = try transaction.table("test.house")
      #expect(try transaction.entities(houses, where: "doors > 1").isEmpty)
      #expect(try transaction.entity(id: "a", in: houses) == nil)
      #expect(try transaction.targets(of: transaction.linkTable("test.person_visited"), source: 1) == [])
    }
    #expect(try extended.tables() == [])
  }

  @Test func aWriteMakesWhatItNeeds() throws {
    let plan = plan("test.house")
    #expect(try ids("test.house", plan) == [])
    _ = try extended.write { try extended.insert("house", "a", $0) }
    #expect(try extended.tables() == ["test.house"])
    #expect(try ids("test.house", plan) == ["a"])
    try extended.write { transaction in
      let person = try extended.insert("person", "p", transaction)
      let house = try extended.insert("house", "b", transaction)
      let link = try transaction.linkTable("test.person_visited")
      try transaction.link(link, source: person.key, target: house.key)
      #expect(try transaction.targets(of: link, source: person.key) == [house.key])
    }
    #expect(try extended.tables() == ["person", "test.house", "test.person_visited"])
    let mistakes = try store.direct { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(mistakes == ["ok"])
  }

  @Test func whatIsUndoneLeavesNone() throws {
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try extended.write { transaction in
        _ = try extended.insert("house", "a", transaction)
        throw Refused()
      }
    }
    #expect(try extended.tables() == [])
    _ = try extended.write { try extended.insert("house", "a", $0) }
    #expect(try ids("test.house") == ["a"])
  }

  /// What goes takes its children and what refers to it along, in the tables that there are.
  @Test func deletionsVisitTheTablesThatThereAre() throws {
    let (person, house) = try extended.write { transaction in
      let house = try extended.insert("house", "h", transaction)
      return (try extended.insert("person", "p", transaction, references: ["home": house.key]), house)
    }
    try extended.write { try $0.delete(house) }
    let home = try extended.write { try $0.entity(key: person.key, in: $0.table("test.person"))?.references }
    #expect(home == [:])
    try extended.write { transaction in
      let pet = try extended.insert("pet", "x", owner: person.key, place: "pets", transaction)
      #expect(pet.place == "pets")
      try transaction.delete(person)
      #expect(try transaction.entity(key: pet.key, in: transaction.table("test.pet")) == nil)
    }
    #expect(try extended.tables() == ["person", "test.house", "test.pet"])
  }

  /// Rows that navigation properties of complex values lead to stayed.
  @Test func deletionsVisitWhatStandsInComplexValues() throws {
    let extended = try ExtendedStore(ExtendedStore.furnished)
    try extended.write { transaction in
      let pet = try extended.insert("pet", "p", transaction)
      let toy = try extended.insert("toy", "t", owner: pet.key, transaction)
      try transaction.delete(pet)
      #expect(try transaction.entity(key: toy.key, in: transaction.table("test.toy")) == nil)
    }
  }

  /// Statements of a connection that was there before know the tables of another state.
  @Test func aStateWithoutThemIsGoneBackTo() throws {
    let (plan, copy) = (plan("test.house"), extended.path("copy.sqlite"))
    try store.copy(to: copy)
    _ = try extended.write { try extended.insert("house", "a", $0) }
    #expect(try ids("test.house", plan) == ["a"])
    try store.restore(from: copy) { _ in }
    #expect(try extended.tables() == [])
    #expect(try ids("test.house", plan) == [])
    _ = try extended.write { try extended.insert("house", "b", $0) }
    #expect(try ids("test.house", plan) == ["b"])
    try store.write(moment: Moment(unixSeconds: 1_767_600_000)) { transaction, _ in
      try store.clear(transaction)
    } answer: { _, _ in
    }
    #expect(try ids("test.house", plan) == [])
    #expect(try extended.tables() == [])
  }

  @Test func aStartFindsThemAndTheirKeys() throws {
    let made = try extended.write { try extended.insert("house", "a", $0) }
    try extended.reopen(ExtendedStore.whole)
    #expect(try ids("test.house") == ["a"])
    let next = try extended.write { try extended.insert("house", "b", $0) }
    #expect(next.key == made.key + 1)
  }

  /// Its rows could not be read, and keys be given out anew that they have.
  @Test func aDatabaseWithTablesThatTheModelHasNotIsNotOpened() throws {
    _ = try extended.write { try extended.insert("house", "a", $0) }
    let error = #expect(throws: StoreError.self) { try extended.reopen(ExtendedStore.own) }
    #expect(
      error?.description
        == "\(extended.path("tenant.sqlite")) has data of test.house, which the model has not: start with the metadata that they were made with, or with more (--metadata)"
    )
    try extended.reopen(ExtendedStore.middle)
    #expect(try ids("test.house") == ["a"])
  }

  /// With two programs' worth of requests at once, lists that were empty were 500: SQLite has another code for a table that
  /// is missing in a schema which changed twice while the statement was prepared.
  @Test(arguments: [ResultCode.SQLITE_ERROR, .SQLITE_SCHEMA])
  func aMissingTableIsEmptyWhileOthersAreMade(code: ResultCode) throws {
    let late = extended.lateTables
    var prepared: [String] = []
    let (_, isWhole) = try late.preparing(#"SELECT count(*) FROM "test.house""#) { sql in
      prepared.append(sql)
      guard prepared.count == 1 else { return }
      throw DatabaseError(resultCode: code, message: "no such table: test.house")
    }
    #expect(!isWhole)
    #expect(prepared.count == 2 && !prepared[1].contains(#"FROM "test.house""#), "\(prepared)")
  }

  @Test func anotherErrorIsNoMissingTable() {
    let busy = DatabaseError(resultCode: .SQLITE_BUSY, message: "no such table: test.house")
    #expect(extended.lateTables.missing(busy) == nil)
  }

  @Test func whoExplainsMakesNone() throws {
    let steps = try store.queryPlan(of: plan("test.house"))
    #expect(!steps.isEmpty)
    #expect(try extended.tables() == [])
  }
}
