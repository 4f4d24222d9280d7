import EntityModel
import Foundation
import GRDB
import OData

@testable import GraphStore

/// A store of a model that has more than its groundwork, in a temporary file.
///
/// A class because its file goes when the test is done.
final class ExtendedStore {
  private(set) var store: TenantStore
  private let folder: URL

  init(_ model: String = ExtendedStore.whole) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "late-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try Self.open(model, folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func open(_ model: String, _ folder: URL) throws -> TenantStore {
    let schema = try StoreSchema(
      model: EntityModel.read(Array(model.utf8)), groundwork: EntityModel.read(Array(own.utf8)))
    return try TenantStore(
      path: folder.appending(path: "tenant.sqlite").path, schema: schema, rules: RuleBook(), extensions: [],
      identifiers: IdentifierSource(SeededGenerator(seed: 1)))
  }

  /// What a start of the program with another model does.
  func reopen(_ model: String) throws { store = try Self.open(model, folder) }

  var lateTables: LateTables { store.schema.late }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write<Result>(_ body: (WriteTransaction) throws -> Result) throws -> Result {
    try store.write(moment: Moment(unixSeconds: 1_767_600_000)) { transaction, _ in
      try body(transaction)
    } answer: { result, _ in
      result
    }
  }

  func insert(
    _ type: String, _ id: String, owner: Int64? = nil, place: String? = nil, _ transaction: WriteTransaction,
    references: [String: Int64] = [:]
  ) throws -> Entity {
    let type = try transaction.structuredType("test." + type)
    var new = NewEntity(draft: Draft(type: type, id: id), type: type, owner: owner)
    (new.id, new.place, new.references) = (id, place, references)
    return try transaction.insert(new)
  }

  /// Names of the tables that the model brings, without those that every database has.
  func tables() throws -> [String] {
    let usual = "'emulator', 'change', 'outbox', 'stream', 'upload', 'uploadPart'"
    return try store.direct { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN (\(usual))
          ORDER BY name
          """)
    }
  }

  // MARK: Models

  static let own = document(person("") + "</EntityType>")
  static let middle = document(
    person(#"<NavigationProperty Name="home" Type="test.house"/>"#) + "</EntityType>" + house)
  static let whole = document(
    person(
      """
      <NavigationProperty Name="home" Type="test.house"/>
      <NavigationProperty Name="visited" Type="Collection(test.house)"/>
      <NavigationProperty Name="pets" Type="Collection(test.pet)" ContainsTarget="true"/></EntityType>
      """) + house + pet)

  /// A house has the base that pets have too, as the metadata of another version says.
  static let moved = document(
    person(
      """
      <NavigationProperty Name="home" Type="test.house"/>
      <NavigationProperty Name="visited" Type="Collection(test.house)"/>
      <NavigationProperty Name="pets" Type="Collection(test.pet)" ContainsTarget="true"/></EntityType>
      """)
      + #"<EntityType Name="belonging" BaseType="test.entity"><Property Name="price" Type="Edm.Int32"/></EntityType>"#
      + [house, pet].map { $0.replacing(#"BaseType="test.entity""#, with: #"BaseType="test.belonging""#) }
      .joined())

  /// Of those with one home, one alone has a name.
  static let named = document(
    person(
      #"<Annotation Term="Emulator.V1.SiblingName" String='{"property":"name","annotation":"@behavior"}'/></EntityType>"#
    )
  )

  /// Pets have a basket, which is a complex value with objects in it.
  static let furnished = document(
    person("</EntityType>")
      + """
      <ComplexType Name="basket">
        <NavigationProperty Name="toys" Type="Collection(test.toy)" ContainsTarget="true"/></ComplexType>
      <EntityType Name="toy" BaseType="test.entity"/>
      <EntityType Name="pet" BaseType="test.entity"><Property Name="basket" Type="test.basket"/>
        <Annotation Term="Emulator.V1.Home" String="pets"/></EntityType>
      """)

  private static func person(_ more: String) -> String {
    """
    <EntityType Name="person" BaseType="test.entity"><Property Name="name" Type="Edm.String"/>
      <Annotation Term="Emulator.V1.Home" String="people"/>\(more)
    """
  }

  private static let house = """
    <EntityType Name="house" BaseType="test.entity"><Property Name="doors" Type="Edm.Int32"/>
      <Annotation Term="Emulator.V1.Home" String="houses"/></EntityType>
    """

  private static let pet = """
    <EntityType Name="pet" BaseType="test.entity">
      <NavigationProperty Name="kennel" Type="test.house"/></EntityType>
    """

  private static func document(_ types: String) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      \(types)
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }
}
