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
      try TokenContent(
        subject: subject(order, directory), client: client(order, directory),
        tenant: directory.organization()?.id ?? "", permissions: order.names, lifetime: order.lifetime)
    }
    return try issuer.accessToken(content, at: tenant.clock.now)
  }

  private func subject(_ order: TokenOrder, _ directory: DirectoryReader) throws -> TokenSubject {
    switch order.permissions {
    case .roles:
      return .application(id: try directory.servicePrincipal(of: order.client)?.id ?? order.client)
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
