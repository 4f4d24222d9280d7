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
  func read() throws -> ReadQuery? {
    guard planner.query.options[.apply] != nil else { return nil }
    let options = try planner.options(.collection)
    guard let steps = options.apply else { return nil }
    try check(options)
    let plan = try planner.cached("apply", in: version.queries.applied) { try planned(steps, options) }
    return .applied(collection, plan)
  }

  /// The result has no properties but its own, and no further page.
  private func check(_ options: ReadOptions) throws {
    guard collection.type.traits.isAggregatable else { throw QueryFailure.optionNotServed("$apply") }
    if options.select != nil { throw QueryFailure.optionNotServed("$select") }
    if !options.expand.isEmpty { throw QueryFailure.optionNotServed("$expand") }
    if planner.query.pageToken != nil { throw QueryFailure.invalidPageToken }
    _ = try PageRule(options.top, of: collection.type, in: planner.contract)
  }

  private func planned(_ steps: [ApplyStep], _ options: ReadOptions) throws -> AppliedPlan {
    let planning = ExpressionPlanning(
      version: version, contract: planner.contract, options: options, moment: planner.moment)
    let steps = try planning.steps(steps, collection.type)
    let count = options.wantsCount ? try rows(steps, planning).count : nil
    let context = ContextFragment(planner.path, model: version.model)
    return try rows(steps + cuts(options), planning).plan(count: count, context)
  }

  /// Items are skipped before they are counted out (OData 4.01, 11.2.6.3).
  private func cuts(_ options: ReadOptions) -> [BoundApplyStep] {
    [options.skip.map(BoundApplyStep.skip), options.top.map(BoundApplyStep.top)].compactMap(\.self)
  }

  private func rows(_ steps: [BoundApplyStep], _ planning: ExpressionPlanning) throws -> AppliedRows {
    var arguments = SQLArguments()
    let query = try planning.apply(steps, over: collection.source, collection.type, &arguments)
    return AppliedRows(
      query: query, arguments: arguments, collection: collection, style: planner.style, plans: version.plans)
  }
}

/// The rows that transformations leave, to be read or counted.
private struct AppliedRows {
  let query: AppliedQuery
  let arguments: SQLArguments
  let collection: PathPlan.Collection
  let style: RepresentationStyle
  let plans: PlanBook

  var count: ReadPlan {
    switch query {
    case .values(let sql, _): plans.plan(SelectStatement.countSQL(of: sql), nil, arguments)
    case .objects(let objects): plans.count(statement(objects), arguments)
    }
  }

  func plan(count: ReadPlan?, _ place: ContextFragment) -> AppliedPlan {
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
