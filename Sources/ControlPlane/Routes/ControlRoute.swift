import HTTPMessages

/// One thing that the control plane does: a row of its table.
struct ControlRoute: Sendable {
  let method: String
  /// `/_emulator/tenants/{tenant}/seed`
  let pattern: String
  let handler: @Sendable (ControlCall) throws -> Response
  /// What stands after `/_emulator`.
  private let segments: [Substring]

  init(_ method: String, _ pattern: String, _ handler: @escaping @Sendable (ControlCall) throws -> Response) {
    self.method = method
    self.pattern = "/_emulator" + pattern
    self.handler = handler
    segments = pattern.split(separator: "/")
  }

  /// `GET /_emulator/health`
  var title: String { "\(method) \(pattern)" }

  /// What a path has in place of the names in braces; nil for a path of another form.
  func parameters(of path: [Substring]) -> [String: String]? {
    guard segments.count == path.count else { return nil }
    var parameters: [String: String] = [:]
    for (expected, found) in zip(segments, path) {
      if expected.hasPrefix("{") {
        parameters[String(expected.dropFirst().dropLast())] = String(found)
      } else if expected != found {
        return nil
      }
    }
    return parameters
  }
}
