import EntityModel

/// Values of an object that follow from what contains it and from what it contains, whatever its type is. `Emulator.Derived`
/// says which:
///
/// - `count microsoft.graph.mailFolder/messages`: how many objects the navigation property leads to
/// - `any microsoft.graph.message/attachments`: whether it leads to one
/// - `container microsoft.graph.mailFolder/childFolders`: the id of the object that contains it by the property
/// - `container microsoft.graph.conversation/threads/posts`: the id of the one that contains that
///
/// With `but isRead` behind it those do not count of which that property is true. With a property behind the navigation property
/// (`count microsoft.graph.plannerTask/details/checklist`) the members count that open values have there, and `any` says whether
/// a text is there.
struct ContainmentExpressions: Sendable {
  /// The store's own.
  let model: EntityModel
  let schema: StoreSchema

  private static let alias = "counted"

  /// nil for a name that is none of these, and for one of what the model does not have.
  func expression(_ name: String) -> DerivedExpressions.Expression? {
    guard let value = ContainmentValue(name, model) else { return nil }
    switch value.kind {
    case .container:
      return value.inner.map { container(ofContainerBy: $0, value) }
        ?? container(value.navigation, value.type)
    case .count, .any: return contained(value)
    }
  }

  private func contained(_ value: ContainmentValue) -> DerivedExpressions.Expression? {
    guard let rows = rows(value.navigation) else { return nil }
    if let property = value.property { return held(property, value, rows) }
    let further = value.exception.map {
      ["json_extract(\(Self.alias).properties, \(literal("$." + $0))) IS NOT 1"]
    }
    return { alias in
      let conditions = rows.conditions(alias: Self.alias, parent: alias + ".key") + (further ?? [])
      let from =
        "FROM \(quoted(rows.table.name)) \(Self.alias) WHERE \(conditions.joined(separator: " AND "))"
      return value.kind == .count
        ? "(SELECT count(*) \(from))"
        : "CASE WHEN EXISTS (SELECT 1 \(from)) THEN 'true' ELSE 'false' END"
    }
  }

  /// What the objects have in a property.
  private func held(
    _ property: String, _ value: ContainmentValue, _ rows: RowSource
  ) -> DerivedExpressions.Expression {
    let path = literal("$." + property)
    return { alias in
      let conditions = rows.conditions(alias: Self.alias, parent: alias + ".key")
      let rest = "\(quoted(rows.table.name)) \(Self.alias)"
      let place = conditions.joined(separator: " AND ")
      guard value.kind == .count else {
        let isThere = "coalesce(json_extract(\(Self.alias).properties, \(path)), '') <> ''"
        return
          "CASE WHEN EXISTS (SELECT 1 FROM \(rest) WHERE \(place) AND \(isThere)) THEN 'true' ELSE 'false' END"
      }
      let members = "json_each(\(Self.alias).properties, \(path)) m"
      return "(SELECT count(*) FROM \(rest), \(members) WHERE \(place) AND \(Self.counts(value.exception)))"
    }
  }

  /// Which members count.
  private static func counts(_ exception: String?) -> SQLText {
    let counts = exception.map { "json_extract(m.value, \(literal("$." + $0))) IS NOT 1" } ?? "1"
    return "CASE m.type WHEN 'object' THEN \(counts) ELSE 0 END"
  }

  private func rows(_ navigation: NavigationProperty) -> RowSource? {
    guard let table = model.type(navigation.target).flatMap(schema.table), table.hasOwner else { return nil }
    switch schema.storage(of: navigation, in: model) {
    case .contained(let place)?: return RowSource(table: table, relation: .owned(place), types: nil)
    case .shared(let shared)?: return RowSource(table: table, relation: .shared(shared), types: nil)
    case .reference?, .inverse?, .link?, .inverseLink?, .home?, .deleted?, nil: return nil
    }
  }

  /// The id of what contains the object that contains this one.
  private func container(
    ofContainerBy inner: NavigationProperty, _ value: ContainmentValue
  ) -> DerivedExpressions.Expression? {
    guard case .contained(let place)? = schema.storage(of: value.navigation, in: model),
      case .contained(let innerPlace)? = schema.storage(of: inner, in: model),
      let table = schema.table(of: value.type),
      let holders = model.type(value.navigation.target).flatMap(schema.table)
    else { return nil }
    return { alias in
      let conditions =
        ["holder.key = \(alias).owner", "\(Self.alias).key = holder.owner"]
        + innerPlace.conditions(prefix: alias + ".") + place.conditions(prefix: "holder.")
      return "(SELECT json_quote(\(Self.alias).id) FROM \(quoted(holders.name)) holder"
        + " CROSS JOIN \(quoted(table.name)) \(Self.alias) WHERE \(conditions.joined(separator: " AND ")))"
    }
  }

  private func container(
    _ navigation: NavigationProperty, _ type: StructuredType
  ) -> DerivedExpressions.Expression? {
    guard case .contained(let place)? = schema.storage(of: navigation, in: model),
      let table = schema.table(of: type)
    else { return nil }
    return { alias in
      let conditions = ["\(Self.alias).key = \(alias).owner"] + place.conditions(prefix: alias + ".")
      return "(SELECT json_quote(\(Self.alias).id) FROM \(quoted(table.name)) \(Self.alias)"
        + " WHERE \(conditions.joined(separator: " AND ")))"
    }
  }
}

extension DerivedExpressions {
  /// The same with what follows from containments alone.
  package func knowing(_ schema: StoreSchema) -> DerivedExpressions {
    let containments = ContainmentExpressions(model: schema.model, schema: schema)
    return completed { containments.expression($0) }
  }
}
