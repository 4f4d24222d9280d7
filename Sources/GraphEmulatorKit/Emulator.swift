import Foundation
package import GraphService
import HTTPMessages
import HTTPServer
import Locks
import Logging
import Seeding
import Tenants

/// An emulator of Microsoft Graph in this process: give it a seed, start it, and point an SDK at its `url`.
///
/// ```swift
/// let emulator = try Emulator(seed: .json(#"{"users": [{"userPrincipalName": "adele@contoso.example"}]}"#))
/// try emulator.start()
/// let base = emulator.url + "/v1.0"   // http://127.0.0.1:49152/v1.0
/// ```
///
/// What it does over HTTP it does without a socket too, for each of its tenants: `emulator.tenant().respond(to:)`.
/// `Examples/SwiftTesting` is a test suite that uses it.
///
/// A class because whoever holds it keeps its tenants and its server; `stop` or the end of its life ends them.
public final class Emulator: Sendable {
  /// Of the program, as `--version` and `/_emulator/version` tell it.
  public static let version = "0.1.0"

  private let configuration: EmulatorConfiguration
  let core: EmulatorCore
  private let server = Lock<Server?>(nil)
  private let housekeeping = Lock<Housekeeping?>(nil)

  /// An emulator for a test: on a free port of this machine, with a temporary folder, silent.
  ///
  /// - Parameter seed: what the main tenant begins with, and goes back to when it is reset.
  /// - Throws: `EmulatorError.seed`, `.dataFolder`.
  public convenience init(seed: Seed = .empty) throws(EmulatorError) {
    var configuration = EmulatorConfiguration()
    configuration.port = 0
    configuration.logLevel = .critical
    try self.init(configuration, seed: seed)
  }

  /// Opens the data folder, and loads the seeds of the configuration where it is new.
  ///
  /// - Throws: `EmulatorError.seed`, `.dataFolder`.
  public convenience init(_ configuration: EmulatorConfiguration) throws(EmulatorError) {
    try self.init(configuration, seed: nil)
  }

  /// - Parameters:
  ///   - seed: nil for the files of the configuration.
  ///   - layers: around the service, inside its own.
  ///   - stop: ends the load of the seed when it is raised.
  package init(
    _ configuration: EmulatorConfiguration, seed: Seed? = nil, layers: [any Layer] = [],
    stop: StopFlag = StopFlag()
  ) throws(EmulatorError) {
    let configuration = configuration.withKeyForOthers
    self.configuration = configuration
    core = try EmulatorError.told {
      try EmulatorCore(
        configuration, seeds: (seed ?? .files(configuration.seeds)).documents(), layers: layers, stop: stop)
    }
  }

  // MARK: Server

  /// Serves over HTTP as soon as it returns; does nothing when it serves already.
  ///
  /// - Throws: `EmulatorError.portTaken`, `.cannotListen`, `.tooFewFiles`.
  public func start() throws(EmulatorError) {
    try server.withLock { (server) throws(EmulatorError) in
      guard server == nil else { return }
      let started = try EmulatorError.told {
        var listening = self.listening
        listening.port = configuration.port
        listening.threads = ProcessInfo.processInfo.activeProcessorCount
        listening.connectionLimit = configuration.connectionLimit
        listening.secure = securePort
        return try Server(listening, lane: core.lanes.choice) { [core] request, turn in
          core.respond(to: request, turn)
        }
      }
      core.connections.follow(started)
      core.root.serve(port: started.port)
      server = started
      listenForTenants(beside: started)
      housekeeping.withLock { $0 = Housekeeping(core) }
    }
  }

  /// As for a tenant of its own.
  private var listening: ServerConfiguration {
    ServerConfiguration(
      host: configuration.host, threads: 1,
      lanes: Lanes.threads(cores: ProcessInfo.processInfo.activeProcessorCount),
      filesPerRequest: Lanes.filesPerRequest, largeBodies: Lanes.seedBodies, connectionLimit: 256,
      receiveTimeout: configuration.receiveTimeout, queuedBytesLimit: configuration.queuedBytesLimit)
  }

  private func listenForTenants(beside server: Server) {
    core.ports.begin(beside: [server.port] + (server.securePort.map { [$0] } ?? [])) {
      [core, listening] tenant, port in
      var listening = listening
      listening.port = port
      return try Server(listening, lane: core.lanes.choice) { request, turn in
        core.respond(to: request, turn, for: tenant)
      }
    }
  }

  private var securePort: SecurePort? {
    guard let port = configuration.httpsPort, let identity = core.identity else { return nil }
    return SecurePort(port: port, identity: identity.tls)
  }

  /// The port that requests are taken on; the configured one before the start.
  public var port: Int { server.withLock { $0?.port } ?? configuration.port }

  /// `http://127.0.0.1:8585`: what stands before the version in every URL.
  public var url: String { "http://\(configuration.urlHost):\(port)" }

  /// `https://localhost:8586`; nil without HTTPS, and before the start where its port is still to be picked. Clients
  /// have to trust `certificateAuthority`.
  public var httpsURL: String? {
    let port = server.withLock { $0?.securePort } ?? configuration.httpsPort
    guard let port, port > 0 else { return nil }
    return "https://\(certifiedHost):\(port)"
  }

  /// A name of this machine, unless it listens elsewhere.
  private var certifiedHost: String {
    let host = configuration.urlHost
    let isThisMachine = ["0.0.0.0", "[::]"].contains(host) || HostName(host)?.isLoopback == true
    return isThisMachine ? "localhost" : host
  }

  /// The file in PEM of the certificate that vouches for HTTPS; nil without HTTPS, where the configuration names a
  /// certificate of its own, and where the authority goes with this emulator: then `/_emulator/ca.pem` has it.
  public var certificateAuthority: String? { core.identity?.authorityFile }

  /// What other machines send to `/_emulator` in `x-emulator-key`: the configured key, or the one that was made since others
  /// get here (`EmulatorConfiguration.isOpenToOthers`); nil where nobody but this machine is let in.
  public var adminKey: String? { configuration.adminKey }

  /// Finishes the requests under way and closes the tenants; what was in a temporary folder is gone. Requests that
  /// are not done after two seconds are ended, and nothing of them is left.
  public func stop() {
    // At the same time as that of all: whoever waits for the end does not wait for one after the other.
    core.ports.end()
    server.withLock { server in
      server?.stop(deadline: .seconds(2))
      server = nil
    }
    core.ports.waitForEnd()
    housekeeping.withLock { $0 = nil }
    core.close()
  }

  deinit { stop() }

  // MARK: Tenants

  /// The tenant of requests that name none.
  ///
  /// - Throws: `EmulatorError.tenant` after `stop`.
  public func tenant() throws(EmulatorError) -> EmulatorTenant {
    let tenant = EmulatorTenant(name: core.tenants.main, emulator: self)
    _ = try EmulatorError.told { try tenant.tenant() }
    return tenant
  }

  /// An isolated tenant, made when there is none of the name.
  ///
  /// - Parameter seed: what a new one begins with, and goes back to when it is reset.
  /// - Throws: `EmulatorError.tenant` for a name that cannot be (letters, digits and hyphens in lower case, at most 63),
  ///   and after `stop`; `.seed`.
  public func tenant(_ name: String, seed: Seed = .empty) throws(EmulatorError) -> EmulatorTenant {
    let tenant = try EmulatorError.told {
      try core.tenants.tenant(TenantName(name), orMadeWith: seed.documents())
    }
    return EmulatorTenant(name: tenant.name, emulator: self)
  }
}
