import ArgumentParser
import Foundation

/// Asks a running server whether it answers; for containers.
struct HealthCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "healthcheck",
    abstract: "Ask a running server whether it answers; ends with status 1 if not.")

  @OptionGroup var server: ServerAddress

  func run() throws {
    let probe = try server.probe()
    let status = probe.answer("GET", "/_emulator/health")?.status
    guard status == 200 else {
      StandardOutput.errorLine("\(probe.address) \(status.map { "answers \($0)" } ?? "does not answer")")
      throw ExitCode(1)
    }
  }
}
