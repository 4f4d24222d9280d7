import GRDB
package import GraphStore
import JSON
import OData

/// The tenant's one organization.
package enum Organization {
  /// On an organization that no seed gave: any domain is accepted and becomes a verified one.
  static let openMark = "@emulator.open"
  /// On one that neither a seed nor a request ever set: an export leaves it out.
  static let impliedMark = "@emulator.implied"
  /// On one whose seed said nothing of domains: it gets those of seeded users.
  static let derivesDomainsMark = "@emulator.derivesDomains"

  package static func isOpen(_ organization: Entity) -> Bool { organization.bool(openMark) == true }

  package static func isImplied(_ organization: Entity) -> Bool { organization.bool(impliedMark) == true }

  /// The organization, made when there is none.
  package static func current(_ transaction: WriteTransaction) throws -> Entity {
    if let found = try existing(transaction) { return found }
    let type = try transaction.structuredType(DirectoryType.organization)
    var new = NewEntity(draft: .init(type: type), type: type, owner: nil)
    new.properties[openMark] = .bool(true)
    new.properties[impliedMark] = .bool(true)
    return try transaction.insert(new)
  }

  static func existing(_ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entities(
      transaction.table(DirectoryType.object), where: "type = ? AND deleted IS NULL",
      [DirectoryType.organization]
    ).first
  }

  /// The tenant's id when its seed gives none: made from the name that the store keeps under `tenant`.
  package static func derivedIdentifier(_ transaction: WriteTransaction) throws -> String {
    ContentGuid.of("tenant\n\(try TenantStore.value("tenant", transaction.db) ?? "default")\n0")
  }
}

/// What an organization has when nobody says otherwise (seed-format section 3).
struct OrganizationRule: EntityRule {
  let types = [DirectoryType.organization]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let id = try new.id ?? Organization.derivedIdentifier(transaction)
    new.id = id
    try replaceImplied(by: id, transaction)
    if new.properties["createdDateTime"] == nil {
      new.properties["createdDateTime"] = .string(transaction.moment.seconds)
    }
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
    DirectoryWork.of(transaction).initialDomain = nil
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    DirectoryWork.of(transaction).initialDomain = nil
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
    let domains = DirectoryWork.of(transaction).seededDomains
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
