import JSON
import TenantSupport
import Testing

/// What a new object gets that its body does not say, and what follows from what it contains.
@Suite("Values of new objects") struct CreationTests {
  private let service: SmallService
  private let trunks: String

  init() throws {
    service = try SmallService(model: Self.document(Self.trunk), groundwork: Self.document(""))
    let ada = service.send("POST", "/people", #"{"name":"Ada"}"#).json.objectValue
    trunks = "/people/\(try #require(ada?["id"]?.stringValue))/trunks"
  }

  private static func document(_ further: String) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="person" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/>
      \(further.isEmpty ? "" : #"<NavigationProperty Name="trunks" Type="Collection(test.trunk)" ContainsTarget="true"/>"#)
      <Annotation Term="Emulator.V1.Home" String="people"/>
    </EntityType>
    \(further)
    <EntityContainer Name="Service"><EntitySet Name="people" EntityType="test.person"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }

  private static let trunk = """
    <ComplexType Name="part"><Property Name="name" Type="Edm.String"/><Property Name="state" Type="Edm.String"/>
    </ComplexType>
    <EntityType Name="trunk" BaseType="test.entity">
      <Property Name="label" Type="Edm.String"/>
      <Property Name="isShut" Type="Edm.Boolean"/>
      <Property Name="within" Type="Edm.String"/>
      <Property Name="sign" Type="Edm.String"/><Property Name="key" Type="Edm.String"/>
      <Property Name="parts" Type="Collection(test.part)"/>
      <Property Name="mark" Type="Edm.String"/><NavigationProperty Name="maker" Type="test.person"/>
      <Property Name="size" Type="Edm.Int32">
        <Annotation Term="Emulator.V1.Derived" String="count test.trunk/trunks"/></Property>
      <Property Name="hasOpen" Type="Edm.Boolean">
        <Annotation Term="Emulator.V1.Derived" String="any test.trunk/trunks but isShut"/></Property>
      <Property Name="outer" Type="Edm.String">
        <Annotation Term="Emulator.V1.Derived" String="container test.trunk/trunks"/></Property>
      <NavigationProperty Name="trunks" Type="Collection(test.trunk)" ContainsTarget="true"/>
      <Annotation Term="Emulator.V1.Creation" String='{"of":"test.person",
        "default":{"label":{"$join":["Of ","$owner/name"]},"isShut":true,"mark":{"$join":["by ","$object/maker/name"]},"nothing":1,
        "within":"$owner/test.trunk/label"},
        "set":{"parts":{"$each":"$object/parts","as":{"$merge":["$item",{"state":{"$first":["$item/state","new"]}}]}}},
        "follow":{"label":{"sign":{"$join":["(","$object/label",")"]}},"isShut":{"key":{"$case":"$object/isShut","true":"in","false":null}}}}'/>
    </EntityType>
    """

  private func make(_ path: String, _ body: String) -> JSONObject {
    let reply = service.send("POST", path, body)
    #expect(reply.status == 201, "\(reply.text)")
    return reply.json.objectValue ?? [:]
  }

  private func path(_ object: JSONObject, in collection: String) -> String {
    "\(collection)/\(object["id"]?.stringValue ?? "")"
  }

  private func values(_ path: String, _ names: [String]) -> [JSONValue?] {
    let shown = service.send("GET", path).json.objectValue
    return names.map { shown?[$0] }
  }

  @Test func aNewObjectHasWhatItsBodyDoesNotSay() {
    let made = make(trunks, #"{"parts":[{"name":"lid"},{"name":"lock","state":"old"}]}"#)
    #expect(made["label"] == "Of Ada" && made["isShut"] == .bool(true))
    #expect(made["parts"]?.text == #"[{"name":"lid","state":"new"},{"name":"lock","state":"old"}]"#)
    #expect(values(path(made, in: trunks), ["label", "isShut"]) == ["Of Ada", .bool(true)])
  }

  @Test("objects in the body of a new one had nothing of it") func objectsInTheBodyHaveItToo() throws {
    let bob = service.send("POST", "/people", #"{"name":"Bob"}"#).json.objectValue?["id"]?.stringValue
    let maker = #""maker@odata.bind":"people('\#(try #require(bob))')""#
    let made = make(trunks, #"{\#(maker),"trunks":[{"label":"Mine",\#(maker)},{"mark":"own",\#(maker)},{}]}"#)
    #expect(made["mark"] == "by Bob")
    let inner = service.send("GET", path(made, in: trunks) + "/trunks").items
    #expect(inner.map { $0["label"] } == ["Mine", "Of Ada", "Of Ada"])
    #expect(inner.map { $0["sign"] } == ["(Mine)", .null, .null])
    #expect(inner.map { $0["isShut"] } == [.bool(true), .bool(true), .bool(true)])
    #expect(inner.map { $0["mark"] } == ["by Bob", "own", .null])
  }

  @Test func itTellsOfTheNearestObjectOfAType() {
    let outer = make(trunks, #"{"label":"Outer"}"#)
    let place = path(outer, in: trunks) + "/trunks"
    let inner = make(place, "{}")
    #expect([outer, inner].map { $0["within"] } == [.null, "Outer"])
    #expect(inner["label"] == "Of Ada")
  }

  @Test func whatTheBodySaysStays() {
    let made = make(trunks, #"{"label":"Mine","isShut":false,"parts":[]}"#)
    #expect(made["label"] == "Mine" && made["isShut"] == .bool(false) && made["parts"] == [])
    let changed = service.send("PATCH", path(made, in: trunks), #"{"label":null}"#)
    #expect(changed.status == 200)
    #expect(values(path(made, in: trunks), ["label"]) == [.null])
  }

  @Test func someFollowsFromWhatABodySays() {
    let made = make(trunks, #"{"label":"Mine"}"#)
    let place = path(made, in: trunks)
    #expect(values(place, ["sign", "key"]) == ["(Mine)", .null])
    #expect(make(trunks, #"{"label":"Mine","sign":"none"}"#)["sign"] == "none")
    for (change, expected) in [
      (#"{"isShut":true}"#, ["(Mine)", "in"]), (#"{"label":"Yours"}"#, ["(Yours)", "in"]),
      (#"{"isShut":false,"sign":"?"}"#, ["?", .null]), (#"{"label":"Mine","sign":"!"}"#, ["!", .null]),
    ] as [(String, [JSONValue?])] {
      #expect(service.send("PATCH", place, change).status == 200)
      #expect(values(place, ["sign", "key"]) == expected, "\(change)")
    }
  }

  @Test func anObjectTellsWhatItContainsAndWhatContainsIt() {
    let outer = make(trunks, "{}")
    let place = path(outer, in: trunks)
    let names = ["size", "hasOpen", "outer"]
    #expect(values(place, names) == [.number(0), .bool(false), .null])
    let inner = make(place + "/trunks", "{}")
    #expect(values(place, names) == [.number(1), .bool(false), .null])
    #expect(names.map { inner[$0] } == [.number(0), .bool(false), outer["id"]])
    let open = make(place + "/trunks", #"{"isShut":false,"size":9}"#)
    #expect(values(place, names) == [.number(2), .bool(true), .null])
    #expect(open["size"] == .number(0))
    #expect(service.send("DELETE", path(open, in: place + "/trunks")).status == 204)
    #expect(values(place, names) == [.number(1), .bool(false), .null])
  }

  @Test func listsAskForThat() {
    let full = make(trunks, #"{"label":"full"}"#)
    _ = make(trunks, #"{"label":"empty"}"#)
    _ = make(path(full, in: trunks) + "/trunks", #"{"isShut":false}"#)
    for filter in ["size eq 1", "size gt 0", "hasOpen eq true"] {
      let found = service.send("GET", "\(trunks)?$filter=\(filter)").items.map { $0["label"] }
      #expect(found == ["full"], "\(filter)")
    }
    let sorted = service.send("GET", "\(trunks)?$orderby=size").items.map { $0["label"] }
    #expect(sorted == ["empty", "full"])
  }
}
