/// What a token is to say, apart from its times.
package struct TokenContent: Sendable, Equatable {
  package var subject: TokenSubject
  package var client: TokenClient
  /// The tenant's GUID.
  package var tenant: String
  package var audience: TokenAudience
  /// Scopes for a user, roles for an application.
  package var permissions: [String]
  /// The client can do with tokens that are ended before their time.
  package var followsEvents: Bool
  /// In seconds.
  package var lifetime: Int
  /// Of the URLs of Graph, as the client finds it.
  package var graphRoot: String

  package init(
    subject: TokenSubject, client: TokenClient, tenant: String, audience: TokenAudience = .graph,
    permissions: [String], followsEvents: Bool = false, lifetime: Int = TokenContent.usualLifetime,
    graphRoot: String = TokenContent.usualGraphRoot
  ) {
    self.subject = subject
    self.client = client
    self.tenant = tenant
    self.audience = audience
    self.permissions = permissions
    self.followsEvents = followsEvents
    self.lifetime = lifetime
    self.graphRoot = graphRoot
  }

  package static let usualLifetime = 3600
  package static let usualGraphRoot = "https://graph.microsoft.com"
}
