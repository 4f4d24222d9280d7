import GraphContract
package import GraphStore
package import HTTPMessages
package import Tenants

/// Knows which tokens were issued here (clients-and-auth 4.4): everybody who is shown one asks it.
package struct TokenVerifier: Sendable {
  let graph: GraphAddresses
  private let keys: SigningKeys
  private let hosts: ServedHosts
  private let organizations: KnownOrganizations

  /// - Parameters:
  ///   - hosts: under which tokens are issued.
  ///   - graph: what tokens for Graph may be for.
  package init(
    keys: SigningKeys, hosts: ServedHosts, graph: GraphAddresses, organizations: KnownOrganizations
  ) {
    self.keys = keys
    self.hosts = hosts
    self.graph = graph
    self.organizations = organizations
  }

  /// What a token for Graph says, once its signature, issuer and audience are found to be right. Whether it counts now,
  /// and for whom, is left to `check`.
  ///
  /// - Parameter text: without `Bearer`.
  /// - Throws: `TokenFault`; `DataFolderError` for keys that cannot be read, which are no fault of the token's.
  package func verified(_ text: Substring) throws -> VerifiedToken { try verified(text, isFor: isForGraph) }

  /// The same of a token for others.
  ///
  /// - Parameters:
  ///   - root: of the URLs that the token may have been issued under, beside those of the hosts.
  ///   - isFor: whether an audience is the one that it should be for.
  func verified(
    _ text: Substring, root: String? = nil, isFor: (String) -> Bool
  ) throws -> VerifiedToken {
    guard text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2 else { throw TokenFault.notCompact }
    guard let token = JSONWebToken(text) else { throw TokenFault.unreadable }
    let keyID = try signer(of: token)
    guard let tenant = token.text("tid"), !tenant.isEmpty, let issuer = token.text("iss"),
      isOwn(issuer, of: tenant, root)
    else { throw TokenFault.issuer }
    // A token is for one resource.
    guard let audience = token.text("aud"), isFor(audience) else { throw TokenFault.audience }
    return try VerifiedToken(token, keyID: keyID, tenant: tenant)
  }

  /// Whether a token that was verified counts in a tenant as it is now: keys are taken back, and time goes on.
  ///
  /// - Throws: `TokenFault`, and what looking into the tenant throws.
  package func check(_ terms: TokenTerms, in tenant: Tenant, _ limit: RequestLimit) throws {
    guard try knows(terms.keyID) else { throw TokenFault.unknownKey }
    guard try organizations.organization(of: tenant, limit).admits(terms.tenant) else {
      throw TokenFault.tenant
    }
    try terms.checkTimes(at: tenant.clock.now)
  }

  /// - Returns: the id of the key.
  private func signer(of token: JSONWebToken) throws -> String {
    guard token.algorithm == "RS256" else { throw TokenFault.algorithm }
    guard let id = token.keyID, try knows(id) else { throw TokenFault.unknownKey }
    guard try token.isSigned(by: keys) else { throw TokenFault.signature }
    return id
  }

  private func knows(_ id: String) throws -> Bool { try keys.all.contains { $0.id == id } }

  /// `https://sts.windows.net/{tid}/` or `{root}/{tid}/v2.0`
  private func isOwn(_ issuer: String, of tenant: String, _ root: String?) -> Bool {
    let second = "/\(tenant)/v2.0"
    if issuer == TokenIssuer.firstIssuer(of: tenant) || issuer == root.map({ $0 + second }) { return true }
    guard issuer.hasSuffix(second), let host = LinkRoot(issuer)?.host else { return false }
    return hosts.serves(host) || ServiceHosts.login.contains(host.text)
  }

  /// It is for Graph, by whichever of its names.
  func isForGraph(_ audience: String) -> Bool { graph.place(of: audience) == .graph }
}
