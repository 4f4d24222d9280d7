import JSON
import TestSupport
import Testing

/// Paths through what published metadata has and our own has not: values in values, types below them, references to
/// whatever there is, and types that it derives from others than we do.
@Suite struct FurtherPathTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(
      #"{"settings":{"operations":"stub"},"applications":[{"id":"\#(Self.application)","displayName":"a"}]}"#,
      declaring: Self.types)
  }

  private static let application = "11111111-1111-1111-1111-111111111111"

  private static let types = """
    <EntityType Name="directoryObject" BaseType="graph.entity"/>
    <EntityType Name="application" BaseType="graph.directoryObject"/>
    <EntityType Name="directoryRoleTemplate" BaseType="graph.directoryObject"/>
    <Action Name="dust" IsBound="true"><Parameter Name="bindingParameter" Type="graph.directoryObject"/></Action>
    <Function Name="delta" IsBound="true">
      <Parameter Name="bindingParameter" Type="Collection(graph.application)"/>
      <ReturnType Type="Collection(graph.application)"/></Function>
    <ComplexType Name="wing"><Property Name="rooms" Type="graph.rooms"/>
      <Property Name="stairs" Type="graph.stairs"/><Property Name="colour" Type="Edm.String"/></ComplexType>
    <ComplexType Name="rooms"><Property Name="floor" Type="Edm.Int32"/>
      <NavigationProperty Name="lamps" Type="Collection(graph.lamp)" ContainsTarget="true"/></ComplexType>
    <ComplexType Name="stairs" Abstract="true"><Property Name="steps" Type="Edm.Int32"/></ComplexType>
    <ComplexType Name="spiralStairs" BaseType="graph.stairs"><Property Name="turns" Type="Edm.Int32"/>
      <NavigationProperty Name="rails" Type="Collection(graph.lamp)"/></ComplexType>
    <EntityType Name="lamp" BaseType="graph.entity"><Property Name="colour" Type="Edm.String"/>
      <Property Name="holder" Type="graph.holder"/>
      <NavigationProperty Name="beside" Type="Collection(graph.lamp)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="microsoft.graph.attic/lamps by holder.id"/>
      </NavigationProperty></EntityType>
    <ComplexType Name="holder"><Property Name="id" Type="Edm.String"/></ComplexType>
    <EntityType Name="house" BaseType="graph.entity"><Property Name="wing" Type="graph.wing"/>
      <Property Name="wings" Type="Collection(graph.rooms)"/>
      <NavigationProperty Name="attic" Type="graph.attic" ContainsTarget="true"/>
      <NavigationProperty Name="lantern" Type="graph.lamp" ContainsTarget="true"/>
      <NavigationProperty Name="neighbour" Type="graph.entity"/>
      <NavigationProperty Name="neighbours" Type="Collection(graph.entity)"/></EntityType>
    <EntityType Name="attic" BaseType="graph.entity">
      <NavigationProperty Name="lamps" Type="Collection(graph.lamp)" ContainsTarget="true"/>
      <NavigationProperty Name="lanterns" Type="Collection(graph.lamp)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.AlsoAt" String="houses/lantern"/></NavigationProperty>
      <NavigationProperty Name="chandelier" Type="graph.lamp" ContainsTarget="true"/></EntityType>
    <EntityContainer Name="GraphService">
      <EntitySet Name="houses" EntityType="graph.house"/><Singleton Name="attic" Type="graph.attic"/>
      <EntitySet Name="attics" EntityType="graph.attic">
        <Annotation Term="Emulator.V1.AlsoAt" String="houses/attic users/nothing"/></EntitySet>
      <EntitySet Name="applications" EntityType="graph.application"/>
    </EntityContainer>
    """

  private func house() throws -> String {
    let stairs = ##"{"@odata.type":"#microsoft.graph.spiralStairs","steps":20,"turns":3}"##
    return "/houses/"
      + (try make(
        "/houses", #"{"wing":{"colour":"red","rooms":{"floor":2},"stairs":\#(stairs)},"wings":[{},{}]}"#))
  }

  /// `lamps` was an unknown segment: the value that holds the one with lamps has none itself.
  @Test func aValueInAValueLeadsToObjects() throws {
    let house = try house()
    let lamp = try make(house + "/wing/rooms/lamps", #"{"colour":"blue"}"#)
    #expect(send("GET", house + "/wing/rooms/lamps").values("id") == [lamp])
    #expect(send("GET", "\(house)/wing/rooms/lamps/\(lamp)/colour")["value"] == "blue")
    #expect(send("GET", house + "/wing/rooms/lamps/$count").text == "1")
    #expect(send("DELETE", "\(house)/wing/rooms/lamps/\(lamp)").status == 204)
    #expect(send("GET", house + "/wing/rooms/lamps").items.isEmpty)
  }

  /// What stands in a value that leads to objects was null.
  @Test func whatStandsBesideIsReadAndChanged() throws {
    let house = try house()
    #expect(send("GET", house + "/wing/colour")["value"] == "red")
    #expect(send("GET", house + "/wing/rooms/floor/$value").text == "2")
    #expect(send("GET", house + "/wing/rooms").json.objectValue?["floor"] == .number("2"))
    #expect(send("GET", house + "/wings/$count").text == "2")
    let changed = send("PATCH", house + "/wing/rooms", #"{"floor":3}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(send("GET", house + "/wing/rooms/floor/$value").text == "3")
    #expect(send("GET", house + "/wing/colour/$value").text == "red")
  }

  @Test func aTypeBelowAValueLeadsToObjects() throws {
    let path = try house() + "/wing/stairs/graph.spiralStairs"
    let rails = send("GET", path + "/rails")
    #expect(rails.status == 200 && rails.items.isEmpty, "\(rails.text)")
    #expect(send("GET", path + "/rails/$count").text == "0")
    #expect(send("GET", path + "/turns/$value").text == "3")
  }

  /// Nothing says of which kind the object is.
  @Test func aReferenceToWhateverThereIsLeadsNowhere() throws {
    let house = try house()
    let one = send("GET", house + "/neighbour")
    #expect(one.status == 404, "\(one.text)")
    let all = send("GET", house + "/neighbours")
    #expect(all.status == 200 && all.items.isEmpty, "\(all.text)")
    #expect(send("GET", house + "/neighbours/a").status == 404)
    #expect(send("PUT", house + "/neighbour/$ref", #"{"@odata.id":"/v1.0\#(house)"}"#).status < 500)
    #expect(send("POST", house + "/neighbours/$ref", #"{"@odata.id":"/v1.0\#(house)"}"#).status < 500)
  }

  /// Here the type has another base: no object of ours is one, and the cast was an unknown segment.
  @Test func aCastToWhatIsElsewhereHereFindsNone() {
    let owners = "/applications/\(Self.application)/owners"
    let list = send("GET", owners + "/graph.directoryRoleTemplate")
    #expect(list.status == 200 && list.items.isEmpty, "\(list.text)")
    #expect(send("GET", "\(owners)/\(Self.application)/graph.directoryRoleTemplate").status == 404)
    #expect(send("GET", owners + "/graph.house").status == 400)
  }

  @Test func itTakesTheOperationsOfThePublishedBase() throws {
    let template = try #require(send("GET", "/directoryRoleTemplates").values("id").first)
    let reply = send("POST", "/directoryRoleTemplates/\(template)/dust", "{}")
    #expect(reply.status == 204, "\(reply.text)")
    #expect(send("POST", "/houses/a/dust", "{}").status == 400)
    // Rules know nothing of it, whose key may be that of somebody else.
    let asked = send(
      "POST", "/directoryRoleTemplates/\(template)/getMemberObjects", #"{"securityEnabledOnly":false}"#)
    #expect(asked.status == 200 && asked.items.isEmpty, "\(asked.text)")
  }

  /// The base has a function of that name, which lists changes of a set that keeps none.
  @Test func theNearestFunctionCounts() {
    let first = send("GET", "/applications/delta")
    #expect(first.status == 200 && first.values("id") == [Self.application], "\(first.text)")
    #expect(first.json.objectValue?["@odata.context"]?.stringValue?.hasSuffix("#applications") == true)
  }

  /// What was made below an object that nobody owns was in no list.
  @Test func whatNobodyOwnsIsBesideItsLike() throws {
    let lamp = try make("/attic/lamps", "{}")
    let other = try make("/attic/lamps/\(lamp)/beside", #"{"colour":"red"}"#)
    #expect(send("GET", "/attic/lamps/\(lamp)/beside").values("id") == [other])
    #expect(send("GET", "/attic/lamps/\(lamp)/beside/\(other)")["colour"] == "red")
    #expect(send("GET", "/attic/lamps").values("id") == [lamp, other])
    #expect(send("DELETE", "/attic/lamps/\(lamp)").status == 204)
    #expect(send("GET", "/attic/lamps").items.isEmpty)
  }

  /// POST was 400: the object before has no row.
  @Test func soIsWhatHasNoRowItself() throws {
    let lamp = try make("/attic/chandelier/beside", "{}")
    #expect(send("GET", "/attic/chandelier/beside").values("id") == [lamp])
    #expect(send("GET", "/attic/lamps").values("id") == [lamp])
    #expect(send("GET", "/attic/lamps/\(lamp)/beside").items.isEmpty)
  }

  /// What a house has is there before it is written to, and was 404 by the set of its type until then.
  @Test func aSetLeadsToWhatObjectsContain() throws {
    let house = String(try house().split(separator: "/")[1])
    #expect(send("GET", "/attics/\(house)")["id"]?.stringValue == house)
    #expect(send("GET", "/attics/\(house)/lamps").items.isEmpty)
    #expect(send("GET", "/attics").items.isEmpty)
    let lamp = try make("/attics/\(house)/lamps", "{}")
    #expect(send("GET", "/houses/\(house)/attic/lamps").values("id") == [lamp])
    #expect(send("GET", "/attics/\(house)/lamps/\(lamp)").status == 200)
    #expect(send("GET", "/attics").values("id") == [house])
  }

  @Test("what objects contain was 404 by a list below a singleton that leads to it")
  func aListLeadsToWhatObjectsContain() throws {
    let house = String(try house().split(separator: "/")[1])
    let lantern = "/attic/lanterns/\(house)"
    #expect(send("GET", lantern)["id"] == .string(house))
    #expect(send("PATCH", lantern, #"{"colour":"red"}"#).status == 200)
    for path in [lantern, "/houses/\(house)/lantern"] { #expect(send("GET", path)["colour"] == "red") }
    let own = try make("/attic/lanterns", #"{"colour":"blue"}"#)
    #expect(send("GET", "/attic/lanterns/\(own)")["colour"] == "blue")
    #expect(send("GET", "/attic/lanterns").values("id") == [own])
    #expect(send("GET", "/attic/lanterns/a").status == 404)
  }

  @Test func whereNothingContainsItItIsMissing() throws {
    let own = try make("/attics", "{}")
    #expect(send("GET", "/attics/\(own)").status == 200)
    let missing = send("GET", "/attics/a/lamps")
    #expect(missing.status == 404 && missing.message?.contains("'a'") == true, "\(missing.text)")
    #expect(send("PATCH", "/attics/a", "{}").status == 404)
  }
}
