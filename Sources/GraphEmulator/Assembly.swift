import Crypto
import GraphService
import GraphStore
import Logging

/// Puts the service together from its parts; the only place that knows all of them.
enum Assembly {
  /// The service without any tenant.
  static func service(_ configuration: EmulatorConfiguration) throws -> GraphService {
    var logger = Logger(label: "graph-emulator")
    logger.logLevel = configuration.logLevel
    let rules = Rules.make()
    let (versions, _) = try Versions.make(derived: rules.derived)
    return GraphService(
      versions: versions, rules: rules.book,
      authentication: configuration.authentication == .off ? .off : .lenient,
      identifiers: IdentifierSource(SystemRandomNumberGenerator()), logger: logger)
  }
}
