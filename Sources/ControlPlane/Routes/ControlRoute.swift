import HTTPMessages
import Tenants

/// One thing that the control plane does: a row of its table.
struct ControlRoute: Sendable {
  /// What answers; a route below `/tenants/{tenant}` gets the tenant that its path names.
  enum Handler: Sendable {
    case program(@Sendable (ControlCall) throws -> Response)
    case tenant(@Sendable (ControlCall, Tenant) throws -> Response)
  }

  let method: String
  /// `/_emulator/tenants/{tenant}/seed`
  let pattern: String
  let handler: Handler
  /// What stands after `/_emulator`.
  private let segments: [Substring]

  /// A route of the program itself: `/health`.
  init(_ method: String, _ pattern: String, _ answer: @escaping @Sendable (ControlCall) throws -> Response) {
    self.init(method, pattern, .program(answer))
  }

  /// A route of one tenant: `/seed` below it.
  init(
    _ method: String, ofTenant pattern: String,
    _ answer: @escaping @Sendable (ControlCall, Tenant) throws -> Response
  ) {
    self.init(method, "/tenants/{tenant}" + pattern, .tenant(answer))
  }

  private init(_ method: String, _ pattern: String, _ handler: Handler) {
    self.method = method
    self.pattern = "/_emulator" + pattern
    self.handler = handler
    segments = pattern.split(separator: "/")
  }

  /// `GET /_emulator/health`
  var title: String { "\(method) \(pattern)" }

  /// The path has the route's form, whatever stands in place of a name in braces.
  func fits(_ path: [Substring]) -> Bool {
    segments.count == path.count && zip(segments, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
