import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// What a path addresses, ready to be read or written.
///
/// A class because everything that answers the request holds it, and each copy would count a dozen references.
final class Target: Sendable {
  let path: BoundPath
  let plan: PathPlan
  let keys: PathKeys
  let context: RequestContext
  let query: RequestQuery

  var version: ServiceVersion { context.version }
  var contract: Contract { plan.contract(answering: path.suffix) }

  /// The place that the request's path leads to.
  ///
  /// - Throws: `RoutingFailure`, `CallerFailure`, and `ServiceFailure` for a method that the place does not take.
  init(_ context: RequestContext) throws {
    let version = context.version
    let path = try BoundPath.bound(context.path, version.model)
    if let alias = path.callerAlias, case .application = context.principal {
      throw CallerFailure.applicationAsCaller(alias: alias)
    }
    try MethodCheck(
      path: path, method: context.method, version: version, sentPath: String(context.path)
    ).run()
    let keys = PathKeys(path)
    let plan = try version.queries.paths.plan(keys.shape) { try PathPlanner.plan(path, in: version) }
    (self.path, self.plan, self.keys, self.context) = (path, plan, keys, context)
    query = try Self.query(context, plan.contract(answering: path.suffix))
  }

  private static func query(_ context: RequestContext, _ contract: Contract) throws -> RequestQuery {
    do { return try RequestQuery(context.query) } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, contract)
    }
  }

  /// Does what is done about the place, and tells a failure in the words of its workload.
  func telling<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let failure as InterruptionFailure {
      // It is the gateway that waits no longer.
      throw ServiceFailure(failure, .gateway)
    } catch let failure as any RequestFailure {
      throw ServiceFailure(failure, contract)
    }
  }
}

extension BoundPath {
  /// - Parameter path: below the version, undecoded.
  fileprivate static func bound(_ path: Substring, _ model: EntityModel) throws -> BoundPath {
    let parsed: ResourcePath
    do { parsed = try ResourcePath.parse(String(path)) } catch { throw RoutingFailure.pathSyntax(error) }
    do { return try PathBinder.bind(parsed, to: model) } catch {
      switch error {
      case .unknownSegment(let name), .unknownKeyName(let name): throw RoutingFailure.unknownSegment(name)
      case .collectionInTheMiddle(let name): throw RoutingFailure.collectionInTheMiddle(name)
      }
    }
  }

  /// Name of the singleton that the path starts with and that stands for the caller's own object.
  var callerAlias: String? {
    guard case .singleton(let element, let type)? = steps.first, type.traits.home != nil else { return nil }
    return element.name
  }
}
