import GraphStore
import JSON

/// Makes a guest of whoever is invited (page "Create invitation"); no mail is sent.
struct InvitationRule: EntityRule {
  let types = [DirectoryType.invitation]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let email = new.properties["invitedUserEmailAddress"]?.stringValue, UserPrincipalName(email) != nil
    else { throw DirectoryError.invalidValue("invitedUserEmailAddress", of: "Invitation") }
    let user = try existing(email, transaction) ?? insert(email, new, transaction)
    new.references["invitedUser"] = user.key
    let tenant = try Organization.current(transaction).id
    new.properties["inviteRedeemUrl"] = .string(
      "https://login.microsoftonline.com/redeem?tenant=\(tenant)&user=\(user.id)")
    new.properties["status"] = user.properties["externalUserState"] ?? "Completed"
  }

  private func existing(_ email: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entity(
      "mail", is: email, type: transaction.structuredType(DirectoryType.user),
      in: transaction.table(DirectoryType.object))
  }

  private func insert(_ email: String, _ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity {
    let name = new.properties["invitedUserDisplayName"].flatMap { $0.isNull ? nil : $0 }
    return try GuestUser.insert(
      email, displayName: name, type: new.properties["invitedUserType"]?.stringValue ?? "Guest", transaction)
  }
}
