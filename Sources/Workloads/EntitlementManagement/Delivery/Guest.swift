import GraphStore
import JSON
import OData

/// The user that somebody outside becomes when a package is delivered (entitlement-management 1.8, item 1).
enum Guest {
  static func ensure(for assignment: Entity, _ transaction: WriteTransaction) throws {
    guard let subject = try Delivery.subject(of: assignment, transaction), subject.string("objectId") == nil,
      let email = subject.string("email")
    else { return }
    let guest = try insert(email, subject, transaction)
    _ = try transaction.update(subject) { subject in
      subject.properties["objectId"] = .string(guest.id)
      subject.properties["principalName"] = guest.properties["userPrincipalName"]
      subject.properties["displayName"] = subject.properties["displayName"] ?? guest.properties["displayName"]
    }
  }

  private static func insert(_ email: String, _ subject: Entity, _ transaction: WriteTransaction) throws
    -> Entity
  {
    let type = try transaction.structuredType(DirectoryType.user)
    let local = UserPrincipalName(email)?.local ?? email
    let name = "\(email.replacing("@", with: "_"))#EXT#@\(try VerifiedDomains(of: transaction).initial)"
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.properties = [
      "accountEnabled": .bool(true), "displayName": subject.properties["displayName"] ?? .string(local),
      "mailNickname": .string(name.prefix { $0 != "@" }.description), "mail": .string(email),
      "userPrincipalName": .string(name), "userType": "Guest", "externalUserState": "PendingAcceptance",
      "externalUserStateChangeDateTime": .string(transaction.moment.seconds),
    ]
    return try transaction.asRule { try transaction.insert(new) }
  }
}
