import EntityModel
import GraphStore
import OData
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
    let version = request.context.version.name
    guard !request.context.isOwn else { return nil }
    guard let route = request.coveringRoute else {
      return RouteUse.Use(
        version: version,
        place: .undocumented(method: request.context.method.name, root: request.path.root))
    }
    guard route.isServed else { return nil }
    return RouteUse.Use(
      version: version, place: .route(route.number), isAboutCaller: RequestSubject(request).namesCaller,
      subjects: try request.subjects(of: route))
  }
}

extension BoundPath {
  /// Name of the set or singleton that it begins with.
  fileprivate var root: String {
    switch steps.first {
    case .entitySet(let element, _), .singleton(let element, _): element.name
    case .navigation, .key, .cast, .complex, nil: ""
    }
  }
}
