import EntityModel
import GRDB
import Testing

@testable import GraphStore

/// A type has another base with more metadata, and with it another table.
@Suite struct MovedRowsTests {
  private let extended: ExtendedStore

  init() throws { extended = try ExtendedStore() }

  private func rows(_ table: String) throws -> [String] {
    try extended.store.direct { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT key || ' ' || id || ' ' || type || ' ' || ifnull(owner, '-') || ' ' || ifnull(place, '-')
          FROM \(quoted(table)) ORDER BY key
          """)
    }
  }

  /// Such a database was said to need metadata that was there, or its objects were gone without a word.
  @Test func theirRowsGoThere() throws {
    let (person, house, pet) = try extended.write { transaction in
      let house = try extended.insert("house", "h", transaction)
      let person = try extended.insert("person", "p", transaction, references: ["home": house.key])
      try transaction.link(
        transaction.linkTable("test.person_visited"), source: person.key, target: house.key)
      return (
        person, house, try extended.insert("pet", "x", owner: person.key, place: "pets", transaction)
      )
    }
    try extended.reopen(ExtendedStore.moved)
    #expect(try extended.tables() == ["person", "test.belonging", "test.person_visited"])
    #expect(
      try rows("test.belonging") == [
        "\(house.key) h test.house - -", "\(pet.key) x test.pet \(person.key) pets",
      ])
    try extended.write { transaction in
      let found = try transaction.entity(id: "h", in: transaction.table("test.house"))
      #expect(found?.key == house.key)
      let link = try transaction.linkTable("test.person_visited")
      #expect(try transaction.targets(of: link, source: person.key) == [house.key])
      #expect(try extended.insert("house", "i", transaction).key > pet.key)
    }
    // The other way too: nothing of the base is left.
    try extended.reopen(ExtendedStore.whole)
    #expect(try extended.tables() == ["person", "test.house", "test.person_visited", "test.pet"])
    #expect(try rows("test.pet") == ["\(pet.key) x test.pet \(person.key) pets"])
  }

  /// Who is refused finds the database as it was.
  @Test func aDatabaseThatNeedsMoreStaysAsItIs() throws {
    _ = try extended.write { transaction in
      try extended.insert(
        "pet", "x", owner: extended.insert("person", "p", transaction).key, place: "pets", transaction)
    }
    #expect(throws: StoreError.self) { try extended.reopen(ExtendedStore.middle) }
    try extended.reopen(ExtendedStore.whole)
    #expect(try extended.tables() == ["person", "test.pet"])
  }
}
