import ArgumentParser
import GraphEmulatorKit

/// HTTPS beside HTTP, and who vouches for it.
struct HTTPSOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Port for HTTPS; 0 picks a free one. (default: 8586, or a free one with --port 0)", valueName: "port"))
  var httpsPort: Int?

  @Flag(help: "Serve no HTTPS.")
  var noHttps = false

  @Option(
    help: ArgumentHelp(
      "Certificate of your own for HTTPS, and those between it and its authority, in PEM.", valueName: "file")
  )
  var tlsCert: String?

  @Option(help: ArgumentHelp("Private key of that certificate in PEM, not encrypted.", valueName: "file"))
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      """
      Name or address to be certified, and served, beside localhost and those of the service, as graph.test, *.test; may \
      be given several times.
      """, valueName: "name"))
  var tlsName: [String] = []

  private static let usualPort = 8586

  /// - Parameter configuration: with its port.
  /// - Throws: `ValidationError`
  func apply(to configuration: inout EmulatorConfiguration, _ environment: EnvironmentOptions) throws {
    configuration.tlsCertificateFile = tlsCert ?? environment["TLS_CERT"]
    configuration.tlsKeyFile = tlsKey ?? environment["TLS_KEY"]
    configuration.tlsNames = tlsName.isEmpty ? environment.texts("TLS_NAME") : tlsName
    configuration.httpsPort = try port(beside: configuration.port, environment)
  }

  private func port(beside plain: Int, _ environment: EnvironmentOptions) throws -> Int? {
    if noHttps {
      guard httpsPort == nil else { throw ValidationError("--no-https and --https-port exclude each other.") }
      return nil
    }
    if httpsPort == nil, try environment.flag("NO_HTTPS") { return nil }
    let port =
      try httpsPort ?? environment.integer("HTTPS_PORT") ?? (plain == 0 ? 0 : Self.usualPort)
    guard (0...65535).contains(port) else {
      throw ValidationError("--https-port takes a number from 0 to 65535, not \(port).")
    }
    guard port == 0 || port != plain else {
      throw ValidationError("--port and --https-port are both \(port): give one of them another number.")
    }
    return port
  }

  /// What whoever finds the port taken can do about it.
  static let portHint =
    "Choose another with --https-port (0 for a free one), or leave HTTPS out with --no-https."
}
