package import EntityModel
package import GraphContract
package import GraphStore
import OData
import Locks

/// One version of the service: its own model over the store that all versions share.
///
/// A class because every request of the version shares its plans.
package final class ServiceVersion: Sendable {
  /// As it stands in a URL: `beta`, `v1.0`.
  package let name: String
  package let model: EntityModel
  package let schema: StoreSchema
  /// How each workload behaves and speaks.
  package let contracts: Contracts
  package let routes: RouteIndex
  package let permissions: PermissionTable
  /// The CSDL document as it is served.
  package var metadata: [UInt8] { document() }
  private let document: @Sendable () -> [UInt8]
  package let plans: PlanBook
  package let derived: DerivedExpressions
  package let queries: QueryCaches

  /// What the published service has and this one has not.
  package let published: PublishedNames

  /// The type of the singleton that stands for the caller's own object.
  package let callerType: StructuredType?

  package init(
    name: String, model: EntityModel, schema: StoreSchema, contracts: Contracts, routes: RouteTable,
    derived: DerivedExpressions,
    metadata: @escaping @autoclosure @Sendable () -> [UInt8],
    numbers: PlanNumbers, caches: CacheBudget = CacheBudget(), published: PublishedNames = PublishedNames()
  ) {
    queries = QueryCaches(caches)
    self.name = name
    self.model = model
    self.schema = schema
    self.contracts = contracts
    self.routes = RouteIndex(routes, version: name, model: model)
    document = metadata
    let derived = derived.knowing(schema)
    self.derived = derived
    self.published = published
    callerType = model.container.first(where: \.traits.isCaller).flatMap { model.type($0.type) }
    permissions = PermissionTable(routes, ownSet: callerType?.traits.home)
    plans = PlanBook(
      builder: ProjectionBuilder(model: model, schema: schema, derived: derived), numbers: numbers)
  }
}

extension ServiceVersion {
  /// The table of a type of this version.
  package func table(of type: StructuredType) -> EntityTable? {
    schema.model.type(type.storedName).flatMap(schema.table)
  }

  /// Texts of the `type` column of a type and all below it.
  package func family(of type: StructuredType) -> [String] {
    model.family(of: type).filter { !$0.isAbstract }.map(\.storedName)
  }

  /// The types to ask for; nil when the table holds no others.
  package func typeRestriction(_ type: StructuredType, in table: EntityTable) -> [String]? {
    let wanted = family(of: type)
    let all = schema.model.family(of: table.root).filter { !$0.isAbstract }.map(\.name)
    return Set(wanted) == Set(all) ? nil : wanted
  }
}

extension ServiceVersion {
  /// The rows that a navigation property of one object leads to.
  ///
  /// - Parameters:
  ///   - type: what the object is.
  ///   - target: what the rows are, where several types declare the property; nil: what this one says.
  ///   - path: where the object is, in stored names, when it has no row itself, as singletons.
  package func source(
    of navigation: NavigationProperty, from type: StructuredType, to target: StructuredType? = nil,
    below path: String? = nil
  ) -> RowSource? {
    guard let target = target ?? model.type(navigation.target), let table = table(of: target),
      let relation = schema.relation(of: navigation, from: type, in: model),
      // Versions may say different things of what a place contains.
      relation.place?.name == nil || table.hasPlace
    else { return nil }
    var source = RowSource(
      table: table, relation: relation, types: typeRestriction(target, in: table),
      holdsDeleted: navigation.traits.holdsDeleted)
    source.visibility = visibility(of: target)
    source.window = navigation.traits.window
    source.listedKind = navigation.traits.listedKind
    source.isFirst = !navigation.isCollection && navigation.traits.sameAs != nil && relation.shared == nil
    if navigation.traits.listsDeeper, case .owned = relation {
      source.deeper = deeperRows(navigation, below: type, of: table)
    }
    source = path.map(source.belowNothing) ?? source
    if source.relation.place != nil { source.named = named(navigation.traits.wellKnown, target) }
    return source
  }

  /// The objects of a collection that are there without a row; nil where there are none.
  func named(_ objects: [NamedObject], _ type: StructuredType) -> NamedRows? {
    NamedRows(objects) { object in
      let own = object.type.map { model.type($0) } ?? concrete(type)
      return own.flatMap { schema.model.type($0.storedName) }
    }
  }

  /// What an object is of whose type only a base is known: the first that it can be.
  package func concrete(_ type: StructuredType) -> StructuredType {
    type.isAbstract ? model.family(of: type).first { !$0.isAbstract } ?? type : type
  }

  /// The condition that a row of a type is there for the caller.
  func visibility(of type: StructuredType) -> DerivedExpressions.Expression? {
    type.traits.visible.flatMap { derived[$0] }
  }

  /// What no rule makes a view of would be empty for ever; saying so is better.
  ///
  /// - Throws: `RoutingFailure.notImplemented`
  package func checkImitated(_ source: RowSource) throws {
    if let view = missingView(of: source) { throw RoutingFailure.notImplemented("'\(view)'") }
  }

  /// The view that the rows come from and that no rule makes.
  package func missingView(of source: RowSource) -> String? {
    var names = [source.table.name]
    if case .link(let link) = source.relation { names.append(link.name) }
    return names.first(where: schema.missingViews.contains)
  }
}
