import EntityModel
package import GraphStore
package import HTTPMessages
import JSON
package import Logging
import OData
import Synchronization

/// The service as a function from request to response: route, bind, authorize, plan, run, answer.
///
/// A class because all threads of a server share it; it holds what does not change while it serves, and the
/// tenants.
package final class GraphService: Sendable {
  package let versions: [ServiceVersion]
  package let rules: RuleBook
  let authentication: Authentication
  let identifiers: IdentifierSource
  let logger: Logger
  private let tenants: Mutex<[String: Tenant]>

  package init(
    versions: [ServiceVersion], rules: RuleBook, authentication: AuthenticationMode,
    identifiers: IdentifierSource,
    logger: Logger
  ) {
    self.versions = versions
    self.rules = rules
    self.authentication = Authentication(mode: authentication)
    self.identifiers = identifiers
    self.logger = logger
    tenants = Mutex([:])
  }

  /// The tables that all versions share.
  package var schema: StoreSchema { versions[0].schema }

  package func add(_ tenant: Tenant) { tenants.withLock { $0[tenant.name] = tenant } }

  package func tenant(_ name: String) -> Tenant? { tenants.withLock { $0[name] } }

  /// Answers one request; whatever goes wrong is an answer too.
  package func respond(to request: Request) -> Response {
    let ids = identifiers(of: request)
    let target = RequestTarget(request.target)
    guard let tenant = tenant("default") else {
      return ErrorEnvelope.response(
        Self.unavailable, ids, moment: Moment(ticks: 0), path: String(target.path))
    }
    do {
      return try answer(request, target, tenant, ids).response(ids)
    } catch {
      return ErrorEnvelope.response(
        graphError(error, request), ids, moment: tenant.clock.now, path: String(target.path))
    }
  }

  private static let unavailable = GraphError(503, "ServiceNotAvailable", "The service is not available.")

  private func identifiers(of request: Request) -> RequestIdentifiers {
    let id = identifiers.guid()
    return RequestIdentifiers(request: id, client: request.headers[name: "client-request-id"] ?? id)
  }

  private func answer(
    _ request: Request, _ target: RequestTarget, _ tenant: Tenant, _ ids: RequestIdentifiers
  ) throws -> Answer {
    guard let version = version(named: target.version) else {
      throw RequestFailure.unknownVersion(String(target.version))
    }
    if let answer = try description(version, target, request) { return answer }
    let caller = try authentication.caller(of: request)
    let moment = tenant.clock.now
    try tenant.store.settleDue(at: moment)
    let exchange = Exchange(
      request: request, ids: ids, version: version, tenant: tenant, caller: caller, moment: moment,
      base: target.base(of: request, version: version.name), path: target.path, query: target.query,
      method: try method(of: request))
    return try ResourceRequest(exchange: exchange, rules: rules, authorize: authorize).answer()
  }

  private func version(named name: Substring) -> ServiceVersion? {
    versions.first { $0.name == name } ?? versions.first { $0.name == name.lowercased() }
  }

  /// Whether the caller may use the route. Every token may use every route as yet.
  private func authorize(_ caller: Caller, _ route: BoundPath, _ method: Exchange.Method) throws {}

  /// `X-HTTP-Method` stands for clients that can only POST (graph-platform 1.15).
  private func method(of request: Request) throws -> Exchange.Method {
    let override =
      request.method == "POST"
      ? request.headers[name: "x-http-method"] ?? request.headers[name: "x-http-method-override"] : nil
    let name = (override ?? request.method).uppercased()
    guard let method = Exchange.Method(rawValue: name == "HEAD" ? "GET" : name) else {
      throw RequestFailure.methodNotAllowed(
        method: request.method, allowed: ["GET", "POST", "PATCH", "PUT", "DELETE"], template: "~", path: "")
    }
    return method
  }

  /// The service document and the model, which need no token (graph-platform 5.1).
  private func description(_ version: ServiceVersion, _ target: RequestTarget, _ request: Request) throws
    -> Answer?
  {
    switch target.path {
    case "", "/":
      guard request.method == "GET" || request.method == "HEAD" else { return nil }
      return .json(ServiceDocument.bytes(version, base: target.base(of: request, version: version.name)))
    case "/$metadata", "/%24metadata": return Answer(status: 200, content: .xml(version.metadata))
    default: return nil
    }
  }

  /// The failure in the words of its area. What no area has words for is a fault of this program: it is logged
  /// whole and told as little as the service would.
  private func graphError(_ error: any Error, _ request: Request) -> GraphError {
    switch error {
    case let error as GraphError: return error
    case let failure as ServiceFailure: return ErrorTable.error(failure.failure, in: failure.area)
    case let failure as RequestFailure: return ErrorTable.error(failure, in: .gateway)
    default:
      logger.error("\(request.method) \(request.target): \(error)")
      return GraphError(500, "InternalServerError", "The server could not process the request.")
    }
  }
}
