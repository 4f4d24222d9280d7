import HTTPMessages
import JSON

/// Says whether an authority is one of this service's, and where its own document is: `/common/discovery/instance`.
///
/// Clients follow the address blindly, so that each authority is led to itself.
enum InstanceDiscovery {
  static func answer(_ call: IdentityCall) throws -> Response {
    let asked = try AskedAuthority(call.form().required("authorization_endpoint"))
    guard isServed(asked.host, call) else { throw SignInFailure.authorityForeign }
    return IdentityAnswer.json([
      "tenant_discovery_endpoint": .string(asked.discoveryEndpoint), "api-version": "1.1",
      "metadata": [.object(network(asked.host))],
    ])
  }

  private static func isServed(_ host: String, _ call: IdentityCall) -> Bool {
    guard let name = HostName(host) else { return false }
    return name.isLoopback || name == HostName(call.origin.host)
      || ServiceOrigin.loginHosts.contains(name.text)
  }

  private static func network(_ host: String) -> JSONObject {
    guard let name = HostName(host)?.text, ServiceOrigin.loginHosts.contains(name) else {
      let plain = HostName(host)?.text ?? host
      let aliases = plain == host ? [host] : [host, plain]
      return [
        "preferred_network": .string(host), "preferred_cache": .string(host),
        "aliases": .array(aliases.map(JSONValue.string)),
      ]
    }
    return [
      "preferred_network": "login.microsoftonline.com", "preferred_cache": "login.windows.net",
      "aliases": [
        "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net",
      ],
    ]
  }
}

/// `https://localhost:8586/common/oauth2/v2.0/authorize`
private struct AskedAuthority {
  let scheme: String
  let host: String
  let tenant: String
  let version: ProtocolVersion

  /// - Throws: `SignInFailure.authorityForeign` for what is no URL.
  init(_ text: String) throws(SignInFailure) {
    guard let mark = text.firstRange(of: "://") else { throw .authorityForeign }
    scheme = text[..<mark.lowerBound].lowercased()
    let rest = text[mark.upperBound...].prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
    guard ["http", "https"].contains(scheme), let host = rest.first, rest.count > 1 else {
      throw .authorityForeign
    }
    self.host = String(host)
    tenant = String(rest[1])
    version = rest.contains { $0.lowercased() == "v2.0" } ? .second : .first
  }

  var discoveryEndpoint: String {
    let generation =
      switch version {
      case .first: ""
      case .second: "/v2.0"
      }
    return "\(scheme)://\(host)/\(tenant)\(generation)/.well-known/openid-configuration"
  }
}
