import GRDB
import GraphStore
import JSON

/// What an organization has when nobody says otherwise (seed-format section 3).
struct OrganizationRule: EntityRule {
  let types = [DirectoryType.organization]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let id = try new.id ?? Organization.derivedIdentifier(transaction)
    new.id = id
    try replaceImplied(by: id, transaction)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    guard new.properties["verifiedDomains"] == nil else { return }
    new.properties["verifiedDomains"] = [
      .object(VerifiedDomains.entry(VerifiedDomains.fallback, isInitial: true))
    ]
    new.properties[Organization.derivesDomainsMark] = .bool(true)
  }

  /// A seed's organization takes the place of the one that stood in for it; a second one cannot be.
  private func replaceImplied(by id: String, _ transaction: WriteTransaction) throws {
    guard let existing = try Organization.existing(transaction) else { return }
    guard Organization.isImplied(existing) else {
      // The same seed once more means the same organization: the store says that it exists.
      guard existing.id != id else { return }
      throw DirectoryError.badRequest("A tenant has one organization, and this one has '\(existing.id)'.")
    }
    try transaction.purge(existing)
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    transaction.noteOrganization()
    DomainWork.of(transaction).initial = nil
    try GraphApplication.ensure(in: entity.id, transaction)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    transaction.noteOrganization()
    DomainWork.of(transaction).initial = nil
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin != .rule else { return }
    new.properties[Organization.impliedMark] = nil
    guard transaction.origin == .seed else { return }
    new.properties[Organization.openMark] = nil
    if old.properties["verifiedDomains"] != new.properties["verifiedDomains"] {
      new.properties[Organization.derivesDomainsMark] = nil
    }
  }
}

/// Makes sure at the end of every write that there is an organization, and that it has its users' domains.
struct OrganizationPresence: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws {
    let domains = DomainWork.of(transaction).seeded
    guard try !domains.isEmpty || !exists(transaction) else { return }
    let organization = try Organization.current(transaction)
    guard organization.bool(Organization.derivesDomainsMark) == true else { return }
    try VerifiedDomains(organization: organization).add(domains, transaction)
  }

  private func exists(_ transaction: WriteTransaction) throws -> Bool {
    let sql = "SELECT 1 FROM directoryObject WHERE type = ? AND deleted IS NULL"
    return try Row.fetchOne(
      transaction.db.cachedStatement(sql: sql), arguments: [DirectoryType.organization]) != nil
  }
}
