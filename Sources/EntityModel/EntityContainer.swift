/// A first segment: an entity set or a singleton.
package struct ContainerElement: Sendable {
  package enum Kind: Sendable { case entitySet, singleton }

  package let kind: Kind
  package let name: String
  /// Qualified name of the entity type.
  package let type: String
  package let methods: Set<String>?
  package let itemMethods: Set<String>?
  /// Its objects may stand in seeds, and exports write them.
  package let isSeedable: Bool
}
