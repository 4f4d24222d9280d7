import GraphEmulatorKit
import JSON
import Testing

/// Two versions of a made-up service: keepers of shops have an abstract base of their own in v1.0, and in beta another one
/// that has objects too.
@Suite struct OtherBaseTests {
  private let folder: TemporaryFolder
  private let metadata: [MetadataFile]

  init() throws {
    folder = try TemporaryFolder()
    metadata = [
      MetadataFile(version: .v1, path: try folder.file("v1.xml", Self.v1)),
      MetadataFile(version: .beta, path: try folder.file("beta.xml", Self.beta)),
    ]
  }

  private static let v1 = document(
    """
    <EntityType Name="keeperBase" BaseType="graph.entity" Abstract="true"/>
    <EntityType Name="keeper" BaseType="graph.keeperBase"><Property Name="age" Type="Edm.Int32"/>
      <Property Name="name" Type="Edm.String"/></EntityType>
    """, keepers: "keeperBase")

  private static let beta = document(
    """
    <EntityType Name="shopPerson" BaseType="graph.entity"><Property Name="name" Type="Edm.String"/></EntityType>
    <EntityType Name="keeper" BaseType="graph.shopPerson"><Property Name="age" Type="Edm.Int32"/></EntityType>
    """, keepers: "keeper")

  private static func document(_ types: String, keepers: String) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="shop" BaseType="graph.entity">
      <NavigationProperty Name="keepers" Type="Collection(graph.\(keepers))" ContainsTarget="true"/></EntityType>
    \(types)
    <EntityContainer Name="GraphService"><EntitySet Name="shops" EntityType="graph.shop"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }

  /// - Parameter count: of the versions that there is metadata of.
  private func emulator(_ count: Int) throws -> TestEmulator {
    try TestEmulator {
      $0.metadata = Array(metadata.prefix(count))
      $0.dataDirectory = folder.path + "/data"
    }
  }

  /// The objects of a list with their types, without what the tenant made up.
  private func list(_ emulator: TestEmulator, _ path: String, _ version: String) -> String {
    let reply = emulator.send("GET", path, version: version)
    let items = reply.items.map {
      "\($0["@odata.type"]?.stringValue ?? "-") \($0["name"]?.stringValue ?? "-") \($0["age"]?.text ?? "-")"
    }
    return "\(reply.status) \(items.joined(separator: ", "))"
  }

  private func fill(_ emulator: TestEmulator) throws -> String {
    let made = emulator.send("POST", "/shops", "{}", version: "v1.0")
    let keepers = "/shops/\(try #require(made["id"]?.stringValue, "\(made.text)"))/keepers"
    let keeper = emulator.send(
      "POST", keepers, ##"{"@odata.type":"#microsoft.graph.keeper","name":"Ada","age":7}"##, version: "v1.0")
    #expect(keeper.status == 201, "\(keeper.text)")
    return keepers
  }

  /// They were an unknown segment in v1.0.
  @Test func eachVersionHasItsOwnBase() throws {
    let emulator = try emulator(2)
    let keepers = try fill(emulator)
    #expect(list(emulator, keepers, "v1.0") == "200 #microsoft.graph.keeper Ada 7")
    #expect(list(emulator, keepers, "beta") == "200 - Ada 7")
    let shop = keepers.replacing("/keepers", with: "?$expand=keepers")
    let expanded = emulator.send("GET", shop, version: "v1.0")
    #expect(expanded["keepers"]?.arrayValue?.first?.objectValue?["name"] == "Ada", "\(expanded.text)")
  }

  /// Their rows were in a table that nobody read any more, and the folder was said to need a type that was there. Members
  /// are read in the order of the model, in which the name comes before the age with beta.
  @Test func dataOfOneVersionAreThereWithBoth() throws {
    let keepers = try fill(emulator(1))
    for _ in 1...2 {
      let emulator = try emulator(2)
      #expect(list(emulator, keepers, "v1.0") == "200 #microsoft.graph.keeper Ada 7")
      #expect(list(emulator, keepers, "beta") == "200 - Ada 7")
    }
  }
}
