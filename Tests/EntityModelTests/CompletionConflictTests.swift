import Testing

@testable import EntityModel

/// Where two documents describe one thing differently.
@Suite struct CompletionConflictTests {
  private static let own = schema(
    "a", alias: "one",
    """
    <EntityType Name="thing" Abstract="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String"/>
      <Property Name="label" Type="Edm.String"><Annotation Term="Emulator.V1.MapsTo" String="caption"/></Property></EntityType>
    <EntityType Name="box" BaseType="one.thing"><Property Name="Size" Type="Edm.Int32"/></EntityType>
    <ComplexType Name="lock"><Property Name="code" Type="Edm.String"/></ComplexType>
    <ComplexType Name="hinge"/>
    <EnumType Name="color"><Member Name="red" Value="0"/></EnumType>
    <Function Name="weigh" IsBound="true"><Parameter Name="it" Type="one.box"/><ReturnType Type="Edm.Int32"/></Function>
    <EntityContainer Name="c"><EntitySet Name="boxes" EntityType="one.box"/></EntityContainer>
    """)

  private static func schema(_ namespace: String, alias: String, _ content: String) -> String {
    "<Schema Namespace=\"\(namespace)\" Alias=\"\(alias)\">\(content)</Schema>"
  }

  private func model(_ schemas: String...) throws -> EntityModel {
    let published = "<Edmx>\(schemas.joined())</Edmx>"
    return try EntityModel.read(
      Array("<Edmx>\(Self.own)</Edmx>".utf8),
      completedBy: PublishedDocument(name: "b.xml", bytes: Array(published.utf8)))
  }

  private func names(_ type: String, _ model: EntityModel) throws -> [String] {
    try #require(model.type(type)).properties.map(\.name)
  }

  @Test func membersCompareInAnyCase() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x", #"<EntityType Name="box"><Property Name="size" Type="Edm.String"/></EntityType>"#))
    #expect(try names("a.box", model) == ["id", "label", "Size"])
    #expect(model.type("a.box")?.property("size")?.type == TypeReference(.primitive(.int32)))
  }

  @Test func noMemberIsCalledWhatAnotherIsStoredAs() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x",
        """
        <EntityType Name="thing"><Property Name="Caption" Type="Edm.String"/></EntityType>
        <EntityType Name="box" BaseType="x.thing"><Property Name="caption" Type="Edm.String"/></EntityType>
        """))
    #expect(try names("a.thing", model) == ["id", "label"])
    #expect(try names("a.box", model) == ["id", "label", "Size"])
  }

  @Test func aTypeKeepsItsBaseAndItsManner() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x",
        """
        <EntityType Name="thing" OpenType="true"/>
        <EntityType Name="box" BaseType="x.crate" Abstract="true" HasStream="true"/>
        <EntityType Name="crate" BaseType="x.thing"><Property Name="nails" Type="Edm.Int32"/></EntityType>
        """))
    let box = try #require(model.type("a.box"))
    #expect(box.baseType?.name == "a.thing")
    #expect(!box.isAbstract && !box.isOpen && box.hasStream)
    let thing = try #require(model.type("a.thing"))
    #expect(thing.isAbstract)
    let crate = try #require(model.type("a.crate"))
    #expect(!box.isKind(of: crate) && model.isKind(box, of: crate) && model.isKind(box, of: thing))
    #expect(!model.isKind(crate, of: box))
  }

  @Test("what the service declares open was closed where our document has the type too")
  func aComplexTypeIsOpenWhereEitherSaysSo() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x",
        """
        <ComplexType Name="lock" OpenType="true"/>
        <ComplexType Name="hinge"/>
        <ComplexType Name="padlock" BaseType="x.lock"/>
        """))
    let open = ["a.lock", "a.padlock", "a.hinge"].map { model.type($0)?.isOpen }
    #expect(open == [true, true, false])
  }

  @Test func anEnumerationIsNoTypeOfAnotherKind() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x", #"<ComplexType Name="color"><Property Name="hue" Type="Edm.Int32"/></ComplexType>"#))
    #expect(model.enumType("a.color")?.members.map(\.name) == ["red"])
    #expect(model.type("a.color") == nil)
  }

  @Test func anAliasThatIsTakenIsGivenUp() throws {
    let model = try model(
      Self.schema("a", alias: "x", ""),
      Self.schema(
        "b", alias: "one",
        #"<EntityType Name="lid" BaseType="x.thing"/><EntityType Name="pin" BaseType="one.lid"/>"#))
    #expect(model.type("one.box")?.name == "a.box")
    #expect(model.type("one.lid") == nil)
    #expect(model.type("b.pin")?.baseType?.name == "b.lid")
  }

  @Test func setsOfAContainerInAnotherSchemaJoinOurs() throws {
    let model = try model(
      Self.schema("a", alias: "x", ""),
      Self.schema(
        "b", alias: "y",
        """
        <EntityType Name="lid" BaseType="x.thing"/>
        <EntityContainer Name="d"><EntitySet Name="Boxes" EntityType="y.lid"/><EntitySet Name="lids" EntityType="y.lid"/>
        </EntityContainer>
        """))
    #expect(model.container.map { "\($0.name) \($0.type)" } == ["boxes a.box", "lids b.lid"])
  }

  @Test func aFunctionOfTheSameParametersIsOurs() throws {
    let model = try model(
      Self.schema(
        "a", alias: "x",
        """
        <Function Name="Weigh" IsBound="true"><Parameter Name="box" Type="x.box"/><ReturnType Type="Edm.String"/></Function>
        <Function Name="weigh" IsBound="true"><Parameter Name="box" Type="x.box"/><Parameter Name="unit" Type="Edm.String"/>
          <ReturnType Type="Edm.Double"/></Function>
        """))
    #expect(model.operations("weigh").map { $0.returnType?.name } == ["Edm.Int32", "Edm.Double"])
  }
}
