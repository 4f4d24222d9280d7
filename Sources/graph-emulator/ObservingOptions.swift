public import ArgumentParser
public import GraphEmulatorKit
public import Logging

/// What is written and kept of requests.
struct ObservingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Lowest level that is logged to standard error: trace, debug, info, notice, warning, error, critical.",
      valueName: "level"))
  var logLevel: Logger.Level?

  @Option(
    help: ArgumentHelp("How lines of the log look: text or json. (default: text)", valueName: "format"))
  var logFormat: LogFormat?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Requests of each tenant that the journal keeps, at /_emulator/tenants/NAME/requests; 0: none. (default: 1000)",
      valueName: "count"))
  var journal: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bytes of each body that the journal keeps; 0 hides bodies. (default: 4096)", valueName: "bytes"))
  var journalBodies: Int?

  @Flag(help: "Let the journal keep what each request did: route, permission, statements, rules, rows.")
  var journalDecisions = false

  /// - Throws: `ValidationError`
  func apply(to configuration: inout EmulatorConfiguration, _ environment: EnvironmentOptions) throws {
    configuration.logLevel = try logLevel ?? environment.value("LOG_LEVEL") ?? configuration.logLevel
    configuration.journalCount = try within(
      0...100_000, journal ?? environment.integer("JOURNAL") ?? configuration.journalCount, "--journal")
    configuration.journalBodyBytes = try within(
      0...(1 << 20), journalBodies ?? environment.integer("JOURNAL_BODIES") ?? configuration.journalBodyBytes,
      "--journal-bodies")
    configuration.journalKeepsDecisions = try journalDecisions || environment.flag("JOURNAL_DECISIONS")
  }

  /// - Throws: `ValidationError`
  func format(_ environment: EnvironmentOptions) throws -> LogFormat {
    try logFormat ?? environment.value("LOG_FORMAT") ?? .text
  }

  private func within(_ range: ClosedRange<Int>, _ value: Int, _ name: String) throws -> Int {
    guard range.contains(value) else {
      throw ValidationError(
        "\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
    return value
  }
}

extension LogFormat: ExpressibleByArgument {}
extension Logger.Level: @retroactive ExpressibleByArgument {}
