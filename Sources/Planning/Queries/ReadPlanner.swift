import EntityModel
package import GraphContract
package import GraphStore
package import OData
import Synchronization

/// Plans what a GET runs. A plan is kept by the shape of the path and the text of the options, and is good for every
/// request that has both.
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

  package init(
    version: ServiceVersion, path: BoundPath, plan: PathPlan, shape: String, query: RequestQuery,
    style: RepresentationStyle, isEventual: Bool, moment: Moment
  ) {
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
  package func read() throws -> ReadQuery {
    switch path.suffix {
    case .none: try resource()
    case .count: try count()
    case .ref: try references()
    case .property(let properties):
      try PropertyPlanner(planner: self, properties: properties).read(isRaw: false)
    case .value(let properties): try PropertyPlanner(planner: self, properties: properties).read(isRaw: true)
    case .operation: .nothing
    }
  }

  /// The query options, read for what stands at the end of the path.
  package func options(_ place: OptionPlace) throws -> ReadOptions {
    guard !query.isEmpty else { return ReadOptions(style: style) }
    var options = try OptionReader(
      contract: contract, place: place, ignoresOthers: plan.endType?.traits.ignoresOptions == true,
      isEventual: isEventual
    ).read(query.options)
    options.style = style
    return options
  }

  /// A plan of this path's shape and this very query.
  func cached<Plan: Sendable>(
    _ kind: String, in cache: QueryCache<Plan>, _ make: () throws -> Plan
  ) throws -> Plan {
    try cache.plan("\(kind)\(style.key) \(isEventual) \(shape)?\(query.text)", make: make)
  }
}

// MARK: Kinds of places

extension ReadPlanner {
  private func resource() throws -> ReadQuery {
    switch plan.end {
    case .object: try object()
    case .collection(let collection):
      try ApplyPlanner(planner: self, collection: collection).read() ?? list(collection)
    }
  }

  private func object() throws -> ReadQuery {
    guard let hop = plan.hops.last else { throw RoutingFailure.unknownSegment("") }
    return .object(hop, try object(hop))
  }

  /// The plan of a GET without query options is the most frequent of all, and found without its key.
  private func object(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    guard query.isEmpty, style == .standard else {
      return try cached("object", in: version.queries.objects) { try plannedObject(hop) }
    }
    if let plain = plan.plainObject.withLock({ $0 }) { return plain }
    let plain = try plannedObject(hop)
    plan.plainObject.withLock { $0 = plain }
    return plain
  }

  private func plannedObject(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    try QueryPlanner.object(plan, hop, version, try options(.object), moment)
  }

  private func list(_ collection: PathPlan.Collection) throws -> ReadQuery {
    let query = try cached("list", in: version.queries.collections) {
      try QueryPlanner.collection(plan, collection, version, try options(.collection), moment)
    }
    return .list(collection, query)
  }

  private func count() throws -> ReadQuery {
    guard case .collection(let collection) = plan.end else { throw RoutingFailure.unknownSegment("$count") }
    guard !contract.conventions.hasAdvancedQueries || isEventual else { throw QueryFailure.countNotServed }
    let count = try cached("count", in: version.queries.rows) {
      try QueryPlanner.count(plan, collection, version, try options(.count), moment)
    }
    return .count(collection, count)
  }

  private func references() throws -> ReadQuery {
    guard case .collection(let collection) = plan.end else {
      _ = try options(.value)
      guard let hop = plan.hops.last else { throw RoutingFailure.unknownSegment("$ref") }
      return .reference(hop)
    }
    let query = try cached("references", in: version.queries.collections) {
      try QueryPlanner.references(plan, collection, version, try options(.references), moment)
    }
    return .references(collection, query)
  }
}
