import GraphStore
import Planning
import Tenants

/// Notes for the tenant which route a request uses, so that it can say which permissions its programs need.
struct RouteCounting {
  private let request: BoundRequest

  init(_ request: BoundRequest) { self.request = request }

  func count(_ route: Route) throws {
    let context = request.context
    // Who has a URL explained does not use it, and the emulator itself needs no permission.
    guard route.isServed, context.trace?.withholdsRows != true, !context.isOwn else { return }
    let conditions = context.version.permissions.accepted(by: route, .delegated).conditional
    context.tenant.routeUse.count(
      RouteUse.Use(
        version: context.version.name, route: route.number,
        isAboutCaller: RequestSubject(request).namesCaller,
        subject: try conditions.first { try RequestSubject(request).fits($0.subject) }?.subject))
  }
}
