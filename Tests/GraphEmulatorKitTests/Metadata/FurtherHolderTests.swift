import JSON
import Testing

/// What an object shows by its id though another one owns it, where something else contains the object itself: the item of an
/// activity shows items of the drive.
@Suite("Items below what another object contains") struct FurtherHolderTests: PublishedTenantTests {
  let tenant: PublishedTenant
  private let shelf: String
  private let label: String

  init() throws {
    tenant = try PublishedTenant(declaring: Self.types)
    shelf = "/shelves/\(try tenant.make("/shelves", "{}"))"
    label = "\(shelf)/labels/\(try tenant.make(shelf + "/labels", "{}"))"
  }

  private static let types = #"""
    <EntityType Name="shelf" BaseType="graph.entity">
      <NavigationProperty Name="files" Type="Collection(graph.file)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.WellKnown" String='{"tray":{"name":"Tray"}}'/></NavigationProperty>
      <NavigationProperty Name="labels" Type="Collection(graph.label)" ContainsTarget="true"/></EntityType>
    <EntityType Name="label" BaseType="graph.entity">
      <NavigationProperty Name="file" Type="graph.file" ContainsTarget="true"/></EntityType>
    <ComplexType Name="below"><Property Name="id" Type="Edm.String"/></ComplexType>
    <EntityType Name="file" BaseType="graph.entity">
      <Property Name="name" Type="Edm.String"/><Property Name="below" Type="graph.below"/>
      <NavigationProperty Name="files" Type="Collection(graph.file)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="microsoft.graph.shelf/files by below.id"/></NavigationProperty>
    </EntityType>
    <EntityContainer Name="GraphService"><EntitySet Name="shelves" EntityType="graph.shelf"/></EntityContainer>
    """#

  @Test("stayed when it went", arguments: [true, false])
  func goWithIt(isWhole: Bool) throws {
    let file = label + "/file"
    #expect(send("PATCH", file, #"{"name":"a"}"#).status < 300)
    let outer = try make(file + "/files", #"{"name":"b"}"#)
    let inner = try make("\(file)/files/\(outer)/files", #"{"name":"c"}"#)
    let other = try make(shelf + "/files", #"{"name":"d"}"#)
    #expect(send("GET", file + "/files").values("id") == [outer])
    #expect(send("GET", "\(file)/files/\(outer)/files").values("id") == [inner])
    #expect(send("GET", shelf + "/files").values("id") == ["tray", outer, inner, other])
    #expect(send("DELETE", isWhole ? label : file).status == 204)
    #expect(send("GET", shelf + "/files").values("id") == ["tray", other])
  }
}
