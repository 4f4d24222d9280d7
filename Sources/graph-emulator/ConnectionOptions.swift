import ArgumentParser
import GraphEmulatorKit

/// What clients may use up of the server.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Connections at the same time; past it, a new one takes the place of the one idle for longest. (default: 4096)",
      valueName: "count"))
  var connectionLimit: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds that the head and the body of a request may each take to come; 0: no end. (default: 30)",
      valueName: "seconds"))
  var receiveTimeout: Double?

  @Option(
    help: ArgumentHelp(
      "Bytes of answers that clients have not read yet, and of bodies that come in; past it 503. (default: 268435456)",
      valueName: "bytes"))
  var queuedBytes: Int?

  /// - Throws: `ValidationError`
  func apply(to configuration: inout EmulatorConfiguration, _ environment: EnvironmentOptions) throws {
    if let limit = try connectionLimit ?? environment.integer("CONNECTION_LIMIT") {
      configuration.connectionLimit = try within(1...100_000, limit, "--connection-limit takes a number")
    }
    if let seconds = try receiveTimeout ?? environment.number("RECEIVE_TIMEOUT") {
      configuration.receiveTimeout = .seconds(
        try within(0...31_536_000, seconds, "--receive-timeout takes seconds"))
    }
    if let bytes = try queuedBytes ?? environment.integer("QUEUED_BYTES") {
      configuration.queuedBytesLimit = try within(1...(1 << 40), bytes, "--queued-bytes takes a number")
    }
  }

  private func within<Value: Comparable>(_ range: ClosedRange<Value>, _ value: Value, _ what: String) throws
    -> Value
  {
    guard range.contains(value) else {
      throw ValidationError("\(what) from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
    return value
  }
}
