import GraphContract
package import GraphStore
package import HTTPMessages
package import Identity
package import Logging
package import Planning
import Seeding
package import Tenants

/// The front door for whoever runs the emulator: health, seeds, reset, export, all under `/_emulator`.
package struct ControlPlane: Sendable {
  private let tenants: TenantRegistry
  private let mint: TokenMint
  private let versions: [ServiceVersion]
  private let version: String
  private let authority: String?
  private let access: ControlAccess
  private let logger: Logger

  /// - Parameters:
  ///   - mint: of the tenants' tokens.
  ///   - versions: of the service.
  ///   - adminKey: lets requests with this `x-emulator-key` in from elsewhere than this machine; nil: none.
  ///   - hosts: under which the service answers.
  ///   - version: of the program.
  ///   - authority: what clients are to trust for HTTPS, in PEM; nil: nothing of the emulator's own.
  package init(
    tenants: TenantRegistry, mint: TokenMint, versions: [ServiceVersion], adminKey: String?,
    hosts: ServedHosts = ServedHosts(), version: String, authority: String? = nil, logger: Logger
  ) {
    self.tenants = tenants
    self.mint = mint
    self.versions = versions
    self.version = version
    self.authority = authority
    self.logger = logger
    access = ControlAccess(adminKey: adminKey, hosts: hosts)
  }

  /// Answers requests for paths under `/_emulator`; nil for all others.
  ///
  /// - Parameter limit: how long the work may go on.
  package func respond(to request: Request, limit: RequestLimit = .none) -> Response? {
    guard let segments = Self.segments(of: request.target) else { return nil }
    do {
      try access.check(request)
      try limit.checkWhileWaiting()
      return try ControlRoutes.served.answer(
        ControlCall(
          request: request, tenants: tenants, versions: versions, version: version, authority: authority,
          mint: mint, limit: limit),
        at: segments)
    } catch let failure as ControlFailure {
      return failure.response
    } catch let failure as InterruptionFailure {
      return ControlFailure(failure).response
    } catch let failure as TenantFailure {
      return ControlFailure(failure).response
    } catch let failure as SnapshotFailure {
      return ControlFailure(failure).response
    } catch let mistake as OptionMistake {
      return ControlFailure(mistake).response
    } catch let mistake as SeedMistake {
      return ControlFailure(400, "SeedInvalid", mistake.description).response
    } catch let failure as StorageFailure {
      let error = failure.told(by: PlainMessages())
      logger.error("\(request.method) \(request.target): \(error.message)")
      return ControlFailure(error.status, error.code, error.message).response
    } catch {
      logger.error("\(request.method) \(request.target): \(error)")
      return ControlFailure(500, "InternalServerError", "The request failed; the log says why.").response
    }
  }

  /// Whether a path is under `/_emulator`.
  package static func serves(_ request: Request) -> Bool { segments(of: request.target) != nil }

  /// What stands after `/_emulator`, nil when the target is none of the control plane's.
  private static func segments(of target: String) -> [Substring]? {
    let path = target.prefix { $0 != "?" && $0 != "#" }
    guard path.hasPrefix("/_emulator") else { return nil }
    let segments = path.split(separator: "/")
    return segments.first == "_emulator" ? Array(segments.dropFirst()) : nil
  }
}
