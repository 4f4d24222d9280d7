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
  /// PATCH by an alternate key can create an object.
  package let isUpsertable: Bool
  /// What a GET of it costs; nil: what most requests do.
  package let resourceUnits: Int?
  /// What is kept of the changes of its objects; nil when nothing is.
  package let changeTracking: ChangeTracking?
}

/// What a set says about its changes (`Org.OData.Capabilities.V1.ChangeTracking`).
package struct ChangeTracking: Sendable, Equatable {
  /// Names of the navigation properties whose links are tracked with the objects.
  package let navigationProperties: [String]
}
