import Observing
import Planning

/// Who asks, and what they may do.
struct Caller: Sendable, Equatable {
  let principal: Principal
  let rights: Rights
  /// Client id of the application that asks, for a user or by itself; nil where nothing says.
  let application: String?
  /// All that the token calls user and program.
  var names: [String] = []

  /// Whoever shows no token, or one that says nothing (graph-platform 8.6).
  static let unknown = Caller(principal: .user(id: nil), rights: .all, application: nil)
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

extension Caller {
  /// For whoever watches.
  var name: CallerName {
    switch principal {
    case .user(let id): CallerName(user: id, application: application, isApplication: false, others: names)
    case .application(let id): CallerName(user: nil, application: id, isApplication: true, others: names)
    }
  }
}
