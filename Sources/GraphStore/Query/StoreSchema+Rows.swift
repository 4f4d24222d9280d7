package import EntityModel

/// What a navigation property leads to, in tables.
extension StoreSchema {
  /// How the rows hang together with the object that has the property.
  ///
  /// - Parameters:
  ///   - type: what that object is.
  ///   - model: whose names the property and the type have.
  package func relation(
    of navigation: NavigationProperty, from type: StructuredType, in model: EntityModel
  ) -> RowSource.Relation? {
    guard let storage = storage(of: navigation, in: model) else { return nil }
    switch storage {
    case .home, .deleted: return .all
    case .inverse(let column): return .column(column)
    case .link(let link): return .link(link)
    case .inverseLink(let link): return .inverseLink(link)
    case .contained(let place): return .owned(place)
    case .shared(let place): return .shared(place)
    case .reference(let column): return table(of: type).map { .referenced(table: $0.name, column: column) }
    }
  }

  /// Rows that an object contains at the end of a way; nil where the way leads into no such table.
  ///
  /// - Parameter model: whose names the way has.
  package func rows(
    _ place: DeeperPlace, below type: StructuredType, of table: EntityTable, in model: EntityModel
  ) -> DeeperRows? {
    var (steps, type): ([DeeperRows.Step], StructuredType) = ([], type)
    for step in place.steps {
      guard let navigation = type.navigationProperty(step.navigation),
        case .contained(let place)? = storage(of: navigation, in: model),
        let target = model.type(navigation.target), let table = self.table(of: target)
      else { return nil }
      steps.append(DeeperRows.Step(table: table, place: place, isRepeated: step.isRepeated))
      type = target
    }
    return DeeperRows(steps, endingIn: table)
  }
}
