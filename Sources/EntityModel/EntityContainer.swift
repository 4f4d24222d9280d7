/// A first segment: an entity set or a singleton.
package struct ContainerElement: Sendable {
  package enum Kind: Sendable { case entitySet, singleton }

  package let kind: Kind
  package let name: String
  /// Qualified name of the entity type.
  package let type: String
  package let traits: ElementTraits
  /// What is kept of the changes of its objects; nil when nothing is.
  package let changeTracking: ChangeTracking?
}

/// What a set says about its changes (`Org.OData.Capabilities.V1.ChangeTracking`).
package struct ChangeTracking: Sendable, Equatable {
  /// Names of the navigation properties whose links are tracked with the objects.
  package let navigationProperties: [String]

  /// What a set says that names these.
  package init(navigationProperties: [String]) { self.navigationProperties = navigationProperties }
}
