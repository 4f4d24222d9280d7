import EntityModel

/// Goes through a model once and finds out what is kept where.
struct SchemaBuilder {
  private let model: EntityModel
  private let groundwork: Groundwork
  private let linksByView: [String: StoreView.Links]
  private(set) var tables: [EntityTable] = []
  private(set) var links: [LinkTable] = []
  private(set) var tableByType: [String: EntityTable] = [:]
  private(set) var storageByNavigation: [String: NavigationStorage] = [:]
  private(set) var clearing = ReferenceClearing()
  private(set) var containments: Containments
  private let names: TableNames
  private let homes: Set<String>
  private let named: NamedPlaces
  private var linkNames: Set<String> = []
  /// Types by the navigation properties that they declare, in lower case.
  private lazy var declaringTypes = Self.declaringTypes(model)

  init(model: EntityModel, groundwork: Groundwork, linksByView: [String: StoreView.Links]) {
    (self.model, self.groundwork, self.linksByView) = (model, groundwork, linksByView)
    let names = TableNames(model: model, groundwork: groundwork)
    self.names = names
    homes = Self.homes(model)
    named = NamedPlaces(model)
    containments = Containments(model: model, groundwork: groundwork, homes: homes) { names.table(of: $0) }
  }

  mutating func build() {
    let owned = tablesWithOwners()
    for root in names.roots { addTable(root, hasOwner: owned.contains(names.name(ofRoot: root))) }
    for (type, other) in names.kept { tableByType[type] = tableByType[other] }
    for type in model.structuredTypes {
      for navigation in type.ownNavigationProperties {
        storageByNavigation[Containments.key(type, navigation.name)] = storage(of: navigation, in: type)
      }
    }
  }

  // MARK: Tables

  private mutating func addTable(_ root: StructuredType, hasOwner: Bool) {
    let family = model.family(of: root)
    let declaring = Self.declaring(family)
    let navigation = declaring.flatMap(\.ownNavigationProperties)
    let properties = declaring.flatMap(\.ownColumnProperties)
    let name = names.name(ofRoot: root)
    let isGroundwork = groundwork.has(root)
    let table = EntityTable(
      name: name, root: root, isView: root.traits.isView, isSoftDeleted: root.traits.isSoftDeleted,
      isLate: !isGroundwork, hasOwner: hasOwner, hasPlace: containments.placed.contains(name),
      isFoundById: isGroundwork ? !isContained(family) : family.contains { $0.traits.home != nil },
      hasSeveralTypes: family.count > 1,
      hasGivenIds: family.contains { $0.traits.givenIdentifier != nil },
      references: navigation.filter(\.isReference).map(column).withoutRepetition,
      columns: properties.filter(\.traits.isColumn).withoutRepetition(by: \.name),
      indexed: indexed(family, properties),
      unique: properties.filter(\.traits.isUnique).map(\.name).withoutRepetition,
      namedObjects: named.objects(of: family), named: named.identifiers(of: family),
      initial: named.initialValues(of: family))
    tables.append(table)
    for type in family { tableByType[type.name] = table }
  }

  /// Stored names of the properties that have an index: names too that are one object's alone, which each write looks for.
  private func indexed(_ family: [StructuredType], _ properties: [Property]) -> [String] {
    let marked = properties.filter { $0.traits.isIndexed && !$0.traits.isUnique }.map(\.name)
    let names = family.compactMap(\.traits.siblingName?.property)
    let unique = properties.filter(\.traits.isUnique).map(\.name)
    return (marked + names.filter { !unique.contains($0) }).withoutRepetition
  }

  /// The types that declare what those of a family have, each once, and after its bases.
  private static func declaring(_ family: [StructuredType]) -> [StructuredType] {
    var known: Set<ObjectIdentifier> = []
    return family.flatMap { type in
      sequence(first: type) { $0.baseType }.prefix { known.insert(ObjectIdentifier($0)).inserted }.reversed()
    }
  }

  private func tablesWithOwners() -> Set<String> {
    var owned = containments.placed
    for root in names.roots where groundwork.has(root) && isContained(model.family(of: root)) {
      owned.insert(names.name(ofRoot: root))
    }
    return owned
  }

  /// Some type of it exists only below a parent.
  private func isContained(_ family: [StructuredType]) -> Bool {
    let family = family.filter(groundwork.has)
    return family.contains { groundwork.home(of: $0) == nil }
      && family.contains { names.contained.contains($0.name) }
  }

  // MARK: Navigation

  private mutating func storage(of navigation: NavigationProperty, in type: StructuredType)
    -> NavigationStorage?
  {
    if navigation.traits.holdsDeleted { return .deleted }
    if let shared = sharedStorage(navigation, in: type) { return shared }
    if navigation.containsTarget { return containedStorage(navigation, in: type) }
    if let partner = navigation.partner { return inverse(of: partner, navigation) }
    if navigation.isReference { return reference(navigation, of: type) }
    let link = link(type, navigation)
    if linkNames.insert(link.name).inserted { add(link, navigation, of: type) }
    return .link(link)
  }

  /// Of our own documents, what an object contains under another name is a matter of places (`Containments`), and published
  /// ones do not change where things are.
  private func sharedStorage(
    _ navigation: NavigationProperty, in type: StructuredType
  ) -> NavigationStorage? {
    guard navigation.traits.sameAs != nil,
      groundwork.isShared(navigation, of: type) || !groundwork.has(navigation, of: type)
    else { return nil }
    return SharedPlaces(model: model, containments: containments, tables: tableByType, link: link)
      .storage(of: navigation, in: type)
  }

  /// A complex value has no columns of its own.
  private mutating func reference(
    _ navigation: NavigationProperty, of type: StructuredType
  ) -> NavigationStorage? {
    guard let table = tableByType[type.name] else {
      return groundwork.has(navigation, of: type) || type.kind == .entity
        ? .reference(column: column(navigation)) : nil
    }
    // A view shows what it was made for, and has no further columns.
    guard !table.isView || groundwork.has(navigation, of: type) else { return nil }
    clearing.add(column: column(navigation), of: table, to: targetTable(navigation))
    return .reference(column: column(navigation))
  }

  /// The column of a reference: its name, unless that came along and every table has a column that is called so.
  private func column(_ navigation: NavigationProperty) -> String {
    let name = navigation.name
    guard Self.usualColumns.contains(name.lowercased()), let type = model.type(navigation.declaringType),
      !groundwork.has(navigation, of: type)
    else { return name }
    return name + "_reference"
  }

  private static let usualColumns: Set<String> = [
    "key", "id", "type", "owner", "place", "deleted", "position", "properties",
  ]

  private func targetTable(_ navigation: NavigationProperty) -> String? {
    model.type(navigation.target).flatMap { tableByType[$0.name]?.name }
  }

  private mutating func add(_ link: LinkTable, _ navigation: NavigationProperty, of type: StructuredType) {
    links.append(link)
    guard !link.isView else { return }
    // A complex value is part of an object, whatever type that has.
    clearing.add(link, source: tableByType[type.name]?.name, target: targetTable(navigation))
  }

  /// A collection that is its target's home holds all of its rows; any other holds those of the parent.
  private func containedStorage(
    _ navigation: NavigationProperty, in type: StructuredType
  ) -> NavigationStorage {
    if homes.contains(Containments.key(type, navigation.name)) { return .home }
    return .contained(containments.place(navigation, of: type) ?? .only)
  }

  private mutating func inverse(of partner: String, _ navigation: NavigationProperty) -> NavigationStorage {
    guard let target = model.type(navigation.target), let opposite = partnerProperty(partner, of: target),
      let declaring = model.type(opposite.declaringType)
    else { return .contained(.only) }
    guard opposite.isCollection else { return .inverse(column: column(opposite)) }
    return .inverseLink(link(declaring, opposite))
  }

  private func link(_ type: StructuredType, _ navigation: NavigationProperty) -> LinkTable {
    let isGroundwork = groundwork.has(navigation, of: type)
    let name = (isGroundwork ? type.shortName : type.name) + "_" + navigation.name
    return LinkTable(
      name: name, isView: navigation.traits.isView, isLate: !isGroundwork, links: linksByView[name])
  }

  /// The partner may be declared by a type derived from the target: members of a `directoryObject` list are
  /// known from the group's side only.
  private mutating func partnerProperty(
    _ name: String, of target: StructuredType
  ) -> NavigationProperty? {
    target.navigationProperty(name)
      ?? declaringTypes[name.lowercased()]?.first { $0.isKind(of: target) }?.navigationProperty(name)
  }

  private static func declaringTypes(_ model: EntityModel) -> [String: [StructuredType]] {
    model.structuredTypes.reduce(into: [:]) { found, type in
      for navigation in type.ownNavigationProperties {
        found[navigation.name.lowercased(), default: []].append(type)
      }
    }
  }

  // MARK: Homes

  /// Keys of the navigation properties that are the homes of their targets: `deviceManagement/deviceConfigurations`.
  private static func homes(_ model: EntityModel) -> Set<String> {
    let paths = Set(model.structuredTypes.compactMap(\.traits.home))
    return Set(
      paths.compactMap { path in
        let names = path.split(separator: "/").map(String.init)
        guard names.count > 1, let root = model.containerElement(names[0]).flatMap({ model.type($0.type) })
        else { return nil }
        let owner = names[1..<(names.count - 1)].reduce(root) { type, name in
          type?.navigationProperty(name).flatMap { model.type($0.target) }
        }
        return owner?.navigationProperty(names[names.count - 1]).map { $0.declaringType + "/" + $0.name }
      })
  }
}

extension NavigationProperty {
  /// A single value that lives elsewhere, by a column of its own.
  fileprivate var isReference: Bool {
    !isCollection && !containsTarget && !traits.isView && partner == nil
  }
}

extension [String] {
  fileprivate var withoutRepetition: [String] { withoutRepetition(by: \.self) }
}

extension Array {
  fileprivate func withoutRepetition<Name: Hashable>(by name: (Element) -> Name) -> [Element] {
    var seen: Set<Name> = []
    return filter { seen.insert(name($0)).inserted }
  }
}
