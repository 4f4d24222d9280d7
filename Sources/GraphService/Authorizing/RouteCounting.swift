import GraphStore
import Planning
import Tenants

/// Notes for the tenant which route a request uses, so that it can say which permissions its programs need.
struct RouteCounting {
  private let request: BoundRequest

  init(_ request: BoundRequest) { self.request = request }

  /// Does the work for the request and counts it, also where it is refused; what is only tried, and comes to nothing, is
  /// asked once more, and counts then.
  func counting<Result>(_ work: () throws -> Result) throws -> Result {
    // What the request is about may be gone afterwards.
    let use = try use()
    do {
      let result = try work()
      count(use)
      return result
    } catch {
      if !(error is TrialEnd) { count(use) }
      throw error
    }
  }

  private func count(_ use: RouteUse.Use?) {
    if let use { request.context.tenant.routeUse.count(use) }
  }

  /// nil for what needs no permission: routes that are refused whoever asks, and requests of the emulator's own.
  private func use() throws -> RouteUse.Use? {
    let context = request.context
    guard !context.isOwn, let route = request.coveringRoute, route.isServed else { return nil }
    let conditions = context.version.permissions.accepted(by: route, .delegated).conditional
    return RouteUse.Use(
      version: context.version.name, route: route.number,
      isAboutCaller: RequestSubject(request).namesCaller,
      subject: try conditions.first { try RequestSubject(request).fits($0.subject) }?.subject)
  }
}
