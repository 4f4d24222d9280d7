import EntityModel
import GraphContract
import GraphStore
package import HTTPMessages
import OData
package import Planning

extension GraphService {
  /// Says what becomes of a request, by the steps that would answer it. It reads the tenant's settings and how far its
  /// log of changes goes, and no object.
  ///
  /// - Parameter routes: where the documented permission is looked up.
  package func explain(
    _ request: Request, in tenant: Tenant, routes: RouteIndex
  ) throws(ExplanationFailure) -> Explanation {
    let target = RequestTarget(request.target)
    let parsed = try ParsedTarget(target)
    if version(named: target.version) != nil, let reason = Self.reasonOutside(target) {
      throw .outside(reason)
    }
    do { return try explanation(request, target, parsed, tenant, routes) } catch {
      if let failure = Self.failure(error) { throw .refused(failure.error) }
      throw .fault("\(error)")
    }
  }

  /// Why the engine has no part in the answer.
  private static func reasonOutside(_ target: RequestTarget) -> String? {
    if target.isBatch { return "A batch has no plan of its own: explain its parts." }
    switch target.path {
    case "", "/": return "The service document needs no query."
    case "/$metadata", "/%24metadata": return "The metadata document needs no query."
    default: return nil
    }
  }

  private func explanation(
    _ request: Request, _ target: RequestTarget, _ parsed: ParsedTarget, _ tenant: Tenant,
    _ routes: RouteIndex
  ) throws -> Explanation {
    guard let version = version(named: target.version) else {
      throw RoutingFailure.unknownVersion(String(target.version))
    }
    let exchange = Exchange(
      request: request, ids: identifiers(of: request), version: version, tenant: tenant,
      caller: .user(id: nil), moment: tenant.clock.now, target: target)
    let resource = try self.resource(exchange).target()
    do { return try explanation(resource, parsed, routes) } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, resource.contract)
    }
  }

  private func explanation(
    _ target: Target, _ parsed: ParsedTarget, _ routes: RouteIndex
  ) throws -> Explanation {
    let statements = try target.exchange.tenant.store.read { reader in
      try ExplainedStatements.list(target, reader)
    }
    let path = ExplainedPath(path: target.path)
    let method = target.exchange.method.name
    return Explanation(
      method: method, version: target.version.name, target: target.exchange.request.target,
      segments: path.segments, type: path.type, contract: target.contract, options: parsed.options,
      bindings: try bindings(target),
      route: routes.route(of: target.path, method: method, version: target.version.name),
      statements: statements, remarks: remarks(target))
  }

  private func bindings(_ target: Target) throws -> [Explanation.Binding] {
    guard target.exchange.method == .get, let place = target.optionPlace, let type = target.queriedType else {
      return []
    }
    return try ExplainedBindings(
      model: target.version.model, contract: target.contract, type: type,
      options: try target.planner.options(place)
    ).bindings()
  }

  private func remarks(_ target: Target) -> [String] {
    if DeltaPlace(target.path, target.version.model) != nil {
      return ["What changed is read from the table 'change', row by row after the position of the token."]
    }
    if case .operation(let operation, _) = target.path.suffix {
      guard !operation.listsChanges else {
        return ["Rows and changes come from the log of changes; how depends on the token."]
      }
      return rules.operation(operation.name) == nil
        ? ["The operation is not imitated: 501."]
        : ["A rule answers the operation, inside one transaction."]
    }
    guard target.exchange.method != .get else { return [] }
    return [
      "The write and the rules that it sets off are one transaction; only what finds its place is shown."
    ]
  }
}

extension Target {
  /// What kind of place its query options are read for; nil where none are.
  fileprivate var optionPlace: OptionPlace? {
    switch path.suffix {
    case .none:
      if case .collection = plan.end { .collection } else { .object }
    case .count: .count
    case .ref: .references
    case .property, .value: .value
    case .operation: nil
    }
  }

  /// The type that query options are about.
  fileprivate var queriedType: StructuredType? {
    switch plan.end {
    case .collection(let collection): collection.type
    case .object: plan.hops.last?.type
    }
  }
}
