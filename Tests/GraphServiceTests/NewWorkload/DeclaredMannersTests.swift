import JSON
import Testing
import Workloads

/// Types that no workload has: what becomes of them follows from their declaration alone.
@Suite("Types that are only declared") struct DeclaredMannersTests {
  private let service: SmallService

  init() throws { service = try SmallService(WorkloadList([]), model: Self.model) }

  /// Nothing is required, collections are empty, values of the server are its own, and what a body says of them is ignored.
  @Test func postNeedsNothingAndStamps() throws {
    let made = service.send(
      "POST", "/ovens",
      #"{"serial":"s","createdDateTime":"1999-01-01T00:00:00Z","kind":"gas","heat":7}"#)
    #expect(made.status == 201)
    let oven = try #require(made.json.objectValue)
    let id = try #require(oven["id"]?.stringValue)
    #expect(id.count == 36)
    #expect(
      made.text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#ovens/$entity","id":"\#(id)","name":null,"serial":"s","heat":null,"kind":"gas","tags":[],"createdDateTime":"2026-01-31T08:15:30Z","lastModifiedDateTime":"2026-01-31T08:15:30Z"}"#
    )
  }

  /// What can be given on creation only, and when it was made, stays; PATCH answers with the object.
  @Test func patchKeepsWhatIsFixed() throws {
    let made = service.send("POST", "/ovens", #"{"kind":"gas"}"#)
    let id = try #require(made.json.objectValue?["id"]?.stringValue)
    let changed = service.send(
      "PATCH", "/ovens/\(id)", #"{"kind":"wood","name":"n","createdDateTime":"1999-01-01T00:00:00Z"}"#)
    #expect(changed.status == 200)
    let oven = try #require(service.send("GET", "/ovens/\(id)").json.objectValue)
    #expect(changed.json.objectValue == oven)
    #expect(oven["kind"] == "gas")
    #expect(oven["name"] == "n")
    #expect(oven["createdDateTime"] == "2026-01-31T08:15:30Z")
  }

  /// What is contained is made with what contains it.
  @Test func inlineObjectsAreMadeWithTheirParent() throws {
    let made = service.send("POST", "/ovens", #"{"name":"deep","racks":[{"level":1},{"level":2}]}"#)
    #expect(made.status == 201)
    let id = try #require(made.json.objectValue?["id"]?.stringValue)
    #expect(service.send("GET", "/ovens/\(id)/racks").items.map { $0["level"] } == [.number(1), .number(2)])
  }

  @Test(arguments: [
    ("POST", "/signs", "{}"), ("PATCH", "/signs/a", "{}"), ("DELETE", "/signs/a", nil),
    ("DELETE", "/ovens/a/racks/b", nil), ("POST", "/ovens/a/doors", "{}"), ("PATCH", "/bakery", "{}"),
  ]) func whatThePlaceOrTheTypeDoesNotTakeIs405(method: String, path: String, body: String?) {
    let reply = service.send(method, path, body)
    #expect(reply.status == 405, "\(reply.text)")
    #expect(reply.code == "Request_BadRequest" || reply.code == "BadRequest", "\(reply.text)")
  }

  /// The place has the say over the type.
  @Test func aPlaceTakesWhatItsTypeDoesNot() {
    #expect(service.send("POST", "/specialSigns", "{}").status == 201)
    #expect(service.send("DELETE", "/specialSigns/a").status == 405)
  }

  private static let refused = [
    "/signs?$filter=name eq 'a'", "/signs?$orderby=name", "/signs?$search=a", "/signs?$expand=oven",
    "/signs?$count=true", "/signs/$count",
  ]

  @Test(arguments: refused) func optionsThatAreNotTakenAreRefusedWhereTheTenantWantsIt(path: String) throws {
    #expect(service.send("GET", path).status == 200)
    try service.set(["capabilities": "enforce"])
    let reply = service.send("GET", path)
    #expect(reply.status == 400)
    let option = try #require(["filter", "orderby", "search", "expand", "count"].first(where: path.contains))
    #expect(reply.message == "Unrecognized query argument specified: '$\(option)'.")
    try service.set(["capabilities": "ignore"])
    #expect(service.send("GET", path).status == 200)
  }

  @Test(arguments: ["/ovens?$filter=name eq 'a'&$orderby=name&$count=true", "/signs?$count=false&$top=1"])
  func otherOptionsAreTaken(path: String) throws {
    try service.set(["capabilities": "enforce"])
    #expect(service.send("GET", path).status == 200)
  }

  private static func restricted(_ values: [(String, String, Bool)]) -> String {
    values.map { term, property, flag in
      """
      <Annotation Term="Org.OData.Capabilities.V1.\(term)Restrictions"><Record>
        <PropertyValue Property="\(property)" Bool="\(flag)"/></Record></Annotation>
      """
    }.joined()
  }

  private static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="oven"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="name" Type="Edm.String"/>
        <Property Name="serial" Type="Edm.String" Nullable="false"/>
        <Property Name="heat" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property>
        <Property Name="kind" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/></Property>
        <Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
        <Property Name="createdDateTime" Type="Edm.DateTimeOffset" Nullable="false"/>
        <Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset"/>
        <NavigationProperty Name="racks" Type="Collection(test.rack)" ContainsTarget="true">
          \(restricted([("Delete", "Deletable", false)]))</NavigationProperty>
        <NavigationProperty Name="doors" Type="Collection(test.door)" ContainsTarget="true"/>
        <Annotation Term="Emulator.V1.Home" String="ovens"/>
      </EntityType>
      <EntityType Name="rack"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="level" Type="Edm.Int32" Nullable="false"/>
      </EntityType>
      <EntityType Name="door"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        \(restricted([("Insert", "Insertable", false)]))
      </EntityType>
      <EntityType Name="sign"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="name" Type="Edm.String"/>
        <NavigationProperty Name="oven" Type="test.oven"/>
        <Annotation Term="Emulator.V1.Home" String="signs"/>
        \(restricted([
          ("Insert", "Insertable", false), ("Update", "Updatable", false), ("Delete", "Deletable", false),
          ("Filter", "Filterable", false), ("Sort", "Sortable", false), ("Search", "Searchable", false),
          ("Expand", "Expandable", false), ("Count", "Countable", false),
        ]))
      </EntityType>
      <EntityType Name="bakery"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityContainer Name="Service">
        <EntitySet Name="ovens" EntityType="test.oven"/>
        <EntitySet Name="signs" EntityType="test.sign"/>
        <EntitySet Name="specialSigns" EntityType="test.sign">
          \(restricted([("Insert", "Insertable", true)]))</EntitySet>
        <Singleton Name="bakery" Type="test.bakery">
          \(restricted([("Update", "Updatable", false)]))</Singleton>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
}
