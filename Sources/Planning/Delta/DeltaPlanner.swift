package import EntityModel
import GraphContract
package import GraphStore
import OData

/// Plans delta queries of one place.
package struct DeltaPlanner {
  package let version: ServiceVersion
  package let path: PathPlan
  package let collection: PathPlan.Collection
  package let tracking: ChangeTracking
  package let style: RepresentationStyle

  package init(
    version: ServiceVersion, path: PathPlan, collection: PathPlan.Collection, tracking: ChangeTracking,
    style: RepresentationStyle
  ) {
    self.version = version
    self.path = path
    self.collection = collection
    self.tracking = tracking
    self.style = style
  }

  /// - Throws: `RequestFailure` for a selection that cannot be read.
  package func plan(select text: String?, _ filter: DeltaFilter) throws -> DeltaPlan {
    let items = try text.map(Self.items)
    let selection = try selection(items)
    var source = reachingAll
    var changing = version.model.family(of: collection.type).map(\.storedName)
    if case .types(let types) = filter {
      changing = types.sorted()
      source.types = changing
    }
    let projection = version.plans.projection(collection.type, selection: selection, style: style)
    return DeltaPlan(
      context: context(items), page: page(source),
      byIdentifier: version.plans.locate(source, .identifier),
      item: version.plans.item(source, projection), deleted: deleted(source),
      changes: version.plans.changes(of: changing, in: source), types: types(selection, items))
  }

  /// What a key finds here though no list has it, as a folder in a folder, is one of those whose changes are told; not where
  /// the collection shows what another place has, as the events of a user are those of one calendar.
  private var reachingAll: RowSource {
    guard let owner = path.hops.last?.type, collection.source.relation.shared == nil else {
      return collection.source
    }
    return collection.source(reaching: version, below: owner)
  }

  private static func items(_ text: String) throws -> [SelectItem] {
    do { return try OptionSyntax.select(text) } catch { throw SelectionFailure.syntax(error) }
  }

  /// The id is always sent: what else would say whose changes these are.
  private func selection(_ items: [SelectItem]?) throws -> Selection {
    let reader = SelectionReader(model: version.model, isList: true)
    let selection = try reader.selection(items, of: collection.type)
    guard case .members(let members) = selection else { return selection }
    return .members(members + [SelectedMember("id")])
  }

  private func context(_ items: [SelectItem]?) -> ContextFragment {
    let place = ContextFragment(path.path, model: version.model)
    let names = ContextNames(model: version.model).selected(items ?? [], of: collection.type)
    return names.isEmpty ? place : place.appending("(\(names.joined(separator: ",")))")
  }

  private func page(_ source: RowSource) -> ReadPlan {
    var statement = SelectStatement(source: source)
    statement.continues = true
    return version.plans.locateAll(statement)
  }

  private func deleted(_ source: RowSource) -> ReadPlan? {
    guard source.table.isSoftDeleted else { return nil }
    var source = source
    source.holdsDeleted = true
    return version.plans.locate(source)
  }

  // MARK: Types

  private func types(_ selection: Selection, _ items: [SelectItem]?) -> [String: DeltaType] {
    let family = version.model.family(of: collection.type)
    return Dictionary(
      family.filter { !$0.isAbstract }.map { ($0.storedName, type($0, selection, items)) }
    ) { first, _ in first }
  }

  private func type(_ type: StructuredType, _ selection: Selection, _ items: [SelectItem]?) -> DeltaType {
    var properties: [String: [String]] = [:]
    for property in type.properties where selection.includes(property, in: type) && !property.traits.isHidden
    {
      properties[property.mirroredReference ?? property.storedName, default: []].append(property.name)
    }
    for name in selection.dynamicNames(of: type) { properties[name, default: []].append(name) }
    return DeltaType(
      name: type.name, isAnnotated: type.traits.alwaysAnnotated || type.name != collection.type.name,
      properties: properties,
      links: trackedLinks(of: type).compactMap { link($0, of: type, items) }, gone: type.traits.gone)
  }

  /// What this set tracks, and what the own sets of types below it do: `members` in `/directoryObjects/delta`.
  private func trackedLinks(of type: StructuredType) -> [String] {
    let sets = version.model.container.filter { element in
      element.kind == .entitySet && version.model.type(element.type).map { type.isKind(of: $0) } == true
    }
    let others = sets.flatMap { $0.changeTracking?.navigationProperties ?? [] }
    return tracking.navigationProperties + others.filter { !tracking.navigationProperties.contains($0) }
  }

  private func link(_ name: String, of type: StructuredType, _ items: [SelectItem]?) -> DeltaLink? {
    guard let navigation = type.navigationProperty(name), isWanted(navigation, items),
      let source = version.source(of: navigation, from: type),
      let target = version.model.type(navigation.target)
    else { return nil }
    let targets = version.model.family(of: target)
    return DeltaLink(
      name: navigation.name, storedName: navigation.storedName, page: page(source),
      one: version.plans.locate(source),
      types: Dictionary(targets.map { ($0.storedName, $0.name) }) { first, _ in first })
  }

  /// Links are selected by the name of the navigation property, which shows nothing anywhere else.
  private func isWanted(_ navigation: NavigationProperty, _ items: [SelectItem]?) -> Bool {
    guard let items else { return !navigation.traits.isSelectOnly }
    return items.contains { $0.path.last?.name.lowercased() == navigation.name.lowercased() }
  }
}
