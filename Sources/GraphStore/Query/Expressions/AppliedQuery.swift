import EntityModel
package import OData

/// What `$apply` makes of a set.
package enum AppliedQuery: Sendable {
  /// Objects of the set, perhaps with further properties.
  case objects(AppliedObjects)
  /// Other objects: `sql` yields them as JSON texts, in order; `names` are those of their members.
  case values(sql: SQLText, names: [String])
}

/// Which objects of a set are left, for a `SelectStatement` over the same source.
package struct AppliedObjects: Sendable {
  package var filters: [SQLText] = []
  package var order: [SelectStatement.Order] = []
  /// Properties that each object has beside its own, with their values as JSON text.
  package var computed: [(name: String, json: SQLText)] = []
}

extension ExpressionWriter {
  /// Writes the transformations over the rows of a source.
  ///
  /// - Parameter source: the rows, under this writer's alias; the object before them is `?1`.
  package func apply(
    _ steps: [BoundApplyStep], over source: RowSource, _ arguments: inout SQLArguments
  ) throws(QueryTooDeep) -> AppliedQuery {
    var pipeline = ApplyPipeline(writer: self, source: source, arguments: arguments)
    for step in steps { pipeline.add(step) }
    let query = pipeline.query
    guard !pipeline.isTooDeep else { throw QueryTooDeep() }
    arguments = pipeline.arguments
    return query
  }
}

/// The transformations written so far: while the rows are still those of the source, conditions on them; once they
/// are put into groups, one query after the other (`WITH s1 AS (…), s2 AS (…)`).
struct ApplyPipeline {
  private var writer: ExpressionWriter
  private let source: RowSource
  private(set) var arguments: SQLArguments
  private var objects = AppliedObjects()
  private var computedNames: [String] = []
  private var groups: AppliedGroups?
  private(set) var isTooDeep = false

  init(writer: ExpressionWriter, source: RowSource, arguments: SQLArguments) {
    self.writer = writer
    self.source = source
    self.arguments = arguments
  }

  var query: AppliedQuery {
    mutating get {
      if let groups { return .values(sql: groups.sql, names: groups.names) }
      for name in computedNames {
        let json = compose { $0.computedJSON(name) }
        objects.computed.append((name, json))
      }
      return .objects(objects)
    }
  }

  mutating func add(_ step: BoundApplyStep) {
    if groups == nil, case .group(let keys, let aggregates) = step { return group(keys, aggregates) }
    if groups == nil { addToObjects(step) } else { addToGroups(step) }
  }

  private mutating func compose(_ write: (inout ExpressionComposer) -> SQLText) -> SQLText {
    var composer = ExpressionComposer(context: writer, arguments: arguments)
    if let groups { composer.columns = groups.columns }
    let sql = write(&composer)
    arguments = composer.arguments
    isTooDeep = isTooDeep || sql.isTooDeep
    return sql
  }

  private mutating func orders(_ orders: [BoundOrder]) -> [SelectStatement.Order] {
    orders.map { order in
      let key = compose { $0.orderKey(order.expression) }
      return SelectStatement.Order(sql: key, isDescending: order.isDescending)
    }
  }
}

// MARK: objects of the set

extension ApplyPipeline {
  private mutating func addToObjects(_ step: BoundApplyStep) {
    switch step {
    case .filter(let predicate): objects.filters.append(compose { $0.condition(predicate) })
    case .search(let search): objects.filters.append(compose { $0.search(search) })
    case .compute(let items):
      for item in items {
        writer.computations[item.name.lowercased()] = item.expression
        computedNames.append(item.name)
      }
    case .orderBy(let orders): objects.order = self.orders(orders)
    case .top(let count): keep("LIMIT \(number(count))")
    case .skip(let count): keep("LIMIT -1 OFFSET \(number(count))")
    case .ranked(let ranking, let count, let value): rank(ranking, count, value)
    case .group: break
    }
  }

  /// SQLite chooses an index of the table by how many rows are wanted.
  private mutating func number(_ count: ItemCount) -> SQLText {
    if count.parameter != nil { arguments.servesOneQuery = true }
    return String(count.value)
  }

  /// `key IN (SELECT t.key … ORDER BY … LIMIT 5)`: a limit in the middle.
  private mutating func keep(_ limit: SQLText) {
    let alias = writer.alias
    let order = (objects.order.map(\.text) + [source.positionSQL(alias: alias)]).joined(separator: ", ")
    let rows = "SELECT \(alias).key FROM \(rowsSQL) ORDER BY \(order) \(limit)"
    objects.filters = ["\(alias).key IN (\(rows))"]
  }

  private var rowsSQL: SQLText {
    let conditions = source.conditions(alias: writer.alias) + objects.filters
    return source.fromSQL(alias: writer.alias)
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
  }

  private mutating func rank(_ ranking: ApplyStep.Ranking, _ count: BoundExpression, _ value: BoundExpression)
  {
    let count = compose { $0.value(count) }
    let order = orders([BoundOrder(expression: value, isDescending: ranking.isFromTop)])
    guard let condition = ranking.condition(count) else {
      objects.order = order
      return keep("LIMIT max(CAST(\(count) AS INTEGER), 0)")
    }
    let alias = writer.alias
    let position = source.positionSQL(alias: alias)
    let columns = ranking.runningColumns(order[0], position)
    objects.filters = [
      "\(alias).key IN (SELECT key FROM (SELECT \(alias).key AS key, \(columns) FROM \(rowsSQL)) WHERE \(condition))"
    ]
    objects.order = order
  }
}

// MARK: groups

extension ApplyPipeline {
  private mutating func group(_ keys: [GroupingKey], _ aggregates: [BoundAggregate]) {
    var columns = GroupColumns()
    for key in keys {
      columns.add(key.path, compose { $0.stored(key.expression) }, key.expression.type, isKey: true)
    }
    for aggregate in aggregates { columns.add([aggregate.name], sql(aggregate), aggregate.type) }
    let position = groups == nil ? source.positionSQL(alias: writer.alias) : "\(writer.alias).position"
    let text = columns.selectSQL(
      from: groups?.lastName.map { "\($0) \(writer.alias)" } ?? rowsSQL, position: position)
    var next = groups ?? AppliedGroups(alias: writer.alias)
    next.add(text, columns.members)
    groups = next
  }

  private mutating func sql(_ aggregate: BoundAggregate) -> SQLText {
    guard let expression = aggregate.expression else { return "count(*)" }
    let value = compose { $0.value(expression) }
    if aggregate.method == .sum, !expression.isSmallMember, expression.type.primitive?.isInteger == true {
      // `sum` of integers fails where it leaves 64 bits; `total` goes on with less precision.
      return "CASE count(\(value)) WHEN 0 THEN NULL ELSE CAST(total(\(value)) AS INTEGER) END"
    }
    let result = "\(aggregate.method.sql)\(value))"
    guard case .primitive(let type) = aggregate.type, type.isTemporal else { return result }
    return "temporal(\(result), \(literal(type.rawValue)))"
  }

  private mutating func addToGroups(_ step: BoundApplyStep) {
    guard var next = groups else { return }
    switch step {
    case .filter(let predicate): next.restrict(to: compose { $0.condition(predicate) })
    case .compute(let items): return items.forEach { extend($0) }
    case .orderBy(let orders): next.sort(self.orders(orders))
    case .top(let count): next.limit("LIMIT \(arguments.bind(count))")
    case .skip(let count): next.limit("LIMIT -1 OFFSET \(arguments.bind(count))")
    case .ranked(let ranking, let count, let value):
      let key = orders([BoundOrder(expression: value, isDescending: ranking.isFromTop)])[0]
      next.rank(ranking, compose { $0.value(count) }, key)
    case .group(let keys, let aggregates): return group(keys, aggregates)
    // The binder refuses it: groups have no texts to look into.
    case .search: break
    }
    groups = next
  }

  /// Each computation may name the one before.
  private mutating func extend(_ item: BoundComputation) {
    let value = compose { $0.stored(item.expression) }
    groups?.extend(item.name, value, item.expression.type)
  }
}

extension ExpressionComposer {
  fileprivate mutating func computedJSON(_ name: String) -> SQLText {
    context.computations[name.lowercased()].map { json($0) } ?? "'null'"
  }
}

extension BoundExpression {
  /// A stored number of so few digits that no table holds enough of them for a sum beyond 64 bits.
  fileprivate var isSmallMember: Bool {
    guard case .member = kind else { return false }
    return type.primitive != .int64
  }
}

extension SelectStatement.Order {
  var text: SQLText { isDescending ? sql + " DESC" : sql }
}

extension AggregateItem.Method {
  /// The call up to its argument.
  fileprivate var sql: SQLText {
    switch self {
    case .sum: "sum("
    case .min: "min("
    case .max: "max("
    case .average: "avg("
    case .countDistinct: "count(DISTINCT "
    case .count: "count("
    }
  }
}

extension ApplyStep.Ranking {
  var isFromTop: Bool {
    switch self {
    case .topCount, .topSum, .topPercent: true
    case .bottomCount, .bottomSum, .bottomPercent: false
    }
  }

  /// The condition on `runningColumns`; nil for a count, which is a limit.
  func condition(_ count: SQLText) -> SQLText? {
    switch self {
    case .topCount, .bottomCount: nil
    // The least rows that reach the sum: those before which it is not reached yet.
    case .topSum, .bottomSum: "before < \(count)"
    case .topPercent, .bottomPercent: "before < \(count) * whole / 100.0"
    }
  }

  /// The sum of what stands before a row in the order, and of all.
  func runningColumns(_ order: SelectStatement.Order, _ position: SQLText) -> SQLText {
    let frame = "ORDER BY \(order.text), \(position) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    return "total(\(order.sql)) OVER (\(frame)) AS before, total(\(order.sql)) OVER () AS whole"
  }
}
