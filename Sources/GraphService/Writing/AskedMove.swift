import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// Where PATCH of an object puts it that is below another one of its type (`Emulator.Moves`): that has to be there, and cannot
/// be the object itself or below it.
struct AskedMove {
  private let target: Target
  private let entity: Entity
  private let navigation: NavigationProperty
  private let rule: MoveRule
  private let table: EntityTable
  /// On the way to the id of what an object is below.
  private let names: [String]
  private let transaction: WriteTransaction

  /// nil for a type whose objects are not moved so.
  init?(_ target: Target, _ entity: Entity, _ transaction: WriteTransaction) {
    let (version, type) = (target.version, target.type(of: entity))
    guard let navigation = type.navigationProperties.first(where: { $0.traits.moves != nil }),
      let rule = navigation.traits.moves, let table = transaction.schema.table(of: entity.type),
      case .shared(let shared)? = version.schema.storage(of: navigation, in: version.model),
      case .property(let names, _) = shared.match
    else { return nil }
    (self.target, self.entity, self.transaction) = (target, entity, transaction)
    (self.navigation, self.rule, self.table, self.names) = (navigation, rule, table, names)
  }

  /// The change with the id of what the object is to be below; what names none leaves it where it is.
  ///
  /// - Throws: `GraphError`
  func settled(_ draft: Draft) throws -> Draft {
    guard let name = names.first, let value = draft.properties[name] else { return draft }
    var draft = draft
    let said = JSONObject([JSONObject.Member(name: name, value: value)])
    guard let parent = try parent(said) else {
      draft.properties[name] = entity.properties[name]
      return draft
    }
    guard try !isBelow(parent) else { throw rule.inside.error }
    try navigation.traits.notOf?.check(parent)
    var new = said.setting(names[...], to: .string(parent.id))
    if !rule.path.isEmpty { new = new.setting(rule.path[...], to: .null) }
    draft.properties[name] = new[name]
    return draft
  }

  /// nil where none is named.
  private func parent(_ said: JSONObject) throws -> Entity? {
    if let id = said.value(at: names[...])?.stringValue {
      guard let parent = try object(id) else { throw rule.missing.error }
      return parent
    }
    guard !rule.path.isEmpty, let path = said.value(at: rule.path[...])?.stringValue else { return nil }
    guard let parent = try object(at: path) else { throw rule.missing.error }
    return parent
  }

  private func object(_ id: String) throws -> Entity? {
    try transaction.entity(id: id, owner: entity.owner, in: table, anywhere: true)
  }

  private func above(_ object: Entity) throws -> Entity? {
    try object.properties.value(at: names[...])?.stringValue.flatMap { try self.object($0) }
  }

  /// It is the object that is moved, or somewhere below that.
  private func isBelow(_ parent: Entity) throws -> Bool {
    try way(from: parent).contains { $0.key == entity.key }
  }

  /// An object and those that it is below, the outermost last.
  private func way(from object: Entity) throws -> [Entity] {
    var way = [object]
    while let last = way.last, let next = try above(last), !way.contains(where: { $0.key == next.key }) {
      way.append(next)
    }
    return way
  }

  /// `/drive/root:/Folder/Inner`: names from the outermost object on.
  private func object(at path: String) throws -> Entity? {
    let parts = path.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard case .names(_, let property, _)? = target.type(of: entity).traits.pathAddress else { return nil }
    var here = try way(from: entity).last
    for segment in parts.dropFirst().joined().split(separator: "/") {
      let name = String(segment).percentDecoded
      here = try here.flatMap { try children(of: $0) }?.first {
        $0.string(property)?.lowercased() == name.lowercased()
      }
    }
    return here
  }

  private func children(of object: Entity) throws -> [Entity] {
    guard let place = target.version.collection(navigation.name, of: target.type(of: object)) else {
      return []
    }
    return try transaction.entities(of: place.source, parent: object.key)
  }
}
