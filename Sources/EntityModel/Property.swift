package import JSON

/// A structural property.
///
/// A class because the types below the one that declares it have the same.
package final class Property: Sendable {
  package let name: String
  package let type: TypeReference
  package let isNullable: Bool
  /// Most characters of a text, or of each text of a collection (CSDL 4.01, 7.2.2); nil: any number.
  package let maxLength: Int?
  package let traits: PropertyTraits
  /// What a new object has when its creator says nothing.
  package let defaultValue: JSONValue?
  /// Name it is stored under: its own, or the one that another version gives it.
  package let storedName: String

  init(
    _ name: String, _ type: TypeReference, isNullable: Bool, maxLength: Int?, traits: PropertyTraits,
    defaultValue: JSONValue?
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.maxLength = maxLength
    self.traits = traits
    self.defaultValue = defaultValue
    storedName = traits.storedAs ?? name
  }

  /// A property without any annotation: what a parameter of an operation is checked as.
  package static func plain(_ name: String, _ type: TypeReference) -> Property {
    Property(name, type, isNullable: true, maxLength: nil, traits: PropertyTraits(), defaultValue: nil)
  }
}

extension Property {
  /// Its value is bytes that stand beside the object, at a URL of their own (CSDL 4.01, 3.3).
  package var isStream: Bool { type.element == .primitive(.stream) && !type.isCollection }

  package var isFilterable: Bool { traits.filterRule != nil }

  /// Stored name of the reference whose target's id it shows; a client may set the reference by it.
  package var mirroredReference: String? { traits.derived.flatMap(Self.reference) }

  /// `accessPackage` of the expression `reference.accessPackage`; nil for every other expression.
  private static func reference(_ expression: String) -> String? {
    let prefix = "reference."
    return expression.hasPrefix(prefix) ? String(expression.dropFirst(prefix.count)) : nil
  }
}

/// A navigation property.
///
/// A class as `Property` is.
package final class NavigationProperty: Sendable {
  package let name: String
  /// Qualified name of the structured type that declares it.
  package let declaringType: String
  /// Qualified name of the entity type it leads to.
  package let target: String
  package let isCollection: Bool
  package let isNullable: Bool
  /// What it leads to is there with its object alone: what the document says, unless it is said to be a reference
  /// (`Emulator.Reference`).
  package let containsTarget: Bool
  package let partner: String?
  package let traits: NavigationTraits

  init(
    name: String, declaringType: String, target: String, isCollection: Bool, isNullable: Bool,
    containsTarget: Bool, partner: String?, traits: NavigationTraits
  ) {
    self.name = name
    self.declaringType = declaringType
    self.target = target
    self.isCollection = isCollection
    self.isNullable = isNullable
    self.containsTarget = containsTarget
    self.partner = partner
    self.traits = traits
  }

  package var storedName: String { traits.storedAs ?? name }

  /// The property that it is where there is no row to hang something off: inside a complex value.
  package var asValue: Property {
    .plain(name, TypeReference(.structured(target), isCollection: isCollection))
  }
}

/// What a name in a path can be.
package enum Member: Sendable {
  case property(Property)
  case navigation(NavigationProperty)

  package var name: String {
    switch self {
    case .property(let property): property.name
    case .navigation(let navigation): navigation.name
    }
  }
}

extension Property {
  /// The same property where its value is of a type below the declared one.
  package func narrowed(to type: StructuredType) -> Property {
    Property(
      name, TypeReference(.structured(type.name), isCollection: self.type.isCollection),
      isNullable: isNullable, maxLength: maxLength, traits: traits, defaultValue: defaultValue)
  }
}
