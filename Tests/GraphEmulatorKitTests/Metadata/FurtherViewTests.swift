import TestSupport
import Testing

/// Published metadata contains objects in further places that follow from others here, and have one place.
@Suite struct FurtherViewTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(declaring: Self.types)
  }

  private static let types = """
    <EntityType Name="unifiedRoleDefinition" BaseType="graph.entity">
      <NavigationProperty Name="variants" Type="Collection(graph.unifiedRoleDefinition)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="hall" BaseType="graph.entity">
      <NavigationProperty Name="roles" Type="Collection(graph.unifiedRoleDefinition)" ContainsTarget="true"/>
      <NavigationProperty Name="chief" Type="graph.unifiedRoleDefinition" ContainsTarget="true"/>
    </EntityType>
    <EntityContainer Name="GraphService"><Singleton Name="hall" Type="graph.hall"/></EntityContainer>
    """

  /// The list was 500: there is no such column.
  @Test func thereAreNone() throws {
    let home = "/roleManagement/directory/roleDefinitions"
    let role = try #require(send("GET", home).values("id").first)
    for path in ["/hall/roles", "\(home)/\(role)/variants"] {
      let list = send("GET", path)
      #expect(list.status == 200 && list.items.isEmpty, "\(list.text)")
      #expect(send("GET", "\(path)/\(role)").status == 404)
    }
    #expect(send("GET", "\(home)/\(role)").status == 200)
  }

  /// POST was 500: nothing writes the view.
  @Test(arguments: [("POST", "/hall/roles"), ("PATCH", "/hall/roles/a"), ("DELETE", "/hall/roles/a")])
  func noneIsWritten(method: String, path: String) {
    let reply = send(method, path, method == "DELETE" ? nil : #"{"displayName":"a"}"#)
    #expect(reply.status == 405, "\(reply.text)")
  }

  @Test func aSingleOneIsOnlyRead() {
    #expect(send("GET", "/hall/chief").status < 500)
    #expect(send("PATCH", "/hall/chief", #"{"displayName":"a"}"#).status == 405)
  }
}
