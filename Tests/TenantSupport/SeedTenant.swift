import EntityModel
import Foundation
import GRDB
package import GraphStore
import JSON
import Seeding
package import Tenants

/// A tenant of a small model of its own, in a temporary file.
///
/// A class because its file goes when the test is done.
package final class SeedTenant {
  package let tenant: Tenant
  private let folder: URL

  /// - Parameters:
  ///   - document: the model.
  ///   - groundwork: the part of it that stores have from their beginning; nil: all of it.
  package init(
    model document: String = SeedTenant.model, groundwork: String? = nil, rules: RuleBook = RuleBook(),
    extensions: [StoreExtension] = [],
    applicationChecks: ApplicationChecks = .none
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "seed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let schema = try StoreSchema(
      model: EntityModel.read(Array(document.utf8)),
      groundwork: groundwork.map { try EntityModel.read(Array($0.utf8)) })
    let store = try TenantStore(
      path: folder.appending(path: "tenant.sqlite").path, schema: schema, rules: rules,
      extensions: extensions, identifiers: IdentifierSource(SeededGenerator(seed: 1)))
    let now = Self.now
    tenant = try Tenant(
      name: .usual, store: store, clock: TenantClock(wall: { now }), applicationChecks: applicationChecks)
  }

  private static let now: Moment = {
    guard let now = Moment("2026-01-31T08:15:30.1234567Z") else { fatalError("a time is not understood") }
    return now
  }()

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Loads texts as the files `1.json`, `2.json`, … of one load.
  @discardableResult
  package func load(_ texts: String..., replacing: Bool = false) throws -> SeedReport {
    let documents = texts.enumerated().map { SeedDocument(name: "\($0 + 1).json", bytes: Array($1.utf8)) }
    return try SeedLoader.load(documents, into: tenant, replacing: replacing)
  }

  /// The sentence that a load is refused with; nil when it is not.
  package func mistake(_ texts: String...) throws -> String? {
    let documents = texts.enumerated().map { SeedDocument(name: "\($0 + 1).json", bytes: Array($1.utf8)) }
    do {
      try SeedLoader.load(documents, into: tenant)
      return nil
    } catch let mistake as SeedMistake { return mistake.description }
  }

  /// All state, in the shortest form.
  package func state() throws -> String {
    try JSONValue.parse(SeedExport.bytes(of: tenant), depthLimit: JSONValue.surroundedDepthLimit).text
  }

  /// Ids in the order of creation.
  package func ids(in table: String) throws -> [String] {
    try tenant.store.direct { try String.fetchAll($0, sql: "SELECT id FROM \(table) ORDER BY key") }
  }

  package static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="mood"><Member Name="calm"/><Member Name="merry"/></EnumType>
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityType Name="being" BaseType="test.entity">
        <Property Name="deletedDateTime" Type="Edm.DateTimeOffset">
          <Annotation Term="Emulator.V1.Derived" String="deletedDateTime"/></Property>
        <Annotation Term="Emulator.V1.Table" String="being"/>
        <Annotation Term="Emulator.V1.Home" String="beings"/>
        <Annotation Term="Emulator.V1.SoftDelete" Bool="true"/>
      </EntityType>
      <EntityType Name="person" BaseType="test.being">
        <Property Name="name" Type="Edm.String" Nullable="false">
          <Annotation Term="Emulator.V1.Unique" Bool="true"/></Property>
        <Property Name="mood" Type="test.mood"/>
        <Property Name="age" Type="Edm.Int32"><Annotation Term="Emulator.V1.Column" Bool="true"/></Property>
        <Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
        <Property Name="secret" Type="Edm.String"><Annotation Term="Emulator.V1.Hidden" Bool="true"/></Property>
        <Property Name="score" Type="Edm.Int32"><Annotation Term="Emulator.V1.Maintained" Bool="true"/></Property>
        <Property Name="title" Type="Edm.String"><Annotation Term="Emulator.V1.Derived" String="title"/></Property>
        <Property Name="home" Type="test.address"/>
        <Property Name="desk" Type="test.desk"/>
        <NavigationProperty Name="boss" Type="test.being"/>
        <NavigationProperty Name="reports" Type="Collection(test.being)" Partner="boss"/>
        <NavigationProperty Name="teams" Type="Collection(test.being)" Partner="members"/>
        <Annotation Term="Emulator.V1.Home" String="people"/>
        <Annotation Term="Emulator.V1.KeyAlias" String="name"/>
      </EntityType>
      <EntityType Name="team" BaseType="test.being">
        <Property Name="label" Type="Edm.String"/>
        <NavigationProperty Name="members" Type="Collection(test.being)"/>
        <Annotation Term="Emulator.V1.Home" String="teams"/>
      </EntityType>
      <ComplexType Name="address">
        <Property Name="city" Type="Edm.String"/><Property Name="street" Type="Edm.String"/>
      </ComplexType>
      <ComplexType Name="desk">
        <NavigationProperty Name="notes" Type="Collection(test.note)" Partner="author"/>
      </ComplexType>
      <EntityType Name="shop" BaseType="test.entity">
        <NavigationProperty Name="shelves" Type="Collection(test.shelf)" ContainsTarget="true"/>
        <NavigationProperty Name="notes" Type="Collection(test.note)" ContainsTarget="true"/>
        <NavigationProperty Name="terms" Type="test.terms" ContainsTarget="true"/>
        <NavigationProperty Name="gone" Type="Collection(test.being)">
          <Annotation Term="Emulator.V1.Deleted" Bool="true"/></NavigationProperty>
      </EntityType>
      <EntityType Name="terms" BaseType="test.entity"><Property Name="days" Type="Edm.Int32"/></EntityType>
      <EntityType Name="shelf" BaseType="test.entity">
        <Property Name="label" Type="Edm.String"/>
        <NavigationProperty Name="boxes" Type="Collection(test.box)" ContainsTarget="true"/>
        <NavigationProperty Name="notes" Type="Collection(test.note)" Partner="shelf"/>
        <NavigationProperty Name="tickets" Type="Collection(test.ticket)" Partner="shelf"/>
        <NavigationProperty Name="keeper" Type="test.person"/>
        <Annotation Term="Emulator.V1.Home" String="shop/shelves"/>
      </EntityType>
      <EntityType Name="box" BaseType="test.entity">
        <Property Name="size" Type="Edm.Int32"/>
        <NavigationProperty Name="holder" Type="test.person"/>
      </EntityType>
      <EntityType Name="note" BaseType="test.entity">
        <Property Name="text" Type="Edm.String"/>
        <Property Name="shelfId" Type="Edm.String">
          <Annotation Term="Emulator.V1.Derived" String="reference.shelf"/></Property>
        <NavigationProperty Name="shelf" Type="test.shelf">
          <Annotation Term="Emulator.V1.Required" Bool="true"/></NavigationProperty>
        <NavigationProperty Name="author" Type="test.person"/>
        <Annotation Term="Emulator.V1.Home" String="shop/notes"/>
      </EntityType>
      <EntityType Name="ticket" BaseType="test.entity">
        <Property Name="place" Type="Edm.Int32"/>
        <NavigationProperty Name="shelf" Type="test.shelf"/>
      </EntityType>
      <EntityType Name="hook" BaseType="test.entity"><Annotation Term="Emulator.V1.Home" String="hooks"/></EntityType>
      <EntityContainer Name="Service">
        <EntitySet Name="people" EntityType="test.person"/>
        <EntitySet Name="teams" EntityType="test.team"/>
        <Singleton Name="shop" Type="test.shop"/>
        <Singleton Name="me" Type="test.person"><Annotation Term="Emulator.V1.Caller" Bool="true"/></Singleton>
        <EntitySet Name="hooks" EntityType="test.hook">
          <Annotation Term="Emulator.V1.Seedable" Bool="false"/></EntitySet>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  /// `00000000-0000-4000-8000-000000000007`
  package static func guid(_ number: Int) -> String {
    "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
  }
}
