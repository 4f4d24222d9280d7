import EntityModel
package import GraphContract
package import GraphStore
package import OData
import Locks

/// Plans what a GET runs. A plan is kept by the shape of the path and the form of the query, and is good for every
/// request that has both: keys, literals and counts are values of its statements.
package struct ReadPlanner: Sendable {
  package let version: ServiceVersion
  package let path: BoundPath
  package let plan: PathPlan
  /// The path without its keys.
  package let shape: String
  package let query: RequestQuery
  /// How each object is written; a preference or the format says it, not an option.
  package let style: RepresentationStyle
  /// `ConsistencyLevel: eventual` was sent.
  package let isEventual: Bool
  package let moment: Moment
  /// The tenant's setting.
  package let isStrict: Bool

  package init(
    version: ServiceVersion, path: BoundPath, plan: PathPlan, shape: String, query: RequestQuery,
    style: RepresentationStyle, isEventual: Bool, moment: Moment, isStrict: Bool = false
  ) {
    self.isStrict = isStrict
    self.version = version
    self.path = path
    self.plan = plan
    self.shape = shape
    self.query = query
    self.style = style
    self.isEventual = isEventual
    self.moment = moment
  }

  /// Whose conventions the answer follows.
  package var contract: Contract { plan.contract(answering: path.suffix) }

  /// What the path and the options come to.
  ///
  /// - Throws: `RoutingFailure`, `QueryFailure`, `SelectionFailure`, `ServiceFailure`
  package func read() throws -> PlannedRead {
    switch path.suffix {
    case .none: try resource()
    case .count: try count()
    case .ref: try references()
    case .property(let properties):
      try PropertyPlanner(planner: self, properties: properties).read(isRaw: false)
    case .value(let properties): try PropertyPlanner(planner: self, properties: properties).read(isRaw: true)
    case .stream, .operation: PlannedRead(.nothing)
    }
  }

  /// The query options, read for what stands at the end of the path.
  package func options(_ place: OptionPlace) throws -> ReadOptions {
    guard !query.isEmpty else { return ReadOptions(style: style) }
    var options = try reader(place).read(query.options, query.form)
    options.style = style
    options.isStrict = isStrict
    return options
  }

  private func reader(_ place: OptionPlace) -> OptionReader {
    OptionReader(contract: contract, place: place, ignoresOthers: ignoresOptions, isEventual: isEventual)
  }

  /// What the path leads to takes `$select` only.
  var ignoresOptions: Bool { plan.endType?.traits.ignoresOptions == true }

  /// A plan of this path's shape and this query's form.
  func planned<Plan: SharedPlan>(
    _ kind: String, in cache: QueryCache<Plan>, _ make: () throws -> Plan
  ) throws -> PlanInUse<Plan> {
    let key = "\(kind)\(style.key)\(isStrict ? " strict" : "") \(isEventual) \(shape)"
    return try cache.plan(key, query, make: make)
  }

  /// How a list is cut, with what the request says of it.
  func page(_ rule: PageRule, _ place: OptionPlace = .collection) throws -> PageRule {
    try rule.asking(reader(place).top(query.options))
  }
}

// MARK: Kinds of places

extension ReadPlanner {
  private func resource() throws -> PlannedRead {
    switch plan.end {
    case .object: try object()
    case .collection(let collection):
      try ApplyPlanner(planner: self, collection: collection).read() ?? list(collection)
    }
  }

  private func object() throws -> PlannedRead {
    guard let hop = plan.hops.last else { throw RoutingFailure.unknownSegment("") }
    let object = try object(hop)
    return PlannedRead(.object(hop, object.plan), object.values)
  }

  /// The plan of a GET without query options is the most frequent of all, and found without its key.
  private func object(_ hop: PathPlan.Hop) throws -> PlanInUse<ObjectQuery> {
    guard query.isEmpty, style == .standard else {
      return try planned("object", in: version.queries.objects) { try plannedObject(hop) }
    }
    if let plain = plan.plainObject.withLock({ $0 }) { return PlanInUse(plan: plain, values: []) }
    let plain = try plannedObject(hop)
    plan.plainObject.withLock { $0 = plain }
    // The path weighs more now.
    version.queries.paths.insert(plan, for: shape)
    return PlanInUse(plan: plain, values: [])
  }

  private func plannedObject(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    try QueryPlanner.object(plan, hop, version, try options(.object), moment)
  }

  private func list(_ collection: PathPlan.Collection) throws -> PlannedRead {
    let list = try planned("list", in: version.queries.collections) {
      try QueryPlanner.collection(plan, collection, version, try options(.collection), moment)
    }
    return PlannedRead(.list(collection, list.plan, try page(list.plan.page)), list.values)
  }

  private func count() throws -> PlannedRead {
    guard case .collection(let collection) = plan.end else { throw RoutingFailure.unknownSegment("$count") }
    guard !contract.conventions.hasAdvancedQueries || isEventual else { throw QueryFailure.countNotServed }
    let count = try planned("count", in: version.queries.rows) {
      try QueryPlanner.count(plan, collection, version, try options(.count), moment)
    }
    return PlannedRead(.count(collection, count.plan), count.values)
  }

  private func references() throws -> PlannedRead {
    guard case .collection(let collection) = plan.end else {
      _ = try options(.value)
      guard let hop = plan.hops.last else { throw RoutingFailure.unknownSegment("$ref") }
      return PlannedRead(.reference(hop))
    }
    let list = try planned("references", in: version.queries.collections) {
      try QueryPlanner.references(plan, collection, version, try options(.references), moment)
    }
    return PlannedRead(
      .references(collection, list.plan, try page(list.plan.page, .references)), list.values)
  }
}
