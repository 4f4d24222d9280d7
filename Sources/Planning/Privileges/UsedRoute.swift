/// A route that a program has used, and what it was used for as far as permissions tell.
package struct UsedRoute: Sendable {
  package let route: Route
  package let version: String
  package let count: Int
  package let isAboutCaller: Bool
  /// What the object is, where permissions count for some kinds of them alone.
  package let subject: String?
  private let delegated: AcceptedPermissions
  private let application: AcceptedPermissions

  package init(
    _ route: Route, in version: ServiceVersion, count: Int, isAboutCaller: Bool, subject: String? = nil
  ) {
    self.route = route
    self.version = version.name
    self.count = count
    self.isAboutCaller = isAboutCaller
    self.subject = subject
    delegated = version.permissions.accepted(by: route, .delegated)
    application = version.permissions.accepted(by: route, .application)
  }

  package func accepted(_ kind: AcceptedPermissions.Kind) -> AcceptedPermissions {
    kind == .delegated ? delegated : application
  }

  /// Whether a token with these permissions could use it so.
  package func isAllowed(_ kind: AcceptedPermissions.Kind, with held: PermissionSet) -> Bool {
    let accepted = accepted(kind)
    return accepted.sufficient.intersects(held) || (isAboutCaller && accepted.forOneself.intersects(held))
      || accepted.conditional.contains {
        held.contains($0.permission) && ($0.subject == subject || subject == nil)
      }
  }

  /// The permission that lets in with the least privilege; nil where no token of that kind can use the route.
  package func least(_ kind: AcceptedPermissions.Kind, _ names: PermissionNames) -> String? {
    let accepted = accepted(kind)
    guard let least = accepted.least.map(entry) else { return nil }
    if isAboutCaller, let own = names.names(accepted.forOneself).min(by: { $0.count < $1.count }) {
      return own
    }
    guard !isAboutCaller, let number = names.number(of: least), accepted.forOneself.contains(number) else {
      return least
    }
    // The table names the one for the user's own object: `User.Read` and, for those of others, `User.Read.All`.
    let others = names.names(accepted.sufficient)
    return others.first { $0.hasPrefix(least) } ?? others.first
  }

  /// Of a list with conditions, the entry for the kind of object.
  private func entry(_ list: String) -> String {
    let entries = list.split(separator: ",")
    let fitting = entries.first { entry in subject.map { entry.contains("[\($0)]") } ?? false }
    return String((fitting ?? entries.first ?? "").prefix { $0 != "[" })
  }
}
