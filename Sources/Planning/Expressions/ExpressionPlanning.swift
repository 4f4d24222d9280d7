import EntityModel
import GraphContract
import GraphStore
import OData

/// Filter, search and order as SQL, with what each workload allows of them.
struct ExpressionPlanning {
  let version: ServiceVersion
  let contract: Contract
  let options: ReadOptions
  let moment: Moment
  /// How the list hangs off an object: where by references, the directory filters it by anything but ids, and sorts it,
  /// only as an advanced query. (directory 8 knows no exception.)
  var relation = RowSource.Relation.all

  private var isRelated: Bool { relation.isReference }

  /// What filter and search demand of a row.
  struct Conditions {
    var sql: [SQLText] = []
    /// First names of the paths that the filter looks at.
    var filteredNames: [String] = []
  }

  func conditions(
    _ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t"
  ) throws -> Conditions {
    var conditions = Conditions()
    let writer = writer(type, alias)
    if let filter = options.filter {
      if contract.conventions.hasAdvancedQueries, !isFilterable(type) { throw QueryFailure.filterNotServed }
      let bound = try bound(type) { () throws(BindingError) in try binder(type).filter(filter) }
      if contract.conventions.restrictsFilters {
        try check(type).check(bound)
      } else {
        try RefusedFilters.check(bound)
      }
      conditions.filteredNames = bound.uses.compactMap(\.path.first)
      conditions.sql.append(
        try written { () throws(QueryTooDeep) in try writer.condition(bound, &arguments) })
    }
    if let search = options.search {
      let form = contract.conventions.searchForm
      let bound = try bound(search, form, type)
      conditions.sql.append(
        try written { () throws(QueryTooDeep) in try writer.search(bound, &arguments) })
    }
    return conditions
  }

  func order(
    _ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t"
  ) throws -> [SelectStatement.Order] {
    guard !options.orderBy.isEmpty else { return [] }
    if contract.conventions.restrictsOrders { try checkSortable(type) }
    let bound = try order(type, binder(type, .all))
    let writer = writer(type, alias)
    return try written { () throws(QueryTooDeep) in try writer.order(bound, &arguments) }
  }

  /// Some lists of the directory take no filter at all, not even by id (graph-platform 1.10).
  private func isFilterable(_ type: StructuredType) -> Bool {
    version.model.family(of: type).contains { type in
      type.properties.contains { $0.isFilterable && $0.name != "id" }
    }
  }

  /// The directory sorts by few properties, by some of them only in advanced queries, and beside a filter by fewer still
  /// (graph-platform 1.11).
  private func checkSortable(_ type: StructuredType) throws {
    let isNarrowed = options.filter != nil || isRelated
    for item in options.orderBy {
      let word = sortable(item.expression, type)
      guard word != "always" else { continue }
      if isNarrowed, !options.isAdvanced { throw QueryFailure.sortNotServed(item.expression.description) }
      guard word == "default" || word != nil && options.isAdvanced else {
        throw QueryFailure.orderNotSupported(name: item.expression.description, type: type)
      }
    }
  }

  private func sortable(_ expression: Expression, _ type: StructuredType) -> String? {
    guard case .path(let path) = expression.kind, path.count == 1, case .name(let name) = path[0].kind
    else { return nil }
    return sortable(name, type)
  }

  /// A list of several types is sorted by what one of them can be sorted by.
  private func sortable(_ name: String, _ type: StructuredType) -> String? {
    version.model.family(of: type).lazy.compactMap { $0.property(name)?.traits.sortable }.first
  }

  /// The transformations of `$apply`, and after them the filter and the order of the options, which know the names
  /// of the result only.
  func steps(_ steps: [ApplyStep], _ type: StructuredType) throws -> [BoundApplyStep] {
    var binder = binder(type, .all)
    var bound = try bound(type) { () throws(BindingError) in try binder.apply(steps) }
    if let filter = options.filter {
      bound.append(.filter(try self.bound(type) { () throws(BindingError) in try binder.filter(filter) }))
    }
    if !options.orderBy.isEmpty { bound.append(.orderBy(try order(type, binder))) }
    return bound
  }

  /// Other rows than those of the set, or some of them.
  func apply(
    _ steps: [BoundApplyStep], over source: RowSource, _ type: StructuredType,
    _ arguments: inout SQLArguments
  ) throws -> AppliedQuery {
    let writer = writer(type, "t")
    return try written { () throws(QueryTooDeep) in try writer.apply(steps, over: source, &arguments) }
  }

  private func order(_ type: StructuredType, _ binder: ExpressionBinder) throws -> [BoundOrder] {
    do { return try binder.orderBy(options.orderBy) } catch {
      throw QueryFailure(order: error, on: owner(of: error, type), sent: orderText(at: error.position))
    }
  }

  private func binder(_ type: StructuredType, _ filterable: FilterPolicy? = nil) -> ExpressionBinder {
    return ExpressionBinder(
      model: version.model, type: type, aliases: options.aliases,
      filterable: filterable ?? (contract.conventions.restrictsFilters ? .annotated : .all))
  }

  private func check(_ type: StructuredType) -> FilterCheck {
    FilterCheck(
      contract: contract, type: type, isAdvanced: options.isAdvanced, needsAdvanced: isRelated,
      takesIdentifiers: !relation.isClosure, isStrict: options.isStrict)
  }

  private func writer(_ type: StructuredType, _ alias: String) -> ExpressionWriter {
    ExpressionWriter(
      model: version.model, schema: version.schema, derived: version.derived, now: moment, type: type,
      alias: alias)
  }

  private func bound<Tree>(_ type: StructuredType, _ bind: () throws(BindingError) -> Tree) throws -> Tree {
    do { return try bind() } catch { throw QueryFailure(filter: error, on: owner(of: error, type)) }
  }

  private func bound(
    _ search: SearchExpression, _ form: SearchForm, _ type: StructuredType
  ) throws -> BoundSearch {
    do { return try binder(type).search(search, as: form) } catch {
      throw QueryFailure(search: error, on: owner(of: error, type))
    }
  }

  /// The item of `$orderby` that a position is in.
  private func orderText(at position: Int) -> String {
    options.orderBy.last { $0.expression.position <= position }?.expression.description ?? ""
  }

  private func written<Text>(_ write: () throws(QueryTooDeep) -> Text) throws -> Text {
    do { return try write() } catch { throw LimitFailure.condition }
  }

  /// The type that an error names.
  private func owner(of error: BindingError, _ type: StructuredType) -> StructuredType {
    switch BindingCause(error.kind) {
    case .unknownProperty(_, let name), .notFilterable(_, let name): version.model.type(name) ?? type
    case .other: type
    }
  }
}

extension QueryFailure {
  /// What the binder found wrong in a filter, in the engine's terms.
  fileprivate init(filter error: BindingError, on type: StructuredType) {
    switch BindingCause(error.kind) {
    case .unknownProperty(let name, _): self = .filterUnknownProperty(name: name, type: type)
    case .notFilterable(let path, _): self = .filterNotSupported(name: path, type: type)
    case .other: self = .filterInvalid(error.message)
    }
  }

  fileprivate init(search error: BindingError, on type: StructuredType) {
    switch BindingCause(error.kind) {
    case .unknownProperty(let name, _): self = .filterUnknownProperty(name: name, type: type)
    case .notFilterable, .other: self = .searchNotServed
    }
  }

  /// - Parameter sent: the item of `$orderby` as the client wrote it.
  fileprivate init(order error: BindingError, on type: StructuredType, sent: String) {
    switch BindingCause(error.kind) {
    case .unknownProperty(let name, _): self = .orderNotSupported(name: name, type: type)
    case .notFilterable(let path, _): self = .orderNotSupported(name: path, type: type)
    case .other: self = .orderNotSupported(name: sent, type: type)
    }
  }
}
