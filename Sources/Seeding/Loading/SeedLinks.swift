import EntityModel
import GraphStore
import OData

/// Adds the collections of references of a load, once all its objects are stored.
struct SeedLinks {
  let load: SeedLoad

  private var transaction: WriteTransaction { load.transaction }

  func link(_ object: SeedObject) throws {
    if case .linked(let link, let parent) = object.place, let source = parent.object, !source.isMention {
      try add(link, source: source.key, target: object.key, of: object)
    }
    guard !object.isMention else { return try refer(object) }
    for reference in object.references where reference.navigation.isCollection {
      try link(reference, of: object)
    }
  }

  private func link(_ reference: SeedReference, of object: SeedObject) throws {
    let storage = transaction.schema.storage(of: reference.navigation, in: transaction.model)
    for index in reference.targets.indices {
      let key = try key(of: reference, index, in: object)
      switch storage {
      case .link(let link)?: try add(link, source: object.key, target: key, of: object)
      case .inverse(let column)?:
        try refer(key, in: reference.navigation.target, column: column, to: object.key, of: object)
      case .reference?, .inverseLink?, .contained?, .shared?, .home?, .deleted?, nil:
        throw object.mistake("'\(reference.navigation.name)' takes no references", at: reference.path)
      }
    }
  }

  private func key(of reference: SeedReference, _ index: Int, in object: SeedObject) throws -> Int64 {
    let named = try NamedObject(reference, index, in: object, transaction)
    if let other = try load.index.object(named) { return other.key }
    guard let key = try named.stored(transaction) else { throw named.missing }
    return key
  }

  /// What is there already stays as it is.
  private func add(_ link: LinkTable, source: Int64, target: Int64, of object: SeedObject) throws {
    try object.explaining {
      do { try transaction.link(link, source: source, target: target) } catch StoreConflict.alreadyLinked {}
    }
  }

  /// An object that is only mentioned inside another may be told by that to whom it belongs.
  private func refer(_ object: SeedObject) throws {
    guard case .referring(let column, let parent) = object.place, let source = parent.object,
      !source.isMention
    else { return }
    try refer(object.key, in: object.draft.type.name, column: column, to: source.key, of: object)
  }

  private func refer(
    _ key: Int64, in type: String, column: String, to target: Int64, of object: SeedObject
  ) throws {
    guard let entity = try transaction.entity(key: key, in: transaction.table(type)),
      entity.references[column] != target
    else { return }
    try object.explaining { _ = try transaction.update(entity) { $0.references[column] = target } }
  }
}
