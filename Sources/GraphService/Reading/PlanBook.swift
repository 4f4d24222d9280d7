import EntityModel
import GraphStore
import OData
import Synchronization

/// Numbers plans: connections keep prepared statements by number, and serve all versions.
///
/// A class because everything that makes plans counts on.
package final class PlanNumbers: Sendable {
  private let last = Atomic<Int>(0)

  package init() {}

  func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}

/// Makes the plans of one version.
struct PlanBook: Sendable {
  private let numbers: PlanNumbers
  private let builder: ProjectionBuilder
  /// Nothing of the row but where it stands.
  private let bare: Projection

  init(builder: ProjectionBuilder, numbers: PlanNumbers) {
    self.builder = builder
    self.numbers = numbers
    bare = builder.empty
  }

  func nextIdentifier() -> Int { numbers.next() }

  /// Finds key, id and type of one row.
  func locate(_ source: RowSource, _ lookup: PathPlan.Lookup) -> ReadPlan {
    item(source, lookup, bare)
  }

  /// Finds key, id and type of the row with a key.
  func locate(_ source: RowSource) -> ReadPlan { item(source, bare) }

  /// Finds keys, ids and types, page by page.
  func locateAll(_ statement: SelectStatement) -> ReadPlan { page(statement, bare, SQLArguments()) }

  /// Reads what happened to objects of these types; stored names.
  func changes(of types: [String]) -> ChangePlan { ChangePlan(identifier: nextIdentifier(), types: types) }

  /// One row with its representation.
  func item(
    _ source: RowSource, _ lookup: PathPlan.Lookup, _ projection: Projection,
    _ arguments: SQLArguments = SQLArguments()
  )
    -> ReadPlan
  {
    let statement = SelectStatement(source: source)
    return ReadPlan(
      identifier: nextIdentifier(),
      sql: statement.itemSQL(extras: projection.extras, found: condition(lookup)),
      projection: projection, arguments: arguments)
  }

  /// The row with that key.
  func item(_ source: RowSource, _ projection: Projection, _ arguments: SQLArguments = SQLArguments())
    -> ReadPlan
  {
    let statement = SelectStatement(source: source)
    return ReadPlan(
      identifier: nextIdentifier(), sql: statement.itemSQL(extras: projection.extras, found: ["t.key = ?2"]),
      projection: projection, arguments: arguments)
  }

  func page(_ statement: SelectStatement, _ projection: Projection, _ arguments: SQLArguments) -> ReadPlan {
    ReadPlan(
      identifier: nextIdentifier(), sql: statement.pageSQL(extras: projection.extras), projection: projection,
      arguments: arguments, orderColumns: statement.order.count)
  }

  func count(_ statement: SelectStatement, _ arguments: SQLArguments) -> ReadPlan {
    ReadPlan(identifier: nextIdentifier(), sql: statement.countSQL, projection: bare, arguments: arguments)
  }

  /// A query whose text somebody else wrote.
  func plan(_ sql: SQLText, _ projection: Projection?, _ arguments: SQLArguments) -> ReadPlan {
    ReadPlan(identifier: nextIdentifier(), sql: sql, projection: projection ?? bare, arguments: arguments)
  }

  func projection(
    _ type: StructuredType, selection: Selection, expansions: [ExpansionColumn] = [], alias: String = "t",
    style: RepresentationStyle
  ) -> Projection {
    builder.projection(
      identifier: nextIdentifier(), declared: type, selection: selection, expansions: expansions,
      alias: alias, style: style)
  }

  private func condition(_ lookup: PathPlan.Lookup) -> [SQLText] {
    switch lookup {
    case .identifier, .caller: ["t.id = ?2"]
    case .property(let name): [foldedSQL(name, prefix: "t.") + " = ?2"]
    case .single: []
    case .nothing: ["0"]
    }
  }
}
