import JSON
import HTTPMessages

/// Under which hosts the token service answers, and pages of which sites may use it (Fetch standard).
struct IdentityAccess: Sendable {
  let hosts: ServedHosts
  let origins: AllowedOrigins

  func respond(to request: Request, _ next: () -> Response) -> Response {
    for host in request.headers.values(of: "host") where !isServed(host) {
      return Self.refusal("The token service is not served under the host '\(host)'.")
    }
    let sent = request.headers.values(of: "origin")
    if let foreign = sent.first(where: { !origins.allow($0, host: request.headers[name: "host"]) }) {
      return Self.refusal("The token service takes no requests of '\(foreign)'.")
    }
    guard let origin = sent.first else { return next() }
    return readable(request.method == "OPTIONS" ? preflight(request) : next(), by: origin)
  }

  private func isServed(_ text: String) -> Bool {
    guard let host = HostName(text) else { return false }
    return hosts.serves(host) || ServiceOrigin.loginHosts.contains(host.text)
      || host.text == ResourceManager.host
      || host.text == "graph.microsoft.com"
  }

  private func readable(_ response: Response, by origin: String) -> Response {
    var response = response
    response.headers.append(HeaderField("Access-Control-Allow-Origin", origins.areAll ? "*" : origin))
    response.headers.append(HeaderField("Vary", "Origin"))
    return response
  }

  private func preflight(_ request: Request) -> Response {
    var response = Response(status: 200)
    for (asked, allowed) in [
      ("access-control-request-method", "Access-Control-Allow-Methods"),
      ("access-control-request-headers", "Access-Control-Allow-Headers"),
    ] {
      if let value = request.headers[name: asked], !value.isEmpty {
        response.headers.append(HeaderField(allowed, value))
      }
    }
    response.headers.append(HeaderField("Access-Control-Max-Age", "86400"))
    return response
  }

  private static func refusal(_ text: String) -> Response {
    IdentityAnswer.json(["error": "access_denied", "error_description": .string(text)], status: 403)
  }
}
