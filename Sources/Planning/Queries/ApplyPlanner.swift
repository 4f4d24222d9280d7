import EntityModel
import GraphContract
import GraphStore
import OData

/// Plans the GET of a collection with `$apply`: grouped, computed or ranked rows (cloud-licensing 3.3).
///
/// `$filter`, `$orderby`, `$count`, `$skip` and `$top` beside it are about these rows (OData 4.01, 11.2.6.1), and may
/// name whatever they have. The rows come in one answer: here `$top` is a limit, and no page size.
struct ApplyPlanner {
  let planner: ReadPlanner
  let collection: PathPlan.Collection

  private var version: ServiceVersion { planner.version }

  /// nil for a request without `$apply`.
  func read() throws -> PlannedRead? {
    guard planner.query.options[.apply] != nil, !planner.ignoresOptions else { return nil }
    let rows = try planner.planned("apply", in: version.queries.applied) {
      let options = try planner.options(.collection)
      try check(options)
      return try planned(options.apply ?? [], options)
    }
    try checkPages()
    return PlannedRead(.applied(collection, rows.plan), rows.values)
  }

  /// The result has no properties but its own.
  private func check(_ options: ReadOptions) throws {
    guard collection.type.traits.isAggregatable else { throw QueryFailure.optionNotServed("$apply") }
    if options.select != nil { throw QueryFailure.optionNotServed("$select") }
    if !options.expand.isEmpty { throw QueryFailure.optionNotServed("$expand") }
    try checkPages()
  }

  /// There is no further page.
  private func checkPages() throws {
    if planner.query.pageToken != nil { throw QueryFailure.invalidPageToken }
    _ = try planner.page(PageRule(of: collection.type, in: planner.contract))
  }

  private func planned(_ steps: [ApplyStep], _ options: ReadOptions) throws -> AppliedPlan {
    let planning = ExpressionPlanning(
      version: version, contract: planner.contract, options: options, moment: planner.moment)
    let steps = try planning.steps(steps, collection.type)
    var arguments = SQLArguments()
    let counted = options.wantsCount ? try planning.rows(steps, collection, &arguments) : nil
    let shown = try planning.rows(steps + cuts(options), collection, &arguments)
    let rows = AppliedRows(
      arguments: arguments, collection: collection, style: planner.style, plans: version.plans)
    let context = ContextFragment(planner.path, model: version.model)
    return rows.plan(shown, count: counted.map(rows.count), context)
  }

  /// Items are skipped before they are counted out (OData 4.01, 11.2.6.3).
  private func cuts(_ options: ReadOptions) -> [BoundApplyStep] {
    [options.skip.map(BoundApplyStep.skip), options.top.map(BoundApplyStep.top)].compactMap(\.self)
  }
}

extension ExpressionPlanning {
  fileprivate func rows(
    _ steps: [BoundApplyStep], _ collection: PathPlan.Collection, _ arguments: inout SQLArguments
  ) throws -> AppliedQuery {
    try apply(steps, over: collection.source, collection.type, &arguments)
  }
}

/// The rows that transformations leave, to be read and counted by statements with the same parameters.
private struct AppliedRows {
  let arguments: SQLArguments
  let collection: PathPlan.Collection
  let style: RepresentationStyle
  let plans: PlanBook

  func count(_ query: AppliedQuery) -> ReadPlan {
    switch query {
    case .values(let sql, _): plans.plan(SelectStatement.countSQL(of: sql), nil, arguments)
    case .objects(let objects): plans.count(statement(objects), arguments)
    }
  }

  func plan(_ query: AppliedQuery, count: ReadPlan?, _ place: ContextFragment) -> AppliedPlan {
    switch query {
    case .values(let sql, let names):
      AppliedPlan(
        plan: plans.plan(sql, nil, arguments), count: count, context: context(place, names),
        yieldsObjects: false)
    case .objects(let objects):
      AppliedPlan(
        plan: plan(objects), count: count, context: context(place, objects.computed.map(\.name)),
        yieldsObjects: true)
    }
  }

  private func plan(_ objects: AppliedObjects) -> ReadPlan {
    let columns = objects.computed.map {
      ExpansionColumn(path: [$0.name], sql: $0.json, nested: [], absent: "null")
    }
    let projection = plans.projection(
      collection.type, selection: .defaults, expansions: columns, style: style)
    let sql = statement(objects).pageSQL(extras: projection.extras)
    return plans.plan(sql, projection, arguments)
  }

  /// `assignments(skuId,total)`: the place and the names of the result.
  private func context(_ place: ContextFragment, _ names: [String]) -> ContextFragment {
    place.appending(names.isEmpty ? "" : "(\(names.joined(separator: ",")))")
  }

  private func statement(_ objects: AppliedObjects) -> SelectStatement {
    var statement = SelectStatement(source: collection.source)
    statement.filters = objects.filters
    statement.order = objects.order
    return statement
  }
}
