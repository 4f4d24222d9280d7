import GraphContract
package import GraphStore
package import HTTPMessages
package import Identity
package import Logging
package import Observing
package import Planning
import Seeding
package import Tenants

/// The front door for whoever runs the emulator: health, seeds, reset, export, all under `/_emulator`.
package struct ControlPlane: Sendable {
  /// What whoever misses a part of the service can do here.
  package static let adviceOnMissing =
    "A stub can answer in its place (/_emulator/tenants/{tenant}/stubs); /_emulator/routes lists what there is."

  private let tenants: TenantRegistry
  private let mint: TokenMint
  private let ports: any TenantPorts
  private let versions: [ServiceVersion]
  private let program: ProgramVersion
  private let authority: String?
  private let observation: Observation
  private let access: ControlAccess
  private let logger: Logger

  /// - Parameters:
  ///   - mint: of the tenants' tokens.
  ///   - ports: of tenants that have one of their own.
  ///   - versions: of the service.
  ///   - adminKey: lets requests with this `x-emulator-key` in from elsewhere than this machine; nil: none.
  ///   - hosts: under which the service answers.
  ///   - program: which version of it this is.
  ///   - authority: what clients are to trust for HTTPS, in PEM; nil: nothing of the emulator's own.
  ///   - observation: what can be seen of the emulator.
  package init(
    tenants: TenantRegistry, mint: TokenMint, ports: any TenantPorts, versions: [ServiceVersion],
    adminKey: String?,
    hosts: ServedHosts = ServedHosts(), program: ProgramVersion, authority: String? = nil,
    observation: Observation, logger: Logger
  ) {
    self.tenants = tenants
    self.mint = mint
    self.ports = ports
    self.versions = versions
    self.program = program
    self.authority = authority
    self.observation = observation
    self.logger = logger
    access = ControlAccess(adminKey: adminKey, hosts: hosts)
  }

  /// Answers requests for paths under `/_emulator`, and for the page at `/`; nil for all others.
  ///
  /// - Parameters:
  ///   - limit: how long the work may go on.
  ///   - notes: which tenant it is about, and why it was refused, is noted there.
  package func respond(
    to request: Request, limit: RequestLimit = .none, notes: RequestNotes? = nil
  ) -> Response? {
    guard let segments = Self.segments(of: request.target) else { return frontPage(request, notes) }
    notes?.note(door: .control)
    do { return try answer(request, segments, limit, notes) } catch {
      let failure = failure(error, request)
      notes?.note(reason: error)
      notes?.note(code: failure.code)
      return failure.response
    }
  }

  private func answer(
    _ request: Request, _ path: [Substring], _ limit: RequestLimit, _ notes: RequestNotes?
  ) throws -> Response {
    if !ControlAccess.isOpen(path) {
      try access.check(request)
      observation.catchUp()
    }
    try limit.checkWhileWaiting()
    if path.first == "tenants", path.count > 1, let name = try? TenantName(String(path[1])) {
      notes?.note(tenant: name)
    }
    return try ControlRoutes.served.answer(
      ControlCall(
        request: request, tenants: tenants, versions: versions, program: program, authority: authority,
        mint: mint, ports: ports, observation: observation, limit: limit),
      at: path)
  }

  private func failure(_ error: any Error, _ request: Request) -> ControlFailure {
    switch error {
    case let failure as ControlFailure: return failure
    case let failure as InterruptionFailure: return ControlFailure(failure)
    case let failure as TenantFailure: return ControlFailure(failure)
    case let failure as SnapshotFailure: return ControlFailure(failure)
    case let failure as TenantPortFailure: return ControlFailure(failure)
    case let mistake as OptionMistake: return ControlFailure(mistake)
    case let mistake as SeedMistake: return ControlFailure(400, "SeedInvalid", mistake.description)
    case let mistake as JournalMatch.Mistake: return ControlFailure(400, "BadRequest", mistake.message)
    case let failure as StorageFailure:
      let error = failure.told(by: PlainMessages())
      logger.error("\(request.method) \(request.target): \(error.message)")
      return ControlFailure(error.status, error.code, error.message)
    default:
      logger.error("\(request.method) \(request.target): \(error)")
      return ControlFailure(500, "InternalServerError", "The request failed; the log says why.")
    }
  }

  /// Tells whoever opens the server in a browser where they are; nil for anything but `GET /` by a host that is served.
  private func frontPage(_ request: Request, _ notes: RequestNotes?) -> Response? {
    guard Self.isRoot(request.target), request.method == "GET" || request.method == "HEAD",
      access.serves(request)
    else { return nil }
    notes?.note(door: .control)
    let isTrusted = (try? access.check(request)) != nil
    return FrontPage(
      root: request.root, version: program.number, versions: versions.map(\.name),
      tenants: isTrusted ? tenants.names.map(\.text) : []
    ).response(to: request)
  }

  /// `/` and `/?x`; looked at in each request of Graph's, and so first.
  private static func isRoot(_ target: String) -> Bool {
    target.utf8.count == 1 ? target == "/" : target.utf8.starts(with: "/?".utf8)
  }

  /// Whether a path is under `/_emulator`.
  package static func serves(_ request: Request) -> Bool { segments(of: request.target) != nil }

  /// What stands after `/_emulator`, nil when the target is none of the control plane's.
  private static func segments(of target: String) -> [Substring]? {
    // Nearly every request is Graph's, and is seen as such by its first bytes.
    guard target.utf8.starts(with: "/_emulator".utf8) else { return nil }
    let path = target.prefix { $0 != "?" && $0 != "#" }
    let segments = path.split(separator: "/")
    return segments.first == "_emulator" ? Array(segments.dropFirst()) : nil
  }
}
