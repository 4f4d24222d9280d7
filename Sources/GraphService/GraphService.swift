import EntityModel
package import GraphStore
package import HTTPMessages
package import Logging
package import Observing
package import Planning
package import Tenants

/// The service as a function from request to response.
///
/// A class because all threads of a server share it; it holds what does not change while it serves.
package final class GraphService: Sendable {
  package let versions: [ServiceVersion]
  package let rules: RuleBook
  let pipeline: Pipeline
  private let identifiers: IdentifierSource

  /// - Parameters:
  ///   - tenant: whose a request is that names none; nil when there is nobody to answer it.
  ///   - named: the tenant of a name that a request gives.
  ///   - hosts: under which it answers.
  ///   - origins: whose pages may use it.
  ///   - endpoints: asks those outside for requests that need it.
  ///   - layers: those inside tenant routing and the checks of host and origin, the outermost first. Faults and stubs are inside
  ///     them.
  package init(
    versions: [ServiceVersion], rules: RuleBook, authentication: AuthenticationMode,
    identifiers: IdentifierSource, tenant: @escaping @Sendable (Incoming) -> Tenant?,
    named: @escaping @Sendable (String) -> Tenant? = { _ in nil },
    hosts: ServedHosts = ServedHosts(), origins: AllowedOrigins = AllowedOrigins(), layers: [any Layer] = [],
    endpoints: any EndpointProbe = SilentProbe(), logger: Logger
  ) {
    self.versions = versions
    self.rules = rules
    self.identifiers = identifiers
    let outer: [any Layer] = [
      TenantRouting(named: named, other: tenant), HostCheck(hosts), CrossOrigin(origins), TenantNoting(),
      Preflights(),
    ]
    let inner: [any Layer] = [FaultInjection(versions: versions), StubAnswering()]
    pipeline = Pipeline(
      layers: outer + layers + inner, versions: versions, rules: rules,
      authentication: Authentication(mode: authentication) {
        versions.first?.permissions.names ?? PermissionNames([])
      },
      identifiers: identifiers,
      endpoints: endpoints, logger: logger)
  }

  /// Answers one request; whatever goes wrong is an answer too.
  ///
  /// - Parameters:
  ///   - tenant: whose it is; nil leaves that to the request.
  ///   - trace: what becomes of it is written there.
  ///   - limit: how long the work may go on; what is only tried may come to `Response.Delivery.elsewhere`.
  ///   - notes: whose request it was, and why it was refused, is noted there.
  package func respond(
    to request: Request, in tenant: Tenant? = nil, limit: RequestLimit = .none, trace: Trace? = nil,
    notes: RequestNotes? = nil
  ) -> Response {
    pipeline.respond(to: incoming(request, tenant, limit, trace, notes))
  }

  /// Answers a request that the emulator itself makes, whose token nobody looks at.
  package func respond(toOwn request: Request, in tenant: Tenant, limit: RequestLimit) -> Response {
    pipeline.respond(
      to: Incoming(
        request, ids: RequestIdentifiers(of: request, identifiers), tenant: tenant, isOwn: true, limit: limit)
    )
  }

  func incoming(
    _ request: Request, _ tenant: Tenant?, _ limit: RequestLimit, _ trace: Trace?,
    _ notes: RequestNotes? = nil
  ) -> Incoming {
    Incoming(
      request, ids: RequestIdentifiers(of: request, identifiers), tenant: tenant, limit: limit, trace: trace,
      notes: notes)
  }
}
