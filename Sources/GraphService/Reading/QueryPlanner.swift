import EntityModel
import GraphStore
import OData

/// Plans reads of one version: selection and expansion become a projection, filter and order become SQL.
struct QueryPlanner {
  let version: ServiceVersion
  let area: Area
  let options: ReadOptions
  let moment: Moment

  private var arguments = SQLArguments()
  private var aliasCount = 0
  /// Conditions that an expansion puts on the rows themselves (cloud-licensing ED-32).
  private var expansionFilters: [SQLText] = []

  init(version: ServiceVersion, area: Area, options: ReadOptions, moment: Moment) {
    self.version = version
    self.area = area
    self.options = options
    self.moment = moment
  }

  /// One object, found as the last hop of a path says.
  static func object(
    _ path: PathPlan, _ hop: PathPlan.Hop, _ version: ServiceVersion, _ options: ReadOptions, _ moment: Moment
  ) throws -> ObjectQuery {
    var planner = QueryPlanner(version: version, area: path.area, options: options, moment: moment)
    let projection = try planner.projection(hop.type)
    let source: RowSource
    let lookup: PathPlan.Lookup
    switch hop.kind {
    case .row(let row, let found): (source, lookup) = (row, found)
    case .virtual:
      guard let table = version.table(of: hop.type) else { throw RequestFailure.unknownSegment(hop.name) }
      let relation = table.hasOwner ? RowSource.Relation.unowned : .all
      (source, lookup) = (RowSource(table: table, relation: relation, types: nil), .single)
    }
    let plan = version.plans.item(source, lookup, projection, planner.arguments)
    let context = ContextFragment(path.path, model: version.model)
    return ObjectQuery(
      plan: plan, projection: projection,
      context: context.appending(try planner.selectList(hop.type)).appending("/$entity"))
  }

  /// A list.
  static func collection(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> CollectionQuery {
    var planner = QueryPlanner(version: version, area: path.area, options: options, moment: moment)
    let projection = try planner.projection(collection.type)
    let statement = try planner.statement(collection)
    let arguments = planner.arguments
    var later = statement
    later.continues = true
    later.offset = nil
    let context = ContextFragment(path.path, model: version.model)
    return CollectionQuery(
      first: version.plans.page(statement, projection, arguments),
      next: version.plans.page(later, projection, arguments),
      count: options.wantsCount ? version.plans.count(statement, arguments) : nil,
      context: context.appending(try planner.selectList(collection.type)),
      page: try planner.pageRule(collection.type), needsHeader: options.needsHeader)
  }

  /// A list of ids, for references.
  static func references(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> CollectionQuery {
    var planner = QueryPlanner(version: version, area: path.area, options: options, moment: moment)
    let projection = version.plans.projection(collection.type, selection: .names(["id"]))
    let statement = try planner.statement(collection)
    let arguments = planner.arguments
    var later = statement
    later.continues = true
    later.offset = nil
    return CollectionQuery(
      first: version.plans.page(statement, projection, arguments),
      next: version.plans.page(later, projection, arguments), count: nil,
      context: ContextFragment(text: "Collection($ref)"), page: try planner.pageRule(collection.type),
      needsHeader: options.needsHeader)
  }

  /// The number of rows.
  static func count(
    _ path: PathPlan, _ collection: PathPlan.Collection, _ version: ServiceVersion, _ options: ReadOptions,
    _ moment: Moment
  ) throws -> ReadPlan {
    var planner = QueryPlanner(version: version, area: path.area, options: options, moment: moment)
    let statement = try planner.statement(collection)
    return version.plans.count(statement, planner.arguments)
  }

  // MARK: Rows

  private mutating func statement(_ collection: PathPlan.Collection) throws -> SelectStatement {
    var statement = SelectStatement(source: collection.source)
    statement.filters = expansionFilters
    let expressions = ExpressionPlanning(
      version: version, area: area, options: options, moment: moment,
      isRelated: collection.source.relation.isReference)
    statement.filters += try expressions.conditions(collection.type, &arguments)
    statement.order = try expressions.order(collection.type, &arguments)
    statement.offset = options.skip
    return statement
  }

  private func pageRule(_ type: StructuredType) throws -> PageRule {
    let selected = (options.select ?? []).compactMap { $0.path.first?.name }
    let expressions = ExpressionPlanning(version: version, area: area, options: options, moment: moment)
    let names = selected + expressions.filteredNames(type)
    return try PageRule(
      options.top, of: type, in: area, limits: names.compactMap { type.property($0)?.pageLimit })
  }

  // MARK: Representation

  private mutating func projection(_ type: StructuredType) throws -> Projection {
    let selection = try SelectionReader(model: version.model).selection(options.select, of: type)
    let expansions = try expansions(options.expand, of: type, alias: "t", path: [])
    return version.plans.projection(type, selection: selection, expansions: expansions)
  }

  private mutating func expansions(
    _ items: [ExpandItem], of type: StructuredType, alias: String, path: [String]
  ) throws -> [ExpansionColumn] {
    var columns: [ExpansionColumn] = []
    for item in items {
      let name = item.path.last?.name ?? ""
      guard path.count < area.expansionDepth else {
        throw RequestFailure.expansionTooDeep(name: (path + [name]).joined(separator: "."))
      }
      if name == "*" {
        columns += try everyExpansion(of: type, alias: alias, path: path)
      } else {
        columns.append(try expansion(item, of: type, alias: alias, path: path))
      }
    }
    return columns
  }

  /// `*`: every navigation property, one level.
  private mutating func everyExpansion(
    of type: StructuredType, alias: String, path: [String]
  ) throws -> [ExpansionColumn] {
    var columns: [ExpansionColumn] = []
    for navigation in type.navigationProperties {
      let place = ExpansionPlace(path: [navigation.name], navigation: navigation, source: type)
      if let column = try? column(place, nil, form: .entities, alias: alias, path: path) {
        columns.append(column)
      }
    }
    return columns
  }

  private mutating func expansion(
    _ item: ExpandItem, of type: StructuredType, alias: String, path: [String]
  ) throws -> ExpansionColumn {
    let place = try ExpansionPlace.find(item.path, on: type, model: version.model)
    return try column(place, item.options, form: item.form, alias: alias, path: path)
  }

  private mutating func column(
    _ place: ExpansionPlace, _ options: NestedOptions?, form: ExpandItem.Form, alias: String, path: [String]
  ) throws -> ExpansionColumn {
    let navigation = place.navigation
    guard let target = version.model.type(navigation.target),
      let source = version.source(of: navigation, from: place.source)
    else { throw RequestFailure.unknownExpanded(name: navigation.name, type: place.source) }
    aliasCount += 1
    let inner = "e\(aliasCount)"
    let selection =
      form == .references
      ? Selection.names(["id"])
      : try SelectionReader(model: version.model).selection(options?.select, of: target)
    let nested = try expansions(options?.expand ?? [], of: target, alias: inner, path: path + place.path)
    let projection = version.plans.projection(target, selection: selection, expansions: nested, alias: inner)
    var statement = SelectStatement(source: source)
    try add(options, to: &statement, target, alias: inner)
    let parent = "\(alias).key"
    guard navigation.isCollection else {
      let sql = statement.objectSQL(alias: inner, parent: parent, projection: projection)
      if area == .licensing, path.isEmpty, options?.filter != nil {
        expansionFilters.append("\(sql) IS NOT NULL")
      }
      return ExpansionColumn(path: place.path, sql: sql, nested: [projection], absent: "null")
    }
    let limit = [options?.top, area.expandedItemLimit].compactMap(\.self).min()
    let sql = statement.arraySQL(
      alias: inner, parent: parent, projection: projection, limit: limit, offset: options?.skip)
    return ExpansionColumn(path: place.path, sql: sql, nested: [projection], absent: "[]")
  }

  private mutating func add(
    _ nested: NestedOptions?, to statement: inout SelectStatement, _ type: StructuredType, alias: String
  ) throws {
    guard let nested else { return }
    var inner = ReadOptions()
    inner.filter = nested.filter
    inner.orderBy = nested.orderBy ?? []
    inner.aliases = options.aliases.merging(nested.aliases) { $1 }
    let expressions = ExpressionPlanning(
      version: version, area: Area(of: type) == .gateway ? area : Area(of: type), options: inner,
      moment: moment)
    statement.filters += try expressions.conditions(type, &arguments, alias: alias)
    statement.order = try expressions.order(type, &arguments, alias: alias)
  }

  // MARK: Context

  /// `(id,manager(id))`: names as the client wrote them, in its order.
  private func selectList(_ type: StructuredType) throws -> String {
    let names = options.select.map { $0.map { $0.path.map(\.name).joined(separator: "/") } } ?? []
    let expanded = options.expand.map(Self.contextName)
    guard !names.isEmpty || !expanded.isEmpty else { return "" }
    return "(\((names + expanded).joined(separator: ",")))"
  }

  private static func contextName(_ item: ExpandItem) -> String {
    let inner =
      (item.options?.select ?? []).map { $0.path.map(\.name).joined(separator: "/") }
      + (item.options?.expand ?? []).map(contextName)
    return "\(item.path.map(\.name).joined(separator: "/"))(\(inner.joined(separator: ",")))"
  }
}

/// Where an expansion starts and what it follows.
struct ExpansionPlace {
  /// Names of the members: a complex property first, where there is one.
  let path: [String]
  let navigation: NavigationProperty
  /// The entity type whose rows have it.
  let source: StructuredType

  static func find(
    _ segments: [NameSegment], on type: StructuredType, model: EntityModel
  ) throws -> ExpansionPlace {
    var source = type
    var names = segments.map(\.name)
    if names.count > 1, let cast = names.first.flatMap(model.type), cast.isKind(of: type) {
      source = cast
      names.removeFirst()
    }
    guard let first = names.first else { throw RequestFailure.unknownExpanded(name: "", type: type) }
    let declaring = ([source] + model.derivedTypes(of: source)).first { $0.member(first) != nil }
    guard let declaring, let member = declaring.member(first) else {
      throw RequestFailure.unknownExpanded(name: first, type: type)
    }
    switch member {
    case .navigation(let navigation) where names.count == 1:
      return ExpansionPlace(path: [navigation.name], navigation: navigation, source: declaring)
    case .property(let property):
      return try inside(property, names, declaring, model)
    case .navigation: throw RequestFailure.unknownExpanded(name: names.joined(separator: "/"), type: type)
    }
  }

  /// `cloudLicensing/assignments`
  private static func inside(
    _ property: Property, _ names: [String], _ type: StructuredType, _ model: EntityModel
  ) throws -> ExpansionPlace {
    guard names.count == 2, case .structured(let name) = property.type.element,
      let navigation = model.type(name)?.navigationProperty(names[1])
    else { throw RequestFailure.unknownExpanded(name: names.joined(separator: "/"), type: type) }
    return ExpansionPlace(path: [property.name, navigation.name], navigation: navigation, source: type)
  }
}
