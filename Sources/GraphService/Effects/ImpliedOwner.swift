import EntityModel
import GraphStore
import OData
import Planning

/// Finds single values that a request names by their ids, and makes the row of one that is there without it.
struct ImpliedOwner {
  private let version: ServiceVersion
  private let transaction: WriteTransaction

  init(_ version: ServiceVersion, _ transaction: WriteTransaction) {
    (self.version, self.transaction) = (version, transaction)
  }

  /// The object of a type with an id: of its set, or what another object contains that has the id (`Emulator.AlsoAt`).
  func object(_ name: String, _ id: String) throws -> Entity? {
    guard let type = version.model.type(name), let table = version.table(of: type) else { return nil }
    if let object = try transaction.entity(id: id, in: table) { return object }
    let set = type.traits.home.flatMap(version.model.containerElement)
    for home in set?.traits.otherHomes ?? [] where home.count == 2 {
      if let object = try object(at: home, id) { return object }
    }
    return nil
  }

  /// - Parameter home: a set, and what leads to the value from its objects.
  private func object(at home: [String], _ id: String) throws -> Entity? {
    guard let type = version.model.containerElement(home[0]).flatMap({ version.model.type($0.type) }),
      let table = version.table(of: type), let navigation = type.navigationProperty(home[1]),
      let owner = try transaction.entity(id: id, in: table)
    else { return nil }
    return try value(navigation, of: owner, called: id)
  }

  /// The value that an object contains, if it has an id.
  func value(_ navigation: NavigationProperty, of owner: Entity, called id: String) throws -> Entity? {
    guard case .contained(let place)? = version.schema.storage(of: navigation, in: version.model),
      let type = version.model.type(navigation.target), let table = version.table(of: type)
    else { return nil }
    let source = RowSource(table: table, relation: .owned(place), types: nil)
    let id = Guid.normalizedIdentifier(id)
    if let value = try transaction.entities(of: source, parent: owner.key).first {
      return value.id == id ? value : nil
    }
    guard owner.id == id else { return nil }
    return try EntityWriter(model: version.model, transaction: transaction).create(
      Draft(type: version.concrete(type)).beginning(as: navigation), owner: owner.key, place: place.name,
      id: owner.id)
  }
}
