import GraphService
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
  }

  public let entries: [Entry]

  /// - Throws: `EmulatorError.fault` when the model that is compiled in is broken.
  public init() throws(EmulatorError) {
    entries = try EmulatorError.told(Self.all)
  }

  private static func all() throws -> [Entry] {
    let assembly = try Assembly(EmulatorConfiguration())
    let coverage = RouteCoverage(versions: assembly.versions, rules: assembly.rules)
    return RouteTable(Assets.permissions).routes.map { route in
      let answers = route.versions.map { (version: $0, answer: coverage.answer(to: route, version: $0)) }
      let served = answers.filter { $0.answer == .served }
      return Entry(
        method: route.method, template: route.template,
        versions: (served.isEmpty ? answers : served).map(\.version),
        answer: (served.first ?? answers.first)?.answer.rawValue ?? "unknown",
        leastDelegated: route.leastDelegated, leastApplication: route.leastApplication)
    }
  }
}
