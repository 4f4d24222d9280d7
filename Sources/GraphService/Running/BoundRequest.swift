import EntityModel
import GraphContract
import OData
import Planning

/// A request whose place is known to take its method. What else it says is not looked at before it is known to be
/// allowed (graph-platform 8.1).
///
/// A class because every step of the request holds it, and what one of them finds out serves the others.
final class BoundRequest: Sendable {
  let path: BoundPath
  let plan: PathPlan
  let keys: PathKeys
  let context: RequestContext

  /// Of what permissions ask for, what the request is about.
  let subjects = FoundOnce<[String]>()
  /// Of the row that its path ends at; nil where there is none.
  let storedType = FoundOnce<String?>()
  /// What it shows or changes that has permissions of its own.
  let furtherRoutes = FoundOnce<[FurtherRoute]>()
  private let foundQuery = FoundOnce<RequestQuery>()

  /// Of the part of the service that decides who may use the path, wherever the path ends.
  var area: Contract {
    path.workload(in: context.version).flatMap(context.version.contracts.named) ?? plan.contract
  }

  /// - Throws: `RoutingFailure`, `CallerFailure`, and `ServiceFailure` for a method that the place does not take.
  convenience init(_ context: RequestContext) throws {
    try self.init(checking: BoundPath.bound(context.path, context.version), context)
  }

  /// - Throws: as the other, but for what is wrong with the text of the path.
  convenience init(checking path: BoundPath, _ context: RequestContext) throws {
    let version = context.version
    if let alias = path.callerAlias, case .application = context.caller.principal {
      throw CallerFailure.applicationAsCaller(alias: alias)
    }
    try MethodCheck(
      path: path, method: context.method, version: version, sentPath: String(context.path)
    ).run()
    try self.init(path, context)
  }

  /// One for a place that an allowed request leads on to.
  init(_ path: BoundPath, _ context: RequestContext) throws {
    keys = PathKeys(path)
    plan = try context.version.queries.paths.plan(keys.shape) {
      try PathPlanner.plan(path, in: context.version)
    }
    (self.path, self.context) = (path, context)
  }
}

extension BoundRequest {
  /// The query options.
  ///
  /// - Throws: `QueryFailure.syntax`
  func query() throws -> RequestQuery { try foundQuery.value { try RequestQuery(context.query) } }

  /// The route whose permissions the request needs; nil where no documented one is near.
  var coveringRoute: Route? { plan.route(covering: context.method.name, path) }

  /// The documented route; nil for a path that no documentation has.
  var route: Route? { plan.routes(of: path)[context.method.name] }
}

extension BoundPath {
  /// - Parameter path: below the version, undecoded.
  fileprivate static func bound(_ path: Substring, _ version: ServiceVersion) throws -> BoundPath {
    let parsed: ResourcePath
    do { parsed = try ResourcePath.parse(String(path)) } catch { throw RoutingFailure.pathSyntax(error) }
    do { return try PathBinder.bind(parsed, to: version.model) } catch {
      switch error {
      case .unknownSegment(let name)
      where version.published.miss(name, isFirst: parsed.segments.first?.text == name):
        throw RoutingFailure.segmentMissing(name, advice: version.published.advice)
      case .unknownSegment(let name), .unknownKeyName(let name): throw RoutingFailure.unknownSegment(name)
      case .collectionInTheMiddle(let name): throw RoutingFailure.collectionInTheMiddle(name)
      case .argument(let fault): throw RoutingFailure.argument(fault)
      case .addressTooLong(let limit): throw RoutingFailure.addressTooLong(limit: limit)
      }
    }
  }

  /// Name of the singleton that the path starts with and that stands for the caller's own object.
  var callerAlias: String? {
    guard case .singleton(let element, _)? = steps.first, element.traits.isCaller else { return nil }
    return element.name
  }
}
