import Foundation
import GraphService
import GraphStore
import HTTPServer

/// A running emulator: the service, its store and its server, put together.
///
/// A class because whoever holds it keeps the server running; `stop` or the end of its life ends it.
public final class GraphEmulator: Sendable {
  /// Of the program, as `--version` and `/_emulator/version` tell it.
  public static let version = "0.1.0"

  /// The port that requests are taken on.
  public var port: Int { server.port }
  /// `http://127.0.0.1:8585`
  public let url: String

  private let server: Server
  private let core: EmulatorCore

  /// Opens the store, loads the seeds into a new tenant, and serves as soon as it returns.
  ///
  /// - Throws: an error whose description is one sentence: a folder that cannot be used, a wrong seed, an address
  ///   that is taken.
  public init(_ configuration: EmulatorConfiguration) throws {
    let core: EmulatorCore
    do { core = try EmulatorCore(configuration) } catch let mistake as SeedMistake {
      throw SeedError(mistake)
    }
    self.core = core
    do {
      server = try Server(
        ServerConfiguration(
          host: configuration.host, port: configuration.port,
          threads: ProcessInfo.processInfo.activeProcessorCount)
      ) { request in core.respond(to: request) }
    } catch {
      core.close()
      throw error
    }
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    url = "http://\(host):\(server.port)"
  }

  /// Finishes the requests under way and closes the store.
  public func stop() {
    server.stop()
    core.close()
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
