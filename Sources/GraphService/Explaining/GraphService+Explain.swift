import EntityModel
import GraphContract
package import GraphStore
package import HTTPMessages
import OData
import Planning
package import Tenants

extension GraphService {
  /// Says what becomes of a request: the way of every request, with a trace and without rows. It reads the tenant's
  /// settings and how far its log of changes goes, and no object.
  package func explain(
    _ request: Request, in tenant: Tenant, limit: RequestLimit = .none
  ) throws(ExplanationFailure) -> Explanation {
    let target = RequestTarget(request.target)
    let parsed = try ParsedTarget(target)
    if versions.contains(where: { $0.name == target.version.lowercased() }),
      let reason = Self.reasonOutside(target)
    {
      throw .outside(reason)
    }
    let trace = Trace(.withoutRows)
    do { return try explanation(incoming(request, tenant, limit, trace), tenant, parsed, trace) } catch {
      if let failure = ServiceFailure(error) { throw .refused(failure.error) }
      throw .fault("\(error)")
    }
  }

  /// Why the engine has no part in the answer.
  private static func reasonOutside(_ target: RequestTarget) -> String? {
    if target.isBatch { return "A batch has no plan of its own: explain its parts." }
    switch target.document {
    case .service: return "The service document needs no query."
    case .metadata: return "The metadata document needs no query."
    case nil: return nil
    }
  }

  private func explanation(
    _ incoming: Incoming, _ tenant: Tenant, _ parsed: ParsedTarget, _ trace: Trace
  ) throws -> Explanation {
    try incoming.limit.checkWhileWaiting()
    let context = try pipeline.context(
      incoming, tenant, pipeline.version(of: incoming.target), caller(incoming, tenant))
    let target = try pipeline.target(pipeline.bind(context))
    return try target.telling {
      _ = try pipeline.perform(target)
      return try explanation(of: target, parsed, trace.record)
    }
  }

  /// What a request without a token may do is not the question.
  private func caller(_ incoming: Incoming, _ tenant: Tenant) throws -> Caller {
    guard incoming.request.headers[name: "authorization"] != nil else { return .unknown }
    return try pipeline.authentication.caller(of: incoming.request, in: tenant, incoming.limit)
  }

  private func explanation(
    of target: Target, _ parsed: ParsedTarget, _ record: TraceRecord
  ) throws -> Explanation {
    let path = ExplainedPath(path: target.path)
    let context = target.context
    return Explanation(
      method: context.method.name, version: target.version.name, target: context.request.target,
      segments: path.segments, type: path.type, contract: target.contract, options: parsed.options,
      bindings: try bindings(target), route: target.route,
      decision: context.request.headers[name: "authorization"].flatMap { _ in record.permission },
      statements: try record.statements.compactMap { try $0.explained(context.tenant.store, context.limit) },
      remarks: remarks(target))
  }

  private func bindings(_ target: Target) throws -> [Explanation.Binding] {
    guard target.context.method == .get, let place = target.optionPlace, let type = target.queriedType else {
      return []
    }
    return try ExplainedBindings(
      model: target.version.model, contract: target.contract, type: type,
      options: try target.planner.options(place)
    ).bindings()
  }

  private func remarks(_ target: Target) -> [String] {
    if DeltaPlace(target.path) != nil {
      return ["What changed is read from the table 'change', row by row after the position of the token."]
    }
    if case .operation(let operation, _) = target.path.suffix {
      guard !operation.traits.listsChanges else {
        return ["Rows and changes come from the log of changes; how depends on the token."]
      }
      return [remark(on: operation, target)]
    }
    guard target.context.method != .get else { return [] }
    return [
      "The write and the rules that it sets off are one transaction; only what finds its place is shown."
    ]
  }
}

extension GraphService {
  private func remark(on operation: Operation, _ target: Target) -> String {
    let effect = operation.effect(in: target.version.model)
    if target.path.continuation != nil, case .find? = effect?.act {
      return "What follows the function is asked of the object that it finds."
    }
    guard target.path.continuation == nil else { return "The operation is not imitated: 501." }
    let isKnown = target.path.isKnown(operation, in: target.version)
    if isKnown, rules.operation(operation) != nil {
      return "A rule answers the operation, inside one transaction."
    }
    return effect == nil
      ? "The operation is not imitated: 501."
      : "The model says what the operation does (docs/model.md), inside one transaction."
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
    case .stream, .operation: nil
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
