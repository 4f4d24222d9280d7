import EntityModel
import GraphStore
import OData

/// Filter, search and order as SQL, with what each area allows of them.
struct ExpressionPlanning {
  let version: ServiceVersion
  let area: Area
  let options: ReadOptions
  let moment: Moment

  func conditions(
    _ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t"
  ) throws -> [SQLText] {
    var conditions: [SQLText] = []
    let writer = writer(type, alias)
    if let filter = options.filter {
      let bound = try bound { () throws(BindingError) in try binder(type).filter(filter) }
      conditions.append(try writer.condition(bound, &arguments))
    }
    if let search = options.search {
      let form = area == .directory ? SearchForm.clauses : .text
      let bound = try bound { () throws(BindingError) in try binder(type).search(search, as: form) }
      conditions.append(try writer.search(bound, &arguments))
    }
    return conditions
  }

  func order(
    _ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t"
  ) throws -> [SelectStatement.Order] {
    guard !options.orderBy.isEmpty else { return [] }
    let bound: [BoundOrder]
    do { bound = try ExpressionBinder(model: version.model, type: type, aliases: options.aliases).orderBy(options.orderBy) } catch {
      throw RequestFailure.orderNotSupported(name: error.propertyName ?? "", type: type)
    }
    return try writer(type, alias).order(bound, &arguments)
  }

  private func binder(_ type: StructuredType) -> ExpressionBinder {
    ExpressionBinder(
      model: version.model, type: type, aliases: options.aliases,
      filterable: area == .licensing ? .annotated : .all)
  }

  private func writer(_ type: StructuredType, _ alias: String) -> ExpressionWriter {
    ExpressionWriter(
      model: version.model, schema: version.schema, derived: version.derived, now: moment, type: type, alias: alias)
  }

  private func bound<Tree>(_ bind: () throws(BindingError) -> Tree) throws -> Tree {
    do { return try bind() } catch { throw RequestFailure(error) }
  }
}

extension RequestFailure {
  /// What the binder found wrong, in the engine's terms.
  init(_ error: BindingError) {
    switch error.kind {
    case .unknownProperty(let name, let type): self = .filterUnknownProperty(name: name, type: type)
    case .notFilterable(let name, let type): self = .filterNotSupported(name: name, type: type)
    default: self = .filterInvalid(error.message)
    }
  }
}
