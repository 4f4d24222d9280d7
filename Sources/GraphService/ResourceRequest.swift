import EntityModel
import GraphStore
import JSON
import OData

/// One request for a resource, from its path to its answer.
struct ResourceRequest {
  let exchange: Exchange
  let rules: RuleBook
  let authorize: (Caller, BoundPath, Exchange.Method) throws -> Void

  func answer() throws -> Answer {
    let target = try target()
    do {
      let answer = try target.finished(try target.answer())
      try target.stepOn()
      return answer
    } catch let failure as RequestFailure {
      throw ServiceFailure(failure, target.area)
    }
  }

  /// The place that the path leads to, once it is known that this caller may use this method there.
  func target() throws -> Target {
    let path = try boundPath()
    if let alias = callerAlias(path), case .application = exchange.caller {
      throw RequestFailure.applicationAsCaller(alias: alias)
    }
    try MethodCheck(
      path: path, method: exchange.method, model: exchange.version.model, sentPath: String(exchange.path)
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
    do { return try RequestQuery(exchange.query) } catch let failure as RequestFailure {
      throw ServiceFailure(failure, plan.area(answering: path.suffix))
    }
  }

  private func boundPath() throws -> BoundPath {
    let path: ResourcePath
    do { path = try ResourcePath.parse(String(exchange.path)) } catch {
      throw RequestFailure.querySyntax(error)
    }
    do { return try PathBinder.bind(path, to: exchange.version.model) } catch {
      switch error {
      case .unknownSegment(let name), .unknownKeyName(let name): throw RequestFailure.unknownSegment(name)
      case .collectionInTheMiddle(let name): throw RequestFailure.collectionInTheMiddle(name)
      }
    }
  }

  /// A singleton that stands for the caller's own object.
  private func callerAlias(_ path: BoundPath) -> String? {
    guard case .singleton(let element, let type)? = path.steps.first, type.home != nil else { return nil }
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
  var area: Area { plan.area(answering: path.suffix) }

  func answer() throws -> Answer {
    if let request = try DeltaRequest(self) { return try request.answer() }
    if case .operation(let operation, let arguments) = path.suffix {
      return try OperationRequest(target: self, operation: operation, arguments: arguments).answer()
    }
    switch exchange.method {
    case .get: return try ReadRequest(target: self).answer()
    case .post: return try CreateRequest(target: self).answer()
    case .patch: return try UpdateRequest(target: self).answer()
    case .put: return try ReplaceRequest(target: self).answer()
    case .delete: return try DeleteRequest(target: self).answer()
    case .unknown(let name):
      throw RequestFailure.methodNotAllowed(
        method: name, allowed: [], template: "~", path: String(exchange.path))
    }
  }

  /// Finds the objects of the path with this request's keys.
  func resolver(_ callerID: String?) -> Resolver {
    Resolver(plan: plan, keys: keys.values, callerID: callerID)
  }

  /// Id of the object that `me` stands for: the token's user, else the one of the settings, else the oldest.
  func callerID(_ reader: Reader) throws -> String? {
    guard case .singleton(_, let type)? = path.steps.first, type.home != nil else { return nil }
    return try CallerLookup(version: version, type: type).id(exchange.caller, reader)
  }
}

/// Who an alias singleton such as `me` stands for (graph-platform 8.6).
struct CallerLookup {
  let version: ServiceVersion
  let type: StructuredType

  init(version: ServiceVersion, type: StructuredType) {
    self.version = version
    self.type = type
  }

  /// nil for a model without such a singleton.
  init?(_ version: ServiceVersion) {
    guard let type = version.callerType else { return nil }
    self.init(version: version, type: type)
  }

  func id(_ caller: Caller, _ reader: Reader) throws -> String? {
    if case .user(let id?) = caller { return id }
    return try located(caller, reader)?.id
  }

  /// Key of the caller's object; nil for an application, and for a user that is not there.
  func key(_ caller: Caller, _ reader: Reader) throws -> Int64? { try located(caller, reader)?.key }

  private func located(_ caller: Caller, _ reader: Reader) throws -> Reader.Located? {
    guard let query = try query(caller, reader) else { return nil }
    return try reader.locate(query.plan, query.values)
  }

  /// What finds the caller's object; nil for whoever can have none.
  func query(_ caller: Caller, _ reader: Reader) throws -> (plan: ReadPlan, values: ReadValues)? {
    guard case .user(let id) = caller else { return nil }
    let named = try id ?? reader.settings?["signIn"]?.objectValue?["user"]?.stringValue
    guard let named else { return query("first", .single, .null) }
    if Guid.isValid(named.utf8) { return query("id", .identifier, .text(named.lowercased())) }
    guard let alias = type.keyAlias.flatMap(type.property) else { return nil }
    return query("alias", .property(name: alias.storedName), .text(named.lowercased()))
  }

  private func query(
    _ key: String, _ lookup: PathPlan.Lookup, _ identifier: SQLValue
  ) -> (plan: ReadPlan, values: ReadValues)? {
    guard let table = version.table(of: type) else { return nil }
    let plan = version.queries.rows.plan("caller \(key)") {
      version.plans.locate(
        RowSource(table: table, relation: .all, types: version.typeRestriction(type, in: table)), lookup)
    }
    return (plan, ReadValues(identifier: identifier))
  }
}
