import EntityModel
import Foundation
import GRDB
import OData
import Testing

@testable import GraphStore

/// A store whose changes are logged, in a temporary file.
///
/// A class because its file goes when the test is done.
final class LoggedTenant {
  private(set) var store: TenantStore
  private let folder: URL
  private let rules: RuleBook
  private let tables: [String]
  private let open: OpenStores

  static let start = Moment(unixSeconds: 1_767_600_000)

  /// - Parameters:
  ///   - tables: SQL of tables that the rules need.
  ///   - open: the stores that are open beside it.
  init(rules: RuleBook = RuleBook(), tables: [String] = [], open: OpenStores = OpenStores()) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    (self.rules, self.tables, self.open) = (rules, tables, open)
    store = try Self.open(folder, rules, tables, open)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func open(
    _ folder: URL, _ rules: RuleBook, _ tables: [String], _ open: OpenStores
  ) throws -> TenantStore {
    let model = try EntityModel.read(Array(document(tracking: "members boss").utf8))
    return try TenantStore(
      path: folder.appending(path: "tenant.sqlite").path, schema: try StoreSchema(model: model),
      rules: rules, extensions: [StoreExtension(creationSQL: tables)],
      identifiers: IdentifierSource(SeededGenerator(seed: 1)), open: open)
  }

  /// What a start of the program does.
  func reopen() throws { store = try Self.open(folder, rules, tables, open) }

  // MARK: Writing

  /// Seconds after the start of the tenant's clock.
  func write<Result>(
    at seconds: Int64 = 0, limit: RequestLimit = .none, _ body: (WriteTransaction) throws -> Result
  ) throws -> Result {
    try store.write(moment: Self.start.adding(atMost: seconds * Ticks.second), limit: limit) {
      transaction, _ in
      try body(transaction)
    } answer: { result, _ in
      result
    }
  }

  @discardableResult
  func make(_ type: String, _ id: String, at seconds: Int64 = 0) throws -> Entity {
    try write(at: seconds) { transaction in try insert(type, id, transaction) }
  }

  @discardableResult
  func insert(_ type: String, _ id: String, _ transaction: WriteTransaction) throws -> Entity {
    struct Unknown: Error {}
    guard let type = store.schema.model.type("test." + type) else { throw Unknown() }
    var new = NewEntity(draft: Draft(type: type, id: id), type: type, owner: nil)
    new.id = id
    return try transaction.insert(new)
  }

  /// Rows as many writes would leave them, all of one moment.
  func fillLog(_ count: Int, at seconds: Int64 = 0) throws {
    try store.direct { db in
      try db.execute(
        sql: """
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
          INSERT INTO change (moment, kind, object, type, id) SELECT ?, 'changed', 1, 'test.person', 'a' FROM number
          """, arguments: [count, Self.start.adding(atMost: seconds * Ticks.second).ticks])
    }
  }

  // MARK: Reading

  func sequences() throws -> [Int64] {
    try store.direct { try Int64.fetchAll($0, sql: "SELECT sequence FROM change ORDER BY sequence") }
  }

  func count() throws -> Int {
    try store.direct { try Int.fetchOne($0, sql: "SELECT count(*) FROM change") ?? 0 }
  }

  static func document(tracking names: String) -> String {
    let paths = names.split(separator: " ").map {
      "<NavigationPropertyPath>\($0)</NavigationPropertyPath>"
    }
    return """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
          <Property Name="id" Type="Edm.String" Nullable="false"/>
        </EntityType>
        <EntityType Name="being" BaseType="test.entity" Abstract="true">
          <Annotation Term="Emulator.V1.Table" String="being"/>
          <Annotation Term="Emulator.V1.Home" String="beings"/>
        </EntityType>
        <EntityType Name="person" BaseType="test.being">
          <NavigationProperty Name="boss" Type="test.being"/>
          <NavigationProperty Name="reports" Type="Collection(test.being)" Partner="boss"/>
        </EntityType>
        <EntityType Name="team" BaseType="test.being">
          <NavigationProperty Name="members" Type="Collection(test.being)"/>
          <NavigationProperty Name="guests" Type="Collection(test.being)">
            <Annotation Term="Emulator.V1.View" Bool="true"/></NavigationProperty>
        </EntityType>
        <EntityContainer Name="Service">
          <EntitySet Name="beings" EntityType="test.being">
            <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record>
              <PropertyValue Property="Supported" Bool="true"/>
              <PropertyValue Property="ExpandableProperties"><Collection>\(paths.joined())</Collection></PropertyValue>
            </Record></Annotation>
          </EntitySet>
        </EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """
  }
}

extension ChangePlan {
  /// Of whole sets.
  init(identifier: Int, types: [String]) throws {
    let schema = try LoggedTenant().store.schema
    let source = RowSource(table: try #require(schema.tables.first), relation: .all, types: nil)
    self.init(
      identifier: identifier, types: types, in: source,
      Projection(identifier: 0, extras: [], types: [:], nested: []))
  }
}
