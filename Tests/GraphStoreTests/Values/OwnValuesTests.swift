import EntityModel
import GraphStore
import JSON
import Testing

/// What an object that a seed describes gets of what its type gives new ones: what follows from the object alone.
@Suite struct OwnValuesTests {
  private static func creation(_ text: String) throws -> CreationValues {
    let document = """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="letter"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="text" Type="Edm.String"/><Property Name="brief" Type="Edm.String"/>
        <Property Name="sender" Type="Edm.String"/><Property Name="made" Type="Edm.String"/>
        <Property Name="kind" Type="Edm.String"/><Property Name="isRead" Type="Edm.Boolean"/>
        <Annotation Term="Emulator.V1.Creation" String='\(text)'/>
      </EntityType>
      <EntityContainer Name="Service"><EntitySet Name="letters" EntityType="test.letter"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """
    let model = try EntityModel.read(Array(document.utf8))
    return try #require(model.type("test.letter")?.traits.creation)
  }

  @Test(
    arguments: [
      (#"{"default":{"isRead":true,"kind":"plain"}}"#, "{}", #"{"isRead":true,"kind":"plain"}"#),
      (#"{"default":{"isRead":true,"kind":"plain"}}"#, #"{"isRead":false,"kind":null}"#, "{}"),
      // Who asks, and when, no seed says.
      (#"{"default":{"made":"$now","sender":"$caller","brief":"$new"}}"#, "{}", "{}"),
      (#"{"of":"test.letter","default":{"kind":{"$first":["$owner/kind","plain"]}}}"#, "{}", "{}"),
      (#"{"set":{"kind":"plain"}}"#, "{}", "{}"),
      (#"{"default":{"sender":"$object/text"}}"#, #"{"text":"a"}"#, #"{"sender":"a"}"#),
      (#"{"default":{"sender":"$object/text"}}"#, "{}", "{}"),
      (
        #"{"default":{"kind":{"$case":{"$any":"$object/text"},"true":"full","false":"empty"}}}"#, "{}",
        #"{"kind":"empty"}"#
      ),
      (
        #"{"default":{"brief":""},"follow":{"text":{"brief":{"$brief":{"$first":["$object/text",""]}}}}}"#,
        #"{"text":"<b>Hello</b>\nAda"}"#, #"{"brief":"Hello Ada"}"#
      ),
      (
        #"{"default":{"brief":""},"follow":{"text":{"brief":{"$brief":{"$first":["$object/text",""]}}}}}"#,
        "{}",
        #"{"brief":""}"#
      ),
      (
        #"{"follow":{"isRead":{"made":{"$case":"$object/isRead","true":"$now"}}}}"#, #"{"isRead":true}"#, "{}"
      ),
    ])
  func whatFollowsFromTheObjectAlone(creation: String, said: String, expected: String) throws {
    let object = try #require(JSONValue.parse(said).objectValue)
    let added = OwnValues(of: object).added(by: try Self.creation(creation))
    #expect(JSONValue.object(JSONObject(added)).text == expected)
  }
}
