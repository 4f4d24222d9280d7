import Crypto
import Foundation
import GraphService
import GraphStore
import HTTPMessages
import HTTPServer
import Logging

/// A running emulator: the service, its store and its server, put together.
///
/// A class because whoever holds it keeps the server running; `stop` or the end of its life ends it.
public final class GraphEmulator: Sendable {
  /// The port that requests are taken on.
  public var port: Int { server.port }
  /// `http://127.0.0.1:8585`
  public let url: String

  private let server: Server
  private let folder: DataFolder

  /// Opens the store, loads the seeds into a new tenant, and serves as soon as it returns.
  ///
  /// - Throws: an error whose description is one sentence: a folder that cannot be used, a wrong seed, an address
  ///   that is taken.
  public init(_ configuration: EmulatorConfiguration) throws {
    var logger = Logger(label: "graph-emulator")
    logger.logLevel = configuration.logLevel
    folder = try DataFolder(configuration.dataDirectory)
    let service = try Self.service(configuration, folder, logger)
    server = try Server(
      ServerConfiguration(
        host: configuration.host, port: configuration.port, threads: ProcessInfo.processInfo.activeProcessorCount)
    ) { request in service.respond(to: request) }
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    url = "http://\(host):\(server.port)"
  }

  private static func service(
    _ configuration: EmulatorConfiguration, _ folder: DataFolder, _ logger: Logger
  ) throws -> GraphService {
    let rules = Rules.make()
    let (versions, schema) = try Versions.make(derived: rules.derived)
    let identifiers = IdentifierSource(SystemRandomNumberGenerator())
    let service = GraphService(
      versions: versions, rules: rules.book,
      authentication: configuration.authentication == .off ? .off : .lenient,
      identifiers: identifiers, logger: logger)
    let store = try TenantStore(
      path: folder.path(of: "default"), schema: schema, rules: rules.book, extensions: rules.extensions,
      durability: configuration.survivesPowerLoss ? .full : .normal, identifiers: identifiers)
    let tenant = Tenant(
      name: "default", store: store, clock: TenantClock(wall: WallClock.now), tokenKey: SymmetricKey(size: .bits256))
    service.add(tenant)
    return service
  }

  /// Finishes the requests under way and closes the store.
  public func stop() {
    server.stop()
    folder.removeIfTemporary()
  }

  deinit { stop() }
}

/// The machine's clock.
enum WallClock {
  static let now: @Sendable () -> Moment = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(unixNanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
