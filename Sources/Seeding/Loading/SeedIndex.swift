import EntityModel
import GraphStore
import OData

/// Finds the objects of a load by what others call them, before they are stored.
struct SeedIndex {
  private struct Identity: Hashable {
    let table: String
    let owner: Int64?
    let place: String?
    let mark: String
  }

  private struct Name: Hashable {
    let table: String
    let property: String
    let value: String
  }

  private var identities: [Identity: SeedObject] = [:]
  /// By table and id alone: a reference does not tell the owner.
  private var anywhere: [String: [String: SeedObject]] = [:]
  private var names: [Name: SeedObject] = [:]

  /// - Parameter mark: by what it is known among what its owner has in that place.
  func object(mark: String, owner: Int64?, place: String?, in table: EntityTable) -> SeedObject? {
    identities[identity(mark, owner, place, table)]
  }

  func object(id: String, in table: EntityTable) -> SeedObject? {
    anywhere[table.name]?[Guid.normalizedIdentifier(id)]
  }

  func object(_ property: String, is value: String, in table: EntityTable) -> SeedObject? {
    names[Name(table: table.name, property: property, value: value.lowercased())]
  }

  mutating func add(
    _ object: SeedObject, mark: String, owner: Int64?, place: String?, in table: EntityTable
  ) {
    identities[identity(mark, owner, place, table)] = object
  }

  mutating func add(_ object: SeedObject, id: String, in table: EntityTable) {
    let id = Guid.normalizedIdentifier(id)
    if anywhere[table.name]?[id] == nil { anywhere[table.name, default: [:]][id] = object }
  }

  private func identity(_ mark: String, _ owner: Int64?, _ place: String?, _ table: EntityTable) -> Identity {
    Identity(table: table.name, owner: owner, place: place, mark: Guid.normalizedIdentifier(mark))
  }

  mutating func add(_ object: SeedObject, property: String, value: String, in table: EntityTable) {
    names[Name(table: table.name, property: property, value: value.lowercased())] = object
  }
}

extension StructuredType {
  /// Stored names of the single properties that an object can be called by in place of its id.
  var naming: [String] {
    ([traits.keyAlias].compactMap(\.self) + alternateKeys.filter { $0.count == 1 }.map { $0[0] })
      .compactMap { property($0)?.storedName }
  }
}
