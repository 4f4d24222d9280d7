import EntityModel
import GRDB
import Testing

@testable import GraphStore

/// What the change log keeps, and what reading it costs.
@Suite struct ChangeLogTests {
  static let day: Int64 = 86_400

  // MARK: Reading

  @Test func onlyTheTypesAndObjectsThatAreAskedForAreRead() throws {
    let tenant = try LoggedTenant()
    for (type, id) in [("person", "a"), ("team", "b"), ("person", "c"), ("team", "d")] {
      try tenant.make(type, id)
    }
    func ids(_ types: [String], after sequence: Int64 = 0, of identifiers: [String]? = nil) throws -> [String]
    {
      var ids: [String] = []
      try tenant.store.read { reader in
        let plan = try ChangePlan(identifier: types.count, types: types)
        try reader.forEachChange(plan, after: sequence, of: identifiers, at: ReadValues()) { change in
          ids.append(change.id)
          return true
        }
      }
      return ids
    }
    #expect(try ids(["test.person"]) == ["a", "c"])
    #expect(try ids(["test.team", "test.person"]) == ["a", "b", "c", "d"])
    #expect(try ids(["test.team", "test.person"], after: 2) == ["c", "d"])
    #expect(try ids(["test.team", "test.person"], of: ["d", "a", "x"]) == ["a", "d"])
    #expect(try ids(["test.person"], of: ["d"]) == [])
    #expect(try ids(["test.person"], of: []) == [])
  }

  /// The first row is found without a look at those of other types, and without sorting.
  @Test(arguments: [["test.person"], ["test.person", "test.team", "test.o'being"]])
  func theIndexGivesTheRowsInOrder(types: [String]) throws {
    let tenant = try LoggedTenant()
    let plan = try ChangePlan(identifier: 1, types: types)
    let details = try tenant.store.direct { db in
      let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + plan.sql)
      statement.setUncheckedArguments([])
      return try Row.fetchAll(statement).map { $0[3] as String }
    }
    let search = "SEARCH c USING INDEX change_type (type=? AND rowid>?)"
    #expect(details.count { $0 == search } == types.count, "\(details)")
    #expect(!details.contains { $0.hasPrefix("SCAN c") || $0.contains("TEMP B-TREE") }, "\(details)")
  }

  // MARK: Pruning

  /// A clock that was ahead for a while leaves a row that is never old.
  @Test func aClockThatWasSetBackStopsNothing() throws {
    let tenant = try LoggedTenant()
    try tenant.make("person", "a", at: 365 * Self.day)
    try tenant.make("person", "b")
    try tenant.make("person", "c", at: 6 * Self.day)
    #expect(try tenant.sequences() == [1, 2, 3])
    try tenant.make("person", "d", at: 8 * Self.day)
    #expect(try tenant.sequences() == [3, 4])
  }

  @Test func aClockThatStandsStillKeepsSoMany() throws {
    let tenant = try LoggedTenant()
    let limit = Int(ChangeLog.rowLimit)
    try tenant.fillLog(limit)
    try tenant.make("person", "b")
    #expect(try tenant.count() == limit)
    #expect(try tenant.store.read { try $0.logBounds.first } == 1)
  }

  @Test func noWriteForgetsManyAtOnce() throws {
    let tenant = try LoggedTenant()
    let (limit, slice) = (Int(ChangeLog.rowLimit), ChangeLog.slice)
    try tenant.fillLog(limit + 2 * slice)
    try tenant.make("person", "b")
    #expect(try tenant.count() == limit + slice)
    try tenant.make("person", "c")
    #expect(try tenant.count() == limit)
    // All of them are old now.
    try tenant.make("person", "d", at: 30 * Self.day)
    #expect(try tenant.count() == limit - slice)
  }

  // MARK: Keys

  /// Rows of the log name objects by their keys, also those that are gone.
  @Test func theKeyOfAnObjectThatIsGoneIsNotGivenAgain() throws {
    let tenant = try LoggedTenant()
    let kept = try tenant.make("person", "a")
    let low = try tenant.make("person", "b")
    let high = try tenant.make("person", "c")
    for entity in [high, low] { try tenant.write { try $0.purge(entity) } }
    try tenant.reopen()
    #expect(try tenant.make("person", "d").key == high.key + 1)
    #expect(kept.key < high.key)
  }

  // MARK: Model

  @Test(arguments: ["reports", "guests", "nothing"]) func whatLeavesNoTraceCannotBeTracked(name: String)
    throws
  {
    let model = try EntityModel.read(Array(LoggedTenant.document(tracking: "members \(name)").utf8))
    let error = #expect(throws: ModelError.self) { try StoreSchema(model: model) }
    #expect(
      error?.description == "changes of \(name) in beings cannot be tracked: it is no link or reference")
  }
}
