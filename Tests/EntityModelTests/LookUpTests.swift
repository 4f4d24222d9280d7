import EntityModel
import Foundation
import Testing

/// Types are made when they are asked for, each once, whoever asks.
@Suite struct LookUpTests {
  private static let document = """
    <Edmx><DataServices><Schema Namespace="zoo">
    <EntityType Name="animal"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>
    <NavigationProperty Name="Mother" Type="zoo.animal"/></EntityType>
    <EntityType Name="bird" BaseType="zoo.animal"><Property Name="wings" Type="Edm.Int32">
    <Annotation Term="Emulator.V1.Indexed" Bool="true"/></Property></EntityType>
    <EntityType Name="fowl" BaseType="zoo.bird"><Annotation Term="Emulator.V1.MapsTo" String="zoo.hen"/></EntityType>
    <ComplexType Name="Place"><Property Name="street" Type="Edm.String"/></ComplexType>
    </Schema></DataServices></Edmx>
    """

  private let model: EntityModel

  init() throws { model = try EntityModel.read(Array(Self.document.utf8)) }

  @Test func aTypeIsMadeOnce() throws {
    let bird = try #require(model.type("zoo.bird"))
    #expect(model.type("ZOO.Bird") === bird)
    #expect(model.type("zoo.fowl")?.baseType === bird)
    #expect(model.structuredTypes.map(\.name) == ["zoo.animal", "zoo.bird", "zoo.fowl", "zoo.Place"])
    #expect(model.structuredTypes[1] === bird)
  }

  @Test func manyThreadsGetTheSameType() throws {
    let model = try EntityModel.read(Array(Self.document.utf8))
    let found = Found()
    DispatchQueue.concurrentPerform(iterations: 64) { _ in found.add(model.type("zoo.fowl")) }
    #expect(found.identities.count == 1)
  }

  private final class Found: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var identities: Set<ObjectIdentifier?> = []

    func add(_ type: StructuredType?) {
      lock.withLock { _ = identities.insert(type.map { ObjectIdentifier($0) }) }
    }
  }

  @Test func aTypeIsFoundByTheNameThatItIsStoredBy() {
    #expect(model.type(storedAs: "zoo.hen")?.name == "zoo.fowl")
    #expect(model.type(storedAs: "zoo.bird")?.name == "zoo.bird")
    #expect(model.type(storedAs: "zoo.fowl") == nil)
    #expect(model.type(storedAs: "hen") == nil)
  }

  @Test func anEntityTypeIsFoundByItsShortName() {
    #expect(model.entityType(shortName: "bird")?.name == "zoo.bird")
    #expect(model.entityType(shortName: "place") == nil)
    #expect(model.entityType(shortName: "zoo.bird") == nil)
  }

  @Test func namesOfTypesAndMembersAreDeclared() {
    #expect(["animal", "place", "mother", "wings", "street"].allSatisfy(model.declares))
    #expect(!["zoo", "zoo.animal", "string", "wing", ""].contains(where: model.declares))
  }

  /// As in the published beta: the look-up by name finds the first, and both can be named by others.
  @Test func twoTypesMayDifferInCaseAlone() throws {
    let document = """
      <Edmx><Schema Namespace="a"><ComplexType Name="Part"/><ComplexType Name="part"/>
      <ComplexType Name="whole" BaseType="a.part"><Property Name="one" Type="a.part"/></ComplexType></Schema></Edmx>
      """
    let model = try EntityModel.read(Array(document.utf8))
    let whole = try #require(model.type("a.whole"))
    #expect(whole.baseType?.name == "a.part")
    #expect(whole.property("one")?.type.elementName == "a.part")
    #expect(model.type("a.part")?.name == "a.Part")
    #expect(model.derivedTypes(of: try #require(whole.baseType)).map(\.name) == ["a.whole"])
    #expect(model.derivedTypes(of: try #require(model.type("a.Part"))).isEmpty)
  }

  @Test func onlyWhatIsKeptApartHasColumns() throws {
    #expect(try #require(model.type("zoo.animal")).ownColumnProperties.isEmpty)
    #expect(try #require(model.type("zoo.bird")).ownColumnProperties.map(\.name) == ["wings"])
    #expect(try #require(model.type("zoo.fowl")).ownColumnProperties.isEmpty)
  }

  @Test func navigationPropertiesAreFoundInAnyCaseBeforeAndAfterOthersWereRead() throws {
    let bird = try #require(model.type("zoo.bird"))
    #expect(bird.navigationProperty("mother")?.declaringType == "zoo.animal")
    #expect(bird.navigationProperty("wings") == nil)
    #expect(bird.property("wings")?.name == "wings")
    #expect(bird.navigationProperty("MOTHER")?.declaringType == "zoo.animal")
    #expect(bird.navigationProperty("wings") == nil)
  }
}
