import GraphStore
import Planning

/// Whether the principal may use a route. Every token may use every route as yet; the decision is made here, by the
/// route that the plan was made with.
struct Authorization {
  func decision(on target: Target) -> PermissionDecision {
    let route = target.plan.routes[target.context.method.name]
    return PermissionDecision(
      isAllowed: true, permission: route?.leastDelegated, reason: "every token may use every route")
  }
}
