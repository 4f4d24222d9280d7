import EntityModel
import OData
import Testing

@testable import Planning

/// A path that no documentation has took the permissions of a place above it, though another path of the same object has
/// its own.
@Suite("Permissions of other paths of the same object") struct TwinRouteTests {
  private static let csdl = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="thing"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="club" Type="test.club" ContainsTarget="true">
          <Annotation Term="Emulator.V1.SameAs" String="test.club of members"/></NavigationProperty></EntityType>
      <EntityType Name="person" BaseType="test.thing">
        <Property Name="name" Type="Edm.String"/>
        <NavigationProperty Name="letters" Type="Collection(test.letter)" ContainsTarget="true"/>
        <NavigationProperty Name="trays" Type="Collection(test.tray)" ContainsTarget="true"/>
        <NavigationProperty Name="shelf" Type="test.shelf" ContainsTarget="true"/>
        <NavigationProperty Name="clubs" Type="Collection(test.club)">
          <Annotation Term="Emulator.V1.SameAs" String="clubs of members/person"/></NavigationProperty>
        <Annotation Term="Emulator.V1.Home" String="people"/></EntityType>
      <EntityType Name="letter" BaseType="test.thing">
        <Property Name="trayId" Type="Edm.String"/>
        <NavigationProperty Name="pages" Type="Collection(test.thing)" ContainsTarget="true"/></EntityType>
      <EntityType Name="tray" BaseType="test.thing">
        <NavigationProperty Name="letters" Type="Collection(test.letter)" ContainsTarget="true">
          <Annotation Term="Emulator.V1.SameAs" String="test.person/letters by trayId"/></NavigationProperty>
      </EntityType>
      <EntityType Name="shelf" BaseType="test.thing">
        <NavigationProperty Name="books" Type="Collection(test.thing)" ContainsTarget="true">
          <Annotation Term="Emulator.V1.SingleItem" String="first"/></NavigationProperty>
        <NavigationProperty Name="first" Type="test.thing" ContainsTarget="true"/>
        <NavigationProperty Name="best" Type="test.thing" ContainsTarget="true">
          <Annotation Term="Emulator.V1.SameAs" String="test.shelf/books"/></NavigationProperty></EntityType>
      <EntityType Name="club" BaseType="test.thing">
        <NavigationProperty Name="members" Type="Collection(test.thing)" ContainsTarget="true"/>
        <NavigationProperty Name="shelf" Type="test.shelf" ContainsTarget="true"/></EntityType>
      <Action Name="read" IsBound="true"><Parameter Name="bindingParameter" Type="test.letter"/></Action>
      <EntityContainer Name="Service">
        <EntitySet Name="people" EntityType="test.person"/>
        <EntitySet Name="clubs" EntityType="test.club"/>
        <EntitySet Name="shelves" EntityType="test.shelf">
          <Annotation Term="Emulator.V1.AlsoAt" String="people/shelf clubs/shelf"/></EntitySet>
        <Singleton Name="me" Type="test.person"><Annotation Term="Emulator.V1.Caller" Bool="true"/></Singleton>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  private static let documented = [
    "GET /me", "PATCH /me", "GET /me/trays", "GET /people/{id}", "PATCH /people/{id}",
    "GET /people/{id}/trays",
    "GET /people/{id}/letters", "PATCH /people/{id}/letters/{id}", "GET /people/{id}/letters/{id}/pages",
    "POST /people/{id}/letters/{id}/test.read", "GET /clubs", "GET /clubs/{id}", "GET /clubs/{id}/members",
    "GET /shelves/{id}", "GET /shelves/{id}/books", "DELETE /shelves/{id}/books/{id}",
  ]

  @Test(arguments: [
    // Its own have the say.
    ("GET", "/me", "GET /me"), ("GET", "/me/trays", "GET /me/trays"),
    // `me` is one of the people.
    ("GET", "/me/letters", "GET /people/{id}/letters"),
    ("GET", "/me/letters/1/pages", "GET /people/{id}/letters/{id}/pages"),
    ("PATCH", "/me/letters/1", "PATCH /people/{id}/letters/{id}"),
    ("DELETE", "/me/letters/1/pages/2", "PATCH /people/{id}/letters/{id}"),
    // Those above `me` are nearer than nothing.
    ("GET", "/me/name", "GET /me"), ("POST", "/me/trays", "PATCH /me"),
    // A letter is the same one in its tray.
    ("GET", "/people/1/trays/2/letters/3/pages", "GET /people/{id}/letters/{id}/pages"),
    ("POST", "/people/1/trays/2/letters/3/test.read", "POST /people/{id}/letters/{id}/test.read"),
    ("POST", "/me/trays/2/letters/3/test.read", "POST /people/{id}/letters/{id}/test.read"),
    // What contains an object is on its path.
    ("GET", "/clubs/1/members/2/club", "GET /clubs/{id}"),
    ("GET", "/clubs/1/members/2/club/members", "GET /clubs/{id}/members"),
    // All letters are more than those of a tray.
    ("GET", "/people/1/trays/2/letters", "GET /people/{id}/trays"),
    // One's own clubs and shelf are the same as anywhere; what is of others stays below them.
    ("GET", "/me/clubs/1/members", "GET /clubs/{id}/members"), ("GET", "/me/clubs", "GET /me"),
    ("GET", "/people/1/clubs/2/members", "GET /people/{id}"),
    ("GET", "/me/shelf/books", "GET /shelves/{id}/books"),
    ("GET", "/people/1/shelf/books", "GET /people/{id}"),
    ("GET", "/clubs/1/shelf/books", "GET /shelves/{id}/books"),
    ("DELETE", "/clubs/1/shelf/best", "DELETE /shelves/{id}/books/{id}"),
    ("GET", "/clubs/1/shelf", "GET /shelves/{id}"),
    // A single value that is one of the objects of a collection.
    ("DELETE", "/shelves/1/first", "DELETE /shelves/{id}/books/{id}"),
    ("DELETE", "/clubs/1/shelf/first", "DELETE /shelves/{id}/books/{id}"),
    ("GET", "/shelves/1/first", "GET /shelves/{id}/books"),
    ("GET", "/clubs/1/shelf/first", "GET /shelves/{id}/books"),
    // A change of what is only read.
    ("PATCH", "/clubs/1", "GET /clubs/{id}"), ("POST", "/clubs/1/members", "GET /clubs/{id}/members"),
  ]) func covering(_ method: String, _ url: String, _ expected: String) throws {
    let rows = Self.documented.map { row in
      let parts = row.split(separator: " ")
      return "\(parts[0])\t\(parts[1])\tbeta\tA\tA\tA"
    }
    let model = try EntityModel.read(Array(Self.csdl.utf8))
    let index = RouteIndex(
      RouteTable(Array((["h"] + rows).joined(separator: "\n").utf8)), version: "beta", model: model)
    let path = try PathBinder.bind(try ResourcePath.parse(url), to: model)
    let route = PathRoutes(index).covering(method, path)
    #expect(route.map { "\($0.method) \($0.template)" } == expected)
  }
}
