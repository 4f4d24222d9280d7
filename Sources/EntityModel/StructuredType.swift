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
  /// Structural properties in wire order, the inherited ones first.
  package let properties: [Property]
  /// Navigation properties, the inherited ones first.
  package let navigationProperties: [NavigationProperty]
  package let area: String?
  /// Path of the set the objects live in.
  package let home: String?
  package let table: String?
  package let isSoftDeleted: Bool
  package let isView: Bool
  package let alwaysAnnotated: Bool
  /// Rules make the id of what the object says; else a new one is random.
  package let hasDerivedId: Bool
  package let keyAlias: String?
  /// Lists of it take `$apply`.
  package let isAggregatable: Bool
  /// Lists of it are not cut into pages, whatever `$top` says.
  package let isUnpaged: Bool
  /// Of the known query options only `$select` and `$format` have an effect.
  package let ignoresOptions: Bool
  package let wireOrder: [String]
  package let alternateKeys: [[String]]
  package let storedName: String

  /// Properties that a new object has a value of when nobody gives one.
  package let propertiesWithDefault: [Property]

  private let members: [String: Member]
  private let positions: [String: Int]

  init(
    declaration: StructuredTypeDeclaration, base: StructuredType?, properties own: [Property],
    navigationProperties ownNavigation: [NavigationProperty]
  ) {
    kind = declaration.kind
    shortName = declaration.shortName
    name = declaration.namespace + "." + declaration.shortName
    baseType = base
    isAbstract = declaration.isAbstract
    let annotations = declaration.annotations
    isOpen = declaration.isOpen || base?.isOpen == true
    properties = (base?.properties ?? []) + own
    navigationProperties = (base?.navigationProperties ?? []) + ownNavigation
    area = annotations.string("Area") ?? base?.area
    home = annotations.string("Home") ?? base?.home
    table = annotations.string("Table") ?? base?.table
    isSoftDeleted = annotations.string("SoftDelete").map { $0 == "true" } ?? base?.isSoftDeleted ?? false
    isView = annotations.flag("View") || base?.isView == true
    alwaysAnnotated = annotations.flag("TypeAnnotation") || base?.alwaysAnnotated == true
    hasDerivedId = annotations.flag("DerivedId") || base?.hasDerivedId == true
    isAggregatable = annotations.flag("Aggregatable") || base?.isAggregatable == true
    isUnpaged = annotations.flag("Unpaged") || base?.isUnpaged == true
    ignoresOptions = annotations.flag("IgnoresOptions") || base?.ignoresOptions == true
    keyAlias = annotations.string("KeyAlias") ?? base?.keyAlias
    wireOrder = annotations.words("WireOrder") ?? base?.wireOrder ?? []
    alternateKeys = declaration.alternateKeys + (base?.alternateKeys ?? [])
    storedName = annotations.string("MapsTo") ?? name
    var members: [String: Member] = [:]
    for property in properties { members[property.name.lowercased()] = .property(property) }
    for navigation in navigationProperties { members[navigation.name.lowercased()] = .navigation(navigation) }
    self.members = members
    positions = Dictionary(properties.enumerated().map { ($1.storedName, $0) }) { first, _ in first }
    propertiesWithDefault = properties.filter {
      $0.defaultValue != nil && $0.derived == nil && $0.name != "id"
    }
  }

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
    guard let base = baseType, home != nil, base.home == home else { return self }
    return base.homeType
  }

  /// Whether this is `other` or derives from it.
  package func isKind(of other: StructuredType) -> Bool {
    self === other || baseType?.isKind(of: other) == true
  }
}

extension StructuredType: CustomStringConvertible {
  package var description: String { name }
}
