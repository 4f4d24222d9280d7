package import GraphStore
import JSON
package import Tenants

/// Makes tokens for whoever runs the emulator, without anybody who signs in.
package struct TokenMint: Sendable {
  private let issuer: TokenIssuer
  private let principals: PrincipalNames

  package init(issuer: TokenIssuer, principals: PrincipalNames) {
    self.issuer = issuer
    self.principals = principals
  }

  /// - Throws: `TokenOrderMistake` for a user that is not there; `InterruptionFailure`.
  package func token(_ order: TokenOrder, in tenant: Tenant, limit: RequestLimit = .none) throws -> String {
    let content = try tenant.directory(principals, limit) { directory in
      guard let organization = try directory.organization() else {
        throw OrganizationMissing(tenant: tenant.name)
      }
      return try TokenContent(
        subject: subject(order, directory, organization.id), client: client(order, directory),
        tenant: organization.id, permissions: order.names, lifetime: order.lifetime)
    }
    return try issuer.accessToken(content, at: tenant.clock.now)
  }

  /// Has new tokens signed with a new key; those that were issued are good until theirs is the oldest of all, and gone.
  ///
  /// - Returns: the ids of the keys whose tokens are taken, the newest first.
  package func rotateKeys() throws -> [String] {
    try issuer.keys.rotate()
    return try issuer.keys.all.map(\.id)
  }

  private func subject(
    _ order: TokenOrder, _ directory: DirectoryReader, _ tenant: String
  ) throws -> TokenSubject {
    switch order.permissions {
    case .roles:
      let known = try directory.servicePrincipal(of: order.client)?.id
      return .application(id: known ?? DerivedPrincipal.id(of: order.client, in: tenant))
    case .scopes(_, let name):
      guard let user = try name.map(directory.user) ?? directory.usualUser() else {
        throw TokenOrderMistake(name.map { "There is no user '\($0)'." } ?? "There is no user.")
      }
      return .user(user.token)
    }
  }

  private func client(_ order: TokenOrder, _ directory: DirectoryReader) throws -> TokenClient {
    let proof: TokenClient.Proof =
      switch order.permissions {
      case .roles: .secret
      case .scopes: .none
      }
    return TokenClient(
      id: order.client, name: try directory.servicePrincipal(of: order.client)?.name, proof: proof)
  }
}

extension TokenOrder {
  fileprivate var names: [String] {
    switch permissions {
    case .scopes(let names, _), .roles(let names): names
    }
  }

  /// In seconds, as the answer tells it.
  package var secondsToLive: Int { lifetime }
}
