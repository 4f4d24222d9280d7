import Testing

@testable import EntityModel

/// Which complex values lead on to objects.
@Suite struct LeadingTypesTests {
  private static let document = """
    <Edmx><Schema Namespace="a">
      <EntityType Name="lamp"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
      <ComplexType Name="room"><NavigationProperty Name="lamps" Type="Collection(a.lamp)"/></ComplexType>
      <ComplexType Name="floor"><Property Name="first" Type="a.room"/></ComplexType>
      <ComplexType Name="house"><Property Name="ground" Type="a.floor"/><Property Name="next" Type="a.house"/></ComplexType>
      <ComplexType Name="stairs"/>
      <ComplexType Name="spiralStairs" BaseType="a.stairs"><Property Name="landing" Type="a.room"/></ComplexType>
      <ComplexType Name="tower"><Property Name="way" Type="a.stairs"/></ComplexType>
      <ComplexType Name="street"><Property Name="rooms" Type="Collection(a.room)"/></ComplexType>
      <ComplexType Name="chain"><Property Name="next" Type="a.chain"/></ComplexType>
    </Schema></Edmx>
    """

  @Test(arguments: [
    ("room", true), ("floor", true), ("house", true), ("spiralStairs", true), ("stairs", true),
    ("tower", true), ("street", false), ("chain", false),
  ]) func aValueLeadsOn(name: String, leads: Bool) throws {
    let model = try EntityModel.read(Array(Self.document.utf8), completedBy: nil)
    #expect(model.leadsOn(try #require(model.type("a." + name))) == leads)
  }
}
