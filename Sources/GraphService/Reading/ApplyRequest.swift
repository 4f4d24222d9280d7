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

  func answer() throws -> Answer {
    var arguments = SQLArguments()
    let planning = ExpressionPlanning(
      version: version, area: target.area, options: options, moment: exchange.moment)
    switch try planning.apply(steps, over: collection.source, collection.type, &arguments) {
    case .values(let sql, let names):
      return try answer(sql, names.joined(separator: ","), arguments) { plan, parent, reader, bytes in
        try reader.appendTexts(plan, ReadValues(parent: parent, request: target.request), to: &bytes)
      }
    case .objects(let objects): return try answer(objects, arguments)
    }
  }

  private func answer(_ objects: AppliedObjects, _ arguments: SQLArguments) throws -> Answer {
    let columns = objects.computed.map {
      ExpansionColumn(path: [$0.name], sql: $0.json, nested: [], absent: "null")
    }
    let projection = version.plans.projection(collection.type, selection: .defaults, expansions: columns)
    var statement = SelectStatement(source: collection.source)
    statement.filters = objects.filters
    statement.order = objects.order
    let sql = statement.pageSQL(extras: projection.extras)
    let names = objects.computed.map(\.name).joined(separator: ",")
    return try answer(sql, names, arguments, projection) { plan, parent, reader, bytes in
      _ = try reader.appendPage(
        plan, ReadValues(parent: parent, limit: Self.rowLimit, request: target.request), to: &bytes)
    }
  }

  /// Aggregated lists are not paged; a set larger than this is cut.
  private static let rowLimit = 100_000

  private func answer(
    _ sql: SQLText, _ names: String, _ arguments: SQLArguments, _ projection: Projection? = nil,
    _ append: (ReadPlan, Int64?, Reader, inout [UInt8]) throws -> Void
  ) throws -> Answer {
    let plan = version.plans.plan(sql, projection, arguments)
    let context = ContextFragment(target.path, model: version.model).appending(
      names.isEmpty ? "" : "(\(names))")
    return try exchange.tenant.store.read(isConsistent: true) { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      var bytes: [UInt8] = []
      let text = target.text(of: context, resolver, walked)
      bytes.append(raw: "{\"@odata.context\":\"\(exchange.base)/$metadata#\(text)\",\"value\":[")
      try append(plan, walked.parent, reader, &bytes)
      bytes.append(literal: "]}")
      return .json(bytes)
    }
  }
}
