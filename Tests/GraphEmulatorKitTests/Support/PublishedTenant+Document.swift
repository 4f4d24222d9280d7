extension PublishedTenant {
  /// One with a document of the test's own for v1.0.
  ///
  /// - Parameter content: what stands in its schema besides the type `entity`: types, and the container.
  init(_ seed: String = "{}", declaring content: String) throws {
    let document = """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
            <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      \(content)
        </Schema>
      </edmx:DataServices></edmx:Edmx>
      """
    try self.init(seed, document: document.utf8)
  }
}
