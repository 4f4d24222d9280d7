import EntityModel
import GraphContract
import GraphStore
import JSON
import OData

/// Plans reads of one version: selection and expansion become a projection, filter and order become SQL.
struct QueryPlanner {
  let version: ServiceVersion
  let contract: Contract
  let options: ReadOptions
  let moment: Moment

  /// Of a collection, not of one object.
  let isList: Bool

  var arguments = SQLArguments()
  /// First names of the paths that the filter looks at.
  private var filteredNames: [String] = []
  var aliasCount = 0
  /// Conditions that an expansion puts on the rows themselves (cloud-licensing ED-32).
  var expansionFilters: [SQLText] = []

  init(version: ServiceVersion, contract: Contract, options: ReadOptions, moment: Moment, isList: Bool = true)
  {
    self.isList = isList
    self.version = version
    self.contract = contract
    self.options = options
    self.moment = moment
  }

  /// One object, found as the last hop of a path says.
  static func object(
    _ path: PathPlan, _ hop: PathPlan.Hop, _ version: ServiceVersion, _ options: ReadOptions, _ moment: Moment
  ) throws -> ObjectQuery {
    var planner = QueryPlanner(
      version: version, contract: path.contract, options: options, moment: moment, isList: false)
    let projection = try planner.projection(hop.type, below: hop.rowlessPath)
    let (source, lookup) = try planner.rows(hop)
    if case .property = lookup { try planner.checkServedByName(hop.type) }
    let plan = version.plans.item(source, lookup, projection, planner.arguments)
    let context = ContextFragment(path.path, model: version.model)
    return ObjectQuery(
      plan: plan, projection: projection,
      context: context.appending(planner.selectList(hop.type)).appending("/$entity"),
      rowless: (hop.isVirtual || hop.isImplied)
        && (!options.expand.isEmpty || hop.type.isPartlyDerived || !hop.initial.isEmpty)
        ? planner.rowless(hop, projection) : nil)
  }

  /// Some properties are there only for who knows the id.
  private func checkServedByName(_ type: StructuredType) throws {
    for item in options.select ?? [] {
      guard let property = item.path.first.flatMap({ type.property($0.name) }), property.traits.isByIdOnly
      else { continue }
      throw SelectionFailure.servedByIdOnly(name: property.name)
    }
  }

  private func rows(_ hop: PathPlan.Hop) throws -> (RowSource, RowLookup) {
    switch hop.kind {
    case .row(let source, let lookup): return (source, lookup)
    case .virtual(_, let place):
      guard let table = version.table(of: hop.type) else { throw RoutingFailure.unknownSegment(hop.name) }
      return (RowSource(table: table, relation: table.hasOwner ? .unowned(place) : .all, types: nil), .single)
    }
  }

  private func rowless(_ hop: PathPlan.Hop, _ projection: Projection) -> ReadPlan {
    // What is computed may need what another version alone shows.
    let type = version.concrete(hop.type)
    let stored = version.schema.model.type(type.storedName) ?? type
    let sql = SelectStatement.constantSQL(
      type: type.storedName, id: hop.isImplied ? "?2" : literal(hop.name),
      properties: Projection.defaults(of: stored, hop.initial, version.schema.model).text,
      isSoftDeleted: type.traits.isSoftDeleted,
      extras: projection.extras)
    return version.plans.plan(sql, projection, arguments)
  }

  /// A list.
  static func collection(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> CollectionQuery {
    var planner = QueryPlanner(version: version, contract: path.contract, options: options, moment: moment)
    let projection = try planner.projection(collection.type)
    let context = ContextFragment(path.path, model: version.model)
    let query = try planner.pages(
      of: collection, projection, context.appending(planner.selectList(collection.type)))
    try planner.checkNeededFilter(collection)
    return query
  }

  /// Some lists are served only where they are filtered by a certain property.
  private func checkNeededFilter(_ collection: PathPlan.Collection) throws {
    guard let name = collection.navigation?.traits.neededFilter, !filteredNames.contains(name) else { return }
    throw QueryFailure.filterNeeded(name: name)
  }

  /// A list of ids, for references.
  static func references(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> CollectionQuery {
    var planner = QueryPlanner(version: version, contract: path.contract, options: options, moment: moment)
    let projection = version.plans.projection(collection.type, selection: .names(["id"]), style: .standard)
    return try planner.pages(of: collection, projection, ContextFragment(text: "Collection($ref)"))
  }

  mutating func pages(
    of collection: PathPlan.Collection, _ projection: Projection, _ context: ContextFragment
  ) throws -> CollectionQuery {
    let statement = try statement(collection)
    var later = statement
    later.continues = true
    later.offset = nil
    return CollectionQuery(
      first: version.plans.page(statement, projection, arguments),
      next: version.plans.page(later, projection, arguments),
      count: options.wantsCount ? version.plans.count(statement, arguments) : nil, context: context,
      page: pageRule(collection.type))
  }

  /// The number of rows.
  static func count(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> ReadPlan {
    var planner = QueryPlanner(version: version, contract: path.contract, options: options, moment: moment)
    let statement = try planner.statement(collection)
    return version.plans.count(statement, planner.arguments)
  }

  // MARK: Rows

  private mutating func statement(_ collection: PathPlan.Collection) throws -> SelectStatement {
    var statement = SelectStatement(source: collection.source)
    statement.filters = expansionFilters
    let expressions = ExpressionPlanning(
      version: version, contract: contract, options: options, moment: moment,
      relation: collection.source.relation)
    let conditions = try expressions.conditions(collection.type, &arguments)
    statement.filters += conditions.sql
    filteredNames = conditions.filteredNames
    statement.order = try expressions.order(collection.type, &arguments)
    statement.offset = options.skip.map { arguments.bind($0) }
    return statement
  }

  private func pageRule(_ type: StructuredType) -> PageRule {
    let selected = (options.select ?? []).compactMap { $0.path.first?.name }
    let limits = (selected + filteredNames).compactMap { type.property($0)?.traits.pageLimit }
    return PageRule(of: type, in: contract, limits: limits)
  }

  // MARK: Representation

  mutating func projection(_ type: StructuredType, below path: String? = nil) throws -> Projection {
    let selection = try SelectionReader(model: version.model, isList: isList).selection(
      options.select, of: type)
    let expansions = try expansions(of: type, below: path)
    return version.plans.projection(type, selection: selection, expansions: expansions, style: options.style)
  }

  // MARK: Context

  /// `(id,manager(id))`
  func selectList(_ type: StructuredType) -> String {
    let names = ContextNames(model: version.model)
    let shown =
      names.selected(options.select ?? [], of: type) + names.expanded(options.expand, of: type)
    return shown.isEmpty ? "" : "(\(shown.joined(separator: ",")))"
  }
}

extension StructuredType {
  /// Values that no row holds are there without a row too.
  fileprivate var isPartlyDerived: Bool { properties.contains { $0.traits.derived != nil } }
}

extension PathPlan.Hop {
  /// What it has before anybody has written it.
  fileprivate var initial: JSONObject { navigation?.traits.initial ?? [:] }
}
