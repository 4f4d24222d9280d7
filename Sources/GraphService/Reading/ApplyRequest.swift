import EntityModel
import GraphStore
import JSON
import OData

/// GET of a collection with `$apply`: grouped, computed or ranked rows (cloud-licensing 3.3).
struct ApplyRequest {
  let target: Target
  let collection: PathPlan.Collection
  let options: ReadOptions
  let steps: [ApplyStep]

  private var exchange: Exchange { target.exchange }
  private var version: ServiceVersion { target.version }

  /// A query with `$apply`, ready to run.
  struct Query {
    let plan: ReadPlan
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
      var bytes: [UInt8] = []
      let text = target.text(of: context, resolver, walked)
      bytes.append(raw: "{\"@odata.context\":\"\(exchange.base)/$metadata#\(text)\",\"value\":[")
      let values = ReadValues(parent: walked.parent, limit: Self.rowLimit, request: target.request)
      if query.yieldsObjects {
        _ = try reader.appendPage(query.plan, values, to: &bytes)
      } else {
        try reader.appendTexts(query.plan, values, to: &bytes)
      }
      bytes.append(literal: "]}")
      return .json(bytes)
    }
  }

  /// Aggregated lists are not paged; a set larger than this is cut.
  static let rowLimit = 100_000

  /// What is run.
  func query() throws -> Query {
    var arguments = SQLArguments()
    let planning = ExpressionPlanning(
      version: version, area: target.area, options: options, moment: exchange.moment)
    switch try planning.apply(steps, over: collection.source, collection.type, &arguments) {
    case .values(let sql, let names):
      let plan = version.plans.plan(sql, nil, arguments)
      return Query(plan: plan, names: names.joined(separator: ","), yieldsObjects: false)
    case .objects(let objects): return query(objects, arguments)
    }
  }

  private func query(_ objects: AppliedObjects, _ arguments: SQLArguments) -> Query {
    let columns = objects.computed.map {
      ExpansionColumn(path: [$0.name], sql: $0.json, nested: [], absent: "null")
    }
    let projection = version.plans.projection(
      collection.type, selection: .defaults, expansions: columns, style: exchange.style)
    var statement = SelectStatement(source: collection.source)
    statement.filters = objects.filters
    statement.order = objects.order
    return Query(
      plan: version.plans.plan(statement.pageSQL(extras: projection.extras), projection, arguments),
      names: objects.computed.map(\.name).joined(separator: ","), yieldsObjects: true)
  }
}
