import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// The answer that shows an object after it was written, as a GET in its home set would.
struct WrittenObject {
  let context: RequestContext
  /// Plans what the request's `$select` and `$expand` want shown; nil where it has neither.
  let planner: ReadPlanner?
  /// It is shown in the place it was written to, though it has a home set.
  var showsPlace = false
  /// The type that the place declares; nil: that of the object's home.
  var declared: StructuredType?

  private var version: ServiceVersion { context.version }
  private var style: RepresentationStyle { context.style }

  /// `{"@odata.context":…}` with what the request selects, else the default properties and those added by name.
  ///
  /// - Parameter fallback: the place it was written to, for an object that is not shown in a home set.
  func bytes(
    key: Int64, type: StructuredType, fallback: String, adding names: [String] = [], _ reader: Reader
  ) throws -> [UInt8] {
    guard
      let own = version.model.type(storedAs: type.name)
        ?? version.model.type(type.name),
      let table = version.table(of: own)
    else { throw StoreError.unknownType(type.name) }
    let declared = declared ?? declared(own, table)
    let place = showsPlace ? fallback : own.traits.home ?? fallback
    if let planner {
      let query = try planner.returned(declared, in: table, place)
      let values = ReadValues(identifier: .integer(key), request: context.run(query.values))
      return try bytes(query.plan.context.text { _ in "" }, query.plan.plan, values, own, key, reader)
    }
    let plan = version.queries.rows.plan("written\(style.key) \(declared.name) \(names)") {
      let selection = names.isEmpty ? Selection.defaults : .names(["*"] + names.map { $0.lowercased() })
      return version.plans.item(
        RowSource(table: table, relation: .all, types: nil),
        version.plans.projection(declared, selection: selection, style: style))
    }
    return try bytes(
      "\(place)/$entity", plan, ReadValues(identifier: .integer(key)), own, key, reader)
  }

  private func bytes(
    _ fragment: String, _ plan: ReadPlan, _ values: ReadValues, _ type: StructuredType, _ key: Int64,
    _ reader: Reader
  ) throws -> [UInt8] {
    var envelope = EnvelopeWriter(base: context.base, context: fragment)
    try DownloadLink(type, context, planner?.query)?.add(to: &envelope, key: key, reader)
    return try envelope.object { bytes in
      _ = try reader.appendItem(plan, values, to: &bytes)
    }
  }

  /// The type that the object's place declares: where that is abstract, the answer says which one it is.
  private func declared(_ own: StructuredType, _ table: EntityTable) -> StructuredType {
    guard own.traits.home == nil, table.root.isAbstract else { return own.homeType }
    return version.model.type(storedAs: table.root.name) ?? own
  }
}
