public import ArgumentParser
import Foundation
public import GraphEmulatorKit
import Logging

/// Runs the server until it is told to stop.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve Microsoft Graph on this machine.",
    discussion: """
      The first line on standard output, once requests are answered, is "Listening on http://HOST:PORT"; the second has
      the URL of HTTPS, and the third the certificate that clients have to trust for it (graph-emulator cert). Where other
      machines reach it and no admin key is given, one is made, and the last line has it.
      Of this machine is who connects from a loopback address: 127.0.0.1, ::1.
      Every option can also be given as an environment variable: GRAPH_EMULATOR_PORT=9000 for --port 9000.
      What starts work out of files of metadata is kept for the next ones in $XDG_CACHE_HOME/graph-emulator
      (~/.cache/graph-emulator), which can be removed at any time.
      Several seeds or files of metadata are separated by colons there, several origins, hosts or names by commas.
      SIGTERM, SIGINT and SIGHUP finish the requests under way and end with status 0, within five seconds.
      """)

  @Option(help: ArgumentHelp("Address or name to listen on. (default: 127.0.0.1)", valueName: "host"))
  var host: String?

  // What begins with a hyphen is a number all the same: then its range is told.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Port to listen on; 0 picks a free one. (default: 8585)", valueName: "port"))
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "Folder that keeps the data; without it everything goes when the server ends.", valueName: "folder"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Seed file, or folder of them, for a new tenant; may be given several times.", valueName: "path"))
  var seed: [String] = []

  @OptionGroup var metadata: MetadataOptions

  @Option(
    help: ArgumentHelp(
      "Which requests need a token: off (none), lenient (any bearer token will do; what a JWT says of permissions counts), strict (only tokens that this emulator has issued). (default: lenient)",
      valueName: "mode"))
  var auth: EmulatorConfiguration.Authentication?

  @Option(
    help: ArgumentHelp(
      """
      File with the permissions that the service publishes of its paths, as JSON or in gzip: they count where the \
      emulator's own table has nothing (docs/permissions.md).
      """, valueName: "file"))
  var permissions: String?

  @Option(
    help: ArgumentHelp(
      "How safe an acknowledged write is: normal (survives a kill), full (survives lost power).",
      valueName: "level"))
  var durability: Durability?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Megabytes that plans and prepared statements of all tenants may take together. (default: 64)",
      valueName: "megabytes"))
  var cacheSize: Int?

  @OptionGroup var observing: ObservingOptions

  @OptionGroup var https: HTTPSOptions

  @OptionGroup var links: LinkOptions

  @OptionGroup var connections: ConnectionOptions

  @Option(
    help: ArgumentHelp(
      """
      Key that lets other machines reach /_emulator, in the header x-emulator-key. (default: one that is made at the \
      start where they reach the server at all)
      """, valueName: "key"))
  var adminKey: String?

  @Option(
    help: ArgumentHelp(
      """
      Site whose pages may use the service, as https://app.example:3000, beside those of this machine; * for all; may \
      be given several times.
      """, valueName: "origin"))
  var corsOrigin: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Host to answer under, as graph.test, beside localhost, addresses and --host; *.test for all that end so, <local> \
      for names without a dot, * for all; may be given several times.
      """, valueName: "host"))
  var allowHost: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Host that change notifications are sent to beside this machine, as listener.test, *.test, <local> for names \
      without a dot, or * for all; may be given several times.
      """, valueName: "host"))
  var notifyHost: [String] = []

  enum Durability: String, ExpressibleByArgument, CaseIterable { case normal, full }

  /// Here and not only in `run`: the parser names the help of this command beside what is wrong.
  func validate() throws { _ = try configuration() }

  func run() throws {
    let configuration = try self.configuration()
    let format = try observing.format(EnvironmentOptions())
    LoggingSystem.bootstrap { _ in StandardErrorLog(format) }
    let stop = StopSignal()
    guard let emulator = try start(configuration, until: stop.flag) else { return }
    let madeKey = configuration.adminKey == nil ? emulator.adminKey : nil
    StandardOutput.line(greeting(of: emulator, madeKey: madeKey))
    stop.wait()
    emulator.stop()
  }

  /// Written at once: who wants the first line only may not be there for a second.
  private func greeting(of emulator: Emulator, madeKey: String?) -> String {
    var lines = ["Listening on \(emulator.url)"]
    if let url = emulator.httpsURL { lines.append("Listening on \(url)") }
    if let file = emulator.certificateAuthority {
      lines.append("CA certificate: \(file) (how to trust it: graph-emulator cert)")
    }
    if let madeKey {
      lines.append("Admin key: \(madeKey) (other machines send it to /_emulator in x-emulator-key)")
    }
    return lines.joined(separator: "\n")
  }

  /// - Returns: nil when it was told to stop before it served.
  private func start(_ configuration: EmulatorConfiguration, until stop: StopFlag) throws -> Emulator? {
    do throws(EmulatorError) {
      let emulator = try Emulator(configuration, stop: stop)
      try emulator.start()
      return emulator
    } catch {
      if stop.isRaised { return nil }
      StandardOutput.errorLine(sentence(error, configuration))
      throw ExitCode(ExitStatus.status(of: error))
    }
  }

  private func sentence(_ error: EmulatorError, _ configuration: EmulatorConfiguration) -> String {
    guard case .portTaken(_, configuration.httpsPort) = error else { return error.description }
    return "\(error) \(HTTPSOptions.portHint)"
  }

  private func configuration() throws -> EmulatorConfiguration {
    let environment = try EnvironmentOptions()
    var configuration = EmulatorConfiguration()
    configuration.host = host ?? environment["HOST"] ?? configuration.host
    configuration.port = try port ?? environment.integer("PORT") ?? configuration.port
    configuration.dataDirectory = data ?? environment["DATA"]
    configuration.seeds = seed.isEmpty ? environment.list("SEED") : seed
    configuration.metadata = metadata.files(environment)
    configuration.authentication = try auth ?? environment.value("AUTH") ?? configuration.authentication
    configuration.permissions = permissions ?? environment["PERMISSIONS"]
    configuration.survivesPowerLoss = try (durability ?? environment.value("DURABILITY") ?? .normal) == .full
    try observing.apply(to: &configuration, environment)
    configuration.cacheSize = try cacheSize ?? environment.integer("CACHE_SIZE") ?? configuration.cacheSize
    configuration.adminKey = adminKey ?? environment["ADMIN_KEY"]
    configuration.allowedOrigins = corsOrigin.isEmpty ? environment.texts("CORS_ORIGIN") : corsOrigin
    configuration.allowedHosts = allowHost.isEmpty ? environment.texts("ALLOW_HOST") : allowHost
    configuration.notifiedHosts = notifyHost.isEmpty ? environment.texts("NOTIFY_HOST") : notifyHost
    try https.apply(to: &configuration, environment)
    try links.apply(to: &configuration, environment)
    try connections.apply(to: &configuration, environment)
    // The system's resolver takes a star for every address, and it would stand for every name.
    guard !configuration.host.contains("*") else {
      throw ValidationError(
        "--host takes an address or a name, not '\(configuration.host)'; 0.0.0.0 is every address.")
    }
    for (name, value) in [
      ("--host", configuration.host), ("--data", configuration.dataDirectory),
      ("--permissions", configuration.permissions),
    ] where value?.isEmpty == true {
      throw ValidationError("\(name) is empty: give it a value, or leave it out.")
    }
    guard (0...65535).contains(configuration.port) else {
      throw ValidationError("--port takes a number from 0 to 65535, not \(configuration.port).")
    }
    return configuration
  }
}

extension EmulatorConfiguration.Authentication: ExpressibleByArgument {}
