import EntityModel
package import GraphStore
package import HTTPMessages
package import Logging
package import Planning
import Synchronization
package import Tenants

/// The service as a function from request to response.
///
/// A class because all threads of a server share it; it holds what does not change while it serves, and the
/// tenants.
package final class GraphService: Sendable {
  package let versions: [ServiceVersion]
  package let rules: RuleBook
  let pipeline: Pipeline
  private let identifiers: IdentifierSource
  private let tenants: TenantList

  /// - Parameter layers: those inside tenant routing and cross-origin answers, the outermost first.
  package init(
    versions: [ServiceVersion], rules: RuleBook, authentication: AuthenticationMode,
    identifiers: IdentifierSource, layers: [any Layer] = [], logger: Logger
  ) {
    self.versions = versions
    self.rules = rules
    self.identifiers = identifiers
    let tenants = TenantList()
    self.tenants = tenants
    let routing = TenantRouting { _ in tenants.tenant("default") }
    pipeline = Pipeline(
      layers: [routing, CrossOrigin()] + layers, versions: versions, rules: rules,
      authentication: Authentication(mode: authentication), identifiers: identifiers, logger: logger)
  }

  /// The tables that all versions share.
  package var schema: StoreSchema { versions[0].schema }

  package func add(_ tenant: Tenant) { tenants.add(tenant) }

  package func tenant(_ name: String) -> Tenant? { tenants.tenant(name) }

  /// Answers one request; whatever goes wrong is an answer too.
  ///
  /// - Parameter trace: what becomes of it is written there.
  package func respond(to request: Request, trace: Trace? = nil) -> Response {
    pipeline.respond(
      to: Incoming(request, ids: RequestIdentifiers(of: request, identifiers), trace: trace))
  }

  func incoming(_ request: Request, _ tenant: Tenant, _ trace: Trace) -> Incoming {
    Incoming(request, ids: RequestIdentifiers(of: request, identifiers), tenant: tenant, trace: trace)
  }
}

/// The tenants by name.
///
/// A class because requests look into it while the control plane changes it.
private final class TenantList: Sendable {
  private let tenants = Mutex<[String: Tenant]>([:])

  func add(_ tenant: Tenant) { tenants.withLock { $0[tenant.name] = tenant } }

  func tenant(_ name: String) -> Tenant? { tenants.withLock { $0[name] } }
}
