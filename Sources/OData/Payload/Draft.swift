package import EntityModel
package import JSON

/// An entity as a body or a seed describes it, checked against the model and in the store's own names.
package struct Draft: Sendable {
  package let type: StructuredType
  /// As given; whether it counts is the workload's business.
  package var id: String?
  /// By stored name, in model order, then what the type does not declare; values in their stored form, null for a property to clear.
  package var properties: JSONObject
  /// Navigation properties bound with `@odata.bind` or `@odata.id`.
  package var references: [BoundReference]
  /// Entities given inline.
  package var children: [NestedDrafts]
  /// `@emulator.…` annotations.
  package var annotations: JSONObject
  /// Where it stands in its document: `$.users[3]`.
  package let path: String

  package init(
    type: StructuredType, id: String? = nil, properties: JSONObject = [:], references: [BoundReference] = [],
    children: [NestedDrafts] = [], annotations: JSONObject = [:], path: String = "$"
  ) {
    self.type = type
    self.id = id
    self.properties = properties
    self.references = references
    self.children = children
    self.annotations = annotations
    self.path = path
  }
}

extension Draft {
  /// The id that whoever makes an object of this gives it; nil where that is not for them to say, or they do not.
  package var givenIdentifier: String? {
    guard let name = type.traits.givenIdentifier else { return nil }
    let given = name == "id" ? id : type.property(name).flatMap { properties[$0.storedName]?.stringValue }
    return given?.isEmpty == true ? nil : given
  }

  /// What it says of the key that paths will have, by whatever property; nil where a new one is made.
  var givenKey: (name: String, value: String)? {
    if let name = type.traits.givenIdentifier { return givenIdentifier.map { (name, $0) } }
    guard let name = type.otherKeyName, let property = type.property(name) else { return nil }
    return properties[property.storedName]?.keyValue.map { (name, $0) }
  }
}

/// The targets of one navigation property, as texts that the service resolves.
package struct BoundReference: Sendable {
  package let navigation: NavigationProperty
  /// URLs, absolute or relative; nil stands for an explicit null, which clears a single reference.
  package let targets: [String]?

  package init(navigation: NavigationProperty, targets: [String]?) {
    self.navigation = navigation
    self.targets = targets
  }
}

/// Entities given inline in one navigation property.
package struct NestedDrafts: Sendable {
  package let navigation: NavigationProperty
  package let drafts: [Draft]
  /// What an update does not name of them goes.
  package let isWhole: Bool

  /// Those of one member of a body.
  package init(navigation: NavigationProperty, drafts: [Draft], isWhole: Bool = true) {
    self.navigation = navigation
    self.drafts = drafts
    self.isWhole = isWhole
  }
}
