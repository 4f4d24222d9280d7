import ControlPlane
package import GraphService
package import GraphStore
package import HTTPMessages
import HTTPServer
package import Identity
import Observing
import Seeding
package import Tenants

/// The emulator without a socket: its front doors over the same tenants.
package struct EmulatorCore: Sendable {
  package let tenants: TenantRegistry
  package let service: GraphService
  /// Of the tokens that are issued here.
  package let keys: SigningKeys
  /// What plans and prepared statements take.
  package let caches: CacheBudget
  /// nil without HTTPS.
  let identity: ServedIdentity?
  /// What links begin with.
  private let links: LinkRoots
  /// What they begin with where no request asks for them.
  let root: OwnRoot
  /// Who answers which requests of a server.
  package let lanes: Lanes
  let ports = OwnPorts()
  private let controlPlane: ControlPlane
  private let tokenService: TokenService
  private let observer: RequestObserver
  private let openStores: OpenStores
  private let freed = FreedMemory()
  /// Of the server, once there is one.
  let connections: ConnectionCount
  /// nil for one that answers what it is asked, and tells nobody anything.
  private let delivery: NotificationDelivery?
  /// Of a request; nil: none.
  private let timeout: Duration?

  /// - Parameters:
  ///   - seeds: what a new main tenant is filled with; nil: the files that the configuration names.
  ///   - layers: around the service, inside its own.
  ///   - folder: where the tenants are; nil: where the configuration says.
  ///   - delivers: change notifications, those among them that wait in the data folder.
  ///   - stop: ends the load of seeds when it is raised.
  /// - Throws: `EmulatorError.configuration`, `SeedMistake`, `DataFolderError`, `CertificateFailure`, `TenantFailure`,
  ///   `InterruptionFailure`
  package init(
    _ configuration: EmulatorConfiguration, seeds: [SeedDocument]? = nil, layers: [any Layer] = [],
    folder: DataFolder? = nil, delivers: Bool = true, stop: StopFlag = StopFlag()
  ) throws {
    let seeds = try seeds ?? SeedDocument.read(configuration.seeds)
    let assembly = try Assembly(configuration)
    identity = try ServedIdentity(configuration, assembly.logger)
    tenants = try assembly.tenants(seeds, in: folder, until: stop)
    timeout = configuration.requestTimeout > .zero ? configuration.requestTimeout : nil
    keys = assembly.signingKeys(beside: tenants)
    service = assembly.service(over: tenants, keys, layers)
    let issuer = assembly.issuer(keys)
    root = OwnRoot(assembly.links, host: configuration.urlHost, port: configuration.port)
    delivery = delivers ? assembly.delivery(of: tenants, through: service, issuer, root) : nil
    caches = assembly.caches
    links = assembly.links
    (observer, connections) = (assembly.observer, assembly.connections)
    openStores = assembly.openStores
    controlPlane = assembly.controlPlane(over: tenants, issuer, ports, authority: identity?.authority)
    tokenService = assembly.tokenService(over: tenants, issuer)
    lanes = assembly.lanes
  }

  package func respond(to request: Request) -> Response {
    respond(to: rooted(request), limit, waited: .zero)
  }

  /// Answers a request of a tenant without a socket.
  func respond(to request: Request, in tenant: Tenant) -> Response {
    let request = rooted(request)
    return observer.observing(request, waited: .zero) { notes in
      service.respond(to: request, in: tenant, limit: limit, notes: notes)
    }
  }

  /// In origin form, with what its links begin with.
  func rooted(_ request: Request) -> Request { links.applied(to: request.inOriginForm) }

  /// Answers a request of a server.
  func respond(to request: Request, _ turn: Turn) -> Response {
    let request = rooted(request)
    // Only the control plane is served all the same, in its lane.
    if turn.isTrial, request.overload != nil, ControlPlane.serves(request) {
      return Response(status: 503, delivery: .elsewhere)
    }
    return respond(to: request, limit(turn), waited: turn.waited)
  }

  /// Answers a request that came in at a tenant's own port, whatever it says itself.
  func respond(to request: Request, _ turn: Turn, for tenant: TenantName) -> Response {
    var request = request
    request.statedTenant = tenant.text
    return respond(to: request, turn)
  }

  private func respond(to request: Request, _ limit: RequestLimit, waited: Duration) -> Response {
    observer.observing(request, waited: waited) { notes in
      answer(to: request, limit, notes)
    }
  }

  private func answer(to request: Request, _ limit: RequestLimit, _ notes: RequestNotes) -> Response {
    if request.headState == .complete {
      if let answer = controlPlane.respond(to: request, limit: limit, notes: notes) { return answer }
      // Where there is no room the service says so.
      if request.overload == nil,
        let answer = tokenService.respond(to: request, limit: limit, notes: notes)
      {
        return answer
      }
    }
    return service.respond(to: request, limit: limit, notes: notes)
  }

  // MARK: Limits

  /// That of work which begins now, and whose result is waited for.
  var limit: RequestLimit { RequestLimit(timeout: timeout) }

  private func limit(_ turn: Turn) -> RequestLimit {
    guard !turn.isTrial else { return .trial }
    guard let listener = turn.listener else { return limit }
    return RequestLimit(
      timeout: timeout, waited: turn.waited, hasLeft: { listener.hasLeft },
      mustStop: { listener.mustStop })
  }

  /// Does what no request asks for: closes connections that wait for nobody, forgets what a last request has left of a
  /// tenant that is gone, and gives memory back.
  func keepHouse() {
    tenants.closeIdleConnections()
    // Before the names: what is told afterwards may be of a tenant that has just been made.
    observer.catchUp()
    let names = tenants.claimedNames
    observer.forget { !names.contains($0) }
    freed.giveBack(after: openStores.closings)
  }

  /// Closes the tenants and removes what was temporary; nothing may be asked afterwards.
  package func close() {
    delivery?.stop()
    tenants.end()
    observer.finish()
  }
}
