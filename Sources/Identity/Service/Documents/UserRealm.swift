import HTTPMessages
import JSON

/// Where a user's password is checked: here, for all users of the tenant (clients-and-auth 4.2).
enum UserRealm {
  static func answer(_ call: IdentityCall) -> Response {
    let domain =
      call.pathName.lastIndex(of: "@").map { call.pathName[call.pathName.index(after: $0)...] } ?? ""
    let organization = call.authority.organization
    guard !domain.isEmpty, organization.isOpen || organization.isCalled(String(domain)) else {
      return IdentityAnswer.json([
        "ver": "1.0", "account_type": "Unknown", "cloud_instance_name": "microsoftonline.com",
      ])
    }
    return IdentityAnswer.json([
      "ver": "1.0", "account_type": "Managed", "domain_name": .string(String(domain)),
      "cloud_instance_name": "microsoftonline.com", "cloud_audience_urn": "urn:federation:MicrosoftOnline",
    ])
  }
}
