import EntityModel
import GRDB
import GraphStore
import JSON

/// Whom a policy lets ask for its package (entitlement-management section 1.3).
struct PolicyScope {
  let transaction: WriteTransaction

  func oldest(of package: Int64, accepting target: Entity) throws -> Entity? {
    try transaction.entities(
      transaction.table(EntitlementType.policy), where: "accessPackage = ?", [package]
    ).first { try accepts(target, $0) }
  }

  func accepts(_ target: Entity, _ policy: Entity) throws -> Bool {
    try accepts(Subjects.object(of: target, transaction), address: target.string("email"), policy)
  }

  func accepts(user: Entity, _ policy: Entity) throws -> Bool {
    try accepts(user, address: user.string("mail"), policy)
  }

  private func accepts(_ user: Entity?, address: String?, _ policy: Entity) throws -> Bool {
    guard let settings = policy.properties["requestorSettings"]?.objectValue,
      settings["acceptRequests"]?.boolValue == true
    else { return false }
    switch settings["scopeType"]?.stringValue {
    case "AllExistingDirectoryMemberUsers":
      return user.map { $0.type.name == DirectoryType.user && $0.string("userType") != "Guest" } ?? false
    case "AllExistingDirectorySubjects": return user != nil
    case "SpecificDirectorySubjects":
      guard let user else { return false }
      return try (settings["allowedRequestors"]?.arrayValue ?? []).contains {
        try UserSet.contains($0, user, transaction)
      }
    case "SpecificConnectedOrganizationSubjects", "AllConfiguredConnectedOrganizationSubjects",
      "AllExistingConnectedOrganizationSubjects", "AllExternalSubjects":
      return try isExternal(address, user)
    default: return false
    }
  }

  private func isExternal(_ address: String?, _ user: Entity?) throws -> Bool {
    if user?.string("userType") == "Guest" { return true }
    guard let domain = address.flatMap(UserPrincipalName.init)?.domain.lowercased() else {
      return false
    }
    let organizations = try transaction.entities(
      transaction.table(EntitlementType.connectedOrganization), where: "key > 0")
    return organizations.contains { organization in
      organization.string("state") != "proposed"
        && organization.properties["identitySources"]?.arrayValue?.contains { source in
          source.objectValue?["domainName"]?.stringValue?.lowercased() == domain
        } == true
    }
  }
}
