import GraphStore
import Tenants

/// What all endpoints of the token service share.
struct ServiceParts: Sendable {
  let tenants: TenantRegistry
  let issuer: TokenIssuer
  let verifier: TokenVerifier
  let principals: PrincipalNames
  /// Asked for when somebody wants all of them.
  let permissions: @Sendable () -> GrantablePermissions
  let identifiers: IdentifierSource
  /// The machine's clock, which clients sign by.
  let wall: @Sendable () -> Moment
  let spent: SpentGrants
  let devices: DeviceCodes
  let organizations: KnownOrganizations
}

/// The permissions that a client gets which asks for all of them.
package struct GrantablePermissions: Sendable {
  package let delegated: [String]
  package let application: [String]

  package init(delegated: [String], application: [String]) {
    self.delegated = delegated
    self.application = application
  }
}
