import Locks

/// How often each route was used since the tenant was filled: what its programs need permissions for.
///
/// A class because all requests count in it. It has as many entries as there are routes and roots, at most a few times.
package final class RouteUse: Sendable {
  /// A route as far as permissions can tell one use of it from another.
  package struct Use: Sendable, Hashable {
    package let version: String
    package let place: Place
    /// The path names the caller's own object.
    package let isAboutCaller: Bool
    /// What the object is, where permissions count for some kinds of them alone.
    package let subjects: [String]

    package enum Place: Sendable, Hashable {
      /// By the number of its row in the table of routes.
      case route(Int)
      /// No documentation covers the path, which begins with that set or singleton.
      case undocumented(method: String, root: String)
    }

    package init(version: String, place: Place, isAboutCaller: Bool = false, subjects: [String] = []) {
      self.version = version
      self.place = place
      self.isAboutCaller = isAboutCaller
      self.subjects = subjects
    }
  }

  private let counts = Lock<[Use: Int]>([:])

  package init() {}

  package func count(_ use: Use) { counts.withLock { $0[use, default: 0] &+= 1 } }

  package var all: [Use: Int] { counts.withLock { $0 } }

  package func clear() { counts.withLock { $0 = [:] } }
}
