import GraphEmulatorKit
import JSON
import Testing

/// `contacts/delta` of beta was 501: that version's document says that contacts of a user track no changes, though the pages
/// of both versions, and the document of v1.0, say that they do.
@Suite struct DeniedTrackingTests {
  private static let user = "11111111-1111-1111-1111-111111111111"

  private static let document = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="directoryObject" BaseType="microsoft.graph.entity"/>
      <EntityType Name="user" BaseType="microsoft.graph.directoryObject" OpenType="true">
        <NavigationProperty Name="contacts" Type="Collection(microsoft.graph.contact)" ContainsTarget="true"/>
        <NavigationProperty Name="cards" Type="Collection(microsoft.graph.contact)" ContainsTarget="true"/>
      </EntityType>
      <EntityType Name="contact" BaseType="microsoft.graph.entity">
        <Property Name="displayName" Type="Edm.String"/></EntityType>
      <Function Name="delta" IsBound="true">
        <Parameter Name="bindingParameter" Type="Collection(microsoft.graph.contact)" Nullable="false"/>
        <ReturnType Type="Collection(microsoft.graph.contact)" Nullable="false"/></Function>
      <EntityContainer Name="GraphService">
        <EntitySet Name="users" EntityType="microsoft.graph.user"/></EntityContainer>
      \(block("contacts"))
      \(block("cards"))
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  private static func block(_ name: String) -> String {
    """
    <Annotations Target="microsoft.graph.user/\(name)">
      <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking">
        <Record><PropertyValue Property="Supported" Bool="false"/></Record></Annotation>
    </Annotations>
    """
  }

  @Test func whatThePagesSayCounts() throws {
    let tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}]}"#,
      document: Self.document.utf8, of: .beta)
    let contacts = "/users/\(Self.user)/contacts"
    let contact = try tenant.make(contacts, #"{"displayName":"Bob"}"#)
    let changes = tenant.send("GET", "\(contacts)/delta?$select=displayName")
    #expect(changes.status == 200, "\(changes.text)")
    #expect(changes.values("id") == [contact] && changes.values("displayName") == ["Bob"])
    #expect(tenant.send("GET", "/users/\(Self.user)/cards/delta").status == 501)
  }
}
