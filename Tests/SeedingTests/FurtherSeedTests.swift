import JSON
import TenantSupport
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

  @Test func nothingIsMadeForNothing() throws {
    let tenant = try SeedTenant(model: Village.whole, groundwork: Village.own)
    #expect(try tenant.state() == "{}")
  }
}
