/// What a service could publish of itself: small, made up, and with every construct of the published documents.
///
/// A garden and its machines, beside types that the emulator describes itself.
package enum ForeignModel {
  package static let bytes = Array(document.utf8)

  private static let document = head + garden + machines + foot

  /// The schema that the emulator has too. `bed` is contained in three places; `seedPacket` has a key of another name.
  private static let head = """
    <?xml version="1.0" encoding="utf-8"?>
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
      <edmx:Reference Uri="https://vocabularies.example/Core.xml">
        <edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/>
      </edmx:Reference>
      <edmx:DataServices>
        <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="entity" Abstract="true">
            <Key><PropertyRef Name="id"/></Key>
            <Property Name="id" Type="Edm.String" Nullable="false"/>
          </EntityType>
          <EntityType Name="directoryObject" BaseType="graph.entity">
            <Property Name="deletedDateTime" Type="Edm.DateTimeOffset"/>
          </EntityType>
          <EntityType Name="user" BaseType="graph.directoryObject" OpenType="true">
            <Property Name="displayName" Type="Edm.Int32"/>
            <Property Name="gardenName" Type="Edm.String"/>
            <NavigationProperty Name="beds" Type="Collection(self.bed)" ContainsTarget="true"/>
            <NavigationProperty Name="garden" Type="self.garden" ContainsTarget="true"/>
          </EntityType>
          <EntityType Name="gardener" BaseType="graph.directoryObject" OpenType="true">
            <Property Name="experience" Type="graph.gardenExperience"/>
            <Property Name="portrait" Type="Edm.Stream"/>
          </EntityType>
          <EntityType Name="gardenDocument" BaseType="graph.entity" HasStream="true">
            <Property Name="title" Type="Edm.String"/>
          </EntityType>
          <EntityType Name="seedPacket">
            <Key><PropertyRef Name="seedCode"/></Key>
            <Property Name="seedCode" Type="Edm.String" Nullable="false"/>
            <Property Name="grams" Type="Edm.Double"/>
          </EntityType>
          <EnumType Name="gardenExperience" IsFlags="true">
            <Member Name="none" Value="0"/>
            <Member Name="sowing" Value="1"/>
            <Member Name="pruning" Value="2"/>
            <Member Name="unknownFutureValue" Value="4"/>
          </EnumType>
          <EntityContainer Name="GraphService">
            <EntitySet Name="users" EntityType="graph.user"/>
            <EntitySet Name="gardeners" EntityType="graph.gardener">
              <NavigationPropertyBinding Path="beds" Target="beds"/>
            </EntitySet>
            <EntitySet Name="seedPackets" EntityType="graph.seedPacket"/>
            <EntitySet Name="gardenDocuments" EntityType="graph.gardenDocument"/>
            <Singleton Name="garden" Type="self.garden"/>
          </EntityContainer>
        </Schema>

    """

  private static let garden = """
        <Schema Namespace="microsoft.graph.garden" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="garden" BaseType="microsoft.graph.entity">
            <Property Name="size" Type="self.area"/>
            <NavigationProperty Name="beds" Type="Collection(self.bed)" ContainsTarget="true"/>
            <NavigationProperty Name="weather" Type="self.weather" ContainsTarget="true"/>
            <NavigationProperty Name="owner" Type="graph.user"/>
          </EntityType>
          <EntityType Name="weather" BaseType="microsoft.graph.entity">
            <Property Name="degrees" Type="Edm.Double"/>
          </EntityType>
          <EntityType Name="bed" BaseType="microsoft.graph.entity">
            <Property Name="label" Type="Edm.String"/>
            <Property Name="number" Type="Edm.Int32" Nullable="false"/>
            <Property Name="createdDateTime" Type="Edm.DateTimeOffset"/>
            <NavigationProperty Name="plants" Type="Collection(self.plant)" ContainsTarget="true"/>
            <NavigationProperty Name="weather" Type="self.weather" ContainsTarget="true"/>
            <NavigationProperty Name="tenders" Type="Collection(graph.gardener)"/>
            <Annotation Term="Org.OData.Core.V1.AlternateKeys">
              <Collection>
                <Record Type="Org.OData.Core.V1.AlternateKey">
                  <PropertyValue Property="Key">
                    <Collection>
                      <Record Type="Org.OData.Core.V1.PropertyRef">
                        <PropertyValue Property="Alias" String="label"/>
                        <PropertyValue Property="Name" PropertyPath="label"/>
                      </Record>
                    </Collection>
                  </PropertyValue>
                </Record>
              </Collection>
            </Annotation>
          </EntityType>
          <EntityType Name="plant" BaseType="microsoft.graph.entity" Abstract="true" OpenType="true">
            <Property Name="name" Type="Edm.String"/>
            <Property Name="care" Type="self.care"/>
          </EntityType>
          <EntityType Name="tree" BaseType="self.plant"><Property Name="height" Type="Edm.Double"/></EntityType>
          <EntityType Name="flower" BaseType="self.plant"><Property Name="colors" Type="Collection(Edm.String)"/></EntityType>
          <ComplexType Name="area"><Property Name="squareMetres" Type="Edm.Decimal"/></ComplexType>
          <ComplexType Name="care" Abstract="true" OpenType="true">
            <Property Name="notes" Type="Edm.Untyped"/>
          </ComplexType>
          <ComplexType Name="wateredCare" BaseType="self.care">
            <Property Name="perWeek" Type="Edm.Int16" Nullable="false"/>
            <NavigationProperty Name="waterer" Type="graph.gardener"/>
          </ComplexType>
          <Action Name="water" IsBound="true">
            <Parameter Name="bindingParameter" Type="Collection(self.bed)"/>
            <Parameter Name="litres" Type="Edm.Double" Nullable="false"/>
          </Action>
          <Action Name="water" IsBound="true">
            <Parameter Name="bindingParameter" Type="self.bed"/>
            <ReturnType Type="self.bed"/>
          </Action>
          <Function Name="thirsty" IsBound="true" IsComposable="true" EntitySetPath="bindingParameter/plants">
            <Parameter Name="bindingParameter" Type="self.bed"/>
            <ReturnType Type="Collection(self.plant)"/>
          </Function>
          <Function Name="thirsty" IsBound="true">
            <Parameter Name="bindingParameter" Type="self.bed"/>
            <Parameter Name="since" Type="Edm.DateTimeOffset">
              <Annotation Term="Org.OData.Core.V1.OptionalParameter"/>
            </Parameter>
            <ReturnType Type="Collection(self.plant)"/>
          </Function>
          <Function Name="delta" IsBound="true">
            <Parameter Name="bindingParameter" Type="Collection(self.bed)"/>
            <ReturnType Type="Collection(self.bed)"/>
          </Function>
        </Schema>

    """

  /// Its alias is one word; its blocks are about all three schemas.
  private static let machines = """
        <Schema Namespace="microsoft.graph.gardenMachines" Alias="gardenMachines" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="mower" BaseType="self.bed">
            <Property Name="maker" Type="Edm.String"/>
            <Property Name="mode" Type="gardenMachines.mode"/>
          </EntityType>
          <EnumType Name="mode"><Member Name="off" Value="0"/><Member Name="on" Value="1"/></EnumType>
          <Term Name="Noise" Type="Edm.Int32" AppliesTo="EntityType"/>
          <Annotations Target="self.bed/createdDateTime">
            <Annotation Term="Core.Computed" Bool="true"/>
            <Annotation Term="Org.OData.Core.V1.Description" String="When it was dug."/>
          </Annotations>
          <Annotations Target="gardenMachines.mower/number">
            <Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/>
          </Annotations>
          <Annotations Target="graph.user/displayName">
            <Annotation Term="Core.Computed" Bool="true"/>
          </Annotations>
          <Annotations Target="microsoft.graph.GraphService/gardeners">
            <Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions">
              <Record><PropertyValue Property="Upsertable" Bool="true"/></Record>
            </Annotation>
          </Annotations>
          <Annotations Target="microsoft.graph.gardenExperience/pruning">
            <Annotation Term="Org.OData.Core.V1.Description" String="With shears."/>
          </Annotations>
          <Annotations Target="self.water(Collection(self.bed),Edm.Double)/litres">
            <Annotation Term="Org.OData.Core.V1.Description" String="Of rain."/>
          </Annotations>
          <Annotations Target="self.garden/hedge"><Annotation Term="Core.Computed" Bool="true"/></Annotations>
          <Annotations Target="self.maze"><Annotation Term="Core.Computed" Bool="true"/></Annotations>
        </Schema>

    """

  private static let foot = """
      </edmx:DataServices>
    </edmx:Edmx>

    """
}
