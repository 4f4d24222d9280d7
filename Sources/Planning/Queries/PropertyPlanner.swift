import EntityModel
import GraphContract
import GraphStore
import OData

/// Plans the GET of a property: the object with nothing but the value, and what is expanded below it.
struct PropertyPlanner {
  let planner: ReadPlanner
  /// On the way from the object to the value.
  let properties: [Property]

  private var version: ServiceVersion { planner.version }

  func read(isRaw: Bool) throws -> PlannedRead {
    guard let hop = planner.plan.hops.last else { throw RoutingFailure.unknownSegment("") }
    do {
      let query = try planner.planned("property \(properties.map(\.name))", in: version.queries.objects) {
        try plan(hop)
      }
      return PlannedRead(.property(properties, hop, query.plan, isRaw: isRaw), query.values)
    } catch let failure as any RequestFailure { throw ServiceFailure(failure, contract) }
  }

  /// A complex value that holds another workload's objects has that workload's messages.
  private var contract: Contract { container.flatMap(version.contracts.known) ?? planner.contract }

  private func plan(_ hop: PathPlan.Hop) throws -> ObjectQuery {
    let given = try planner.options(container == nil ? .value : .container)
    let select = given.select.flatMap { complex == nil ? nil : $0 }
    let query = try QueryPlanner.object(
      planner.plan, hop, version, try options(given, select), planner.moment)
    let names = ContextNames(model: version.model)
    let shown = names.selected(select ?? [], of: complex) + names.expanded(given.expand, of: container)
    let list = shown.isEmpty ? "" : "(\(shown.joined(separator: ",")))"
    return ObjectQuery(
      plan: query.plan, projection: query.projection, context: place(hop).appending(list), place: place(hop))
  }

  /// The options of the value as options of the object.
  private func options(_ given: ReadOptions, _ select: [SelectItem]?) throws -> ReadOptions {
    var nested = NestedOptions()
    nested.select = select
    var options = ReadOptions()
    options.style = planner.style
    // A value is no object: it needs no id, but what is expanded below it does.
    if given.expand.isEmpty { options.style.identifiesObjects = false }
    let path = properties.map { NameSegment(position: 0, name: $0.name) }
    options.select = [SelectItem(path: path, options: select == nil ? nil : nested)]
    options.expand = try given.expand.flatMap { try expansions($0, below: path) }
    options.aliases = given.aliases
    return options
  }

  /// The place of the value.
  private func place(_ hop: PathPlan.Hop) -> ContextFragment {
    let object = ContextFragment(planner.path, model: version.model)
    let path = "/" + properties.map(\.name).joined(separator: "/")
    if case .virtual = hop.kind { return object.appending(path) }
    return object.keyed(hop: planner.plan.hops.count - 1).appending(path)
  }

  /// Only a complex value has members to select.
  private var complex: StructuredType? {
    guard case .structured(let name)? = properties.last?.type.element else { return nil }
    return version.model.type(name)
  }

  /// The type of a complex value with navigation properties, which can be expanded.
  private var container: StructuredType? {
    complex.flatMap { $0.navigationProperties.isEmpty ? nil : $0 }
  }

  /// `assignments` of `cloudLicensing` as `cloudLicensing/assignments` of the object; `*` as every one of them.
  private func expansions(_ item: ExpandItem, below path: [NameSegment]) throws -> [ExpandItem] {
    guard let container else { return [] }
    let name = item.path.map(\.name).joined(separator: "/")
    let found =
      name == "*" ? container.navigationProperties : [container.navigationProperty(name)].compactMap(\.self)
    guard !found.isEmpty else { throw SelectionFailure.unknownExpanded(name: name, type: container) }
    return found.map { navigation in
      let segment = NameSegment(position: item.position, name: navigation.name)
      return ExpandItem(path: path + [segment], form: item.form, options: name == "*" ? nil : item.options)
    }
  }
}
