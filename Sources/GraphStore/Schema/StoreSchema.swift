package import EntityModel

/// The tables that a model needs, and where each navigation property is found.
package struct StoreSchema: Sendable {
  /// What the versions have together, in the names of the store.
  package let model: EntityModel
  /// By table name, in the model's order.
  package let tables: [EntityTable]
  package let links: [LinkTable]
  /// Names of views that the model has and nobody makes: what needs them is not imitated.
  package let missingViews: Set<String>
  /// Whose changes are logged.
  let tracked: TrackedChanges
  /// Whose values change with what is written of others.
  let counted = CountedContainments()
  /// Columns that a database has to have.
  let columns: SchemaColumns
  /// Tables that a database need not have.
  let late: LateTables
  /// Where keys of rows may stand.
  let clearing: ReferenceClearing

  /// The model has more than the groundwork.
  package let isExtended: Bool

  private let tableByType: [String: EntityTable]
  private let storageByNavigation: [String: NavigationStorage]
  private let containments: Containments
  private let groundwork: Groundwork

  /// - Parameters:
  ///   - model: what the versions have together, in the names of the store.
  ///   - groundwork: the part of it that every store of this program has from its beginning; nil: all of it.
  ///   - views: those that rules make; nil: all that the model has.
  /// - Throws: `ModelError` when the model wants changes tracked that leave no trace.
  package init(
    model: EntityModel, groundwork: EntityModel? = nil, views: [StoreView]? = nil
  ) throws(ModelError) {
    self.model = model
    isExtended = groundwork != nil
    self.groundwork = Groundwork(groundwork ?? model)
    let links = (views ?? []).compactMap { view in view.links.map { (view.name, $0) } }
    var builder = SchemaBuilder(
      model: model, groundwork: self.groundwork, linksByView: Dictionary(links) { first, _ in first })
    builder.build()
    tables = builder.tables
    self.links = builder.links
    columns = SchemaColumns(builder.tables, builder.links)
    late = LateTables(builder.tables, builder.links)
    let needed = Set(builder.tables.filter(\.isView).map(\.name) + builder.links.filter(\.isView).map(\.name))
    missingViews = views.map { needed.subtracting($0.map(\.name)) } ?? []
    tableByType = builder.tableByType
    storageByNavigation = builder.storageByNavigation
    containments = builder.containments
    clearing = builder.clearing
    tracked = try TrackedChanges(
      model: model, groundwork: self.groundwork
    ) { [storage = builder.storageByNavigation] navigation in
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
      ?? storage(of: navigation.storedName, declaredNear: declaring)
  }

  /// What one version declares of a type, another may of its base, or of the types below it.
  private func storage(of name: String, declaredNear type: String) -> NavigationStorage? {
    guard let type = model.type(type) else { return nil }
    let found = model.family(of: type).lazy.compactMap { $0.navigationProperty(name) }.first
    return found.flatMap { storageByNavigation[$0.declaringType + "/" + $0.name] }
  }

  /// The tables with the rows that an object of the type owns, each once, in the order of the model. What it contains by its
  /// id stands in a place of its own (`SharedPlace`), and what a view shows has no rows.
  func tables(ownedBy type: StructuredType, in model: EntityModel) -> [EntityTable] {
    var seen: Set<String> = []
    // Those of its complex values belong to the object.
    let complex = type.properties.compactMap { property -> StructuredType? in
      guard case .structured(let name) = property.type.element, !property.type.isCollection else {
        return nil
      }
      return model.type(name)
    }
    return ([type] + complex).flatMap(\.navigationProperties).compactMap { navigation in
      guard navigation.containsTarget, case .contained? = storage(of: navigation, in: model),
        let target = model.type(navigation.target), let table = table(of: target),
        !table.isView, table.hasOwner, seen.insert(table.name).inserted
      else { return nil }
      return table
    }
  }

  /// Under what name objects have the key of what a single-valued reference leads to.
  package func column(of navigation: NavigationProperty, in model: EntityModel) -> String {
    if case .reference(let column)? = storage(of: navigation, in: model) {
      column
    } else {
      navigation.storedName
    }
  }

  /// What the model has beyond the groundwork.
  package var furtherNames: FurtherNames {
    isExtended ? FurtherNames(model, beyond: groundwork) : .none
  }

  /// A name that the model has not, though data need it; nil when it has all.
  ///
  /// - Parameter versions: the models of the versions themselves.
  package func missing(of kept: FurtherNames, _ versions: [EntityModel]) -> String? {
    kept.missing(in: model, versions)
  }

  /// By what the row of a singleton is told from others that have no owner.
  package func place(ofSingleton name: String) -> ContainedPlace {
    containments.place(ofSingleton: name) ?? .only
  }

  /// Whether a type came with further metadata.
  package func isFurther(_ type: StructuredType) -> Bool { !groundwork.has(type) }

  /// Whether a navigation property came with further metadata.
  package func isFurther(_ navigation: NavigationProperty, in model: EntityModel) -> Bool {
    model.type(navigation.declaringType).map { !groundwork.has(navigation, of: $0) } ?? false
  }

  /// Whether a single value is there for every object that can contain it, before anybody has written one. One that is
  /// about bytes, as a photo, begins with these, and one of a collection is there once that has it.
  package func isImplied(_ navigation: NavigationProperty, in model: EntityModel) -> Bool {
    guard !navigation.isCollection, navigation.traits.sameAs == nil,
      case .contained? = storage(of: navigation, in: model)
    else {
      return false
    }
    return isFurther(navigation, in: model) && model.type(navigation.target)?.hasStream != true
  }
}
