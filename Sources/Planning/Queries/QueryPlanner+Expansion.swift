import EntityModel
import GraphContract
import GraphStore
import OData

extension QueryPlanner {
  /// The objects that an expansion hangs off.
  struct ExpansionParent {
    let type: StructuredType
    /// The alias of their table.
    let alias: String
    /// Names of the members on the way, for messages.
    var path: [String] = []
    var depth = 0
    /// Where it is when it has no row: what it contains is owned by nobody.
    var rowlessPath: String?
  }

  mutating func expansions(of type: StructuredType, below path: String?) throws -> [ExpansionColumn] {
    let automatic = automaticExpansions(of: type)
    guard !options.expand.isEmpty || !automatic.isEmpty else { return [] }
    if contract.conventions.hasAdvancedQueries, isList, options.isAdvanced || options.search != nil {
      throw SelectionFailure.expansionNotAdvanced
    }
    return try expansions(
      options.expand + automatic, ExpansionParent(type: type, alias: "t", rowlessPath: path))
  }

  /// What the model expands of one object, unless the client does it itself or selects other properties.
  private func automaticExpansions(of type: StructuredType) -> [ExpandItem] {
    guard !isList, options.select == nil else { return [] }
    let named = Set(options.expand.compactMap { $0.path.last?.name.lowercased() })
    return type.navigationProperties.filter {
      $0.traits.isExpanded && !named.contains($0.name.lowercased()) && !named.contains("*")
    }.map(Self.automaticExpansion)
  }

  private static func automaticExpansion(of navigation: NavigationProperty) -> ExpandItem {
    func segment(_ name: String) -> NameSegment { NameSegment(position: 0, name: name) }
    let options = navigation.traits.expandedProperties.map { names in
      var options = NestedOptions()
      options.select = names.map { SelectItem(path: [segment($0)]) }
      return options
    }
    return ExpandItem(path: [segment(navigation.name)], form: .entities, options: options)
  }

  private mutating func expansions(
    _ items: [ExpandItem], _ parent: ExpansionParent
  ) throws -> [ExpansionColumn] {
    var columns: [ExpansionColumn] = []
    var restricted = 0
    for item in items {
      if item.path.last?.name == "*" {
        guard ExpansionRules(contract: contract).takesSeveral else {
          throw SelectionFailure.expansionsNotServed
        }
        columns += try everyExpansion(item, parent)
        continue
      }
      let place = try ExpansionPlace.find(item.path, on: parent.type, model: version.model)
      let rules = rules(of: place)
      restricted += rules.takesSeveral ? 0 : 1
      guard restricted < 2 else { throw SelectionFailure.expansionsNotServed }
      columns.append(try column(place, item, rules, parent))
    }
    return columns
  }

  /// What an object expands of another workload may follow that workload's rules.
  private func rules(of place: ExpansionPlace) -> ExpansionRules {
    let type = version.model.type(place.navigation.target)
    let target = type.flatMap(version.contracts.known)
    let governs = target?.conventions.expansion.governs.contains(contract.name) == true
    let isDescribed = type.map { !$0.isOnlyDeclared && !version.schema.isFurther($0) } ?? true
    return ExpansionRules(contract: governs ? target ?? contract : contract, isDescribed: isDescribed)
  }

  /// `*`: every navigation property that can be followed, one level.
  private mutating func everyExpansion(
    _ item: ExpandItem, _ parent: ExpansionParent
  ) throws -> [ExpansionColumn] {
    let rules = ExpansionRules(contract: contract)
    try checkDepth("*", parent, rules)
    return try parent.type.navigationProperties.filter { isServed($0, of: parent) }.map { navigation in
      let place = ExpansionPlace(path: [navigation.name], navigation: navigation, source: parent.type)
      return try column(
        place, ExpandItem(path: item.path, form: item.form, options: nil), rules, parent)
    }
  }

  private func isServed(_ navigation: NavigationProperty, of parent: ExpansionParent) -> Bool {
    version.source(of: navigation, from: parent.type, below: parent.rowlessPath).map {
      version.missingView(of: $0) == nil
    } ?? false
  }

  private func checkDepth(_ name: String, _ parent: ExpansionParent, _ rules: ExpansionRules) throws {
    guard parent.depth < rules.depth else {
      throw SelectionFailure.expansionTooDeep(name: (parent.path + [name]).joined(separator: "."))
    }
  }

  // MARK: One expansion

  private mutating func column(
    _ place: ExpansionPlace, _ item: ExpandItem, _ rules: ExpansionRules, _ parent: ExpansionParent
  ) throws -> ExpansionColumn {
    let navigation = place.navigation
    try checkDepth(navigation.name, parent, rules)
    try rules.check(item.options, of: navigation)
    guard let target = version.model.type(navigation.target),
      let rows = version.source(of: navigation, from: place.source, below: parent.rowlessPath)
    else { throw SelectionFailure.unknownExpanded(name: navigation.name, type: place.source) }
    try version.checkImitated(rows)
    let planned = try nested(place, item, rows, target, rules, parent)
    if navigation.isCollection {
      return try collection(planned, place, item, rules, parent)
    }
    guard item.form != .count else {
      throw SelectionFailure.unknownExpanded(name: navigation.name + item.form.rawValue, type: place.source)
    }
    return try single(planned, place, item, rules, parent)
  }

  /// The rows of an expansion and how each is written.
  private struct Nested {
    var statement: SelectStatement
    let alias: String
    let projection: Projection
    let item: SQLText
  }

  private mutating func nested(
    _ place: ExpansionPlace, _ item: ExpandItem, _ source: RowSource, _ target: StructuredType,
    _ rules: ExpansionRules, _ parent: ExpansionParent
  ) throws -> Nested {
    aliasCount += 1
    let alias = "e\(aliasCount)"
    let selection = try SelectionReader(model: version.model, isList: place.navigation.isCollection)
      .selection(item.options?.select, of: target)
    let inner = ExpansionParent(
      type: target, alias: alias, path: parent.path + place.path, depth: parent.depth + 1)
    let expansions = try expansions(item.options?.expand ?? [], inner)
    let projection = version.plans.projection(
      target, selection: selection, expansions: expansions, alias: alias, style: options.style)
    var statement = SelectStatement(source: source)
    try add(item.options, to: &statement, target, rules, alias: alias)
    let json =
      item.form == .references
      ? reference(to: target, place, of: parent, alias: alias)
      : SelectStatement.renderSQL(projection, alias: alias)
    return Nested(statement: statement, alias: alias, projection: projection, item: json)
  }

  /// `{"@odata.id":"http://localhost:8585/beta/directoryObjects/…"}`, the URL as `ObjectURL` makes it.
  private mutating func reference(
    to target: StructuredType, _ place: ExpansionPlace, of parent: ExpansionParent, alias: String
  ) -> SQLText {
    var url = arguments.bindBase()
    if target.traits.home == nil, let home = place.source.traits.home {
      url += " || \(arguments.bind("/\(home)/")) || percent_encoded(\(parent.alias).id)"
    }
    let set = target.traits.home ?? place.path.joined(separator: "/")
    url += " || \(arguments.bind("/\(set)/")) || percent_encoded(\(alias).id)"
    return "'{\"@odata.id\":' || json_quote(\(url)) || '}'"
  }

  private mutating func add(
    _ nested: NestedOptions?, to statement: inout SelectStatement, _ type: StructuredType,
    _ rules: ExpansionRules, alias: String
  ) throws {
    guard let nested else { return }
    var inner = ReadOptions()
    inner.filter = nested.filter
    inner.orderBy = nested.orderBy ?? []
    inner.search = nested.search
    inner.aliases = options.aliases.merging(nested.aliases) { $1 }
    let expressions = ExpressionPlanning(
      version: version, contract: rules.inner, options: inner, moment: moment)
    statement.filters += try expressions.conditions(type, &arguments, alias: alias).sql
    statement.order = try expressions.order(type, &arguments, alias: alias)
  }

  // MARK: Collections

  private mutating func collection(
    _ planned: Nested, _ place: ExpansionPlace, _ item: ExpandItem, _ rules: ExpansionRules,
    _ parent: ExpansionParent
  ) throws -> ExpansionColumn {
    guard item.options?.levels == nil else {
      throw SelectionFailure.expansionOptionNotServed(option: "$levels", name: place.navigation.name)
    }
    let (alias, above) = (planned.alias, "\(parent.alias).key")
    var annotations: [ExpansionColumn.Annotation] = []
    if rules.writesContext, item.form == .entities, let sql = contextSQL(place, parent) {
      annotations.append(ExpansionColumn.Annotation(name: "@odata.context", sql: sql))
    }
    if item.options?.count == true || item.form == .count {
      let sql = planned.statement.nestedCountSQL(alias: alias, parent: above)
      annotations.append(ExpansionColumn.Annotation(name: "@odata.count", sql: sql))
    }
    let limit = [item.options?.top, rules.itemLimit].compactMap(\.self).min()
    let sql = planned.statement.arraySQL(
      alias: alias, parent: above, item: planned.item, limit: limit, offset: item.options?.skip)
    return ExpansionColumn(
      path: place.path, sql: item.form == .count ? nil : sql, annotations: annotations,
      nested: [planned.projection], absent: "[]", types: types(place))
  }

  /// `B/$metadata#deviceManagement/deviceConfigurations('{id}')/assignments`; nil where there is no such place.
  private mutating func contextSQL(_ place: ExpansionPlace, _ parent: ExpansionParent) -> SQLText? {
    let base = arguments.bindBase()
    if let home = version.model.type(place.navigation.target)?.traits.home {
      return "json_quote(\(base) || \(arguments.bind("/$metadata#\(home)")))"
    }
    guard let home = place.source.traits.home else { return nil }
    let start = arguments.bind("/$metadata#\(home)('")
    let end = arguments.bind("')/\(place.path.joined(separator: "/"))")
    return "json_quote(\(base) || \(start) || percent_encoded(\(parent.alias).id) || \(end))"
  }

  private func types(_ place: ExpansionPlace) -> Set<String>? {
    place.cast.map { Set(version.model.family(of: $0).map(\.name)) }
  }

  // MARK: Single values

  private mutating func single(
    _ planned: Nested, _ place: ExpansionPlace, _ item: ExpandItem, _ rules: ExpansionRules,
    _ parent: ExpansionParent
  ) throws -> ExpansionColumn {
    let above = "\(parent.alias).key"
    let sql: SQLText
    if let levels = item.options?.levels {
      let chain = ChainStatement(
        source: planned.statement.source, name: place.navigation.name, levels: try count(levels, place, rules)
      )
      sql = chain.sql(alias: planned.alias, parent: above, item: planned.item)
    } else {
      sql = planned.statement.objectSQL(alias: planned.alias, parent: above, item: planned.item)
    }
    if rules.filterDropsRows, parent.depth == 0, item.options?.filter != nil {
      expansionFilters.append("\(sql) IS NOT NULL")
    }
    return ExpansionColumn(
      path: place.path, sql: sql, nested: [planned.projection], absent: "null", types: types(place))
  }

  /// How often a reference is followed that leads to objects which have it themselves.
  private func count(_ levels: NestedOptions.Levels, _ place: ExpansionPlace, _ rules: ExpansionRules) throws
    -> Int
  {
    let failure = SelectionFailure.expansionOptionNotServed(option: "$levels", name: place.navigation.name)
    let target = version.model.type(place.navigation.target)
    let family = target.map { version.model.family(of: $0) } ?? []
    guard family.contains(where: { $0 === place.source }), place.path.count == 1,
      case .reference? = version.schema.storage(of: place.navigation, in: version.model)
    else { throw failure }
    // Only `$count=true` asks for the header, and then for one object; by itself `$levels` needs neither.
    if rules.levelsAreAdvanced, options.asksForCount {
      guard options.isAdvanced else {
        throw SelectionFailure.expansionOptionNeedsAdvanced(option: "$levels", name: place.navigation.name)
      }
      guard !isList else { throw failure }
    }
    let most = rules.levelsAreAdvanced ? Conventions.Expansion.levelLimit : rules.depth
    switch levels {
    case .max: return most
    case .number(let number):
      guard number <= most else { throw SelectionFailure.expansionTooDeep(name: place.navigation.name) }
      return number
    }
  }
}
