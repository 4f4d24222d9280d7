import JSON
import Testing

/// Items that a change makes where they are missing, as their collection says (`MadeBy`): they were 405 or 404.
@Suite("What a change makes") struct MadeByKeyTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant(declaring: Self.types) }

  private static let types = """
    <EntityType Name="crate" BaseType="graph.entity">
      <Property Name="colour" Type="Edm.String"/><Property Name="size" Type="Edm.Int32"/>
      <Property Name="labels" Type="graph.labels"/>
      <Annotation Term="Emulator.V1.GivenId" String="id"/></EntityType>
    <ComplexType Name="labels" OpenType="true"/>
    <EntityType Name="barn" BaseType="graph.entity">
      <NavigationProperty Name="crates" Type="Collection(graph.crate)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.ItemMethods" String="GET PATCH PUT DELETE"/>
        <Annotation Term="Emulator.V1.MadeBy" String="PUT"/></NavigationProperty>
      <NavigationProperty Name="boxes" Type="Collection(graph.crate)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.MadeBy" String="PATCH"/></NavigationProperty></EntityType>
    <EntityContainer Name="GraphService"><EntitySet Name="barns" EntityType="graph.barn"/></EntityContainer>
    """

  private func crate(_ barn: String, _ colour: String, _ size: String, _ labels: String) -> WholeAnswer {
    .ok(
      #"{"@odata.context":"V/$metadata#barns('\#(barn)')/crates/$entity","id":"A1","colour":\#(colour),"#
        + #""size":\#(size),"labels":\#(labels)}"#)
  }

  @Test func putMakesAnItemAndThenReplacesIt() throws {
    let barn = try make("/barns", "{}")
    let path = "/barns/\(barn)/crates/A1"
    #expect(send("GET", path).status == 404)
    let made = send("PUT", path, #"{"id":"B2","colour":"red","labels":{"a":1,"b":2}}"#)
    #expect(made.whole == crate(barn, #""red""#, "null", #"{"a":1,"b":2}"#))
    #expect(send("GET", path).whole == made.whole)
    #expect(send("GET", "/barns/\(barn)/crates").values("id") == ["A1"])
    let replaced = send("PUT", path, #"{"size":3,"labels":{"b":3}}"#)
    #expect(replaced.whole == crate(barn, "null", "3", #"{"b":3}"#))
    #expect(send("GET", "/barns/\(barn)/crates").values("id") == ["A1"])
  }

  @Test func whatContainsItHasToBeThere() {
    #expect(send("PUT", "/barns/none/crates/A1", "{}").status == 404)
  }

  /// The other methods of the item are about what is there.
  @Test func othersMakeNothing() throws {
    let barn = try make("/barns", "{}")
    #expect(send("PATCH", "/barns/\(barn)/crates/A1", #"{"size":1}"#).status == 404)
    #expect(send("DELETE", "/barns/\(barn)/crates/A1").status == 404)
    #expect(send("PUT", "/barns/\(barn)/boxes/A1", #"{"size":1}"#).status == 405)
    #expect(send("PUT", "/barns/\(barn)", "{}").status == 405)
    #expect(send("GET", "/barns/\(barn)/crates").items.isEmpty)
  }

  @Test func patchMakesAnItemWithNothingToo() throws {
    let barn = try make("/barns", "{}")
    let context = #""@odata.context":"V/$metadata#barns('\#(barn)')/boxes/$entity""#
    for (change, members) in [
      ("{}", #""colour":null,"size":null"#), (#"{"size":2}"#, #""colour":null,"size":2"#),
      (#"{"colour":"blue"}"#, #""colour":"blue","size":2"#),
    ] {
      #expect(
        send("PATCH", "/barns/\(barn)/boxes/c1", change).whole
          == .ok(#"{\#(context),"id":"c1",\#(members),"labels":null}"#))
    }
    #expect(
      send("GET", "/barns/\(barn)/boxes").whole
        == .ok(
          #"{"@odata.context":"V/$metadata#barns('\#(barn)')/boxes","value":[{"id":"c1","colour":"blue","size":2,"labels":null}]}"#
        ))
  }
}
