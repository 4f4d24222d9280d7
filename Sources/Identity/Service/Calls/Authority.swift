import Tenants

/// Whose users and applications a request is about: what its path names first.
struct Authority: Sendable {
  let tenant: Tenant
  /// The tenant's GUID, as tokens carry it.
  let id: String
  let organization: SignInOrganization
  /// `common` and its like, where the path named no tenant.
  let sharedName: String?

  /// How the tenant's URLs name it.
  var segment: String { sharedName ?? id }
}
