import Testing

@testable import EntityModel

/// The model of the store has what all versions have, by the names of one of them.
@Suite struct StoredModelTests {
  private static let own = document(
    """
    <EntityType Name="plan" BaseType="g.entity"><Property Name="schedule" Type="g.requestSchedule"/></EntityType>
    <ComplexType Name="requestSchedule"><Property Name="start" Type="Edm.Date"/></ComplexType>
    """)

  private static let other = document(
    """
    <EntityType Name="plan" BaseType="g.entity"><Property Name="planSchedule" Type="g.planSchedule">
      <Annotation Term="Emulator.V1.MapsTo" String="schedule"/></Property></EntityType>
    <ComplexType Name="planSchedule"><Property Name="begin" Type="Edm.Date">
      <Annotation Term="Emulator.V1.MapsTo" String="start"/></Property>
      <Annotation Term="Emulator.V1.MapsTo" String="g.requestSchedule"/></ComplexType>
    """)

  private static let published = document(
    """
    <EntityType Name="plan" BaseType="g.entity">
      <Property Name="planSchedule" Type="g.planSchedule"/><Property Name="color" Type="Edm.String"/>
      <NavigationProperty Name="steps" Type="Collection(g.step)" ContainsTarget="true"/></EntityType>
    <ComplexType Name="planSchedule">
      <Property Name="begin" Type="Edm.Date"/><Property Name="end" Type="Edm.Date"/></ComplexType>
    <EntityType Name="step" BaseType="g.entity">
      <Property Name="times" Type="Collection(g.planSchedule)"/></EntityType>
    <Action Name="run" IsBound="true"><Parameter Name="it" Type="g.plan"/></Action>
    <EntityContainer Name="Service"><EntitySet Name="steps" EntityType="g.step"/></EntityContainer>
    """)

  private let model: EntityModel

  init() throws {
    model = try EntityModel.readStored(
      Array(Self.own.utf8), completedBy: nil, and: Array(Self.other.utf8),
      completedBy: PublishedDocument(name: "g.xml", bytes: Array(Self.published.utf8)))
  }

  @Test func whatIsStoredByAnotherNameIsThereOnce() throws {
    #expect(model.type("g.planSchedule") == nil)
    let schedule = try #require(model.type("g.requestSchedule"))
    #expect(schedule.properties.map(\.name) == ["start", "end"])
    let plan = try #require(model.type("g.plan"))
    #expect(plan.properties.map(\.name) == ["id", "schedule", "color"])
  }

  @Test func whatOnlyTheOtherVersionHasComesAlong() throws {
    let step = try #require(model.type("g.step"))
    #expect(step.property("times")?.type.elementName == "g.requestSchedule")
    #expect(step.traits.home == "steps")
    #expect(model.type("g.plan")?.navigationProperty("steps")?.target == "g.step")
    #expect(model.operations("run").isEmpty)
  }

  private static func document(_ content: String) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="g" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      \(content)
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }
}
