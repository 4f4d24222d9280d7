import HTTPMessages
import JSON
import Seeding
import Tenants

/// One thing that the control plane does; the raw value is its method and path.
enum ControlRoute: String, CaseIterable {
  case health = "GET /_emulator/health"
  case version = "GET /_emulator/version"
  case reset = "POST /_emulator/tenants/{tenant}/reset"
  case seed = "POST /_emulator/tenants/{tenant}/seed"
  case export = "GET /_emulator/tenants/{tenant}/export"

  private var method: String { rawValue.split(separator: " ").first.map(String.init) ?? "" }

  private var template: String { rawValue.split(separator: " ").last.map(String.init) ?? "" }

  /// - Parameter segments: what stands after `/_emulator`.
  static func answer(_ request: Request, _ segments: [Substring], _ plane: ControlPlane) throws -> Response {
    let routes = allCases.filter { $0.matches(segments) }
    guard !routes.isEmpty else { throw notFound(segments, plane) }
    let tenant =
      try segments.first == "tenants" && segments.count > 1 ? plane.tenant(String(segments[1])) : nil
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let route = routes.first(where: { $0.method == method }) else {
      let allowed = routes.map(\.method)
      throw ControlFailure(
        405, "MethodNotAllowed",
        "\(routes[0].template) takes \(allowed.joined(separator: ", ")), not \(request.method).",
        allowed: allowed)
    }
    return try route.answer(request, tenant, plane)
  }

  private func matches(_ segments: [Substring]) -> Bool {
    let names = template.split(separator: "/").dropFirst()
    return names.count == segments.count && zip(names, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }

  /// A wrong tenant is told before a wrong path below it.
  private static func notFound(_ segments: [Substring], _ plane: ControlPlane) -> any Error {
    if segments.first == "tenants", segments.count > 1 {
      do { _ = try plane.tenant(String(segments[1])) } catch { return error }
    }
    let path = (["", "_emulator"] + segments.map(String.init)).joined(separator: "/")
    let routes = allCases.map(\.rawValue).joined(separator: ", ")
    return ControlFailure(404, "RouteNotFound", "There is no \(path). There are: \(routes).")
  }

  private func answer(_ request: Request, _ tenant: Tenant?, _ plane: ControlPlane) throws -> Response {
    switch (self, tenant) {
    case (.health, _): return .json(status: 200, ["status": "ok"])
    case (.version, _): return .json(status: 200, ["version": .string(plane.version)])
    case (.reset, let tenant?):
      return .json(status: 200, try SeedLoader.load(tenant.seeds, into: tenant, replacing: true).json)
    case (.seed, let tenant?):
      return .json(status: 200, try SeedLoader.load([Self.document(in: request)], into: tenant).json)
    case (.export, let tenant?): return .json(status: 200, bytes: try SeedExport.bytes(of: tenant))
    case (.reset, nil), (.seed, nil), (.export, nil):
      throw ControlFailure(404, "TenantNotFound", "No tenant is named.")
    }
  }

  private static func document(in request: Request) throws(ControlFailure) -> SeedDocument {
    switch request.bodyState {
    case .complete: return SeedDocument(name: "body", bytes: request.body)
    case .tooLarge:
      throw ControlFailure(413, "RequestEntityTooLarge", "The seed is too large for one request.")
    case .undecodable:
      throw ControlFailure(400, "BadRequest", "The body is not in the encoding that its header names.")
    case .unsupportedEncoding(let name):
      throw ControlFailure(415, "UnsupportedMediaType", "The content encoding '\(name)' is not known.")
    }
  }
}

extension ControlPlane {
  func tenant(_ name: String) throws(ControlFailure) -> Tenant {
    // What cannot be a name is nobody's.
    guard let tenant = (try? TenantName(name)).flatMap(tenants.tenant) else {
      throw ControlFailure(404, "TenantNotFound", "There is no tenant '\(name)'.")
    }
    return tenant
  }
}

extension SeedReport {
  fileprivate var json: JSONValue {
    [
      "created": .number(created), "changed": .number(changed),
      "ignored": .array(ignored.map(JSONValue.string)),
    ]
  }
}
