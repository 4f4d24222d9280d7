/// An entity type or a complex type with everything it inherits.
///
/// A class because types refer to their base by identity and the same type is shared by every place that names it.
package final class StructuredType: Sendable {
  package enum Kind: Sendable { case entity, complex }

  package let kind: Kind
  package let shortName: String
  /// `microsoft.graph.user`
  package let name: String
  package let baseType: StructuredType?
  package let isAbstract: Bool
  package let isOpen: Bool
  /// Name of its key property, where it has one alone: nearly everywhere `id`.
  package let keyName: String?
  /// Its objects are about a stream of bytes, as photos and files are (CSDL 4.01, 6.5).
  package let hasStream: Bool
  /// Structural properties in wire order, the inherited ones first.
  package let properties: [Property]
  /// Navigation properties, the inherited ones first.
  package let navigationProperties: [NavigationProperty]
  package let traits: TypeTraits
  package let alternateKeys: [[String]]
  package let storedName: String

  /// Properties that a new object has a value of when nobody gives one.
  package let propertiesWithDefault: [Property]

  private let members: [String: Member]
  /// Members under the other names that bodies may use.
  private let otherNames: [String: Member]
  private let positions: [String: Int]

  init(
    declaration: StructuredTypeDeclaration, base: StructuredType?, set: String?, properties own: [Property],
    navigationProperties ownNavigation: [NavigationProperty]
  ) {
    kind = declaration.kind
    shortName = declaration.shortName
    name = declaration.namespace + "." + declaration.shortName
    baseType = base
    isAbstract = declaration.isAbstract
    isOpen = declaration.isOpen || base?.isOpen == true
    keyName = declaration.keyName ?? base?.keyName
    hasStream = declaration.hasStream || base?.hasStream == true
    properties = (base?.properties ?? []) + own
    navigationProperties = (base?.navigationProperties ?? []) + ownNavigation
    traits = TypeTraits(declaration.annotations, set: set, inheriting: base?.traits)
    alternateKeys = declaration.alternateKeys + (base?.alternateKeys ?? [])
    storedName = traits.storedAs ?? name
    var members: [String: Member] = [:]
    for property in properties { members[property.name.lowercased()] = .property(property) }
    for navigation in navigationProperties { members[navigation.name.lowercased()] = .navigation(navigation) }
    self.members = members
    otherNames = Self.otherNames(of: properties, navigationProperties)
    positions = Dictionary(properties.enumerated().map { ($1.storedName, $0) }) { first, _ in first }
    propertiesWithDefault = properties.filter {
      $0.defaultValue != nil && $0.traits.derived == nil && $0.name != "id"
    }
  }

  private static func otherNames(
    of properties: [Property], _ navigationProperties: [NavigationProperty]
  ) -> [String: Member] {
    var names: [String: Member] = [:]
    for property in properties {
      for name in property.traits.otherNames { names[name.lowercased()] = .property(property) }
    }
    for navigation in navigationProperties {
      for name in navigation.traits.otherNames { names[name.lowercased()] = .navigation(navigation) }
    }
    return names
  }

  /// Name of the property that is the key where that is not `id`: its value is what the store calls the id.
  package var otherKeyName: String? { keyName == "id" ? nil : keyName }

  /// What a member of a body means: besides the names of the type those that it is also called by.
  package func bodyMember(_ name: String) -> Member? { member(name) ?? otherNames[name.lowercased()] }

  /// The property or navigation property of that name; names in paths compare ignoring case.
  package func member(_ name: String) -> Member? { members[name] ?? members[name.lowercased()] }

  /// Place of a property, by its stored name, in the order of the model.
  package func position(_ storedName: String) -> Int? { positions[storedName] }

  package func property(_ name: String) -> Property? {
    guard case .property(let property)? = member(name) else { return nil }
    return property
  }

  package func navigationProperty(_ name: String) -> NavigationProperty? {
    guard case .navigation(let navigation)? = member(name) else { return nil }
    return navigation
  }

  /// The type that its home set declares: the furthest ancestor that lives there.
  package var homeType: StructuredType {
    guard let base = baseType, traits.home != nil, base.traits.home == traits.home else { return self }
    return base.homeType
  }

  /// No workload has it, so that nothing is known of it but what its declaration says.
  package var isOnlyDeclared: Bool { traits.workload == nil }

  /// Whether this is `other` or derives from it.
  package func isKind(of other: StructuredType) -> Bool {
    self === other || baseType?.isKind(of: other) == true
  }
}

extension StructuredType: CustomStringConvertible {
  package var description: String { name }
}
