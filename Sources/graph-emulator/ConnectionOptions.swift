import ArgumentParser
import GraphEmulatorKit

/// What requests may take, and clients use up, of the server.
struct ConnectionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds that a request may take before it is ended and answered with 503; 0: no end. (default: 30)",
      valueName: "seconds"))
  var requestTimeout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Connections at the same time; past it, a new one takes the place of the one idle for longest. (default: 4096)",
      valueName: "count"))
  var connectionLimit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds that the head and the body of a request may each take to come; 0: no end. (default: 30)",
      valueName: "seconds"))
  var receiveTimeout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bytes of answers that clients have not read yet, and of bodies that come in; past it 503. (default: 268435456)",
      valueName: "bytes"))
  var queuedBytes: Int?

  /// - Throws: `ValidationError`
  func apply(to configuration: inout EmulatorConfiguration, _ environment: EnvironmentOptions) throws {
    if let limit = try connectionLimit ?? environment.integer("CONNECTION_LIMIT") {
      configuration.connectionLimit = try within(1...100_000, limit, "--connection-limit takes a number")
    }
    if let seconds = try requestTimeout ?? environment.number("REQUEST_TIMEOUT") {
      configuration.requestTimeout = try duration(seconds, "--request-timeout")
    }
    if let seconds = try receiveTimeout ?? environment.number("RECEIVE_TIMEOUT") {
      configuration.receiveTimeout = try duration(seconds, "--receive-timeout")
    }
    if let bytes = try queuedBytes ?? environment.integer("QUEUED_BYTES") {
      configuration.queuedBytesLimit = try within(1...(1 << 40), bytes, "--queued-bytes takes a number")
    }
  }

  private func duration(_ seconds: Double, _ name: String) throws -> Duration {
    // A year is for ever, and within what a clock can count.
    guard (0...31_536_000).contains(seconds) else {
      throw ValidationError("\(name) takes seconds from 0 to 31536000, not \(seconds).")
    }
    return .seconds(seconds)
  }

  private func within(_ range: ClosedRange<Int>, _ value: Int, _ what: String) throws -> Int {
    guard range.contains(value) else {
      throw ValidationError("\(what) from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
    return value
  }
}
