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

  /// The id of the one that there is.
  package static func identifier(_ transaction: WriteTransaction) throws -> String? {
    try existing(transaction)?.id
  }

  static func existing(_ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entities(
      transaction.table(DirectoryType.object), where: "type = ? AND deleted IS NULL",
      [DirectoryType.organization]
    ).first
  }

  /// The tenant's id when its seed gives none: made from the name that the store keeps under `tenant`.
  package static func derivedIdentifier(_ transaction: WriteTransaction) throws -> String {
    ContentGuid.of("tenant\n\(try EmulatorTable.value(.tenant, transaction.db) ?? "")\n0")
  }
}
