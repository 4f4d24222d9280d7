import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Whether the caller may do what a request wants (graph-platform 8.2 and 8.3).
struct Authorization {
  private let request: BoundRequest

  init(_ request: BoundRequest) { self.request = request }

  enum Decision {
    /// Nothing is known of what the caller may do.
    case unlimited
    /// Nothing is known of what the path takes, nor of what places near it take.
    case undocumented
    /// The route is there to be refused, whoever asks.
    case refusedAnyway
    case allowed(AcceptedPermissions, PermissionSet, reason: String)
    case missing(AcceptedPermissions)
  }

  func decision() throws -> Decision {
    switch request.context.caller.rights {
    case .all: .unlimited
    case .delegated(let held): try decision(held, .delegated)
    case .application(let held): try decision(held, .application)
    }
  }

  /// What a token needs and has not for what is shown or changed beside what the path leads to; nil: nothing.
  func missingFurther() throws -> AcceptedPermissions? {
    switch request.context.caller.rights {
    case .all: nil
    case .delegated(let held): try missingFurther(held, .delegated)
    case .application(let held): try missingFurther(held, .application)
    }
  }

  private func missingFurther(
    _ held: PermissionSet, _ kind: AcceptedPermissions.Kind
  ) throws -> AcceptedPermissions? {
    for further in request.further {
      let accepted = request.context.version.permissions.accepted(by: further.route, kind)
      guard try !isAllowed(further, accepted, held) else { continue }
      return accepted
    }
    return nil
  }

  private func isAllowed(
    _ further: FurtherRoute, _ accepted: AcceptedPermissions, _ held: PermissionSet
  ) throws -> Bool {
    // It may be of every kind.
    if accepted.sufficient.intersects(held) || accepted.conditional.contains(where: { $0.isHeld(by: held) }) {
      return true
    }
    guard further.isOfFirstObject, accepted.forOneself.intersects(held) else { return false }
    return try isAboutCaller()
  }

  /// `me` may take what is documented of one of all users alone.
  private func isAboutCaller() throws -> Bool {
    try request.path.callerAlias != nil || RequestSubject(request).isCaller()
  }

  private func decision(_ held: PermissionSet, _ kind: AcceptedPermissions.Kind) throws -> Decision {
    if let place = try RequestSubject(request).place() { return try decision(held, kind, reading: place) }
    guard let route = request.coveringRoute else { return .undocumented }
    guard route.isServed else { return .refusedAnyway }
    let accepted = request.context.version.permissions.accepted(by: route, kind)
    if accepted.sufficient.intersects(held) { return .allowed(accepted, held, reason: "the token has it") }
    if accepted.forOneself.intersects(held), try isAboutCaller() {
      return .allowed(accepted, held, reason: "the token has it, and it is about the user who asks")
    }
    for condition in accepted.conditional where held.contains(condition.permission) {
      if try request.subjects(of: route).contains(condition.subject) {
        return .allowed(accepted, held, reason: "the token has it, and \(condition.reason)")
      }
    }
    return .missing(accepted)
  }

  /// What is about a place takes what a GET of that takes.
  private func decision(
    _ held: PermissionSet, _ kind: AcceptedPermissions.Kind, reading place: BoundRequest
  ) throws -> Decision {
    guard let route = place.plan.route(covering: "GET", place.path) else { return .undocumented }
    let accepted = request.context.version.permissions.accepted(by: route, kind)
    let reason = "the token may read what it is about"
    if accepted.sufficient.intersects(held) { return .allowed(accepted, held, reason: reason) }
    guard accepted.forOneself.intersects(held),
      try place.path.callerAlias != nil || RequestSubject(place).isCaller()
    else { return .missing(accepted) }
    return .allowed(accepted, held, reason: reason)
  }
}

extension Authorization.Decision {
  /// nil for a request that goes on.
  var failure: PermissionFailure? {
    switch self {
    case .missing(let accepted): .missing(accepted: accepted.names)
    case .unlimited, .undocumented, .refusedAnyway, .allowed: nil
    }
  }

  func traced(_ names: PermissionNames) -> PermissionDecision {
    switch self {
    case .unlimited:
      PermissionDecision(
        isAllowed: true, permission: nil,
        reason: "the token says nothing of permissions: it may use every route")
    case .undocumented:
      PermissionDecision(
        isAllowed: true, permission: nil,
        reason: "nothing is known of what the path takes, nor of what a place above it takes")
    case .refusedAnyway:
      PermissionDecision(isAllowed: true, permission: nil, reason: "the route is refused whoever asks")
    case .allowed(let accepted, let held, let reason):
      PermissionDecision(
        isAllowed: true,
        permission: accepted.names.first { names.number(of: $0).map(held.contains) ?? false },
        reason: reason)
    case .missing(let accepted):
      PermissionDecision(
        isAllowed: false, permission: accepted.least, reason: "the token has none that the route accepts")
    }
  }
}

extension AcceptedPermissions.Conditional {
  fileprivate func isHeld(by held: PermissionSet) -> Bool {
    subject != Self.ownProfile && held.contains(permission)
  }

  fileprivate var reason: String {
    subject == Self.ownProfile ? "users may say that of themselves" : "it is about a \(subject)"
  }
}
