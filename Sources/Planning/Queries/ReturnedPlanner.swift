package import EntityModel
import GraphContract
package import GraphStore
import OData

/// Plans what an operation or a write shows of the objects that it returns: the query options are those of their type.
extension ReadPlanner {
  /// A list of objects by their keys.
  ///
  /// - Parameter type: what the list is declared to be of.
  package func returned(_ type: StructuredType) throws -> PlanInUse<CollectionQuery> {
    guard let table = version.table(of: type) else { throw StoreError.unknownType(type.name) }
    return try planned("returned \(type.name)", in: version.queries.collections) {
      var planner = QueryPlanner(
        version: version, contract: contract, options: try options(.collection), moment: moment)
      let rows = PathPlan.Collection(
        source: RowSource(table: table, relation: .listed, types: nil), type: type, navigation: nil,
        sources: nil, name: type.shortName)
      let projection = try planner.projection(type)
      let context = ContextFragment(text: type.traits.home ?? "Collection(\(type.name))")
      return try planner.pages(of: rows, projection, context.appending(planner.selectList(type)))
    }
  }

  /// A list of objects by their keys, page by page.
  package func listing(of type: StructuredType, named name: String) throws -> PlannedRead {
    guard let table = version.table(of: type) else { throw StoreError.unknownType(type.name) }
    let list = try returned(type)
    let collection = PathPlan.Collection(
      source: RowSource(table: table, relation: .listed, types: nil), type: type, navigation: nil,
      sources: nil,
      name: name)
    return PlannedRead(.list(collection, list.plan, try page(list.plan.page)), list.values)
  }

  /// How many objects a list shows that has but one page; nil: all.
  package func returnedLimit(_ type: StructuredType) throws -> Int? {
    guard query.options[.top] != nil else { return nil }
    return try page(PageRule(of: type, in: contract)).size(configured: nil)
  }

  /// One object by its key.
  ///
  /// - Parameter context: what the context is without options and `/$entity`.
  package func returned(
    _ type: StructuredType, in table: EntityTable, _ context: String
  ) throws -> PlanInUse<ObjectQuery> {
    try planned("returned \(type.name) \(context)", in: version.queries.objects) {
      var planner = QueryPlanner(
        version: version, contract: contract, options: try options(.object), moment: moment, isList: false)
      let projection = try planner.projection(type)
      let plan = version.plans.item(
        RowSource(table: table, relation: .all, types: nil), projection, planner.arguments)
      let fragment = ContextFragment(text: context)
      return ObjectQuery(
        plan: plan, projection: projection,
        context: fragment.appending(planner.selectList(type)).appending("/$entity"))
    }
  }
}
