import EntityModel
import GraphStore
import JSON
import OData

/// Ids of scope tags are small numbers; `Default`, whose id is 0, is there from the beginning and stays.
struct ScopeTagRule: EntityRule {
  let types = [IntuneType.scopeTag]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard new.id == nil else { return }
    let table = try transaction.table(IntuneType.scopeTag)
    let others = try transaction.entities(table, where: "true")
    new.id = NumberedIdentifiers.next(after: others, from: 1)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, entity.id == DefaultScopeTag.id else { return }
    throw IntuneError.badRequest("The built-in scope tag 'Default' cannot be deleted.")
  }
}

/// The scope tag that objects have which name none, in each tenant.
struct DefaultScopeTag: CommitRule {
  static let id = "0"
  static let properties: JSONObject = [
    "displayName": "Default", "description": "", "isBuiltIn": .bool(true),
  ]

  func willCommit(_ transaction: WriteTransaction) throws {
    guard transaction.loadsSeed,
      try transaction.entity(id: Self.id, in: transaction.table(IntuneType.scopeTag)) == nil
    else { return }
    let type = try transaction.structuredType(IntuneType.scopeTag)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.id = Self.id
    for member in Self.properties.members { new.properties[member.name] = member.value }
    _ = try transaction.insert(new)
  }
}

/// Leaves the default scope tag out as long as it is as each tenant has it.
struct DefaultScopeTagExport: ExportRule {
  let types = [IntuneType.scopeTag]

  func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool {
    guard entity.id == DefaultScopeTag.id, let kind = try AssignablePolicy.of(entity, transaction),
      try kind.assignments(of: entity.key, transaction).isEmpty
    else { return true }
    return DefaultScopeTag.properties.members.contains { entity.properties[$0.name] != $0.value }
  }
}
