import HTTPMessages
import OData

/// What a client wants a token for, as its scopes or its `resource` name it: `https://graph.microsoft.com`,
/// `api://{client}`, a client id.
struct RequestedResource: Sendable, Equatable {
  /// As it was named; empty for Graph where nothing was.
  let text: String

  static let graph = RequestedResource(text: "")

  /// - Parameter client: who asks.
  func audience(of call: IdentityCall) -> TokenAudience {
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    if plain.isEmpty || isGraph(plain, call) { return .graph }
    if plain.lowercased() == TokenAudience.graphApplication.text { return .graphApplication }
    guard !plain.contains("://") || plain.hasPrefix(Self.applicationScheme) else {
      return TokenAudience(text, .version1)
    }
    return TokenAudience(applicationAudience(plain, call.version), call.tokenFormat)
  }

  private static let applicationScheme = "api://"

  /// Tokens of the second form name an application by its id.
  private func applicationAudience(_ plain: String, _ version: ProtocolVersion) -> String {
    let name = plain.hasPrefix(Self.applicationScheme) ? plain.dropFirst(Self.applicationScheme.count) : nil
    guard case .second = version, let name, Guid.isValid(String(name).utf8) else { return text }
    return String(name)
  }

  /// The service by its name, or this emulator by one of its own: an SDK that was only told of another host asks for
  /// that host's tokens.
  private func isGraph(_ plain: String, _ call: IdentityCall) -> Bool {
    guard let mark = plain.firstRange(of: "://"),
      ["http", "https"].contains(plain[..<mark.lowerBound].lowercased())
    else { return false }
    let host = String(plain[mark.upperBound...])
    guard let name = HostName(host) else { return false }
    return name.text == "graph.microsoft.com" || name.isLoopback
      || !call.origin.isReal && name == HostName(call.origin.host)
  }
}
