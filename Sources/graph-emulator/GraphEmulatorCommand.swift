import ArgumentParser
import GraphEmulatorKit

/// The command line: `graph-emulator serve`, `routes`, `explain`, `cert`, `token`, `seed check`, `healthcheck`.
@main
struct GraphEmulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph-emulator",
    abstract: "A local stand-in for Microsoft Graph.",
    discussion: """
      Point any Graph SDK at http://localhost:8585/beta (or /v1.0) with any bearer token:

        graph-emulator serve --seed seed-data/contoso.json
        curl -H 'Authorization: Bearer x' http://localhost:8585/beta/users
      """,
    version: Emulator.version,
    subcommands: [
      ServeCommand.self, RoutesCommand.self, ExplainCommand.self, CertCommand.self, TokenCommand.self,
      SeedCommand.self,
      HealthCheckCommand.self,
    ]
  )
}
