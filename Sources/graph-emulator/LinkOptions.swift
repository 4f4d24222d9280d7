import ArgumentParser
import GraphEmulatorKit

/// What links begin with, behind a proxy.
struct LinkOptions: ParsableArguments {
  @Flag(
    help:
      "Take scheme and host of links from X-Forwarded-Proto, -Host and -Port, or Forwarded, as a proxy in front sends them."
  )
  var trustForwarded = false

  @Option(
    help: ArgumentHelp(
      """
      What every link begins with, as https://graph.example:8443 or https://graph.example/prefix, however requests come \
      in; its host is served.
      """, valueName: "url"))
  var publicUrl: String?

  /// - Throws: `ValidationError`
  func apply(to configuration: inout EmulatorConfiguration, _ environment: EnvironmentOptions) throws {
    configuration.publicURL = publicUrl ?? environment["PUBLIC_URL"]
    configuration.trustsForwarded = try trustForwarded || environment.flag("TRUST_FORWARDED")
  }
}
