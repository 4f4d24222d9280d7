/// What an id token is to say, apart from its times.
package struct IDTokenContent: Sendable, Equatable {
  package var user: TokenUser
  /// Id of the application that it is for.
  package var client: String
  package var tenant: String
  package var format: TokenAudience.Format
  /// What the client sent to tell its answer by.
  package var nonce: String?
  /// The client asked for the scope `email`.
  package var tellsMail: Bool
  /// Codes and tokens that come with it, whose halved hashes it has: `c_hash`, `at_hash`.
  package var code: String?
  package var accessToken: String?
  /// Of the URLs of Graph, as the client finds it.
  package var graphRoot: String

  package init(
    user: TokenUser, client: String, tenant: String, format: TokenAudience.Format, nonce: String? = nil,
    tellsMail: Bool = false, code: String? = nil, accessToken: String? = nil,
    graphRoot: String = TokenContent.usualGraphRoot
  ) {
    self.user = user
    self.client = client
    self.tenant = tenant
    self.format = format
    self.nonce = nonce
    self.tellsMail = tellsMail
    self.code = code
    self.accessToken = accessToken
    self.graphRoot = graphRoot
  }
}
