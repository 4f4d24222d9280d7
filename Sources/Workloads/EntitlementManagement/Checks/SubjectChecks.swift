import EntityModel
import GraphStore

/// Who can be a subject.
enum SubjectChecks {
  /// A directory object that gets access is a user or a service principal (entitlement-management section 1.1).
  static func checkKind(of object: Entity?, at member: String) throws {
    guard let object, ![DirectoryType.user, DirectoryType.servicePrincipal].contains(object.type.name) else {
      return
    }
    throw EntitlementError.invalidModel(at: member, "A subject is a user or a service principal.")
  }

  /// Somebody outside is known by an address, of which a user principal name can be made.
  static func checkAddress(_ email: String, at member: String) throws {
    guard let name = UserPrincipalName(email), !name.local.contains("@") else {
      throw EntitlementError.invalidModel(at: member, "'\(email)' is no address.")
    }
  }
}
