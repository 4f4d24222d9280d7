import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// One request for a resource, from its path to its answer.
struct ResourceRequest {
  let exchange: Exchange
  let rules: RuleBook
  let authorize: (Caller, BoundPath, Method) throws -> Void

  func answer() throws -> Answer {
    let target = try target()
    do { return try target.finished(try target.answer()) } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, target.contract)
    }
  }

  /// The place that the path leads to, once it is known that this caller may use this method there.
  func target() throws -> Target {
    let path = try boundPath()
    if let alias = callerAlias(path), case .application = exchange.caller {
      throw CallerFailure.applicationAsCaller(alias: alias)
    }
    try MethodCheck(
      path: path, method: exchange.method, version: exchange.version, sentPath: String(exchange.path)
    ).run()
    try authorize(exchange.caller, path, exchange.method)
    let keys = PathKeys(path)
    let plan = try exchange.version.queries.paths.plan(keys.shape) {
      try PathPlanner.plan(path, in: exchange.version)
    }
    return Target(
      path: path, plan: plan, keys: keys, exchange: exchange, rules: rules, query: try query(path, plan))
  }

  private func query(_ path: BoundPath, _ plan: PathPlan) throws -> RequestQuery {
    do { return try RequestQuery(exchange.query) } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, plan.contract(answering: path.suffix))
    }
  }

  private func boundPath() throws -> BoundPath {
    let path: ResourcePath
    do { path = try ResourcePath.parse(String(exchange.path)) } catch {
      throw RoutingFailure.pathSyntax(error)
    }
    do { return try PathBinder.bind(path, to: exchange.version.model) } catch {
      switch error {
      case .unknownSegment(let name), .unknownKeyName(let name): throw RoutingFailure.unknownSegment(name)
      case .collectionInTheMiddle(let name): throw RoutingFailure.collectionInTheMiddle(name)
      }
    }
  }

  /// A singleton that stands for the caller's own object.
  private func callerAlias(_ path: BoundPath) -> String? {
    guard case .singleton(let element, let type)? = path.steps.first, type.traits.home != nil else {
      return nil
    }
    return element.name
  }
}

/// What a path addresses, ready to be read or written.
struct Target {
  let path: BoundPath
  let plan: PathPlan
  let keys: PathKeys
  let exchange: Exchange
  let rules: RuleBook
  let query: RequestQuery

  var version: ServiceVersion { exchange.version }
  var contract: Contract { plan.contract(answering: path.suffix) }

  func answer() throws -> Answer {
    if let request = try DeltaRequest(self) { return try request.answer() }
    if case .operation(let operation, let arguments) = path.suffix {
      return try OperationRequest(target: self, operation: operation, arguments: arguments).answer()
    }
    switch exchange.method {
    case .get:
      let page = try pageToken()
      return try ReadRequest(target: self, page: page, query: planner.read()).answer()
    case .post: return try CreateRequest(target: self).answer()
    case .patch: return try UpdateRequest(target: self).answer()
    case .put: return try ReplaceRequest(target: self).answer()
    case .delete: return try DeleteRequest(target: self).answer()
    case .unknown(let name):
      throw RoutingFailure.methodNotAllowed(
        method: name, allowed: [], template: "~", path: String(exchange.path))
    }
  }

  /// Finds the objects of the path with this request's keys.
  func resolver(_ callerID: String?) -> Resolver {
    Resolver(plan: plan, keys: keys.values, callerID: callerID)
  }

  /// Id of the object that `me` stands for: the token's user, else the one of the settings, else the oldest.
  func callerID(_ reader: Reader) throws -> String? {
    guard case .singleton(_, let type)? = path.steps.first, type.traits.home != nil else { return nil }
    return try CallerLookup(version: version, type: type).id(exchange.caller, reader)
  }
}
