import GraphService
import GraphStore
import JSON
import Planning

/// The documented routes as the command `routes` prints them.
public struct RouteList: Sendable {
  public struct Entry: Sendable {
    public let method: String
    public let template: String
    /// Versions in which it is answered.
    public let versions: [String]
    /// `served`, `refused`, `not imitated` or `unknown`.
    public let answer: String
    public let leastDelegated: String
    public let leastApplication: String
    /// All permissions of which one is enough, with conditions in brackets; `-`: the route is refused.
    public let accepted: String
    /// The part of the service: `directory`, `licensing`, `intune`, `entitlement`.
    public let area: String
    /// What takes part in the answer beyond the engine: names of rules, operations and views.
    public let behaviour: [String]
    /// Why it is not served; nil for what is.
    public let reason: String?
  }

  public let entries: [Entry]

  /// - Parameter metadata: completes the model, as of a server that is started with it.
  /// - Throws: `EmulatorError.metadata`; `EmulatorError.fault` when the model that is compiled in is broken.
  public init(metadata: [MetadataFile] = []) throws(EmulatorError) {
    entries = try EmulatorError.told { try Self.all(metadata) }
  }

  private static func all(_ metadata: [MetadataFile]) throws -> [Entry] {
    var configuration = EmulatorConfiguration()
    configuration.metadata = metadata
    let assembly = try Assembly(configuration)
    return entries(assembly.versions, assembly.rules)
  }

  /// As a service of these versions answers.
  static func entries(_ versions: [ServiceVersion], _ rules: RuleBook) -> [Entry] {
    let coverage = RouteCoverage(versions: versions, rules: rules)
    let refusals = RouteRefusals(Assets.refusals)
    return RouteTable(Assets.permissions).routes.map { entry(of: $0, coverage, refusals) }
  }

  private static func entry(
    of route: Route, _ coverage: RouteCoverage, _ refusals: RouteRefusals
  ) -> Entry {
    let answers = route.versions.map { (version: $0, answer: coverage.answer(to: route, version: $0)) }
    let served = answers.filter { $0.answer == .served }
    let versions = (served.isEmpty ? answers : served).map(\.version)
    return Entry(
      method: route.method, template: route.template, versions: versions,
      answer: (served.first ?? answers.first)?.answer.rawValue ?? "unknown",
      leastDelegated: route.leastDelegated, leastApplication: route.leastApplication,
      accepted: route.accepted,
      area: coverage.workload(of: route) ?? "none",
      // The last version is the fullest.
      behaviour: served.isEmpty
        ? [] : versions.last.map { coverage.behaviour(of: route, version: $0) } ?? [],
      reason: served.isEmpty ? refusals.reason(route.method, route.template) : nil)
  }
}
