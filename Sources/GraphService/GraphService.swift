import EntityModel
import GraphContract
package import GraphStore
package import HTTPMessages
import JSON
package import Logging
import OData
package import Planning
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
    var response = response(to: request)
    CrossOrigin.allow(request, in: &response)
    return response
  }

  private func response(to request: Request) -> Response {
    guard let tenant = tenant("default") else {
      return ErrorEnvelope.response(Self.unavailable, identifiers(of: request), moment: Moment(ticks: 0))
    }
    // Whether a page may ask is no question of paths or tokens, which a preflight does not carry.
    guard request.method != "OPTIONS" || request.headState != .complete else { return options(request) }
    return respond(to: request, in: tenant)
  }

  private func options(_ request: Request) -> Response {
    var response = Answer(status: 200).response(identifiers(of: request))
    response.headers += CrossOrigin.preflight(request)
    return response
  }

  /// The same for a tenant that is known, as it is to the items of a batch.
  func respond(to request: Request, in tenant: Tenant) -> Response {
    let ids = identifiers(of: request)
    let target = RequestTarget(request.target)
    do { return try answer(request, target, tenant, ids).response(ids) } catch {
      let occasion = ErrorOccasion(requestID: ids.request, path: String(target.path))
      return ErrorEnvelope.response(graphError(error, request, occasion), ids, moment: tenant.clock.now)
    }
  }

  /// Answers a request with an error that was found without it.
  func refuse(_ request: Request, _ error: GraphError, in tenant: Tenant) -> Response {
    ErrorEnvelope.response(error, identifiers(of: request), moment: tenant.clock.now)
  }

  private static let unavailable = GraphError(503, "ServiceNotAvailable", "The service is not available.")

  func identifiers(of request: Request) -> RequestIdentifiers {
    let id = identifiers.guid()
    return RequestIdentifiers(request: id, client: request.headers[name: "client-request-id"] ?? id)
  }

  private func answer(
    _ request: Request, _ target: RequestTarget, _ tenant: Tenant, _ ids: RequestIdentifiers
  ) throws -> Answer {
    try check(request.headState)
    guard let version = version(named: target.version) else {
      throw RoutingFailure.unknownVersion(String(target.version))
    }
    if let answer = try description(version, target, request) { return answer }
    let caller = try authentication.caller(of: request)
    if target.isBatch { return try batch(request, version, tenant) }
    let moment = tenant.clock.now
    try tenant.store.settleDue(at: moment)
    let exchange = Exchange(
      request: request, ids: ids, version: version, tenant: tenant, caller: caller, moment: moment,
      target: target)
    return try resource(exchange).answer()
  }

  func resource(_ exchange: Exchange) -> ResourceRequest {
    ResourceRequest(exchange: exchange, rules: rules, authorize: authorize)
  }

  private func batch(_ request: Request, _ version: ServiceVersion, _ tenant: Tenant) throws -> Answer {
    guard Method(request) == .post else {
      throw RoutingFailure.methodNotAllowed(
        method: request.method, allowed: ["POST"], template: "~", path: "/$batch")
    }
    return try BatchRequest(request: request, version: version, tenant: tenant, service: self).answer()
  }

  func version(named name: Substring) -> ServiceVersion? {
    versions.first { $0.name == name } ?? versions.first { $0.name == name.lowercased() }
  }

  /// Whether the caller may use the route. Every token may use every route as yet.
  private func authorize(_ caller: Caller, _ route: BoundPath, _ method: Method) throws {}

  /// A request that was cut before its path can be trusted.
  private func check(_ state: HeadState) throws(FramingFailure) {
    switch state {
    case .complete: return
    case .targetTooLong: throw .targetTooLong
    case .tooLarge: throw .headTooLarge
    case .unframed: throw .bodyUnframed
    case .targetMalformed: throw .targetMalformed
    }
  }

  /// The service document and the model, which need no token (graph-platform 5.1).
  private func description(_ version: ServiceVersion, _ target: RequestTarget, _ request: Request) throws
    -> Answer?
  {
    guard ["", "/", "/$metadata", "/%24metadata"].contains(target.path) else { return nil }
    guard request.method == "GET" || request.method == "HEAD" else {
      throw RoutingFailure.methodNotAllowed(
        method: request.method, allowed: ["GET"], template: "~", path: String(target.path))
    }
    switch target.path {
    case "", "/":
      return ServiceDocument(version: version, base: target.base(of: request, version: version.name))
        .answer(ResponseFormat(request.headers))
    case "/$metadata", "/%24metadata": return Answer(status: 200, content: .xml(version.metadata))
    default: return nil
    }
  }

  /// The failure in the words of its workload. What none has words for is a fault of this program: it is logged
  /// whole and told as little as the service would.
  private func graphError(_ error: any Error, _ request: Request, _ occasion: ErrorOccasion) -> GraphError {
    if let failure = Self.failure(error) {
      return failure.contract.messages.completed(failure.error, occasion)
    }
    logger.error("\(request.method) \(request.target): \(error)")
    return GraphError(500, "InternalServerError", "The server could not process the request.")
  }

  /// What a request is refused with; nil for a fault of this program.
  static func failure(_ error: any Error) -> ServiceFailure? {
    switch error {
    case let failure as ServiceFailure: failure
    case let failure as any RequestFailure: ServiceFailure(failure, .gateway)
    default: nil
    }
  }
}
