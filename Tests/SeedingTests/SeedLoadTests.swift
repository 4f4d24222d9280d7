import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Seeding
import Tenants
import TenantSupport
import Testing

@Suite("A seed becomes the objects of a tenant")
struct SeedLoadTests {
  private let ids = (0...9).map(SeedTenant.guid)

  @Test("with references forwards, in circles, by id, by name and from older versions")
  func references() throws {
    let seed = try SeedTenant()
    try seed.load(
      """
      {"teams":[{"id":"\(ids[5])","members@odata.bind":["people/ada","/beta/people/\(ids[2])",
        "https://host/v9.9/old/\(ids[2])","people/\(ids[2])"]}],
       "people":[{"id":"\(ids[1])","name":"ada","boss@odata.bind":"people/bob"},
        {"id":"\(ids[2].uppercased())","name":"bob","boss@odata.bind":"people/ada"},
        {"id":"\(ids[3])","name":"cyd","boss@odata.bind":"people/\(ids[3])"}]}
      """)
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(ids[1])","name":"ada","boss@odata.bind":"people/\(ids[2])"},\
        {"id":"\(ids[2])","name":"bob","boss@odata.bind":"people/\(ids[1])"},\
        {"id":"\(ids[3])","name":"cyd","boss@odata.bind":"people/\(ids[3])"}],\
        "teams":[{"id":"\(ids[5])","members@odata.bind":["people/\(ids[1])","people/\(ids[2])"]}]}
        """)
  }

  @Test("in the order of the text, whatever refers to what")
  func order() throws {
    let seed = try SeedTenant()
    try seed.load(
      #"{"shop":{"notes":[{"id":"n1","shelfId":"s2"},{"id":"n2","shelfId":"s1"}]}}"#,
      #"{"shop":{"shelves":[{"id":"s1","notes":[{"id":"n3"}]},{"id":"s2"}],"notes":[{"id":"n4","shelfId":"s1"}]}}"#
    )
    #expect(try seed.ids(in: "note") == ["n1", "n2", "n3", "n4"])
    #expect(try seed.ids(in: "shelf") == ["s1", "s2"])
  }

  @Test("also along a chain longer than any stack")
  func longChain() throws {
    let seed = try SeedTenant()
    let people = (0..<5000).map { #"{"name":"p\#($0)","boss@odata.bind":"people/p\#(min($0 + 1, 4999))"}"# }
    let report = try seed.load(#"{"people":[\#(people.joined(separator: ","))]}"#)
    #expect(report.created == 5000)
  }

  @Test("with what is nested in containers, inverses, complex values and single references")
  func nested() throws {
    let seed = try SeedTenant()
    try seed.load(
      """
      {"people":[{"id":"\(ids[1])","name":"ada","home":{"city":"X"},
        "desk":{"notes":[{"id":"n1","text":"t","shelf@odata.bind":"shop/shelves/s"}]}}],
       "shop":{"terms":{"days":3},"shelves":[{"id":"s","label":"l",
        "boxes":[{"id":"b","size":1,"holder":{"id":"\(ids[2])","name":"bob"}},{"id":"c","holder":{"id":"\(ids[1])"}}],
        "tickets":[{"id":"t1","place":1},{"id":"t2"}], "keeper":{"@odata.id":"people/bob"},
        "notes":[{"id":"n2"}]}]}}
      """)
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(ids[1])","name":"ada","home":{"city":"X"}},{"id":"\(ids[2])","name":"bob"}],\
        "shop":{"shelves":[{"id":"s","label":"l","boxes":[{"id":"b","size":1,"holder@odata.bind":"people/\(ids[2])"},\
        {"id":"c","holder@odata.bind":"people/\(ids[1])"}],\
        "tickets":[{"id":"t1","place":1},{"id":"t2"}],"keeper@odata.bind":"people/\(ids[2])"}],\
        "notes":[{"id":"n1","text":"t","shelf@odata.bind":"shop/shelves/s","author@odata.bind":"people/\(ids[1])"},\
        {"id":"n2","shelf@odata.bind":"shop/shelves/s"}],"terms":{"days":3}}}
        """)
  }

  @Test("or their changes: named members are set, references added, nothing removed")
  func merging() throws {
    let seed = try SeedTenant()
    try seed.load(
      """
      {"people":[{"id":"\(ids[1])","name":"ada","age":7,"tags":["x"],"home":{"city":"X","street":"S"}},
        {"id":"\(ids[2])","name":"bob","mood":"calm"}],
       "teams":[{"id":"\(ids[5])","label":"old","members@odata.bind":["people/ada"]}]}
      """)
    let report = try seed.load(
      #"{"people":[{"id":"\#(ids[1])","age":8,"home":{"city":"Y"}},{"name":"BOB","mood":null}]}"#,
      #"{"people":[{"id":"\#(ids[1])","tags":["y"]}],"teams":[{"id":"\#(ids[5])","members@odata.bind":["people/bob","people/ada"]}]}"#
    )
    #expect(report == SeedReport(created: 0, changed: 3, ignored: []))
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(ids[1])","name":"ada","age":8,"tags":["y"],"home":{"city":"Y"}},\
        {"id":"\(ids[2])","name":"BOB"}],\
        "teams":[{"id":"\(ids[5])","label":"old","members@odata.bind":["people/\(ids[1])","people/\(ids[2])"]}]}
        """)
  }

  @Test("without a change where they say the same in another order, or null of what a complex value has not")
  func sameValues() throws {
    let seed = try SeedTenant()
    let said =
      #"{"people":[{"id":"\#(ids[1])","name":"ada","home":{"city":"X","street":null},"tags":["x","y"]}]}"#
    try seed.load(said)
    let before = try seed.state()
    for (home, changed) in [
      (#"{"city":"X"}"#, 0), (#"{"street":null,"city":"X"}"#, 0), (#"{"city":"X","street":"S"}"#, 1),
      (#"{"street":"S","city":"X"}"#, 0), (#"{"city":"X"}"#, 1),
    ] {
      let report = try seed.load(#"{"people":[{"id":"\#(ids[1])","home":\#(home),"tags":["x","y"]}]}"#)
      #expect(report == SeedReport(created: 0, changed: changed, ignored: []), "\(home)")
    }
    #expect(try seed.state() == before)
    let report = try seed.load(#"{"people":[{"id":"\#(ids[1])","tags":["y","x"]}]}"#)
    #expect(report == SeedReport(created: 0, changed: 1, ignored: []))
  }

  @Test("with ids made of their text, the same for the same text")
  func derivedIds() throws {
    let text =
      #"{"people":[{"name":"ada","age":1},{"name":"bob"}],"shop":{"shelves":[{"label":"a"},{"label":"a"},{"label":"b"}]}}"#
    let first = try SeedTenant()
    try first.load(text)
    let made = try (first.ids(in: "being"), first.ids(in: "shelf"))
    #expect(Set(made.0 + made.1).count == 5)
    #expect(made.0[0] == "20e2849e-78a6-8c2f-976d-3cafc3f636b3")
    let other = try SeedTenant()
    try other.load(
      #"{"shop":{"shelves":[{"label":"a"},{"label":"a"},{"label":"b"}]},"people":[{"age":1, "name":"ada"},{"name":"bob"}]}"#
    )
    #expect(try other.ids(in: "being") == made.0)
    #expect(try other.ids(in: "shelf") == made.1)
    #expect(try first.load(text) == SeedReport(created: 0, changed: 0, ignored: []))
    #expect(try first.ids(in: "shelf") == made.1)
  }

  @Test("without what is derived, which is reported, and without what only answers carry")
  func derivedValues() throws {
    let seed = try SeedTenant()
    let report = try seed.load(
      """
      {"@odata.context":"x","people":[{"id":"\(ids[1])","name":"ada","title":"Dr","score":3,"teams":[{"a":1}],
        "reports@odata.bind":["people/x"],"@odata.etag":"W","boss@odata.navigationLink":"b","secret":"s"}]}
      """)
    #expect(
      report
        == SeedReport(
          created: 1, changed: 0,
          ignored: ["title", "score", "teams", "reports@odata.bind"].map { "1.json: $.people[0].\($0)" }))
    #expect(try seed.state() == #"{"people":[{"id":"\#(ids[1])","name":"ada","secret":"s"}]}"#)
  }

  @Test("among the deleted, where nobody refers to them")
  func deleted() throws {
    let seed = try SeedTenant()
    try seed.load(
      """
      {"shop":{"gone":[{"@odata.type":"#test.person","id":"\(ids[1])","name":"ada","deletedDateTime":"2026-01-20T10:00:00Z"},
        {"@odata.type":"#test.team","id":"\(ids[2])"}]},"people":[{"id":"\(ids[3])","name":"ada"}]}
      """)
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(ids[3])","name":"ada"}],"shop":{"gone":[{"@odata.type":"#test.person","id":"\(ids[1])",\
        "deletedDateTime":"2026-01-20T10:00:00Z","name":"ada"},\
        {"@odata.type":"#test.team","id":"\(ids[2])","deletedDateTime":"2026-01-31T08:15:30Z"}]}}
        """)
    #expect(
      try seed.mistake(#"{"teams":[{"members@odata.bind":["people/\#(ids[1])"]}]}"#)
        == "1.json: $.teams[0].members@odata.bind[0]: no person '\(ids[1])'")
  }

  @Test("and a reset puts the tenant back to them")
  func reset() throws {
    let seed = try SeedTenant()
    let start = #"{"people":[{"name":"ada"}],"settings":{"strict":true}}"#
    try seed.load(start)
    let state = try seed.state()
    try seed.load(
      #"{"people":[{"name":"bob"}],"settings":{"pageSize":5},"clock":{"mode":"frozen","now":"2026-01-01T00:00:00Z"}}"#
    )
    try seed.load(start, replacing: true)
    #expect(try seed.state() == state)
    #expect(seed.tenant.clock.mode == .real)
  }

  @Test("as rules want them: an inline object may stand for one that a rule knows")
  func inlineByRule() throws {
    struct ByName: EntityRule {
      let types = ["test.person"]
      func existing(_ draft: Draft, _ transaction: WriteTransaction) throws -> Entity? {
        guard let name = draft.properties["name"]?.stringValue else { return nil }
        return try transaction.entity("name", is: name, in: transaction.table("test.person"))
      }
      func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
        guard new.properties["name"]?.stringValue != "nobody" else { throw GraphError(400, "x", "not him") }
      }
    }
    var rules = RuleBook()
    rules.add([ByName()])
    let seed = try SeedTenant(rules: rules)
    try seed.load(
      #"{"shop":{"shelves":[{"id":"s","keeper":{"name":"ada"}},{"id":"t","keeper":{"name":"ada"}}]},"people":[{"id":"\#(ids[1])","name":"ada"}]}"#
    )
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(ids[1])","name":"ada"}],"shop":{"shelves":[\
        {"id":"s","keeper@odata.bind":"people/\(ids[1])"},{"id":"t","keeper@odata.bind":"people/\(ids[1])"}]}}
        """)
    #expect(
      try seed.mistake(#"{"people":[{"name":"zoe"},{"name":"nobody"}]}"#) == "1.json: $.people[1]: not him")
  }
}
