import EntityModel
import GRDB
import JSON
import OData

@testable import GraphStore

/// A small model with every kind of property, and a database with a handful of rows of it.
enum Staff {
  static let csdl = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
    <edmx:DataServices><Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EnumType Name="colour">
      <Member Name="red" Value="0"/><Member Name="green" Value="1"/><Member Name="blue" Value="2"/>
    </EnumType>
    <EnumType Name="audience" IsFlags="true">
      <Member Name="user" Value="1"/><Member Name="group" Value="2"/><Member Name="device" Value="4"/>
    </EnumType>
    <EnumType Name="progress"><Member Name="notStarted" Value="0"/><Member Name="pendingApproval" Value="1"/></EnumType>
    <ComplexType Name="position">
      <Property Name="latitude" Type="Edm.Double"/><Property Name="floor" Type="Edm.Int32"/>
    </ComplexType>
    <ComplexType Name="address">
      <Property Name="city" Type="Edm.String"/><Property Name="position" Type="test.position"/>
    </ComplexType>
    <ComplexType Name="plan">
      <Property Name="planId" Type="Edm.Guid"/><Property Name="name" Type="Edm.String"/>
      <Property Name="units" Type="Edm.Int32"/><Property Name="since" Type="Edm.DateTimeOffset"/>
      <Property Name="tags" Type="Collection(Edm.String)"/>
    </ComplexType>
    <ComplexType Name="desk">
      <NavigationProperty Name="badges" Type="Collection(test.card)" Partner="holder"/>
    </ComplexType>
    <EntityType Name="entity" Abstract="true"><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="being" BaseType="test.entity" Abstract="true">
      <Annotation Term="Emulator.V1.SoftDelete" Bool="true"/>
      <Annotation Term="Emulator.V1.Home" String="beings"/>
      <Property Name="displayName" Type="Edm.String"><Annotation Term="Emulator.V1.Indexed" Bool="true"/><Annotation Term="Emulator.V1.Searchable" Bool="true"/></Property>
      <Property Name="description" Type="Edm.String"><Annotation Term="Emulator.V1.Searchable" Bool="true"/></Property>
    </EntityType>
    <EntityType Name="person" BaseType="test.being">
      <Property Name="mail" Type="Edm.String"><Annotation Term="Emulator.V1.Unique" Bool="true"/></Property>
      <Property Name="active" Type="Edm.Boolean"><Annotation Term="Emulator.V1.Indexed" Bool="true"/></Property>
      <Property Name="age" Type="Edm.Int32"/>
      <Property Name="steps" Type="Edm.Int64"/>
      <Property Name="score" Type="Edm.Double"/>
      <Property Name="balance" Type="Edm.Decimal"/>
      <Property Name="joined" Type="Edm.DateTimeOffset"/>
      <Property Name="born" Type="Edm.Date"/>
      <Property Name="wakes" Type="Edm.TimeOfDay"/>
      <Property Name="shift" Type="Edm.Duration"/>
      <Property Name="token" Type="Edm.Guid"><Annotation Term="Emulator.V1.Indexed" Bool="true"/></Property>
      <Property Name="colour" Type="test.colour"/>
      <Property Name="audience" Type="test.audience"/>
      <Property Name="progress" Type="test.progress"><Annotation Term="Emulator.V1.Casing" String="camel"/></Property>
      <Property Name="photo" Type="Edm.Binary"/>
      <Property Name="tags" Type="Collection(Edm.String)"/>
      <Property Name="marks" Type="Collection(Edm.Int32)"/>
      <Property Name="plans" Type="Collection(test.plan)"/>
      <Property Name="address" Type="test.address"/>
      <Property Name="desk" Type="test.desk"/>
      <Property Name="secret" Type="Edm.String"><Annotation Term="Emulator.V1.Hidden" Bool="true"/></Property>
      <Property Name="rank" Type="Edm.Int32"><Annotation Term="Emulator.V1.Column" Bool="true"/></Property>
      <Property Name="badge" Type="Edm.String"><Annotation Term="Emulator.V1.Derived" String="badge"/></Property>
      <Property Name="extras" Type="Collection(test.plan)"><Annotation Term="Emulator.V1.Derived" String="extras"/></Property>
      <Property Name="managerId" Type="Edm.String"><Annotation Term="Emulator.V1.Derived" String="reference.manager"/></Property>
      <NavigationProperty Name="manager" Type="test.person"/>
      <NavigationProperty Name="reports" Type="Collection(test.person)" Partner="manager"/>
      <NavigationProperty Name="friends" Type="Collection(test.being)"/>
      <NavigationProperty Name="admirers" Type="Collection(test.being)" Partner="friends"/>
      <NavigationProperty Name="cards" Type="Collection(test.card)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="robot" BaseType="test.being">
      <Property Name="model" Type="Edm.String"/><Property Name="hands" Type="Edm.Int32"/>
    </EntityType>
    <EntityType Name="card" BaseType="test.entity">
      <Property Name="number" Type="Edm.String"/><Property Name="limit" Type="Edm.Decimal"/>
      <NavigationProperty Name="holder" Type="test.person"/>
    </EntityType>
    <EntityContainer Name="container"><EntitySet Name="beings" EntityType="test.being"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  static let derived = DerivedExpressions([
    "badge": { "json_quote('B-' || \($0).id)" },
    "extras": { "json_extract(\($0).properties, '$.plans')" },
  ])

  /// An empty database of the model.
  static func database(_ schema: StoreSchema) throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.add(function: TextFunction.fold)
      try db.add(function: TextFunction.instant)
      try db.installExpressionFunctions()
      for sql in schema.creationSQL { try db.execute(sql: sql) }
    }
    return queue
  }

  /// Fills the columns that whoever writes a row through the store fills with it.
  static func fold(_ schema: StoreSchema, _ db: Database) throws {
    for table in schema.tables where !table.folded.isEmpty {
      let values = table.folded.map {
        "\(quoted(EntityTable.foldedColumn($0))) = \(EntityTable.foldedSQL($0, of: "properties"))"
      }
      try db.execute(sql: "UPDATE \(quoted(table.name)) SET \(values.joined(separator: ", "))")
    }
  }
}

/// A database of some rows, and what filters find in it.
struct StaffRows {
  let model: EntityModel
  let schema: StoreSchema
  let queue: DatabaseQueue
  static let now = Moment("2026-03-01T12:00:00Z") ?? .first

  init(content: [String] = Self.rows) throws {
    model = try EntityModel.read(Array(Staff.csdl.utf8))
    schema = try StoreSchema(model: model)
    queue = try Staff.database(schema)
    try queue.write { [schema] db in
      for sql in content { try db.execute(sql: sql) }
      try Staff.fold(schema, db)
    }
  }

  func type(_ name: String) throws -> StructuredType {
    struct Unknown: Error {}
    guard let type = model.type("test." + name) else { throw Unknown() }
    return type
  }

  func writer(_ type: StructuredType, _ computations: [BoundComputation] = []) -> ExpressionWriter {
    ExpressionWriter(
      model: model, schema: schema, derived: Staff.derived, now: Self.now, type: type,
      computations: computations)
  }

  /// The statement of a filter, and the values bound in it.
  func statement(_ filter: String, of name: String = "being") throws -> (sql: String, values: [SQLValue]) {
    let type = try type(name)
    let bound = try ExpressionBinder(model: model, type: type).filter(OptionSyntax.expression(filter))
    var arguments = SQLArguments()
    var statement = SelectStatement(source: try source(name))
    statement.filters = [try writer(type).condition(bound, &arguments)]
    return (statement.pageSQL(extras: []), arguments.values)
  }

  func source(_ name: String) throws -> RowSource {
    struct NoTable: Error {}
    let type = try type(name)
    guard let table = schema.table(of: type) else { throw NoTable() }
    return RowSource(table: table, relation: .all, types: name == "person" ? ["test.person"] : nil)
  }

  /// The ids of the rows that a filter finds, in the order of their keys.
  func ids(_ filter: String, of name: String = "being") throws -> [String] {
    let (sql, values) = try statement(filter, of: name)
    return try texts(sql, values, column: 1)
  }

  /// One column of all rows of a statement.
  func texts(_ sql: String, _ values: [SQLValue], column: Int = 0) throws -> [String] {
    struct NoConnection: Error {}
    return try queue.inDatabase { db in
      guard let handle = db.sqliteConnection else { throw NoConnection() }
      var texts: [String] = []
      let bound = ReadValues(limit: 100_000, cursor: []).bound(with: values)
      try PreparedStatement(sql: sql, on: handle).forEachRow(bound) { row in
        texts.append(row.string(column) ?? "null")
        return true
      }
      return texts
    }
  }
}
