/// What an access token is for.
package struct TokenAudience: Sendable, Equatable {
  /// The form of its claims: which names they have, and who issues it.
  package enum Format: Sendable, Equatable {
    /// Issued by `https://sts.windows.net/{tenant}/`.
    case version1
    case version2(issuer: String)
  }

  /// The claim `aud`.
  package let text: String
  package let format: Format

  package init(_ text: String, _ format: Format) {
    self.text = text
    self.format = format
  }

  /// Of Graph, whose tokens have the first form whoever asks for them.
  package static let graph = TokenAudience("https://graph.microsoft.com", .version1)
  /// The same by the id of Graph's own application.
  package static let graphApplication = TokenAudience("00000003-0000-0000-c000-000000000000", .version1)

  package var isGraph: Bool { self == .graph || self == .graphApplication }
}
