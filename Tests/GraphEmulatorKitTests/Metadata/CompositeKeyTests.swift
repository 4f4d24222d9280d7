import JSON
import Testing

/// An object whose key has several parts was found by its id alone, and not by its key.
@Suite struct CompositeKeyTests {
  private static let document = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="part"><Key><PropertyRef Name="id"/><PropertyRef Name="line"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="line" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityContainer Name="GraphService">
        <EntitySet Name="parts" EntityType="microsoft.graph.part"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  @Test func itsIdentifierFindsIt() throws {
    let tenant = try PublishedTenant(document: Self.document.utf8)
    let id = try tenant.make("/parts", #"{"line":"b"}"#)
    for path in ["/parts/\(id)", "/parts(id='\(id)',line='b')", "/parts(line='b',id='\(id)')"] {
      let reply = tenant.send("GET", path)
      #expect(reply.status == 200, "\(path): \(reply.text)")
      #expect(reply["id"] == .string(id) && reply["line"] == "b")
    }
    #expect(tenant.send("GET", "/parts(line='b')").status == 404)
    #expect(tenant.send("DELETE", "/parts(id='\(id)',line='b')").status == 204)
    #expect(tenant.send("GET", "/parts/\(id)").status == 404)
  }
}
