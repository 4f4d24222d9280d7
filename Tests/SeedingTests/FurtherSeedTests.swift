import JSON
import TenantSupport
import Tenants
import Testing

/// What came with further metadata is loaded and exported as everything else is.
@Suite struct FurtherSeedTests {
  private static let seed = """
    {"people":[{"id":"ada","name":"Ada","address":{"street":"Elm","city":"Rome"},\
    "notes":[{"id":"n","text":"sent"}],"badges":[{"code":"gold","level":3}],"drafts":[{"id":"d","text":"draft"}],\
    "extras":[{"id":"e","name":"colors","floor":[1,{"a":null}],"wall":"red"}],\
    "settings":{"id":"ada","theme":"dark","alarm":{"id":"ada","hour":6,"bells":[{"id":"b","tone":"shrill"}]}},\
    "letters":[{"id":"l","text":"boxed","boxId":"x"}],"boxes":[{"id":"x","size":1}],\
    "carts":[{"id":"c1","wheels":4}],"owner@odata.bind":"people/bob"},{"id":"bob","name":"Bob"}],\
    "teams":[{"id":"t","name":"Red","notes":[{"id":"n","text":"theirs"}],"members@odata.bind":["people/bob"]}],\
    "carts":[{"id":"c2","wheels":3}],\
    "cart":{"wheels":1},\
    "hall":{"house":{"bells":[{"id":"x","tone":"deep"}],"oldBells":[{"id":"x","tone":"cracked"}],\
    "alarm":{"hour":5}}},\
    "alarm":{"hour":8,"bells":[{"id":"y","tone":"soft"}]}}
    """

  @Test func anExportIsLoadedAgain() throws {
    let first = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try first.load(Self.seed)
    let exported = try first.state()
    #expect(try JSONValue.parse(exported) == JSONValue.parse(Self.seed))
    let second = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try second.load(exported)
    #expect(try second.state() == exported)
    // The same once more changes nothing.
    try second.load(exported)
    #expect(try second.state() == exported)
  }

  /// An object of an open type with arrays in each other.
  static func deepSeed(levels: Int) -> String {
    let value = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    return #"{"people":[{"id":"ada","name":"Ada","extras":[{"id":"e","floor":\#(value)}]}]}"#
  }

  @Test("an export of what is as deep as a body may be was refused as a seed") func depth() throws {
    let seed = Self.deepSeed(levels: 99)
    let first = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try first.load(seed)
    let exported = try first.state()
    #expect(exported == seed)
    let second = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try second.load(exported)
    #expect(try second.state() == seed)
  }

  @Test("objects that stand in a complex value were loaded, and not exported") func insideComplexValues()
    throws
  {
    let at = #"<Property Name="at" Type="Edm.String"/>"#
    let bells = #"<NavigationProperty Name="bells" Type="Collection(test.bell)" ContainsTarget="true"/>"#
    let model = Village.whole.replacing(at, with: at + bells)
    let seed = """
      {"people":[{"id":"ada","name":"Ada","feasts":[{"id":"f",\
      "start":{"at":"x","bells":[{"id":"b","tone":"soft"},{"id":"c","tone":"deep"}]}}]}]}
      """
    let first = try SeedTenant(model: model, groundwork: Village.own)
    try first.load(seed)
    let exported = try first.state()
    #expect(exported == seed)
    let second = try SeedTenant(model: model, groundwork: Village.own)
    try second.load(exported)
    #expect(try second.state() == seed)
  }

  /// A seed needs to say no more than its id; each owner has one.
  @Test func anObjectWithANameIsWhatItIs() throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try tenant.load(
      #"{"people":[{"id":"ada","trays":[{"id":"in"}]},{"id":"bob","trays":[{"id":"in","name":"Mine"}]}]}"#)
    let trays = try JSONValue.parse(tenant.state()).objectValue?["people"]?.arrayValue?.map {
      $0.objectValue?["trays"]?.arrayValue?.map { $0.objectValue?["name"] }
    }
    #expect(trays == [["In"], ["Mine"]])
  }

  /// They were passed over without a word, though a POST of the same makes them.
  @Test func whatAnObjectShowsOfAnotherPlaceIsThere() throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    let seed = """
      {"people":[{"id":"ada","name":"Ada","boxes":[{"id":"x","size":1,"letters":[{"id":"l","text":"boxed"}],\
      "boxes":[{"id":"y","size":1,"letters":[{"id":"m","text":"deep"}]}]}],\
      "alarmBells":[{"id":"b","tone":"shrill"}],\
      "shelf":{"id":"s","root":{"id":"r","files":[{"id":"f","name":"a","files":[{"id":"g","name":"b"}]}]}}}],\
      "teams":[{"id":"t","tools":[{"id":"h"}]}]}
      """
    try tenant.load(seed)
    let state = """
      {"people":[{"id":"ada","name":"Ada","alarm":{"bells":[{"id":"b","tone":"shrill"}]},\
      "letters":[{"id":"l","text":"boxed","boxId":"x"},{"id":"m","text":"deep","boxId":"y"}],\
      "boxes":[{"id":"x","size":1,"boxes":[{"id":"y","size":1}]}],\
      "shelf":{"id":"s","root":{"id":"r"},\
      "files":[{"id":"f","name":"a","folderId":"r"},{"id":"g","name":"b","folderId":"f"}]}}],\
      "teams":[{"id":"t"}],"hall":{"tools":[{"id":"h","place":{"team":"t"}}]}}
      """
    #expect(try withoutMadeUp(tenant.state()) == JSONValue.parse(state))
    // The same once more changes nothing.
    let before = try tenant.state()
    let report = try tenant.load(seed)
    #expect(report.created == 0 && report.changed == 0, "\(report)")
    #expect(try tenant.state() == before)
  }

  /// Without the id and the default of the alarm, of which the seed does not say more than its bells.
  private func withoutMadeUp(_ state: String) throws -> JSONValue? {
    var state = try JSONValue.parse(state).objectValue
    var people = state?["people"]?.arrayValue
    var ada = people?.first?.objectValue
    let bells = ada?["alarm"]?.objectValue?["bells"]
    ada?["alarm"] = bells.map { ["bells": $0] }
    people = ada.map { [.object($0)] }
    state?["people"] = people.map(JSONValue.array)
    return state.map(JSONValue.object)
  }

  @Test(arguments: [
    (
      #"{"teams":[{"id":"t","cart":{"wheels":3}}]}"#,
      "$.teams[0].cart: objects of 'cart' stand at 'carts' in a seed"
    ),
    (
      #"{"people":[{"id":"ada","seatedTeams":[{"id":"t"}]}]}"#,
      "$.people[0].seatedTeams: objects of 'seatedTeams' stand at 'teams' in a seed"
    ),
  ])
  func whatCannotBeTakenIsRefused(seed: String, sentence: String) throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    #expect(try tenant.mistake(seed) == "1.json: " + sentence)
    #expect(try tenant.mistake(#"{"teams":[{"id":"t","cart":null}]}"#) == nil)
  }

  @Test func nothingIsMadeForNothing() throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    #expect(try tenant.state() == "{}")
  }
}
