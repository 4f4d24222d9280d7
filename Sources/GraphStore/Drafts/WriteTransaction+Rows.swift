package import EntityModel
import GRDB
package import OData

/// How rules find what a path leads to: step by step, in the names of the store.
extension WriteTransaction {
  /// An object on the way; one that every object of its kind has may have no row, and a key below zero.
  package struct Found {
    package let key: Int64
    package let id: String
    package let type: StructuredType
  }

  /// All objects of a type; nil for a type that is never stored.
  package func rows(of type: StructuredType) -> RowSource? {
    schema.table(of: type).map { RowSource(table: $0, relation: .all, types: restriction(type, in: $0)) }
  }

  /// What a navigation property leads to; nil where it leads nowhere.
  ///
  /// - Parameters:
  ///   - type: what the object is that has it.
  ///   - path: where that object is when it has no row itself, as singletons.
  package func rows(
    of navigation: NavigationProperty, from type: StructuredType, below path: String? = nil
  ) -> RowSource? {
    guard let target = model.type(navigation.target), let table = schema.table(of: target),
      let relation = schema.relation(of: navigation, from: type, in: model),
      relation.place?.name == nil || table.hasPlace
    else { return nil }
    var source = RowSource(table: table, relation: relation, types: restriction(target, in: table))
    source.window = navigation.traits.window
    source = path.map(source.belowNothing) ?? source
    if source.relation.place != nil {
      source.named = NamedRows(navigation.traits.wellKnown) { object in
        if let type = object.type { return model.type(type) }
        return target.isAbstract ? model.family(of: target).first { !$0.isAbstract } : target
      }
    }
    return source
  }

  /// The same with what a key finds there besides.
  package func reachable(
    by navigation: NavigationProperty, from type: StructuredType, below path: String? = nil
  ) -> RowSource? {
    guard var source = rows(of: navigation, from: type, below: path) else { return nil }
    switch source.relation {
    case .owned, .shared:
      source.deeper = navigation.traits.deeper.compactMap {
        schema.rows($0, below: type, of: source.table, in: model)
      }
    case .all, .unowned, .column, .referenced, .link, .inverseLink, .listed: break
    }
    return source
  }

  /// The object with a key among rows; without one the only one.
  ///
  /// - Parameter type: what the rows are, which says what a key may be.
  package func found(
    _ key: KeyPredicate?, of type: StructuredType, in source: RowSource, below parent: Int64?
  ) throws -> Found? {
    var id: String?
    if let key {
      let (lookup, value) = RowLookup.of(key, type)
      guard case .identifier = lookup else { return try found(lookup, value, in: source) }
      id = source.named?.identifier(value) ?? Guid.normalizedIdentifier(value)
    }
    let conditions = source.conditions() + ["(?2 IS NULL OR t.id = ?2)"]
    let sql =
      "SELECT t.key, t.id, t.type FROM \(source.fromSQL()) WHERE \(conditions.joined(separator: " AND ")) LIMIT 1"
    guard let row = try Row.fetchOne(reading(sql), arguments: [parent, id]), let type = model.type(row[2])
    else { return nil }
    return Found(key: row[0], id: row[1], type: type)
  }

  /// By another property, of a set.
  private func found(_ lookup: RowLookup, _ value: String, in source: RowSource) throws -> Found? {
    guard case .property(let name) = lookup, case .all = source.relation,
      let entity = try entity(name, is: value, in: source.table),
      source.types?.contains(entity.type.name) != false
    else { return nil }
    return Found(key: entity.key, id: entity.id, type: entity.type)
  }

  /// Id and owner of an object that is there, or was before this transaction.
  package func holder(of key: Int64, in table: EntityTable) throws -> (id: String, owner: Int64?)? {
    let owner = table.hasOwner ? "owner" : "NULL"
    let sql = """
      SELECT id, \(owner) FROM \(quoted(table.name)) WHERE key = ?1 UNION ALL
      SELECT * FROM (SELECT id, owner FROM \(FormerRows.name) WHERE key = ?1 ORDER BY sequence DESC LIMIT 1) LIMIT 1
      """
    return try Row.fetchOne(reading(sql), arguments: [key]).map { ($0[0], $0[1]) }
  }

  private func restriction(_ type: StructuredType, in table: EntityTable) -> [String]? {
    let wanted = model.family(of: type).filter { !$0.isAbstract }.map(\.name)
    let all = model.family(of: table.root).filter { !$0.isAbstract }.map(\.name)
    return Set(wanted) == Set(all) ? nil : wanted
  }
}
