package import GRDB
import GraphStore
package import JSON
import OData

/// Takes note of `@emulator.viaAccessPackage` on seeded groups (seed-format section 7).
struct ViaAccessPackage: EntityRule {
  let types = [DirectoryType.group]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let annotation = new.draft.annotations["@emulator.viaAccessPackage"]?.objectValue else { return }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    EntitlementWork.of(transaction).viaAccessPackage.append((id, annotation))
  }
}

/// Brings a load to its end: what its assignments give is given (seed-format section 1, step 6).
struct EntitlementSeed: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed else { return }
    try DirectoryWork.of(transaction).onItsOwn {
      try CatalogRule.ensureBuiltIn(transaction)
      try ReferencedIdentifiers.resolveForward(transaction)
      try completeSubjects(transaction)
      try keepOrigins(transaction)
      try openApprovals(transaction)
      try deliver(transaction)
    }
  }

  /// A subject may stand before its user in a seed.
  private func completeSubjects(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.displayName') IS NULL"
    for subject in try transaction.entities(transaction.table(EntitlementType.subject), where: condition) {
      try SubjectRule.complete(subject, transaction)
    }
  }

  private func keepOrigins(_ transaction: WriteTransaction) throws {
    let work = EntitlementWork.of(transaction)
    for (id, annotation) in work.viaAccessPackage {
      guard let group = try SeedReference.object(id, transaction) else { continue }
      for (name, link) in [("members", DirectoryLink.members), ("owners", DirectoryLink.owners)] {
        for text in annotation[name]?.arrayValue?.compactMap(\.stringValue) ?? [] {
          let object = try SeedReference.required(text, in: "@emulator.viaAccessPackage.\(name)", transaction)
          try DeliveredMembership.note(link, group.key, object.key, transaction)
        }
      }
    }
    work.viaAccessPackage = []
  }

  private func openApprovals(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.requestState') = 'PendingApproval'"
    for request in try transaction.entities(transaction.table(EntitlementType.request), where: condition) {
      guard try transaction.entity(id: request.id, in: transaction.table(EntitlementType.approval)) == nil else {
        continue
      }
      _ = try Approval(request: request, transaction: transaction).open(at: transaction.moment)
    }
  }

  private func deliver(_ transaction: WriteTransaction) throws {
    let condition = "json_extract(properties, '$.assignmentState') = 'Delivered'"
    for assignment in try transaction.entities(transaction.table(EntitlementType.assignment), where: condition) {
      _ = try Delivery.deliver(assignment, transaction)
    }
  }
}

extension EntitlementManagement {
  /// The memberships of a group that were not given directly, as `@emulator.viaAccessPackage` writes them.
  ///
  /// - Parameter reference: writes an object as `users/{id}`; nil for one that is gone.
  package static func viaAccessPackageAnnotation(
    of group: Int64, _ db: Database, reference: (Int64) throws -> String?
  ) throws -> JSONObject {
    var annotation: JSONObject = [:]
    for (name, link) in [("members", DirectoryLink.members), ("owners", DirectoryLink.owners)] {
      let sql = """
        SELECT m.target FROM accessPackageMembership m JOIN \(quoted(link)) l
          ON l.source = m.source AND l.target = m.target WHERE m.link = ? AND m.source = ? ORDER BY l.position
        """
      let texts = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [link, group]).compactMap(reference)
      if !texts.isEmpty { annotation[name] = .array(texts.map(JSONValue.string)) }
    }
    return annotation
  }
}
