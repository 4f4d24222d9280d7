import JSON
import Testing

@testable import EntityModel

@Suite struct ModelReaderTests {
  static let document = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="zoo.animals" Alias="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="diet" IsFlags="true"><Member Name="none" Value="0"/><Member Name="meat"/><Member Name="plants"/></EnumType>
      <EntityType Name="being" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="animal" BaseType="zoo.being" OpenType="true">
        <Property Name="name" Type="Edm.String"><Annotation Term="Emulator.V1.Indexed" Bool="true"/></Property>
        <Property Name="legs" Type="Edm.Int32" Nullable="false" DefaultValue="4"/>
        <Property Name="eats" Type="Collection(zoo.diet)"/>
        <Property Name="age" Type="Edm.Int32"><Annotation Term="Emulator.V1.Derived" String="age"/></Property>
        <Property Name="motherId" Type="Edm.String"><Annotation Term="Emulator.V1.Derived" String="reference.mother.of.all"/></Property>
        <NavigationProperty Name="mother" Type="zoo.animal"><Annotation Term="Emulator.V1.SelectOnly" Bool="true"/></NavigationProperty>
        <NavigationProperty Name="children" Type="Collection(zoo.animal)" Partner="mother"/>
        <Annotation Term="Emulator.V1.Home" String="animals"/>
        <Annotation Term="Emulator.V1.Workload" String="wild"/>
      </EntityType>
      <EntityType Name="bird" BaseType="zoo.animals.animal"><Property Name="wingspan" Type="Edm.Double"/></EntityType>
      <Action Name="feed" IsBound="true"><Parameter Name="it" Type="zoo.animal"/><Parameter Name="food" Type="Edm.String" Nullable="false"/></Action>
      <Function Name="changes" IsBound="true"><Annotation Term="Emulator.V1.Delta" Bool="true"/>
        <Parameter Name="them" Type="Collection(zoo.animal)"/><ReturnType Type="Collection(zoo.animal)"/></Function>
      <EntityContainer Name="Zoo"><EntitySet Name="animals" EntityType="zoo.animal"><Annotation Term="Emulator.V1.Methods" String=""/>
        <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record><PropertyValue Property="Supported" Bool="true"/>
          <PropertyValue Property="FilterableProperties"><Collection><PropertyPath>id</PropertyPath></Collection></PropertyValue>
          <PropertyValue Property="ExpandableProperties"><Collection>
            <NavigationPropertyPath>mother</NavigationPropertyPath><NavigationPropertyPath>children</NavigationPropertyPath>
          </Collection></PropertyValue></Record></Annotation></EntitySet>
        <EntitySet Name="birds" EntityType="zoo.bird">
          <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record><PropertyValue Property="Supported" Bool="false"/></Record></Annotation>
        </EntitySet></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  let model: EntityModel

  init() throws { model = try EntityModel.read(Array(Self.document.utf8)) }

  @Test(arguments: ["zoo.animals.bird", "ZOO.animals.Bird", "zoo.bird"]) func findsTypesByAnySpelling(
    name: String
  ) {
    #expect(model.type(name)?.name == "zoo.animals.bird")
  }

  @Test func inheritsMembersInOrder() throws {
    let bird = try #require(model.type("zoo.bird"))
    #expect(bird.properties.map(\.name) == ["id", "name", "legs", "eats", "age", "motherId", "wingspan"])
    #expect(bird.navigationProperties.map(\.name) == ["mother", "children"])
    #expect(
      bird.isOpen && bird.traits.home == "birds" && bird.traits.workload == "wild" && !bird.isAbstract)
  }

  @Test func readsWhatAPropertySays() throws {
    let animal = try #require(model.type("zoo.animal"))
    #expect(animal.property("LEGS")?.defaultValue == .number(4))
    #expect(animal.property("legs")?.isNullable == false)
    #expect(animal.property("name")?.traits.isIndexed == true)
    #expect(animal.property("eats")?.type.name == "Collection(zoo.animals.diet)")
    #expect(animal.navigationProperty("children")?.partner == "mother")
  }

  @Test func familiesBeginWithTheTypeItself() throws {
    let animal = try #require(model.type("zoo.animal"))
    #expect(model.family(of: animal).map(\.shortName) == ["animal", "bird"])
  }

  @Test func annotationsNameTypes() {
    #expect(model.type(annotation: "#zoo.bird")?.shortName == "bird")
    #expect(model.type(annotation: "zoo.animals.bird")?.shortName == "bird")
    #expect(model.type(annotation: "##zoo.bird") == nil)
  }

  @Test func aPropertyShowsTheIdOfAReference() throws {
    let animal = try #require(model.type("zoo.animal"))
    #expect(animal.property("motherId")?.mirroredReference == "mother.of.all")
    #expect(try #require(animal.property("age")).mirroredReference == nil)
    #expect(try #require(animal.property("name")).mirroredReference == nil)
  }

  @Test func numbersEnumerationMembers() {
    #expect(model.enumType("zoo.diet")?.members.map(\.value) == [0, 1, 2])
    #expect(model.enumType("zoo.diet")?.member(named: "Plants")?.name == "plants")
  }

  @Test func readsOperationsAndSets() throws {
    #expect(model.operations("feed").first?.parameters.map(\.name) == ["food"])
    #expect(model.operations("zoo.feed").count == 1)
    #expect(model.containerElement("Animals")?.traits.methods == [])
    #expect(try #require(model.containerElement("Animals")).traits.itemMethods == nil)
  }

  @Test func readsWhoseChangesAreTracked() throws {
    #expect(
      model.containerElement("animals")?.changeTracking
        == ChangeTracking(navigationProperties: ["mother", "children"]))
    #expect(try #require(model.containerElement("birds")).changeTracking == nil)
    #expect(model.operations("changes").map(\.traits.listsChanges) == [true])
    #expect(model.operations("feed").map(\.traits.listsChanges) == [false])
    let animal = model.type("zoo.animal")
    #expect(animal?.navigationProperty("mother")?.traits.isSelectOnly == true)
    #expect(animal?.navigationProperty("children")?.traits.isSelectOnly == false)
  }

  @Test(arguments: [
    ("<a", "not well-formed"),
    ("<Edmx><Schema Namespace=\"a\"><EntityType/></Schema></Edmx>", "the element <EntityType> has no Name"),
    (
      "<Edmx><Schema Namespace=\"a\"><EntityType Name=\"b\" BaseType=\"a.c\"/></Schema></Edmx>",
      "type a.c is not declared"
    ),
    (
      "<Edmx><Schema Namespace=\"a\"><EntityType Name=\"b\"/><EntityType Name=\"b\"/></Schema></Edmx>",
      "declared twice"
    ),
    (
      "<Edmx><Schema Namespace=\"a\"><EntityType Name=\"b\"><Property Name=\"p\" Type=\"Edm.String\">"
        + "<Annotation Term=\"Emulator.V1.Filterable\" String=\"eq like\"/></Property></EntityType></Schema></Edmx>",
      "property p is filterable by unknown words: eq like"
    ),
    (
      "<Edmx><Schema Namespace=\"a\"><EntityType Name=\"b\"><Property Name=\"p\" Type=\"Edm.String\">"
        + "<Annotation Term=\"Emulator.V1.Filterable\" String=\"eq\"/>"
        + "<Annotation Term=\"Emulator.V1.FilterableStrictly\" String=\"near\"/></Property></EntityType></Schema></Edmx>",
      "property p is filterable by unknown words: near"
    ),
    (
      "<Edmx><Schema Namespace=\"a\"><EntityType Name=\"b\"><Property Name=\"p\" Type=\"Edm.String\">"
        + "<Annotation Term=\"Emulator.V1.Default\" String=\"{\"/></Property></EntityType></Schema></Edmx>",
      "default of p: "
    ),
  ]) func refusesBrokenDocuments(document: String, reason: String) {
    let error = #expect(throws: ModelError.self) { try EntityModel.read(Array(document.utf8)) }
    #expect(error?.description.contains(reason) == true)
  }
}
