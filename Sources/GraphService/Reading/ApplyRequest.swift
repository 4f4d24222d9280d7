import EntityModel
import GraphStore
import JSON
import OData

/// GET of a collection with `$apply`: grouped, computed or ranked rows (cloud-licensing 3.3).
///
/// `$filter`, `$orderby`, `$count`, `$skip` and `$top` beside it are about these rows (OData 4.01, 11.2.6.1), and may
/// name whatever they have. The rows come in one answer: here `$top` is a limit, and no page size.
struct ApplyRequest {
  let target: Target
  let collection: PathPlan.Collection
  let options: ReadOptions
  let steps: [ApplyStep]

  private var exchange: Exchange { target.exchange }
  private var version: ServiceVersion { target.version }

  /// A query with `$apply`, ready to run.
  struct Query: Sendable {
    let plan: ReadPlan
    /// Counts the rows before `$skip` and `$top`; nil when nobody asks.
    let count: ReadPlan?
    /// Names of the result, joined by commas.
    let names: String
    /// The rows are objects of the set; else they are JSON texts.
    let yieldsObjects: Bool
  }

  func answer() throws -> Answer {
    let query = try query()
    let context = ContextFragment(target.path, model: version.model).appending(
      query.names.isEmpty ? "" : "(\(query.names))")
    return try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      var bytes: [UInt8] = []
      let text = target.text(of: context, resolver, walked)
      bytes.append(raw: "{\"@odata.context\":\"\(exchange.base)/$metadata#\(text)\",")
      if let count = query.count {
        let values = ReadValues(parent: walked.parent, request: target.request)
        bytes.append(raw: "\"@odata.count\":\(try reader.count(count, values)),")
      }
      bytes.append(literal: "\"value\":[")
      let values = ReadValues(parent: walked.parent, limit: Self.rowLimit, request: target.request)
      if query.yieldsObjects {
        _ = try reader.appendPage(query.plan, values, to: &bytes)
      } else {
        try reader.appendTexts(query.plan, values, to: &bytes)
      }
      bytes.append(literal: "]}")
      return .json(bytes, place: target.place(resolver, walked))
    }
  }

  /// Aggregated lists are not paged; a set larger than this is cut.
  static let rowLimit = 100_000

  /// What is run.
  func query() throws -> Query {
    try target.cached("apply", in: version.queries.applied, planned)
  }

  private func planned() throws -> Query {
    let planning = ExpressionPlanning(
      version: version, area: target.area, options: options, moment: exchange.moment)
    let steps = try planning.steps(steps, collection.type)
    let count = options.wantsCount ? try rows(steps, planning).count : nil
    return try rows(steps + cuts, planning).query(count: count)
  }

  /// Items are skipped before they are counted out (OData 4.01, 11.2.6.3).
  private var cuts: [BoundApplyStep] {
    [options.skip.map(BoundApplyStep.skip), options.top.map(BoundApplyStep.top)].compactMap(\.self)
  }

  private func rows(_ steps: [BoundApplyStep], _ planning: ExpressionPlanning) throws -> AppliedRows {
    var arguments = SQLArguments()
    let query = try planning.apply(steps, over: collection.source, collection.type, &arguments)
    return AppliedRows(
      query: query, arguments: arguments, collection: collection, style: options.style, plans: version.plans)
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

  func query(count: ReadPlan?) -> ApplyRequest.Query {
    switch query {
    case .values(let sql, let names):
      return ApplyRequest.Query(
        plan: plans.plan(sql, nil, arguments), count: count, names: names.joined(separator: ","),
        yieldsObjects: false)
    case .objects(let objects):
      let columns = objects.computed.map {
        ExpansionColumn(path: [$0.name], sql: $0.json, nested: [], absent: "null")
      }
      let projection = plans.projection(
        collection.type, selection: .defaults, expansions: columns, style: style)
      let sql = statement(objects).pageSQL(extras: projection.extras)
      return ApplyRequest.Query(
        plan: plans.plan(sql, projection, arguments), count: count,
        names: objects.computed.map(\.name).joined(separator: ","), yieldsObjects: true)
    }
  }

  private func statement(_ objects: AppliedObjects) -> SelectStatement {
    var statement = SelectStatement(source: collection.source)
    statement.filters = objects.filters
    statement.order = objects.order
    return statement
  }
}
