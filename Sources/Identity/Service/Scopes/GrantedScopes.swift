/// What a user's token may be used for: what was asked for, as far as the application may have it.
struct GrantedScopes: Sendable, Equatable {
  let audience: TokenAudience
  /// The claim `scp`.
  let permissions: [String]
  /// `scope` of the answer.
  let text: String

  /// - Throws: `SignInFailure.consentMissing`, `.scopeMalformed`.
  init(_ requested: RequestedScopes, _ client: Client, _ call: IdentityCall) throws(SignInFailure) {
    audience = try requested.resource.audience(of: call)
    var granted = try Self.permissions(requested, audience, client, call.parts.permissions())
    if audience.isGraph {
      granted += RequestedScopes.OpenID.allCases
        .filter { $0 != .offlineAccess && requested.openID.contains($0) }.map(\.rawValue)
    }
    permissions = granted
    // Clients look for what they asked for, word by word.
    let written = Set(requested.written)
    text = (requested.written + granted.filter { !written.contains($0) }).joined(separator: " ")
  }

  private static func permissions(
    _ requested: RequestedScopes, _ audience: TokenAudience, _ client: Client, _ all: GrantablePermissions
  ) throws(SignInFailure) -> [String] {
    guard audience.isGraph else { return requested.names.isEmpty ? [Self.usual] : requested.names }
    guard let listed = client.registration?.delegated else {
      guard requested.isDefault else { return requested.names }
      let named = Set(requested.names)
      return requested.names + all.delegated.filter { !named.contains($0) }
    }
    let allowed = Set(listed.map { $0.lowercased() })
    guard requested.names.allSatisfy({ allowed.contains($0.lowercased()) }) else {
      throw .consentMissing(client: client.id, name: client.name ?? client.id)
    }
    return requested.isDefault ? listed : requested.names
  }

  /// The permission that applications have which say nothing of theirs.
  private static let usual = "user_impersonation"
}
