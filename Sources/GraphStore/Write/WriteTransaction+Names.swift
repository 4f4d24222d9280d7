package import EntityModel

extension WriteTransaction {
  /// A type of the model by its qualified name.
  package func structuredType(_ name: String) throws -> StructuredType {
    guard let type = model.type(name) else { throw StoreError.unknownType(name) }
    return type
  }

  /// The collection of references that has that table: `group_members`.
  package func linkTable(_ name: String) throws -> LinkTable {
    guard let link = schema.links.first(where: { $0.name == name }) else {
      throw StoreError.unknownType(name)
    }
    return link
  }

  /// What a reference leads to; nil when it is not set or leads nowhere.
  ///
  /// - Parameter type: the qualified name of a type that shares its table.
  package func entity(key: Int64?, type: String) throws -> Entity? {
    try key.flatMap { try entity(key: $0, in: table(type)) }
  }
}
