import GraphStore
import JSON
import OData

/// Takes note of `@emulator.viaAccessPackage` on seeded groups (seed-format section 7).
struct ViaAccessPackage: EntityRule {
  let types = [DirectoryType.group]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let annotation = new.draft.annotations["@emulator.viaAccessPackage"]?.objectValue else { return }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    SeededOrigins.of(transaction).annotations.append((id, annotation))
  }
}

/// `@emulator.viaAccessPackage` of seeded groups, by id.
///
/// A class because both rules of the request share it.
private final class SeededOrigins {
  var annotations: [(group: String, annotation: JSONObject)] = []

  static func of(_ transaction: WriteTransaction) -> SeededOrigins {
    transaction.state(SeededOrigins.self) { SeededOrigins() }
  }
}

/// Brings a load to its end: what its assignments give is given (seed-format section 1, step 6).
struct EntitlementSeed: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws {
    guard transaction.loadsSeed else { return }
    try CatalogRule.ensureBuiltIn(transaction)
    try completeSubjects(transaction)
    try keepOrigins(transaction)
    try openApprovals(transaction)
    try deliver(transaction)
  }

  /// A subject may stand before its user in a seed.
  private func completeSubjects(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.displayName') IS NULL"
    let asSaid = TakenAsSaid.of(transaction)
    for subject in try transaction.entities(transaction.table(EntitlementType.subject), where: condition)
    where !asSaid.keys.contains(subject.key) { try Subjects.complete(subject, transaction) }
  }

  private func keepOrigins(_ transaction: WriteTransaction) throws {
    let origins = SeededOrigins.of(transaction)
    for (id, annotation) in origins.annotations {
      guard let group = try SeedReference.object(id, transaction) else { continue }
      for (name, link) in [("members", DirectoryLink.members), ("owners", DirectoryLink.owners)] {
        for text in annotation[name]?.arrayValue?.compactMap(\.stringValue) ?? [] {
          let object = try SeedReference.required(text, in: "@emulator.viaAccessPackage.\(name)", transaction)
          try DeliveredMembership.note(link, group.key, object.key, transaction)
        }
      }
    }
    origins.annotations = []
  }

  private func openApprovals(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.requestState') = 'PendingApproval'"
    for request in try transaction.entities(transaction.table(EntitlementType.request), where: condition) {
      guard try transaction.entity(id: request.id, in: transaction.table(EntitlementType.approval)) == nil
      else {
        continue
      }
      _ = try Approval(request: request, transaction: transaction).open(at: transaction.moment)
    }
  }

  private func deliver(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.assignmentState') = 'Delivered'"
    let assignments = try transaction.entities(
      transaction.table(EntitlementType.assignment), where: condition)
    let asSaid = TakenAsSaid.of(transaction)
    for assignment in assignments where !asSaid.keys.contains(assignment.key) {
      _ = try Delivery.deliver(assignment, transaction)
    }
  }
}
