import HTTPMessages

/// The table of what the control plane does.
struct ControlRoutes: Sendable {
  let all: [ControlRoute]

  static let served = ControlRoutes(
    all: health + certificates + tenants + seeds + snapshots + clocks + settings + permissions + tokens
      + journal + faults + stubs + keys)

  /// - Parameter path: what stands after `/_emulator`.
  func answer(_ call: ControlCall, at path: [Substring]) throws -> Response {
    // A wrong tenant is told before a wrong path below it.
    if path.first == "tenants", path.count > 1 { _ = try call.tenant(String(path[1])) }
    switch try route(call.request.method, path).handler {
    case .program(let answer): return try answer(call)
    case .tenant(let answer): return try answer(call, call.tenant(String(path[1])))
    }
  }

  private func route(
    _ method: String, _ path: [Substring]
  ) throws(ControlFailure) -> ControlRoute {
    let fitting = all.filter { $0.fits(path) }
    guard let first = fitting.first else { throw notFound(path) }
    let expected = method == "HEAD" ? "GET" : method
    guard let found = fitting.first(where: { $0.method == expected }) else {
      throw Self.wrongMethod(method, first.pattern, allowed: fitting.map(\.method))
    }
    return found
  }

  // MARK: Refusals

  private func notFound(_ path: [Substring]) -> ControlFailure {
    let path = (["", "_emulator"] + path).joined(separator: "/")
    let titles = all.map(\.title).joined(separator: ", ")
    return ControlFailure(404, "RouteNotFound", "There is no \(path). There are: \(titles).")
  }

  private static func wrongMethod(_ method: String, _ pattern: String, allowed: [String]) -> ControlFailure {
    ControlFailure(
      405, "MethodNotAllowed", "\(pattern) takes \(allowed.joined(separator: ", ")), not \(method).",
      allowed: allowed)
  }
}
