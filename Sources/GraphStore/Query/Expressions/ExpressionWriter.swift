package import EntityModel
package import OData

/// A query whose SQL would nest deeper than SQLite reads.
package struct QueryTooDeep: Error, Sendable, Equatable {}

/// Writes bound expressions as SQL over one row of a table.
package struct ExpressionWriter: Sendable {
  /// The version's own model, whose names the expressions have.
  let model: EntityModel
  let schema: StoreSchema
  let derived: DerivedExpressions
  /// What `now()` is.
  let now: Moment
  /// The declared type of the row.
  let type: StructuredType
  /// The alias of the row's table.
  let alias: String
  /// Values of `$compute`, by name in lower case.
  var computations: [String: BoundExpression]

  package init(
    model: EntityModel, schema: StoreSchema, derived: DerivedExpressions, now: Moment, type: StructuredType,
    alias: String = "t", computations: [BoundComputation] = []
  ) {
    self.model = model
    self.schema = schema
    self.derived = derived
    self.now = now
    self.type = type
    self.alias = alias
    self.computations = Dictionary(computations.map { ($0.name.lowercased(), $0.expression) }) { first, _ in
      first
    }
  }

  /// A condition for WHERE: true exactly for the rows that the expression is true for.
  package func condition(
    _ expression: BoundExpression, _ arguments: inout SQLArguments
  ) throws(QueryTooDeep) -> SQLText {
    try compose(&arguments) { $0.condition(expression) }
  }

  package func search(_ search: BoundSearch, _ arguments: inout SQLArguments) throws(QueryTooDeep) -> SQLText
  {
    try compose(&arguments) { $0.search(search) }
  }

  /// Keys of ORDER BY: null first, texts without regard to case, times as moments.
  package func order(
    _ orders: [BoundOrder], _ arguments: inout SQLArguments
  ) throws(QueryTooDeep) -> [SelectStatement.Order] {
    var keys: [SelectStatement.Order] = []
    for order in orders {
      let sql = try compose(&arguments) { $0.orderKey(order.expression) }
      keys.append(SelectStatement.Order(sql: sql, isDescending: order.isDescending))
    }
    return keys
  }

  func compose(
    _ arguments: inout SQLArguments, _ write: (inout ExpressionComposer) -> SQLText
  ) throws(QueryTooDeep) -> SQLText {
    var composer = ExpressionComposer(context: self, arguments: arguments)
    let sql = write(&composer)
    guard !sql.isTooDeep else { throw QueryTooDeep() }
    arguments = composer.arguments
    return sql
  }
}

/// The state of writing one piece of SQL: the values bound so far, the aliases given, and what variables stand for.
struct ExpressionComposer {
  let context: ExpressionWriter
  var arguments: SQLArguments
  var item: Place
  /// By number of the lambda.
  var variables: [Int: Place] = [:]
  /// Columns of a query of groups, by name in lower case.
  var columns: [String: Leaf] = [:]
  /// Where computed texts stand that are computed once for each row.
  var kept: [ComputedText: SQLText] = [:]
  private var aliasCount = 0

  init(context: ExpressionWriter, arguments: SQLArguments) {
    self.context = context
    self.arguments = arguments
    item = .row(alias: context.alias, context.type)
  }

  /// An alias that nothing else in the statement has.
  mutating func newAlias() -> String {
    aliasCount += 1
    return "\(context.alias)f\(aliasCount)"
  }
}
