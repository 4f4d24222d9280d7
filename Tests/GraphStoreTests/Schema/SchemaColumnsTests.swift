import EntityModel
import GRDB
import JSON
import OData
import Testing

@testable import GraphStore

/// A database that was made for less gets what it lacks.
@Suite struct SchemaColumnsTests {
  private func columns(_ table: String, _ extended: ExtendedStore) throws -> [String] {
    try extended.store.direct { db in
      try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
    }
  }

  private func indexes(_ table: String, _ extended: ExtendedStore) throws -> [String] {
    try extended.store.direct { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY name",
        arguments: [table])
    }
  }

  @Test func columnsAndIndexesAreAdded() throws {
    let extended = try ExtendedStore(ExtendedStore.own)
    let person = try extended.write { try extended.insert("person", "p", $0) }
    #expect(try columns("person", extended) == ["key", "id", "type", "properties"])
    try extended.reopen(ExtendedStore.middle)
    #expect(try columns("person", extended) == ["key", "id", "type", "properties", "home"])
    #expect(try indexes("person", extended) == ["person_home", "person_id", "person_type"])
    try extended.write { transaction in
      let house = try extended.insert("house", "h", transaction)
      let old = try #require(try transaction.entity(id: "p", in: transaction.table("test.person")))
      #expect(old.key == person.key)
      _ = try transaction.update(old) { $0.references["home"] = house.key }
    }
    // Nothing is done twice.
    try extended.reopen(ExtendedStore.middle)
    try extended.reopen(ExtendedStore.whole)
    #expect(try columns("person", extended) == ["key", "id", "type", "properties", "home"])
    let statistics = try extended.store.direct { db in
      try String.fetchAll(db, sql: "SELECT idx FROM sqlite_stat1 WHERE tbl = 'person' ORDER BY idx")
    }
    #expect(statistics == ["person_home", "person_id", "person_type"])
  }

  /// Each write looks for the name among all that there are.
  @Test func namesOfOneObjectAloneAreIndexedAndThoseOfRowsThatWereThereToo() throws {
    let extended = try ExtendedStore(ExtendedStore.own)
    try extended.write { transaction in
      let type = try transaction.structuredType("test.person")
      for number in 1...20 {
        var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
        if number < 20 { new.properties["name"] = .string("Ada \(number)") }
        _ = try transaction.insert(new)
      }
    }
    try extended.reopen(ExtendedStore.named)
    #expect(try columns("person", extended) == ["key", "id", "type", "properties", "name_folded"])
    #expect(try indexes("person", extended) == ["person_id", "person_name", "person_type"])
    let (count, plan) = try extended.store.direct { db in
      (
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM person WHERE name_folded = fold(json_extract(properties, '$.name'))"),
        try Row.fetchAll(
          db, sql: "EXPLAIN QUERY PLAN SELECT key FROM person WHERE name_folded = fold('ADA 7')"
        )
        .map { $0["detail"] as String }
      )
    }
    #expect(count == 19)
    #expect(plan.count == 1 && plan[0].hasSuffix("INDEX person_name (name_folded=?)"), "\(plan)")
    try extended.write { transaction in
      let type = try transaction.structuredType("test.person")
      for (name, isTaken) in [("ADA 7", true), ("Ada 20", false)] {
        var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
        new.properties["name"] = .string(name)
        #expect(try transaction.sibling(of: new)?.string("name") == (isTaken ? "Ada 7" : nil))
      }
    }
  }

  /// What an earlier program left had an `upload` with fewer columns, and no `former`: sessions and lists of changes failed.
  @Test func tablesOfTheStoreAreCompletedToo() throws {
    let extended = try ExtendedStore(ExtendedStore.own)
    try extended.store.direct { db in
      for sql in [
        "DROP VIEW former", "DROP VIEW upload", "CREATE TABLE upload (token TEXT PRIMARY KEY, size INTEGER)",
      ] { try db.execute(sql: sql) }
      try EmulatorTable.setValue(.model, "0", db)
    }
    #expect(try columns("former", extended) == [])
    try extended.reopen(ExtendedStore.own)
    #expect(
      try columns("upload", extended) == [
        "token", "size", "object", "owner", "containment", "type", "name", "place", "properties",
        "contentType",
        "received", "isDeferred", "expires", "whenTaken",
      ])
    #expect(
      try columns("former", extended) == [
        "sequence", "key", "id", "type", "owner", "place", "deleted", "properties", "rowid",
      ])
  }

  /// A saved state may be older than the model.
  @Test func theyAreAddedToASavedStateToo() throws {
    let extended = try ExtendedStore(ExtendedStore.own)
    _ = try extended.write { try extended.insert("person", "p", $0) }
    let copy = extended.path("copy.sqlite")
    try extended.store.copy(to: copy)
    try extended.reopen(ExtendedStore.whole)
    try extended.store.restore(from: copy) { _ in }
    #expect(try columns("person", extended).last == "home")
    _ = try extended.write { try extended.insert("person", "q", $0) }
  }
}
