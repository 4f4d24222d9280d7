import TestSupport
import Testing

@testable import EntityModel

/// One document completed by another: the first has the say.
@Suite struct ModelCompletionTests {
  static let own = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="gardenExperience"><Member Name="none"/><Member Name="unknownFutureValue"/><Member Name="mowing"/></EnumType>
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="directoryObject" BaseType="graph.entity">
        <Annotation Term="Emulator.V1.Home" String="directoryObjects"/></EntityType>
      <EntityType Name="user" BaseType="graph.directoryObject">
        <Property Name="displayName" Type="Edm.String"/>
        <Property Name="deletedDateTime" Type="Edm.DateTimeOffset"/>
        <NavigationProperty Name="garden" Type="graph.user"/></EntityType>
      <Action Name="greet" IsBound="true"><Parameter Name="it" Type="graph.user"/></Action>
      <EntityContainer Name="GraphService">
        <EntitySet Name="users" EntityType="graph.user"><Annotation Term="Emulator.V1.Methods" String="GET"/></EntitySet>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  let model: EntityModel

  init() throws {
    model = try EntityModel.read(
      Array(Self.own.utf8), completedBy: PublishedDocument(name: "garden.xml", bytes: ForeignModel.bytes))
  }

  @Test func typesOfEverySchemaComeIn() {
    #expect(
      model.structuredTypes.map(\.name) == [
        "microsoft.graph.entity", "microsoft.graph.directoryObject", "microsoft.graph.user",
        "microsoft.graph.gardener", "microsoft.graph.gardenDocument", "microsoft.graph.seedPacket",
        "microsoft.graph.garden.garden", "microsoft.graph.garden.weather", "microsoft.graph.garden.bed",
        "microsoft.graph.garden.plant", "microsoft.graph.garden.tree", "microsoft.graph.garden.flower",
        "microsoft.graph.garden.area", "microsoft.graph.garden.care", "microsoft.graph.garden.wateredCare",
        "microsoft.graph.gardenMachines.mower",
      ])
  }

  @Test func aTypeKeepsItsMembersAndTakesFurtherOnes() throws {
    let user = try #require(model.type("graph.user"))
    #expect(user.properties.map(\.name) == ["id", "displayName", "deletedDateTime", "gardenName"])
    #expect(user.property("displayName")?.type == TypeReference(.primitive(.string)))
    #expect(user.navigationProperties.map(\.name) == ["garden", "beds"])
    #expect(user.navigationProperty("garden")?.target == "microsoft.graph.user")
    #expect(user.navigationProperty("beds")?.target == "microsoft.graph.garden.bed")
    #expect(!user.isOpen)
  }

  @Test func aMemberThatATypeBelowDeclaresGoesToTheOthersBelow() throws {
    #expect(try #require(model.type("graph.directoryObject")).properties.map(\.name) == ["id"])
    #expect(
      try #require(model.type("graph.gardener")).properties.map(\.name)
        == ["id", "deletedDateTime", "experience", "portrait"])
  }

  @Test func typesInheritAcrossSchemas() throws {
    let mower = try #require(model.type("gardenMachines.mower"))
    #expect(mower.baseType === model.type("self.bed"))
    #expect(
      mower.properties.map(\.name) == ["id", "label", "number", "createdDateTime", "maker", "mode"])
    #expect(mower.alternateKeys == [["label"]])
    #expect(
      mower.property("mode")?.type == TypeReference(.enumeration("microsoft.graph.gardenMachines.mode")))
  }

  @Test func blocksOfAnnotationsAreAboutTheElementsThatTheyName() throws {
    let bed = try #require(model.type("self.bed"))
    #expect(bed.properties.filter(\.traits.isComputed).map(\.name) == ["createdDateTime"])
    #expect(bed.properties.filter(\.traits.isImmutable).map(\.name) == ["number"])
    #expect(model.containerElement("gardeners")?.traits.isUpsertable == true)
    #expect(model.containerElement("seedPackets")?.traits.isUpsertable == false)
  }

  @Test("members of the first document could not be written any more where the second said so")
  func whatTheFirstDocumentSaysOfAMemberCounts() throws {
    let name = try #require(model.type("graph.user")?.property("displayName"))
    #expect(!name.traits.isComputed)
    #expect(model.containerElement("users")?.traits.methods == ["GET"])
  }

  @Test func newMembersOfAnEnumerationStandOnTheirSideOfTheSentinel() throws {
    let experience = try #require(model.enumType("graph.gardenExperience"))
    #expect(
      experience.members.map { "\($0.name) \($0.value)" }
        == ["none 0", "sowing 1", "pruning 2", "unknownFutureValue 1", "mowing 2"])
    #expect(!experience.isFlags)
    #expect(experience.laterMembers.map(\.name) == ["mowing"])
  }

  @Test func setsAndSingletonsComeAfterTheFirstOnes() {
    #expect(
      model.container.map { "\($0.kind) \($0.name) \($0.type)" } == [
        "entitySet users microsoft.graph.user", "entitySet gardeners microsoft.graph.gardener",
        "entitySet seedPackets microsoft.graph.seedPacket",
        "entitySet gardenDocuments microsoft.graph.gardenDocument",
        "singleton garden microsoft.graph.garden.garden",
      ])
  }

  @Test func operationsAreToldApartByBindingAndParameters() {
    #expect(model.operations("greet").map(\.name) == ["microsoft.graph.greet"])
    #expect(
      model.operations("water").map { $0.binding?.name } == [
        "Collection(microsoft.graph.garden.bed)", "microsoft.graph.garden.bed",
      ])
    #expect(model.operations("thirsty").map(\.isComposable) == [true, false])
    #expect(
      model.operations("self.delta").map(\.returnType?.name) == ["Collection(microsoft.graph.garden.bed)"])
  }

  @Test func keysAndStreamsAreKnown() throws {
    #expect(try #require(model.type("graph.seedPacket")).keyName == "seedCode")
    #expect(try #require(model.type("gardenMachines.mower")).keyName == "id")
    #expect(try #require(model.type("self.area")).keyName == nil)
    #expect(try #require(model.type("graph.gardenDocument")).hasStream)
    #expect(try !#require(model.type("graph.gardener")).hasStream)
  }

  @Test func openAndAbstractTypesAreKnown() throws {
    #expect(try #require(model.type("self.tree")).isOpen)
    #expect(try #require(model.type("self.plant")).isAbstract)
    let care = try #require(model.type("self.wateredCare"))
    #expect(care.isOpen && !care.isAbstract && care.navigationProperties.map(\.name) == ["waterer"])
  }
}
