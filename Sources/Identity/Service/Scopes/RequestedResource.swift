import HTTPMessages
import OData

/// What a client wants a token for, as its scopes or its `resource` name it: `https://graph.microsoft.com`,
/// `api://{client}`, a client id.
struct RequestedResource: Sendable, Equatable {
  /// As it was named; empty for Graph where nothing was.
  let text: String

  static let graph = RequestedResource(text: "")

  /// - Throws: `SignInFailure.scopeMalformed` for a path on Graph's host.
  func audience(of call: IdentityCall) throws(SignInFailure) -> TokenAudience {
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    if plain.isEmpty { return .graph }
    let audience = named(plain, call)
    switch call.parts.verifier.graph.place(of: audience.text, askedAt: call.origin.address) {
    case .graph:
      return audience.text.lowercased() == TokenAudience.graphApplication.text ? .graphApplication : .graph
    case .below: throw .scopeMalformed(text)
    case .elsewhere: return audience
    }
  }

  /// The audience as the resource's name makes it, whatever it means.
  private func named(_ plain: String, _ call: IdentityCall) -> TokenAudience {
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
}
