import Locks

/// How often each route was used since the tenant was filled: what its programs need permissions for.
///
/// A class because all requests count in it. It has as many entries as there are routes, at most a few times.
package final class RouteUse: Sendable {
  /// A route as far as permissions can tell one use of it from another.
  package struct Use: Sendable, Hashable {
    package let version: String
    /// Of its row in the table of routes.
    package let route: Int
    /// The path names the caller's own object.
    package let isAboutCaller: Bool
    /// What the object is, where permissions count for some kinds of them alone.
    package let subject: String?

    package init(version: String, route: Int, isAboutCaller: Bool, subject: String? = nil) {
      self.version = version
      self.route = route
      self.isAboutCaller = isAboutCaller
      self.subject = subject
    }
  }

  private let counts = Lock<[Use: Int]>([:])

  package init() {}

  package func count(_ use: Use) { counts.withLock { $0[use, default: 0] &+= 1 } }

  package var all: [Use: Int] { counts.withLock { $0 } }

  package func clear() { counts.withLock { $0 = [:] } }
}
