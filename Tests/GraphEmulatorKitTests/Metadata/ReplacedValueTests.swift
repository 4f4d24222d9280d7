import JSON
import Testing

/// PUT of a property that is a collection of values: it was 405.
@Suite("Collections of values that are replaced") struct ReplacedValueTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant(declaring: Self.types) }

  private static let types = """
    <ComplexType Name="label"><Property Name="text" Type="Edm.String"/>
      <Property Name="colour" Type="Edm.String"/></ComplexType>
    <ComplexType Name="lid"><Property Name="marks" Type="Collection(Edm.String)"/>
      <Property Name="height" Type="Edm.Int32"/></ComplexType>
    <EntityType Name="crate" BaseType="graph.entity">
      <Property Name="colour" Type="Edm.String"/>
      <Property Name="labels" Type="Collection(graph.label)"/>
      <Property Name="lid" Type="graph.lid"/></EntityType>
    <EntityType Name="barn" BaseType="graph.entity">
      <NavigationProperty Name="crate" Type="graph.crate" ContainsTarget="true"/></EntityType>
    <EntityContainer Name="GraphService"><EntitySet Name="barns" EntityType="graph.barn"/></EntityContainer>
    """

  /// A single value that nobody has made yet, as `synchronization` of an application.
  private func crate() throws -> String { try made(in: "/barns", "{}") + "/crate" }

  @Test func othersStay() throws {
    let crate = try crate()
    #expect(
      send("PUT", crate + "/labels", #"{"value":[{"text":"a","colour":"red"},{"text":"b"}]}"#).whole
        == .noContent)
    #expect(send("PATCH", crate, #"{"colour":"blue","lid":{"height":2}}"#).status == 200)
    #expect(send("PUT", crate + "/labels", #"{"value":[{"text":"c"}]}"#).whole == .noContent)
    #expect(send("PUT", crate + "/lid/marks", #"{"value":["x","y"]}"#).whole == .noContent)
    let shown = send("GET", crate)
    #expect(shown["labels"]?.text == #"[{"text":"c","colour":null}]"#)
    #expect(shown["lid"]?.text == #"{"marks":["x","y"],"height":2}"#)
    #expect(shown["colour"] == "blue")
    #expect(send("PUT", crate + "/labels", #"{"value":[]}"#).whole == .noContent)
    #expect(send("GET", crate)["labels"] == [])
  }

  @Test(arguments: ["[]", "{}", #"{"value":"a"}"#, #"{"value":[1]}"#, #"{"labels":[]}"#])
  func whatIsNoCollectionIsRefused(body: String) throws {
    let crate = try crate()
    #expect(
      error(send("PUT", crate + "/labels", body))
        == "400 BadRequest: Property labels in payload has a value that does not match schema.")
    #expect(send("GET", crate)["labels"] == [])
  }

  @Test func onlyCollectionsAreReplaced() throws {
    let crate = try crate()
    #expect(send("PUT", crate + "/colour", #"{"value":"red"}"#).status == 405)
    #expect(send("PATCH", crate + "/labels", #"{"value":[]}"#).status == 405)
    #expect(send("PUT", "/users", "{}").status == 405)
  }
}
