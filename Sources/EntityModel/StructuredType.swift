import Synchronization

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
  /// Navigation properties that it declares itself.
  package let ownNavigationProperties: [NavigationProperty]
  package let traits: TypeTraits
  package let alternateKeys: [[String]]
  package let storedName: String

  /// Properties with a column or an index of their own that it declares itself.
  package let ownColumnProperties: [Property]

  private let element: CSDLNode
  private let reader: ModelReader
  private let known = AtomicLazyReference<StructuredMembers>()
  private let inherited = AtomicLazyReference<AllNavigation>()

  /// A class because it is put in place once, by whichever thread is first.
  private final class AllNavigation: Sendable {
    let properties: [NavigationProperty]

    init(_ properties: [NavigationProperty]) { self.properties = properties }
  }

  /// - Parameter reader: of the document.
  /// - Throws: `ModelError` where a term of the type is malformed.
  init(
    declaration: StructuredTypeDeclaration, base: StructuredType?, set: String?,
    navigationProperties own: [NavigationProperty], columnProperties ownColumns: [Property],
    reader: ModelReader
  ) throws(ModelError) {
    kind = declaration.kind
    shortName = declaration.shortName
    name = declaration.name
    baseType = base
    isAbstract = declaration.isAbstract
    isOpen = declaration.isOpen || base?.isOpen == true
    keyName = declaration.keyName ?? base?.keyName
    hasStream = declaration.hasStream || base?.hasStream == true
    ownNavigationProperties = own
    traits = try TypeTraits.of(declaration.annotations, set: set, inheriting: base?.traits)
    alternateKeys = declaration.alternateKeys + (base?.alternateKeys ?? [])
    storedName = traits.storedAs ?? name
    ownColumnProperties = ownColumns
    element = declaration.element
    self.reader = reader
  }

  /// - Throws: `ModelError` where a property that it declares cannot be read.
  func check() throws(ModelError) { _ = try reader.properties(of: element) }

  /// A document is checked before types of it are asked for: there is nothing here that cannot be read.
  private var members: StructuredMembers {
    if let members = known.load() { return members }
    return known.storeIfNil(
      StructuredMembers((baseType?.properties ?? []) + ownProperties, navigationProperties))
  }

  /// Navigation properties, the inherited ones first: put together when somebody first asks, since thousands of types may
  /// have thousands of their base.
  package var navigationProperties: [NavigationProperty] {
    guard !ownNavigationProperties.isEmpty, let base = baseType else {
      return baseType?.navigationProperties ?? ownNavigationProperties
    }
    if let known = inherited.load() { return known.properties }
    return inherited.storeIfNil(AllNavigation(base.navigationProperties + ownNavigationProperties)).properties
  }

  /// Those that it declares itself, read once more: nobody keeps them.
  package var ownProperties: [Property] { (try? reader.properties(of: element)) ?? [] }

  /// Structural properties in wire order, the inherited ones first.
  package var properties: [Property] { members.properties }

  /// Properties that a new object has a value of when nobody gives one.
  package var propertiesWithDefault: [Property] { members.propertiesWithDefault }

  /// Name of the property that is the key where that is not `id`: its value is what the store calls the id.
  package var otherKeyName: String? { keyName == "id" ? nil : keyName }

  /// Name of the property whose value is the id of an object, or which has the id where no value is given: the key, or what
  /// clients give (`Emulator.GivenId`); nil where that is `id` itself.
  package var identifyingName: String? {
    otherKeyName ?? traits.givenIdentifier.flatMap { $0 == "id" ? nil : $0 }
  }

  /// What a member of a body means: besides the names of the type those that it is also called by.
  package func bodyMember(_ name: String) -> Member? { member(name) ?? members.otherNames[name.lowercased()] }

  /// The property or navigation property of that name; names in paths compare ignoring case.
  package func member(_ name: String) -> Member? {
    let members = members.byName
    return members[name] ?? members[name.lowercased()]
  }

  /// Place of a property, by its stored name, in the order of the model.
  package func position(_ storedName: String) -> Int? { members.positions[storedName] }

  package func property(_ name: String) -> Property? {
    guard case .property(let property)? = member(name) else { return nil }
    return property
  }

  /// Reads no other properties.
  package func navigationProperty(_ name: String) -> NavigationProperty? {
    guard known.load() != nil else {
      let lowercased = name.lowercased()
      return ownNavigationProperties.last { $0.name == name }
        ?? ownNavigationProperties.last { $0.name.lowercased() == lowercased }
        ?? baseType?.navigationProperty(name)
    }
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

  /// It declares nothing, and takes any member: its values are lists by name.
  package var isDictionary: Bool { isOpen && properties.isEmpty && navigationProperties.isEmpty }

  /// Whether this is `other` or derives from it.
  package func isKind(of other: StructuredType) -> Bool {
    self === other || baseType?.isKind(of: other) == true
  }
}

extension StructuredType: CustomStringConvertible {
  package var description: String { name }
}
