/// A route that a program has used, and what it was used for as far as permissions tell.
package struct UsedRoute: Sendable {
  package let route: Route
  package let version: String
  package let count: Int
  package let isAboutCaller: Bool
  /// What the object is, or what the body changes alone, of what permissions ask for; several where nothing tells.
  package let subjects: [String]
  /// It is known which permissions it takes.
  package let isKnown: Bool
  private let delegated: AcceptedPermissions
  private let application: AcceptedPermissions

  package init(
    _ route: Route, in version: ServiceVersion, count: Int, isAboutCaller: Bool, subjects: [String] = []
  ) {
    self.route = route
    self.version = version.name
    self.count = count
    self.isAboutCaller = isAboutCaller
    self.subjects = subjects
    isKnown = true
    delegated = version.permissions.accepted(by: route, .delegated)
    application = version.permissions.accepted(by: route, .application)
  }

  /// Of paths of which nobody knows what they take: they let everybody in.
  package init(undocumented method: String, below root: String, in version: ServiceVersion, count: Int) {
    route = .undocumented(method, below: root, version: version.name)
    self.version = version.name
    self.count = count
    (isAboutCaller, subjects, isKnown) = (false, [], false)
    (delegated, application) = (.none, .none)
  }

  private func accepted(_ kind: AcceptedPermissions.Kind) -> AcceptedPermissions {
    kind == .delegated ? delegated : application
  }

  /// Whether a token with these permissions could use it so.
  package func isAllowed(_ kind: AcceptedPermissions.Kind, with held: PermissionSet) -> Bool {
    guard isKnown else { return true }
    let accepted = accepted(kind)
    return accepted.sufficient.intersects(held) || (isAboutCaller && accepted.forOneself.intersects(held))
      || accepted.conditional.contains { held.contains($0.permission) && subjects.contains($0.subject) }
  }
}

// MARK: The least privileged

extension UsedRoute {
  /// The permissions one of which lets in with the least privilege; none where no token of that kind can use the route.
  func candidates(_ kind: AcceptedPermissions.Kind, _ names: PermissionNames) -> [Int] {
    let documented = documented(kind)
    let least = documented.compactMap { names.number(of: $0.name) }.filter { suffices(kind, $0) }
    if !least.isEmpty { return least + narrower(kind, than: documented) }
    // The table names the one for the user's own object: `User.Read` and, for those of others, `User.Read.All`.
    let wider = documented.flatMap { least in ["All", "Organization"].map { "\(least.name).\($0)" } }
      .compactMap(names.number).filter { suffices(kind, $0) }
    if !wider.isEmpty { return wider }
    return accepted(kind).names.compactMap(names.number).filter { suffices(kind, $0) }
  }

  /// What the table calls the least privileged one for this kind of object.
  private func documented(_ kind: AcceptedPermissions.Kind) -> [AcceptedPermissions.Least] {
    accepted(kind).leastByKind.filter { $0.subject.map(subjects.contains) ?? true }
  }

  /// Those that count for this kind of object alone, where the table's least privileged ones are for all kinds.
  private func narrower(
    _ kind: AcceptedPermissions.Kind, than least: [AcceptedPermissions.Least]
  ) -> [Int] {
    accepted(kind).conditional.filter { condition in
      subjects.contains(condition.subject) && !least.contains { $0.subject == condition.subject }
    }.map(\.permission)
  }

  private func suffices(_ kind: AcceptedPermissions.Kind, _ permission: Int) -> Bool {
    isAllowed(kind, with: PermissionSet([permission]))
  }
}
