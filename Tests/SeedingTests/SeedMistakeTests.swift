import Seeding
import Tenants
import TenantSupport
import Testing

@Suite("A wrong seed is told in one sentence with its place")
struct SeedMistakeTests {
  private static let ids = (1...3).map(SeedTenant.guid)

  @Test(
    arguments: [
      (#"{"persons":[]}"#, "1.json: $.persons: a seed has no 'persons'"),
      (#"{"me":{}}"#, "1.json: $.me: a seed has no 'me'"),
      (#"{"hooks":[]}"#, "1.json: $.hooks: a seed has no 'hooks'"),
      (#"{"people":{}}"#, "1.json: $.people: an array expected, not an object"),
      (#"{"people":[1]}"#, "1.json: $.people[0]: an object expected, not a number"),
      (#"{"people":[{"nick":"a"}]}"#, "1.json: $.people[0].nick: a person has no 'nick'"),
      (
        #"{"people":[{"@odata.bound":"a"}]}"#,
        "1.json: $.people[0].@odata.bound: a person has no '@odata.bound'"
      ),
      (#"{"people":[{"age":"old"}]}"#, "1.json: $.people[0].age: the value of 'age' is no Edm.Int32"),
      (#"{"people":[{"age":5000000000}]}"#, "1.json: $.people[0].age: 5000000000 is out of range"),
      (#"{"people":[{"mood":"sad"}]}"#, "1.json: $.people[0].mood: 'sad' is no member of test.mood"),
      (#"{"people":[{"name":null}]}"#, "1.json: $.people[0].name: 'name' cannot be null"),
      (#"{"people":[{"home":{"town":"X"}}]}"#, "1.json: $.people[0].home.town: a address has no 'town'"),
      (#"{"people":[{"id":"x"}]}"#, "1.json: $.people[0].id: 'x' is no GUID"),
      (#"{"people":[{"id":7}]}"#, "1.json: $.people[0].id: an id is a string, not a number"),
      (
        #"{"shop":{"shelves":[{"id":"a/b"}]}}"#,
        "1.json: $.shop.shelves[0].id: 'a/b' cannot be an id: 1 to 255 characters without / and blanks around them"
      ),
      (#"{"shop":{"doors":[]}}"#, "1.json: $.shop.doors: shop has no 'doors' in a seed"),
      (
        #"{"people":[{"deletedDateTime":"2026-01-01T00:00:00Z"}]}"#,
        "1.json: $.people[0]: only objects among the deleted have a moment of deletion"
      ),
      (
        ##"{"people":[{"@odata.type":"#test.team"}]}"##,
        "1.json: $.people[0].@odata.type: team is no kind of person"
      ),
      (
        ##"{"people":[{"@odata.type":"#test.cat"}]}"##,
        "1.json: $.people[0].@odata.type: there is no type '#test.cat'"
      ),
    ])
  func unfit(seed: String, sentence: String) throws {
    #expect(try SeedTenant().mistake(seed) == sentence)
  }

  @Test func whatIsTooDeep() throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    #expect(
      try tenant.mistake(FurtherSeedTests.deepSeed(levels: 100))
        == "1.json: $.people[0].extras[0].floor: an object has at most 100 levels")
    #expect(
      try tenant.mistake(FurtherSeedTests.deepSeed(levels: 500))
        == "1.json: line 1, column 460: nested too deeply")
  }

  @Test(
    arguments: [
      (
        #"{"people":[{"name":"a","boss@odata.bind":"people/x"}]}"#,
        "1.json: $.people[0].boss@odata.bind: no person 'x'"
      ),
      (
        #"{"people":[{"name":"a","boss@odata.bind":"nothing"}]}"#,
        "1.json: $.people[0].boss@odata.bind: 'nothing' is no path of an object"
      ),
      (
        #"{"people":[{"name":"a","boss@odata.bind":1}]}"#,
        "1.json: $.people[0].boss@odata.bind: a path such as 'users/{id}' expected, not a number"
      ),
      (
        #"{"people":[{"name":"a"}],"teams":[{"members@odata.bind":["people/a","people/x"]}]}"#,
        "1.json: $.teams[0].members@odata.bind[1]: no person 'x'"
      ),
      (#"{"shop":{"notes":[{"shelfId":"s"}]}}"#, "1.json: $.shop.notes[0].shelfId: no shelf 's'"),
      (
        #"{"shop":{"shelves":[{"keeper@odata.bind":"teams/\#(ids[0])"}]},"teams":[{"id":"\#(ids[0])"}]}"#,
        "1.json: $.shop.shelves[0].keeper@odata.bind: '\(ids[0])' is a team, no person"
      ),
    ])
  func unresolved(seed: String, sentence: String) throws {
    #expect(try SeedTenant().mistake(seed) == sentence)
  }

  @Test("ids and names once in a file")
  func duplicates() throws {
    let id = Self.ids[0]
    #expect(
      try SeedTenant().mistake(#"{"people":[{"id":"\#(id)","name":"a"},{"id":"\#(id)","name":"b"}]}"#)
        == "1.json: $.people[1]: $.people[0] has the id '\(id)', too")
    #expect(
      try SeedTenant().mistake(#"{"people":[{"name":"a"},{"name":"A"}]}"#)
        == "1.json: $.people[1]: $.people[0] has the same name, too")
    #expect(
      try SeedTenant().mistake(#"{"people":[{"name":"a"},{"id":"\#(id)","name":"A"}]}"#)
        == "1.json: $.people[1]: another person has the name 'A'")
    #expect(
      try SeedTenant().mistake(#"{"people":[{"id":"\#(id)","name":"a"}],"teams":[{"id":"\#(id)"}]}"#)
        == "1.json: $.teams[0]: $.people[0] has the id '\(id)', too")
  }

  @Test("and nothing of any file is loaded")
  func allOrNothing() throws {
    let seed = try SeedTenant()
    let mistake = try seed.mistake(
      #"{"people":[{"name":"a"}],"settings":{"strict":true},"clock":{"mode":"offset","offset":"P1D"}}"#,
      #"{"people":[{"name":"b","boss@odata.bind":"people/c"}]}"#)
    #expect(mistake == "2.json: $.people[0].boss@odata.bind: no person 'c'")
    #expect(try seed.state() == "{}")
    #expect(seed.tenant.clock.mode == .real)
  }
}
