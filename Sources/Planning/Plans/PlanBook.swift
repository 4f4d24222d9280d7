package import EntityModel
package import GraphStore
import OData
import Synchronization

/// Numbers plans: connections keep prepared statements by number, and serve all versions.
///
/// A class because everything that makes plans counts on.
package final class PlanNumbers: Sendable {
  private let last = Atomic<Int>(0)

  package init() {}

  package func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}

/// Makes the plans of one version.
package struct PlanBook: Sendable {
  private let numbers: PlanNumbers
  private let builder: ProjectionBuilder
  /// Nothing of the row but where it stands.
  private let bare: Projection

  package init(builder: ProjectionBuilder, numbers: PlanNumbers) {
    self.builder = builder
    self.numbers = numbers
    bare = builder.empty
  }

  package func nextIdentifier() -> Int { numbers.next() }

  /// Finds key, id and type of one row.
  package func locate(_ source: RowSource, _ lookup: RowLookup) -> ReadPlan {
    item(source, lookup, bare)
  }

  /// Finds key, id and type of the row with a key.
  package func locate(_ source: RowSource) -> ReadPlan { item(source, bare) }

  /// Finds keys, ids and types, page by page.
  package func locateAll(_ statement: SelectStatement) -> ReadPlan { page(statement, bare, SQLArguments()) }

  /// Reads what happened to objects of these types, by their stored names, that are or were among some rows.
  package func changes(of types: [String], in source: RowSource) -> ChangePlan {
    ChangePlan(identifier: nextIdentifier(), types: types, in: source, bare)
  }

  /// One row with its representation.
  package func item(
    _ source: RowSource, _ lookup: RowLookup, _ projection: Projection,
    _ arguments: SQLArguments = SQLArguments()
  )
    -> ReadPlan
  {
    let statement = SelectStatement(source: source)
    return ReadPlan(
      identifier: nextIdentifier(),
      sql: statement.itemSQL(extras: projection.extras, found: condition(lookup, source.table)),
      projection: projection, arguments: arguments)
  }

  /// The row with that key.
  package func item(_ source: RowSource, _ projection: Projection, _ arguments: SQLArguments = SQLArguments())
    -> ReadPlan
  {
    let statement = SelectStatement(source: source)
    return ReadPlan(
      identifier: nextIdentifier(), sql: statement.itemSQL(extras: projection.extras, found: ["t.key = ?2"]),
      projection: projection, arguments: arguments)
  }

  package func page(_ statement: SelectStatement, _ projection: Projection, _ arguments: SQLArguments)
    -> ReadPlan
  {
    ReadPlan(
      identifier: nextIdentifier(), sql: statement.pageSQL(extras: projection.extras), projection: projection,
      arguments: arguments, orderColumns: statement.order.count)
  }

  package func count(_ statement: SelectStatement, _ arguments: SQLArguments) -> ReadPlan {
    ReadPlan(identifier: nextIdentifier(), sql: statement.countSQL, projection: bare, arguments: arguments)
  }

  /// A query whose text somebody else wrote.
  package func plan(_ sql: SQLText, _ projection: Projection?, _ arguments: SQLArguments) -> ReadPlan {
    ReadPlan(identifier: nextIdentifier(), sql: sql, projection: projection ?? bare, arguments: arguments)
  }

  package func projection(
    _ type: StructuredType, selection: Selection, expansions: [ExpansionColumn] = [], alias: String = "t",
    style: RepresentationStyle
  ) -> Projection {
    builder.projection(
      identifier: nextIdentifier(), declared: type, selection: selection, expansions: expansions,
      alias: alias, style: style)
  }

  private func condition(_ lookup: RowLookup, _ table: EntityTable) -> [SQLText] {
    switch lookup {
    case .identifier, .caller: ["t.id = ?2"]
    case .property(let name):
      // What others contain may have an id that is no GUID: a seed may say what it likes.
      table.hasOwner && isKeyAlias(name, table)
        ? ["(\(table.foldedSQL(name, prefix: "t.")) = ?2 OR lower(t.id) = ?2)"]
        : [table.foldedSQL(name, prefix: "t.") + " = ?2"]
    case .single: []
    case .nothing: ["0"]
    }
  }

  private func isKeyAlias(_ name: String, _ table: EntityTable) -> Bool {
    builder.schema.model.family(of: table.root).contains { $0.traits.keyAlias == name }
  }
}
