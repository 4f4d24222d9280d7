import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// A small model with every kind of place that a path can lead to, and two workloads.
enum Club {
  static let csdl = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="mood"><Member Name="calm" Value="0"/><Member Name="merry" Value="1"/></EnumType>
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="being" BaseType="test.entity" Abstract="true">
        <Property Name="name" Type="Edm.String"><Annotation Term="Emulator.V1.Indexed" Bool="true"/>
          <Annotation Term="Emulator.V1.Searchable" Bool="true"/>
          <Annotation Term="Emulator.V1.Filterable" String="eq in startswith endswith+"/>
          <Annotation Term="Emulator.V1.Sortable" String="default"/></Property>
        <Annotation Term="Emulator.V1.Workload" String="club"/>
        <Annotation Term="Emulator.V1.Home" String="beings"/>
        <Annotation Term="Emulator.V1.SoftDelete" Bool="true"/>
      </EntityType>
      <EntityType Name="person" BaseType="test.being">
        <Property Name="mail" Type="Edm.String"><Annotation Term="Emulator.V1.Unique" Bool="true"/></Property>
        <Property Name="age" Type="Edm.Int32"><Annotation Term="Emulator.V1.Filterable" String="true"/>
          <Annotation Term="Emulator.V1.Sortable" String="advanced"/></Property>
        <Property Name="mood" Type="test.mood"/>
        <Property Name="born" Type="Edm.DateTimeOffset"/>
        <Property Name="tags" Type="Collection(Edm.String)"/>
        <Property Name="home" Type="test.address"/>
        <Property Name="desk" Type="test.desk"/>
        <Property Name="about" Type="Edm.String"><Annotation Term="Emulator.V1.SingleOnly" Bool="true"/>
          <Annotation Term="Emulator.V1.SelectOnly" Bool="true"/></Property>
        <Property Name="visits" Type="Edm.Int32"><Annotation Term="Emulator.V1.SelectOnly" Bool="true"/>
          <Annotation Term="Emulator.V1.PageLimit" Int="50"/></Property>
        <NavigationProperty Name="boss" Type="test.person"/>
        <NavigationProperty Name="reports" Type="Collection(test.person)" Partner="boss"/>
        <NavigationProperty Name="teams" Type="Collection(test.team)" Partner="members"/>
        <NavigationProperty Name="cards" Type="Collection(test.card)" ContainsTarget="true"/>
        <Annotation Term="Emulator.V1.Home" String="people"/>
        <Annotation Term="Emulator.V1.KeyAlias" String="mail"/>
        <Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record>
          <PropertyValue Property="Key"><Collection><Record>
            <PropertyValue Property="Name" PropertyPath="mail"/>
          </Record></Collection></PropertyValue></Record></Collection></Annotation>
      </EntityType>
      <EntityType Name="robot" BaseType="test.being"><Property Name="arms" Type="Edm.Int32"/></EntityType>
      <EntityType Name="team" BaseType="test.entity">
        <Property Name="label" Type="Edm.String"/>
        <NavigationProperty Name="members" Type="Collection(test.being)"/>
        <Annotation Term="Emulator.V1.Workload" String="club"/>
        <Annotation Term="Emulator.V1.Home" String="teams"/>
      </EntityType>
      <EntityType Name="card" BaseType="test.entity"><Property Name="number" Type="Edm.String"/></EntityType>
      <ComplexType Name="address">
        <Property Name="city" Type="Edm.String"/><Property Name="street" Type="Edm.String"/></ComplexType>
      <ComplexType Name="desk">
        <NavigationProperty Name="notes" Type="Collection(test.note)" Partner="author"/></ComplexType>
      <EntityType Name="note" BaseType="test.entity">
        <Property Name="text" Type="Edm.String"/>
        <NavigationProperty Name="author" Type="test.person"/>
        <Annotation Term="Emulator.V1.Workload" String="papers"/>
        <Annotation Term="Emulator.V1.Home" String="shop/notes"/>
        <Annotation Term="Emulator.V1.Aggregatable" Bool="true"/>
      </EntityType>
      <EntityType Name="shop" BaseType="test.entity">
        <NavigationProperty Name="shelves" Type="Collection(test.shelf)" ContainsTarget="true"/>
        <NavigationProperty Name="notes" Type="Collection(test.note)" ContainsTarget="true"/>
        <NavigationProperty Name="terms" Type="test.terms" ContainsTarget="true"/>
        <NavigationProperty Name="gone" Type="Collection(test.being)">
          <Annotation Term="Emulator.V1.Deleted" Bool="true"/></NavigationProperty>
      </EntityType>
      <EntityType Name="terms" BaseType="test.entity"><Property Name="days" Type="Edm.Int32"/></EntityType>
      <EntityType Name="shelf" BaseType="test.entity"><Property Name="label" Type="Edm.String"/>
        <NavigationProperty Name="keeper" Type="test.person"/></EntityType>
      <Action Name="greet" IsBound="true">
        <Parameter Name="bindingParameter" Type="test.person" Nullable="false"/></Action>
      <Function Name="delta" IsBound="true"><Annotation Term="Emulator.V1.Delta" Bool="true"/>
        <Parameter Name="bindingParameter" Type="Collection(test.person)" Nullable="false"/>
        <ReturnType Type="Collection(test.person)" Nullable="false"/></Function>
      <EntityContainer Name="Service">
        <EntitySet Name="beings" EntityType="test.being"/>
        <EntitySet Name="people" EntityType="test.person">
          <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record>
            <PropertyValue Property="Supported" Bool="true"/>
            <PropertyValue Property="ExpandableProperties"><Collection>
              <NavigationPropertyPath>boss</NavigationPropertyPath>
            </Collection></PropertyValue></Record></Annotation></EntitySet>
        <EntitySet Name="teams" EntityType="test.team"/>
        <Singleton Name="shop" Type="test.shop"/>
        <Singleton Name="me" Type="test.person"><Annotation Term="Emulator.V1.Caller" Bool="true"/></Singleton>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  static let routes = RouteTable(
    Array(
      """
      method\tpath\tversions\tdelegated\tapplication\taccepted
      GET\t/people\tbeta,v1.0\tPeople.Read\tPeople.Read.All\tPeople.Read,People.Read.All
      POST\t/people\tbeta\tPeople.Write\t-\tPeople.Write
      GET\t/people/{personId}\tbeta\tPeople.Read\tPeople.Read.All\tPeople.Read
      GET\t/people(mail='{mail}')\tbeta\tPeople.Find\tPeople.Find\tPeople.Find
      GET\t/people/{personId}/boss/$ref\tbeta\tPeople.Read\tPeople.Read.All\tPeople.Read
      GET\t/teams/{teamId}/members\tbeta\tTeams.Read\tTeams.Read\tTeams.Read
      GET\t/teams/{teamId}/members/$count\tbeta\tTeams.Count\tTeams.Count\tTeams.Count
      GET\t/teams/{teamId}\tv1.0\tTeams.Read\tTeams.Read\tTeams.Read
      GET\t/nowhere\tbeta\t-\t-\t-
      """.utf8))

  /// One version of the model, without any plan yet.
  ///
  /// - Parameter conventions: of the workload that people, robots and teams belong to.
  static func version(
    _ conventions: Conventions = .generous, routes: RouteTable = Club.routes
  ) throws -> ServiceVersion {
    let model = try EntityModel.read(Array(csdl.utf8))
    var papers = Conventions.generous
    papers.servesApply = true
    let contracts = Contracts([
      Contract(name: "club", conventions: conventions, messages: PlainMessages()),
      Contract(name: "papers", conventions: papers, messages: PlainMessages()),
    ])
    return ServiceVersion(
      name: "beta", model: model, schema: try StoreSchema(model: model), contracts: contracts, routes: routes,
      derived: DerivedExpressions(), metadata: [], numbers: PlanNumbers())
  }
}

extension Conventions {
  /// Everything is served.
  static var generous: Conventions {
    var conventions = Conventions()
    conventions.expansion.depth = 3
    conventions.expansion.options = [
      .select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels,
    ]
    return conventions
  }

  /// As little as the strictest workload serves.
  static var strict: Conventions {
    var conventions = Conventions()
    conventions.top = .pageSize
    conventions.servesSkip = false
    conventions.searchForm = .clauses
    conventions.hasAdvancedQueries = true
    conventions.restrictsFilters = true
    conventions.restrictsOrders = true
    conventions.expansion.options = [.select, .expand, .levels]
    conventions.expansion.takesSeveral = false
    conventions.expansion.itemLimit = 20
    return conventions
  }
}
