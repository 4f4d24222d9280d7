package import EntityModel

/// The tables that a model needs, and where each navigation property is found.
package struct StoreSchema: Sendable {
  package let model: EntityModel
  /// By table name, in the model's order.
  package let tables: [EntityTable]
  package let links: [LinkTable]
  /// Names of views that the model has and nobody makes: what needs them is not imitated.
  package let missingViews: Set<String>
  /// Whose changes are logged.
  let tracked: TrackedChanges
  /// By table: the statements that take every reference to a row out of the store; `?1` is the row's key.
  let clearingSQL: [String: [String]]

  private let tableByType: [String: EntityTable]
  private let storageByNavigation: [String: NavigationStorage]

  /// - Parameters:
  ///   - model: the model of the version whose names the store uses.
  ///   - views: those that rules make; nil: all that the model has.
  /// - Throws: `ModelError` when the model wants changes tracked that leave no trace.
  package init(model: EntityModel, views: [StoreView]? = nil) throws(ModelError) {
    self.model = model
    let links = (views ?? []).compactMap { view in view.links.map { (view.name, $0) } }
    var builder = SchemaBuilder(model: model, linksByView: Dictionary(links) { first, _ in first })
    builder.build()
    tables = builder.tables
    self.links = builder.links
    let needed = Set(builder.tables.filter(\.isView).map(\.name) + builder.links.filter(\.isView).map(\.name))
    missingViews = views.map { needed.subtracting($0.map(\.name)) } ?? []
    tableByType = builder.tableByType
    storageByNavigation = builder.storageByNavigation
    clearingSQL =
      ReferenceClearing(
        model: model, tables: builder.tables, tableByType: builder.tableByType, links: builder.linkEnds
      ).statements
    tracked = try TrackedChanges(model: model) { [storage = builder.storageByNavigation] navigation in
      storage[navigation.declaringType + "/" + navigation.name]
    } table: { [tables = builder.tableByType] type in
      tables[type]?.name
    }
  }

  /// The table of an entity type; nil for a type that is never stored (an abstract root such as `entity`).
  package func table(of type: StructuredType) -> EntityTable? { tableByType[type.storedName] }

  /// Where the navigation property is found, by the names of the store's own version.
  package func storage(of navigation: NavigationProperty, in model: EntityModel) -> NavigationStorage? {
    let declaring = model.type(navigation.declaringType)?.storedName ?? navigation.declaringType
    return storageByNavigation[declaring + "/" + navigation.storedName]
  }
}

private struct SchemaBuilder {
  let model: EntityModel
  let linksByView: [String: StoreView.Links]
  var tables: [EntityTable] = []
  var links: [LinkTable] = []
  var tableByType: [String: EntityTable] = [:]
  var storageByNavigation: [String: NavigationStorage] = [:]
  /// Of the links that are stored.
  private(set) var linkEnds: [ReferenceClearing.LinkEnds] = []

  mutating func build() {
    for root in hierarchyRoots() { addTable(root) }
    for type in model.structuredTypes {
      for navigation in type.navigationProperties where navigation.declaringType == type.name {
        storageByNavigation[type.name + "/" + navigation.name] = storage(of: navigation, in: type)
      }
    }
  }

  /// A hierarchy begins at a type with a `Table` of its own, or below an abstract type that has none.
  private func hierarchyRoots() -> [StructuredType] {
    model.structuredTypes.filter { type in
      guard type.kind == .entity, !isBareRoot(type) else { return false }
      guard let base = type.baseType else { return true }
      return isBareRoot(base)
    }
  }

  /// `entity`: abstract, without base and without properties beyond the key; it has no rows of its own.
  private func isBareRoot(_ type: StructuredType) -> Bool {
    type.kind == .entity && type.isAbstract && type.baseType == nil && type.traits.table == nil
  }

  private mutating func addTable(_ root: StructuredType) {
    let family = model.family(of: root)
    let navigation = family.flatMap(\.navigationProperties)
    let properties = family.flatMap(\.properties)
    let table = EntityTable(
      name: root.traits.table ?? root.shortName, root: root, isView: root.traits.isView,
      isSoftDeleted: root.traits.isSoftDeleted,
      hasOwner: isContained(family),
      references: navigation.filter(isReference).map(\.name).withoutRepetition,
      columns: properties.filter(\.traits.isColumn).withoutRepetition(by: \.name),
      indexed: properties.filter { $0.traits.isIndexed && !$0.traits.isUnique }.map(\.name).withoutRepetition,
      unique: properties.filter(\.traits.isUnique).map(\.name).withoutRepetition)
    tables.append(table)
    for type in family { tableByType[type.name] = table }
  }

  private func isContained(_ family: [StructuredType]) -> Bool {
    let names = Set(family.map(\.name))
    return family.contains { $0.traits.home == nil }
      && model.structuredTypes.contains { type in
        type.navigationProperties.contains { $0.containsTarget && names.contains($0.target) }
      }
  }

  private func isReference(_ navigation: NavigationProperty) -> Bool {
    !navigation.isCollection && !navigation.containsTarget && !navigation.traits.isView
      && navigation.partner == nil
  }

  private mutating func storage(of navigation: NavigationProperty, in type: StructuredType)
    -> NavigationStorage
  {
    if navigation.traits.holdsDeleted { return .deleted }
    if navigation.containsTarget { return containedStorage(navigation) }
    if let partner = navigation.partner { return inverse(of: partner, navigation) }
    if isReference(navigation) { return .reference(column: navigation.name) }
    let link = link(type.shortName, navigation)
    if !links.contains(link) { add(link, navigation, of: type) }
    return .link(link)
  }

  private mutating func add(_ link: LinkTable, _ navigation: NavigationProperty, of type: StructuredType) {
    links.append(link)
    guard !link.isView else { return }
    let target = model.type(navigation.target).flatMap { tableByType[$0.name] }
    // A complex value is part of an object, whatever type that has.
    linkEnds.append(
      ReferenceClearing.LinkEnds(link: link, source: tableByType[type.name]?.name, target: target?.name))
  }

  /// A collection that is its target's home holds all of its rows; any other holds those of the parent.
  private func containedStorage(_ navigation: NavigationProperty) -> NavigationStorage {
    guard let target = model.type(navigation.target), let home = target.traits.home else { return .contained }
    return home.split(separator: "/").last.map(String.init) == navigation.name ? .home : .contained
  }

  private func inverse(of partner: String, _ navigation: NavigationProperty) -> NavigationStorage {
    guard let target = model.type(navigation.target), let opposite = partnerProperty(partner, of: target),
      let declaring = model.type(opposite.declaringType)
    else { return .contained }
    guard opposite.isCollection else { return .inverse(column: opposite.name) }
    return .inverseLink(link(declaring.shortName, opposite))
  }

  private func link(_ type: String, _ navigation: NavigationProperty) -> LinkTable {
    let name = type + "_" + navigation.name
    return LinkTable(name: name, isView: navigation.traits.isView, links: linksByView[name])
  }

  /// The partner may be declared by a type derived from the target: members of a `directoryObject` list are
  /// known from the group's side only.
  private func partnerProperty(_ name: String, of target: StructuredType) -> NavigationProperty? {
    target.navigationProperty(name)
      ?? model.derivedTypes(of: target).lazy.compactMap { $0.navigationProperty(name) }.first
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
