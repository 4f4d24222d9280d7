import EntityModel
import OData

/// The rows or values that a collection consists of, for a FROM of their own.
struct ElementSource {
  var from: SQLText
  var conditions: [SQLText]
  /// What a name is looked up in for one of them.
  var place: Place

  var whereSQL: SQLText { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }
}

extension ExpressionComposer {
  /// The elements of a collection, its `$filter` segments and its cast among the conditions; nil when the store
  /// has no such thing, so that there are none.
  mutating func source(of collection: CollectionPath) -> ElementSource? {
    guard var source = elements(collection.path) else { return nil }
    if let cast = collection.cast {
      source.conditions.append(isOf(cast, source.place))
      source.place = source.place.cast(to: cast)
    }
    for filter in collection.filters {
      source.conditions.append(condition(filter.predicate, ofElement: source.place, number: filter.variable))
    }
    return source
  }

  /// A predicate about an element: as the variable of a number, or as the item when that is negative.
  mutating func condition(_ predicate: BoundExpression, ofElement place: Place, number: Int) -> SQLText {
    withElement(place, number) { $0.condition(predicate) }
  }

  mutating func withElement(
    _ place: Place, _ number: Int, _ write: (inout ExpressionComposer) -> SQLText
  ) -> SQLText {
    let outer = (item, variables)
    defer { (item, variables) = outer }
    if number < 0 {
      (item, variables) = (place, [:])
    } else {
      variables[number] = place
    }
    return write(&self)
  }

  /// Follows the path; every navigation on the way joins its rows.
  private mutating func elements(_ path: MemberPath) -> ElementSource? {
    var source: ElementSource?
    if case .set(_, let set) = path.root {
      source = rows(of: set)
      guard source != nil else { return nil }
    }
    var place = source?.place ?? place(path.root)
    for step in path.steps {
      switch step {
      case .cast(let type):
        source = source.with(isOf(type, place), at: place)
        place = place.cast(to: type)
      case .key(let id):
        source = source.with(keyCondition(id, place), at: place)
      case .property(let property, let declaring):
        place = complex(property, declaring, in: place)
        guard property.type.isCollection else { continue }
        guard let values = values(property, place) else { return nil }
        source = joined(source, values)
        place = values.place
      case .navigation(let navigation, let target, let declaring):
        let isBeside = source.map { !$0.from.isEmpty } ?? false
        guard let rows = self.source(of: navigation, target, declaring, at: place, isBeside: isBeside) else {
          return nil
        }
        source = joined(source, rows)
        place = rows.place
      }
    }
    return source
  }

  private func joined(_ outer: ElementSource?, _ inner: ElementSource) -> ElementSource {
    guard let outer else { return inner }
    let from = outer.from.isEmpty ? inner.from : outer.from + " CROSS JOIN " + inner.from
    return ElementSource(from: from, conditions: outer.conditions + inner.conditions, place: inner.place)
  }

  /// The elements of a JSON array.
  private mutating func values(_ property: Property, _ array: Place) -> ElementSource? {
    guard case .complex(let document, let path, let type, _) = array,
      let element = context.model.valueType(property.type)
    else { return nil }
    let alias = newAlias()
    let place: Place =
      if case .structured = element {
        .complex(document: "\(alias).value", path: "$", type, row: nil)
      } else {
        .element(
          Leaf(
            sql: "\(alias).value", type: element, isExact: property.traits.isExact,
            isCamelCased: property.traits.isCamelCased))
      }
    // A null instead of an array would count as one element.
    return ElementSource(
      from: "json_each(\(document), \(literal(path))) \(alias)", conditions: ["\(alias).type <> 'null'"],
      place: place)
  }
}

extension ElementSource? {
  /// The same with a further condition; before the first rows, conditions alone.
  fileprivate func with(_ condition: SQLText, at place: Place) -> ElementSource {
    var source = self ?? ElementSource(from: "", conditions: [], place: place)
    source.conditions.append(condition)
    return source
  }
}

// MARK: navigation

extension ExpressionComposer {
  /// The rows that a navigation property leads to from a place; nil when the place has no row or the store no table.
  ///
  /// - Parameter isBeside: the row of the place stands in the same FROM, not in that of an outer query.
  mutating func source(
    of navigation: NavigationProperty, _ target: StructuredType, _ declaring: [StructuredType],
    at place: Place, isBeside: Bool = false
  ) -> ElementSource? {
    guard let parent = place.row, let table = context.schema.table(of: target),
      let storage = context.schema.storage(of: navigation, in: context.model)
    else { return nil }
    let alias = newAlias()
    var rows = RowSource(
      table: table, relation: storage.relation, types: nil, holdsDeleted: storage.holdsDeleted)
    if isBeside { rows = rows.besideItsParent }
    var conditions = rows.conditions(alias: alias, parent: "\(parent).key") + typeGuards(target, table, alias)
    if case .reference(let column) = storage {
      conditions.insert("\(alias).key = \(parent).\(quoted(column))", at: 0)
    }
    // Other types have no such property, even where their rows would fit.
    if !declaring.isEmpty { conditions.append(typeGuard(declaring, parent)) }
    return ElementSource(
      from: rows.fromSQL(alias: alias, parent: "\(parent).key"), conditions: conditions,
      place: .row(alias: alias, target))
  }

  /// All rows that a reference to a type can lead to.
  mutating func rows(of target: StructuredType) -> ElementSource? {
    guard let table = context.schema.table(of: target) else { return nil }
    let alias = newAlias()
    let rows = RowSource(table: table, relation: .all, types: nil)
    let conditions = rows.conditions(alias: alias) + typeGuards(target, table, alias)
    return ElementSource(
      from: rows.fromSQL(alias: alias), conditions: conditions, place: .row(alias: alias, target))
  }

  /// The types that may stand in rows of the target, unless the table has no others.
  private func typeGuards(_ target: StructuredType, _ table: EntityTable, _ alias: String) -> [SQLText] {
    target.storedName == table.root.name ? [] : [typeGuard([target], alias)]
  }
}

extension NavigationStorage {
  fileprivate var relation: RowSource.Relation {
    switch self {
    case .reference, .home, .deleted: .all
    case .inverse(let column): .column(column)
    case .link(let link): .link(link)
    case .inverseLink(let link): .inverseLink(link)
    case .contained(let place): .owned(place)
    case .shared(let place): .shared(place)
    }
  }

  fileprivate var holdsDeleted: Bool {
    if case .deleted = self { true } else { false }
  }
}
