import ArgumentParser

/// Where a running server is.
struct ServerAddress: ParsableArguments {
  @Option(help: ArgumentHelp("Address of the server.", valueName: "host"))
  var host = "127.0.0.1"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Its port. (default: 8585, or GRAPH_EMULATOR_PORT)", valueName: "port"))
  var port: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds to wait for the answer.", valueName: "seconds"))
  var timeout = 3

  /// - Throws: `ValidationError`
  func probe() throws -> Probe {
    let environment = try EnvironmentOptions()
    let port = try self.port ?? environment.integer("PORT") ?? 8585
    guard (1...65535).contains(port) else {
      throw ValidationError("--port takes a number from 1 to 65535, not \(port).")
    }
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout takes seconds from 1 to 3600, not \(timeout).")
    }
    return Probe(host: host, port: port, timeout: timeout, adminKey: environment["ADMIN_KEY"])
  }
}
