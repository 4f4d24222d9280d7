import GraphEmulatorKit
import JSON
import TestSupport
import Testing

/// Members that both versions publish, but with other capital letters: what v1.0 wrote of them was dropped, since the store
/// has one of a name.
@Suite struct SpelledMemberTests {
  private let folder: TemporaryFolder
  private let v1: MetadataFile
  private let beta: MetadataFile

  init() throws {
    let folder = try TemporaryFolder()
    func file(_ version: MetadataFile.Version, _ content: String) throws -> MetadataFile {
      MetadataFile(version: version, path: try folder.file(version.rawValue + ".xml", content))
    }
    self.folder = folder
    v1 = try file(.v1, Self.document("shortText", "roomName", "subNotes"))
    // Documents of two versions have different sets.
    let more = #"<EntityType Name="slip" BaseType="graph.entity"/>"#
    beta = try file(.beta, Self.document("shorttext", "roomname", "subnotes", more))
  }

  private static func document(
    _ text: String, _ room: String, _ below: String, _ more: String = ""
  ) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="paper" BaseType="graph.entity" Abstract="true">
        <Property Name="\(text)" Type="Edm.String"/></EntityType>
      <EntityType Name="jotting" BaseType="graph.paper">
        <Property Name="place" Type="graph.jottingPlace"/>
        <NavigationProperty Name="\(below)" Type="Collection(graph.jotting)" ContainsTarget="true"/></EntityType>
      \(more)
      <ComplexType Name="jottingPlace"><Property Name="\(room)" Type="Edm.String"/></ComplexType>
      <EntityContainer Name="GraphService">
        <EntitySet Name="jottings" EntityType="microsoft.graph.jotting"/>
        \(more.isEmpty ? "" : #"<EntitySet Name="slips" EntityType="microsoft.graph.slip"/>"#)</EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }

  @Test func areOneInBoth() throws {
    let emulator = try TestEmulator { $0.metadata = [v1, beta] }
    let made = emulator.send("POST", "/jottings", Self.body, version: "v1.0")
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made["id"]?.stringValue)
    let path = "/jottings/\(id)"
    #expect(Self.shown(made) == #"{"shortText":"a","place":{"roomName":"b"}}"#)
    #expect(
      Self.shown(emulator.send("GET", path, version: "v1.0"))
        == #"{"shortText":"a","place":{"roomName":"b"}}"#)
    #expect(Self.shown(emulator.get(path)) == #"{"shorttext":"a","place":{"roomname":"b"}}"#)
    #expect(emulator.send("GET", path + "/subNotes", version: "v1.0").values("shortText") == ["c"])
    #expect(emulator.get(path + "/subnotes").values("shorttext") == ["c"])

    let changed = emulator.send("PATCH", path, #"{"shorttext":"d","place":{"roomname":"e"}}"#)
    #expect(changed.status == 200, "\(changed.text)")
    let options = "$filter=shortText eq 'd' and place/roomName eq 'e'&$orderby=shortText&$select=shortText"
    let found = emulator.send("GET", "/jottings?\(options)", version: "v1.0")
    #expect(found.values("shortText") == ["d"], "\(found.text)")
  }

  /// What it wrote of them stands in the data with its capital letters.
  @Test func staysWhereTheOtherVersionComesLater() throws {
    func emulator(_ metadata: [MetadataFile]) throws -> TestEmulator {
      try TestEmulator {
        $0.metadata = metadata
        $0.dataDirectory = folder.path + "/data"
      }
    }
    var path = ""
    do {
      let made = try emulator([v1]).send("POST", "/jottings", Self.body, version: "v1.0")
      path = "/jottings/\(made["id"]?.stringValue ?? "")"
    }
    let both = try emulator([v1, beta])
    #expect(
      Self.shown(both.send("GET", path, version: "v1.0")) == #"{"shortText":"a","place":{"roomName":"b"}}"#)
    #expect(Self.shown(both.get(path)) == #"{"shorttext":"a","place":{"roomname":"b"}}"#)
  }

  private static let body =
    #"{"shortText":"a","place":{"roomName":"b"},"subNotes":[{"shortText":"c"}]}"#

  /// Without what all objects have.
  private static func shown(_ reply: Reply) -> String {
    let members = reply.json.objectValue?.members ?? []
    return JSONValue.object(JSONObject(members.filter { $0.name != "id" && !$0.name.hasPrefix("@") })).text
  }
}
