import JSON
import HTTPMessages

/// Under which hosts the token service answers, and pages of which sites may use it (Fetch standard).
struct IdentityAccess: Sendable {
  let hosts: ServedHosts
  let fields: CrossOriginFields

  func respond(to request: Request, _ next: () -> Response) -> Response {
    for host in request.headers.values(of: "host") where !isServed(host) {
      return Self.refusal("The token service is not served under the host '\(host)'.")
    }
    if let foreign = fields.foreignSite(of: request) {
      return CrossOriginFields.varying(
        Self.refusal("The token service takes no requests of '\(foreign)'."))
    }
    let isPreflight = request.method == "OPTIONS" && request.headers[name: "origin"] != nil
    let response =
      isPreflight ? Response(status: 200, headers: CrossOriginFields.preflight(request)) : next()
    return fields.readable(response, by: request)
  }

  private func isServed(_ text: String) -> Bool {
    guard let host = HostName(text) else { return false }
    return hosts.serves(host) || ServiceHosts.login.contains(host.text)
      || host.text == ServiceHosts.resourceManager || host.text == ServiceHosts.graph
  }

  private static func refusal(_ text: String) -> Response {
    IdentityAnswer.json(["error": "access_denied", "error_description": .string(text)], status: 403)
  }
}
