import GraphStore
import JSON

/// The user that somebody outside becomes when a package is delivered (entitlement-management 1.8, item 1).
enum Guest {
  static func ensure(for assignment: Entity, _ transaction: WriteTransaction) throws {
    guard let subject = try Delivery.subject(of: assignment, transaction), subject.string("objectId") == nil,
      let email = subject.string("email")
    else { return }
    let guest = try GuestUser.insert(
      email, displayName: subject.properties["displayName"], transaction)
    _ = try transaction.update(subject) { subject in
      subject.properties["objectId"] = .string(guest.id)
      subject.properties["principalName"] = guest.properties["userPrincipalName"]
      subject.properties["displayName"] = subject.properties["displayName"] ?? guest.properties["displayName"]
    }
  }
}
