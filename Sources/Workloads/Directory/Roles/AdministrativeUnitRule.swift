import GraphStore
import JSON

/// A part of the directory that administrators can be for (page "Create administrativeUnit").
struct AdministrativeUnitRule: EntityRule {
  let types = [DirectoryType.administrativeUnit]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .seed { try new.requireInSeed("displayName") }
    guard transaction.origin == .request else { return }
    try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
  }
}
