import Observing
import Planning

/// Who asks, and what they may do.
struct Caller: Sendable, Equatable {
  /// All that the token calls user and program.
  let name: CallerName
  let rights: Rights

  /// Whoever shows no token, or one that says nothing (graph-platform 8.6).
  static let unknown = Caller(name: .unknown, rights: .all)

  /// Client id of the application that asks, for a user or by itself; nil where nothing says.
  var application: String? { name.application }

  var principal: Principal { name.isApplication ? .application(id: name.application) : .user(id: name.user) }
}

extension Caller {
  enum Rights: Sendable, Equatable {
    /// Nothing is said of them.
    case all
    /// What the application may do for the user who is signed in.
    case delegated(PermissionSet)
    /// What the application may do by itself.
    case application(PermissionSet)
  }
}
