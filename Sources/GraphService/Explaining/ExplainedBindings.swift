import EntityModel
import GraphContract
import OData
import Planning

/// The options of a read with the types of their names.
///
/// The planner has bound the same trees before, so that nothing here is refused; it keeps their SQL only.
struct ExplainedBindings {
  let model: EntityModel
  let contract: Contract
  /// What the options are about.
  let type: StructuredType
  let options: ReadOptions

  /// - Throws: `BindingError`, `RequestFailure`; never after the plan was made.
  func bindings() throws -> [Explanation.Binding] {
    var binder = ExpressionBinder(model: model, type: type, aliases: options.aliases)
    var bindings: [Explanation.Binding] = []
    func add(_ option: String, _ values: [Explanation.TypedNode]) {
      if !values.isEmpty { bindings.append(Explanation.Binding(option: option, values: values)) }
    }
    // What the options after it name is the result of it.
    add("$apply", try binder.apply(options.apply ?? []).map { Explanation.TypedNode($0.description, nil) })
    add("$select", (options.select ?? []).map(selected))
    add("$expand", try options.expand.map { try expanded($0, on: type) })
    if let filter = options.filter { add("$filter", [Self.node(try binder.filter(filter))]) }
    if let search = options.search {
      let bound = try binder.search(search, as: contract.conventions.searchForm)
      add("$search", [Explanation.TypedNode(bound.description, nil)])
    }
    add("$orderby", try binder.orderBy(options.orderBy).map(Self.node))
    return bindings
  }

  // MARK: Names

  private func selected(_ item: SelectItem) -> Explanation.TypedNode {
    guard !item.isWildcard else { return Explanation.TypedNode("*", type.name) }
    var names = item.path.map(\.name)
    var owner: StructuredType? = type
    if names.count > 1, let cast = names.first.flatMap({ model.type($0) }) {
      (owner, names) = (cast, Array(names.dropFirst()))
    }
    var found: String?
    for name in names {
      switch owner.flatMap({ member(name, of: $0) }) {
      case .property(let property)?:
        (found, owner) = (property.type.name, model.structured(property.type))
      case .navigation(let navigation)?:
        (found, owner) = (Self.name(navigation), model.type(navigation.target))
      // An open type may have it; it gives nothing.
      case nil: (found, owner) = (nil, nil)
      }
    }
    return Explanation.TypedNode(item.description, found)
  }

  private func member(_ name: String, of type: StructuredType) -> Member? {
    model.family(of: type).lazy.compactMap { $0.member(name) }.first
  }

  private func expanded(_ item: ExpandItem, on type: StructuredType) throws -> Explanation.TypedNode {
    guard item.path.last?.name != "*" else { return Explanation.TypedNode(item.description, nil) }
    let place = try ExpansionPlace.find(item.path, on: type, model: model)
    let inner = try model.type(place.navigation.target).map { target in
      try (item.options?.expand ?? []).map { try expanded($0, on: target) }
    }
    return Explanation.TypedNode(item.description, Self.name(place.navigation), inner ?? [])
  }

  private static func name(_ navigation: NavigationProperty) -> String {
    navigation.isCollection ? "Collection(\(navigation.target))" : navigation.target
  }

  // MARK: Expressions

  private static func node(_ expression: BoundExpression) -> Explanation.TypedNode {
    Explanation.TypedNode(expression.description, expression.type.name, expression.operands.map(node))
  }

  private static func node(_ order: BoundOrder) -> Explanation.TypedNode {
    let value = node(order.expression)
    return Explanation.TypedNode(order.description, value.type, value.operands)
  }
}
