package import EntityModel
import GraphStore

extension ServiceVersion {
  /// What a navigation property leads to from an object that no path was planned to; nil where the object's type has none
  /// of that name. A single value is a collection of one.
  ///
  /// - Parameter path: where the object is, in stored names, when it has no row itself.
  package func collection(
    _ name: String, of type: StructuredType, below path: String? = nil
  ) -> PathPlan.Collection? {
    guard let navigation = type.navigationProperty(name), let target = model.type(navigation.target),
      let source = source(of: navigation, from: type, below: path)
    else { return nil }
    return PathPlan.Collection(
      source: source, type: target, navigation: navigation, sources: nil, name: navigation.name)
  }

  /// What a navigation property finds below its own objects (`Emulator.AlsoBelow`).
  func deeperRows(
    _ navigation: NavigationProperty, below owner: StructuredType, of table: EntityTable
  ) -> [DeeperRows] {
    navigation.traits.deeper.compactMap { schema.rows($0, below: owner, of: table, in: model) }
  }

  /// An entity set; nil where there is none of that name.
  package func set(_ name: String) -> PathPlan.Collection? {
    guard let element = model.containerElement(name), element.kind == .entitySet,
      let type = model.type(element.type), let table = table(of: type)
    else { return nil }
    let source = RowSource(table: table, relation: .all, types: typeRestriction(type, in: table))
    return PathPlan.Collection(
      source: source, type: type, navigation: nil, sources: nil, name: element.name)
  }

  /// What a set has, or what a singleton contains; nil where there is no such place.
  package func collection(at path: [String]) -> PathPlan.Collection? {
    guard let first = path.first, path.count <= 2 else { return nil }
    guard path.count == 2 else { return set(first) }
    guard let element = model.containerElement(first), element.kind == .singleton,
      let type = model.type(element.type)
    else { return nil }
    return collection(path[1], of: type, below: element.name)
  }

  /// What comes of it besides when an object is made in a collection: what that says, or the set that has it in the end.
  package func creationEffect(in collection: PathPlan.Collection) -> CreationEffect? {
    if let own = collection.navigation?.traits.creationEffect { return own }
    let set = collection.navigation.map { $0.traits.sameAs?.set } ?? collection.name
    return set.flatMap(model.containerElement)?.traits.creationEffect
  }
}

extension PathPlan.Collection {
  /// The rows that a key may mean: all of the collection, also what its lists do not have, and those below it that the model says are found there too
  /// (`Emulator.AlsoBelow`).
  ///
  /// - Parameter owner: the type of the object that has the collection.
  func source(reaching version: ServiceVersion, below owner: StructuredType) -> RowSource {
    var source = source
    source.listedKind = nil
    guard let navigation else { return source }
    switch source.relation {
    case .owned, .shared: source.deeper = version.deeperRows(navigation, below: owner, of: source.table)
    case .all, .unowned, .column, .referenced, .link, .inverseLink, .listed: break
    }
    return source
  }

  /// The same with the single value that is one of its objects too (`Emulator.SingleItem`).
  package func withSingleItem(in version: ServiceVersion) -> PathPlan.Collection {
    guard let navigation, let name = navigation.traits.singleItem,
      let single = version.model.type(navigation.declaringType)?.navigationProperty(name),
      case .contained(let place)? = version.schema.storage(of: single, in: version.model)
    else { return self }
    return PathPlan.Collection(
      source: source.joined(with: place), type: type, navigation: navigation, sources: sources,
      name: self.name)
  }
}
