package import EntityModel
import GRDB
import GraphContract
import JSON
package import OData

/// Applies a draft to an object that exists.
package struct EntityUpdate {
  private let model: EntityModel
  private let transaction: WriteTransaction
  private let merging: Merging

  /// Which complex values keep the members that the draft does not name.
  package enum Merging: Sendable {
    case all
    /// Those of open types that declare nothing, whose members are a list by names: null takes one off it.
    case dictionaries
    case none
  }

  /// - Parameter model: of the version that the draft is bound to.
  package init(model: EntityModel, transaction: WriteTransaction, merging: Merging) {
    self.model = model
    self.transaction = transaction
    self.merging = merging
  }

  /// - Throws: `ReferenceFailure`, `NameFailure`
  package func apply(_ draft: Draft, to old: Entity) throws -> Entity {
    if let rule = old.type.traits.siblingName {
      try transaction.checkName(draft.properties[rule.property], of: old.type)
    }
    var references = try resolved(draft, old)
    for nested in draft.children where !nested.navigation.isCollection {
      if let (column, key) = try named(nested, old) { references[column] = key }
    }
    let links = try newLinks(draft, old)
    var entity = old
    if !draft.properties.isEmpty || !references.isEmpty || !draft.annotations.isEmpty
      || draft.type.traits.actsOnUpdate
    {
      entity = try transaction.update(old) { entity in
        for member in draft.properties.members { set(member, old.type, &entity) }
        for (name, key) in references { entity.references[name] = key }
      }
    }
    for (navigation, keys) in links {
      try EntityWriter(model: model, transaction: transaction).link(navigation, keys, of: entity)
    }
    for nested in draft.children where nested.navigation.isCollection { try change(nested, of: entity) }
    return entity
  }

  // MARK: Values

  private func set(_ member: JSONObject.Member, _ type: StructuredType, _ entity: inout Entity) {
    guard let property = type.property(member.name) else { return setDynamic(member, &entity) }
    if property.traits.isColumn {
      entity.columns[property.name] = member.value.databaseValue
      return
    }
    guard !member.value.isNull else {
      entity.properties[property.name] = property.isNullable ? nil : property.defaultValue
      return
    }
    let old = merges(property) ? entity.properties[property.name] ?? otherwise(property) : nil
    entity.properties[property.name] = WholeValue(model: transaction.model)
      .value(member.value, as: property.type, over: old)
  }

  private func merges(_ property: Property) -> Bool {
    switch merging {
    case .all: return true
    case .none: return false
    case .dictionaries:
      guard !property.traits.isOverwritten, case .structured(let name) = property.type.element else {
        return false
      }
      return transaction.model.type(name)?.isDictionary == true
    }
  }

  private func otherwise(_ property: Property) -> JSONValue? {
    OtherwiseValue(model: transaction.model).value(of: property)
  }

  /// A member that the type does not declare.
  private func setDynamic(_ member: JSONObject.Member, _ entity: inout Entity) {
    entity.properties[member.name] = WholeValue.dynamic(member.value, over: entity.properties[member.name])
  }

  // MARK: Inline objects

  /// The object that an inline one stands for, where the reference is another now.
  private func named(_ nested: NestedDrafts, _ old: Entity) throws -> (String, Int64?)? {
    guard case .reference(let column)? = transaction.schema.storage(of: nested.navigation, in: model),
      let draft = nested.drafts.first
    else { return nil }
    guard let found = try transaction.existing(draft) else {
      throw ReferenceFailure.missing(property: nested.navigation.name, sent: draft.id ?? "")
    }
    guard old.references[column] != found.key else { return nil }
    return (column, found.key)
  }

  /// Contained objects given inline: those with the id of one that is there change it, others are made. Where they are
  /// all that the parent contains from now on, those that are not named go.
  private func change(_ nested: NestedDrafts, of parent: Entity) throws {
    guard case .contained(let place)? = transaction.schema.storage(of: nested.navigation, in: model),
      let target = transaction.model.type(model.type(nested.navigation.target)?.storedName ?? ""),
      let table = transaction.schema.table(of: target)
    else { throw ReferenceFailure.writeToReference }
    if nested.isWhole { try deleteOthers(than: nested.drafts, of: parent, place, table) }
    for draft in nested.drafts {
      let known = try Self.identifier(of: draft).flatMap {
        try transaction.entity(id: $0, owner: parent.key, place: place.name, in: table)
      }
      if let known {
        _ = try apply(draft, to: known)
      } else {
        _ = try EntityWriter(model: model, transaction: transaction).create(
          draft, owner: parent.key, place: place.name)
      }
    }
  }

  private func deleteOthers(
    than drafts: [Draft], of parent: Entity, _ place: ContainedPlace, _ table: EntityTable
  ) throws {
    let ids = Set(drafts.compactMap(Self.identifier).map(Guid.normalizedIdentifier))
    for child in try transaction.entities(table, where: "owner = ?", [parent.key])
    where child.place == place.name && !ids.contains(child.id) { try transaction.delete(child) }
  }

  /// Of the object that it is about, where that is there.
  private static func identifier(of draft: Draft) -> String? { draft.givenIdentifier ?? draft.id }

  // MARK: References

  private func resolved(_ draft: Draft, _ old: Entity) throws -> [String: Int64?] {
    let resolver = ReferenceResolver(model: model, transaction: transaction)
    var references: [String: Int64?] = [:]
    for reference in draft.references where !reference.navigation.isCollection {
      let name = transaction.schema.column(of: reference.navigation, in: model)
      var key: Int64?
      if let url = reference.targets?.first {
        guard let entity = try resolver.entity(url, for: reference.navigation) else {
          throw ReferenceFailure.missing(property: reference.navigation.name, sent: url.lastKey)
        }
        key = entity.key
      }
      guard old.references[name] != key else { continue }
      guard !reference.navigation.traits.isImmutable || transaction.origin == .seed else {
        throw ReferenceFailure.fixed(property: reference.navigation.name)
      }
      references[name] = .some(key)
    }
    return references
  }

  private func newLinks(_ draft: Draft, _ old: Entity) throws -> [(NavigationProperty, [Int64])] {
    let writer = EntityWriter(model: model, transaction: transaction)
    return try draft.references.filter(\.navigation.isCollection).map { ($0.navigation, try writer.keys($0)) }
  }
}
