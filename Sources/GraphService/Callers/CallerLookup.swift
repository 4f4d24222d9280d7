import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// Who an alias singleton such as `me` stands for (graph-platform 8.6).
struct CallerLookup {
  let version: ServiceVersion
  let type: StructuredType

  init(version: ServiceVersion, type: StructuredType) {
    self.version = version
    self.type = type
  }

  /// nil for a model without such a singleton.
  init?(_ version: ServiceVersion) {
    guard let type = version.callerType else { return nil }
    self.init(version: version, type: type)
  }

  func id(_ principal: Principal, _ reader: Reader) throws -> String? {
    if case .user(let id?) = principal, Guid.isValid(id.utf8) { return id }
    let located = try located(principal, reader)
    return reader.withholdsRows ? nil : located?.id
  }

  /// Key of the caller's object; nil for an application, and for a user that is not there.
  func key(_ principal: Principal, _ reader: Reader) throws -> Int64? { try located(principal, reader)?.key }

  private func located(_ principal: Principal, _ reader: Reader) throws -> Reader.Located? {
    guard let query = query(principal, reader) else { return nil }
    return try reader.locate(query.plan, query.values)
  }

  /// What finds the caller's object; nil for whoever can have none.
  private func query(_ principal: Principal, _ reader: Reader) -> (plan: ReadPlan, values: ReadValues)? {
    guard case .user(let id) = principal else { return nil }
    guard let named = id ?? reader.settings.engine.signIn.user else { return query("first", .single, .null) }
    if Guid.isValid(named.utf8) { return query("id", .identifier, .text(named.lowercased())) }
    guard let alias = type.traits.keyAlias.flatMap(type.property) else { return nil }
    return query("alias", .property(name: alias.storedName), .text(named.lowercased()))
  }

  private func query(
    _ key: String, _ lookup: RowLookup, _ identifier: SQLValue
  ) -> (plan: ReadPlan, values: ReadValues)? {
    guard let table = version.table(of: type) else { return nil }
    let plan = version.queries.rows.plan("caller \(key)") {
      version.plans.locate(
        RowSource(table: table, relation: .all, types: version.typeRestriction(type, in: table)), lookup)
    }
    return (plan, ReadValues(identifier: identifier))
  }
}
