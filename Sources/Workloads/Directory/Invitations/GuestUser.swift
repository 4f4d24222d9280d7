import GraphStore
import JSON
import OData

/// Somebody of another organization, as a user of this one.
enum GuestUser {
  /// - Parameter displayName: nil: the address says it.
  static func insert(
    _ email: String, displayName: JSONValue?, type kind: String = "Guest", _ transaction: WriteTransaction
  ) throws -> Entity {
    let type = try transaction.structuredType(DirectoryType.user)
    let local = UserPrincipalName(email)?.local ?? email
    let name = "\(email.replacing("@", with: "_"))#EXT#@\(try VerifiedDomains(of: transaction).initial)"
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.properties = [
      "accountEnabled": .bool(true), "displayName": displayName ?? .string(local),
      "mailNickname": .string(name.prefix { $0 != "@" }.description), "mail": .string(email),
      "userPrincipalName": .string(name), "userType": .string(kind), "externalUserState": "PendingAcceptance",
      "externalUserStateChangeDateTime": .string(transaction.moment.seconds),
    ]
    return try transaction.asRule { try transaction.insert(new) }
  }
}
