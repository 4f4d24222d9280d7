import EntityModel
import GraphStore
import JSON
import Seeding
import Tenants
import TenantSupport
import Testing

@Suite("An export is a seed")
struct SeedExportTests {
  private let id = SeedTenant.guid(1)

  @Test("of no state: an empty object")
  func empty() throws {
    let seed = try SeedTenant()
    #expect(try text(seed) == "{}\n")
  }

  @Test("with two-space indentation, sets in the order of the model")
  func form() throws {
    let seed = try SeedTenant()
    try seed.load(
      #"{"settings":{"strict":true},"shop":{"terms":{"days":1}},"people":[{"home":{"city":"X"},"tags":[],"id":"\#(id)","name":"ada"}]}"#
    )
    #expect(
      try text(seed) == """
        {
          "people": [
            {
              "id": "\(id)",
              "name": "ada",
              "home": {
                "city": "X"
              }
            }
          ],
          "shop": {
            "terms": {
              "days": 1
            }
          },
          "settings": {
            "strict": true
          }
        }

        """)
  }

  @Test("a complex value without members was in one export, and not in that of what was made from it")
  func valueWithoutMembers() throws {
    let state = #"{"people":[{"id":"\#(id)","name":"ada","desk":{}}]}"#
    let first = try SeedTenant()
    try first.load(state)
    #expect(try first.state() == state)
    let second = try SeedTenant()
    try second.load(try first.state())
    #expect(try second.state() == state)
  }

  @Test("of one moment, while others write")
  func besideWrites() throws {
    let seed = try SeedTenant()
    try seed.load(#"{"people":[{"name":"ada"}]}"#)
    let counts = try seed.tenant.store.inspect(moment: seed.tenant.clock.now) { transaction in
      let table = try transaction.table("test.being")
      let before = try transaction.entities(table, where: "1").count
      try seed.load(#"{"people":[{"name":"ben"}]}"#)
      return [before, try transaction.entities(table, where: "1").count]
    }
    #expect(counts == [1, 1])
    #expect(try seed.ids(in: "being").count == 2)
  }

  @Test("that can change nothing")
  func changesNothing() throws {
    let seed = try SeedTenant()
    try seed.load(#"{"people":[{"name":"ada"}]}"#)
    let store = seed.tenant.store
    #expect(throws: (any Error).self) {
      try store.inspect(moment: seed.tenant.clock.now) { transaction in
        for person in try transaction.entities(transaction.table("test.being"), where: "1") {
          try transaction.purge(person)
        }
      }
    }
    #expect(try seed.ids(in: "being").count == 1)
    // The connection that was lent reads on.
    let count = try store.inspect(moment: seed.tenant.clock.now) { transaction in
      try transaction.entities(transaction.table("test.being"), where: "1").count
    }
    #expect(count == 1)
  }

  @Test("that gives the same bytes when it is loaded and exported again")
  func roundTrip() throws {
    let first = try SeedTenant()
    try first.load(
      """
      {"teams":[{"members@odata.bind":["people/b","people/a"]},{"label":""}],
       "people":[{"name":"a","age":0,"mood":"merry","boss@odata.bind":"people/b"},{"name":"b","secret":"s"}],
       "shop":{"gone":[{"@odata.type":"#test.team","label":"x"}],
        "shelves":[{"boxes":[{"size":1},{"size":1}],"tickets":[{"place":2},{"place":1}],"notes":[{"text":"\\"\\u0007é"}]}]},
       "clock":{"mode":"offset","offset":"P30D"}}
      """)
    let exported = try text(first)
    let second = try SeedTenant()
    try second.load(exported)
    #expect(try text(second) == exported)
  }

  @Test("with what rules add and leave out")
  func rules() throws {
    struct TeamExport: ExportRule {
      let types = ["test.being"]
      func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool {
        entity.string("name") != "hidden"
      }
      func exports(
        _ navigation: NavigationProperty, of entity: Entity, _ transaction: WriteTransaction
      ) throws -> Bool { navigation.name != "members" }
      func annotations(
        of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
      ) throws -> JSONObject {
        guard entity.type.name == "test.team", let link = transaction.schema.links.first else { return [:] }
        let members = try transaction.targets(of: link, source: entity.key).compactMap(reference)
        return ["@emulator.members": .array(members.map(JSONValue.string))]
      }
    }
    var book = RuleBook()
    book.add([TeamExport()])
    let seed = try SeedTenant(rules: book)
    try seed.load(
      #"{"people":[{"name":"hidden"},{"id":"\#(id)","name":"a"}],"teams":[{"id":"\#(SeedTenant.guid(2))","members@odata.bind":["people/a"]}]}"#
    )
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(id)","name":"a"}],\
        "teams":[{"id":"\(SeedTenant.guid(2))","@emulator.members":["people/\(id)"]}]}
        """)
  }

  private func text(_ seed: SeedTenant) throws -> String {
    String(decoding: try SeedExport.bytes(of: seed.tenant), as: UTF8.self)
  }
}
