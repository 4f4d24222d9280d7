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
    let uses = try uses()
    do {
      let result = try work()
      count(uses)
      return result
    } catch {
      if !(error is TrialEnd) { count(uses) }
      throw error
    }
  }

  private func count(_ uses: [RouteUse.Use]) {
    for use in uses { request.context.tenant.routeUse.count(use) }
  }

  /// That of the path, and those of what is shown or changed beside what it leads to.
  private func uses() throws -> [RouteUse.Use] {
    guard !request.context.isOwn else { return [] }
    let further = request.further.map { further in
      RouteUse.Use(
        version: request.context.version.name, place: .route(further.route.number),
        isAboutCaller: further.isOfFirstObject && isAboutCaller(further.route))
    }
    return [try use()].compactMap(\.self) + further
  }

  /// A route of `me` is of nobody else's; another one may be of anybody's, also where the path says `me`.
  private func isAboutCaller(_ route: Route) -> Bool {
    guard let alias = request.path.callerAlias else { return RequestSubject(request).namesCaller }
    return route.template != "/\(alias)" && !route.template.hasPrefix("/\(alias)/")
  }

  /// nil for routes that are refused whoever asks, which need no permission.
  private func use() throws -> RouteUse.Use? {
    let version = request.context.version.name
    guard let route = request.coveringRoute else {
      return RouteUse.Use(
        version: version,
        place: .undocumented(method: request.context.method.name, root: request.path.root))
    }
    guard route.isServed else { return nil }
    return RouteUse.Use(
      version: version, place: .route(route.number), isAboutCaller: isAboutCaller(route),
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
