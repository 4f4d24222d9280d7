package import GraphStore
import OData

/// A plan that all queries of one form may share.
package protocol SharedPlan: CachedPlan {
  /// Its statements; they have the same parameters.
  var statements: [ReadPlan] { get }
}

/// A plan with the values that one query gives its statements.
package struct PlanInUse<Plan: SharedPlan>: Sendable {
  package let plan: Plan
  package let values: [SQLValue]
}

extension QueryCache where Plan: SharedPlan {
  /// The plan of a query: that of its form, or one of its own where its very values count.
  ///
  /// - Parameter place: what the plan depends on beside the query.
  package func plan(
    _ place: String, _ query: RequestQuery, make: () throws -> Plan
  ) rethrows -> PlanInUse<Plan> {
    let shared = query.form.map { "\(place)?\($0.text)" }
    if let form = query.form, let shared, let found = value(shared)?.serving(form) { return found }
    let own = "\(place)=\(query.text)"
    if let found = value(own) { return found.withOwnValues }
    let plan = try make()
    insert(plan, for: query.form.map(plan.servesAll) == true ? shared ?? own : own)
    return plan.withOwnValues
  }
}

extension SharedPlan {
  private var statement: ReadPlan? { statements.first }

  /// nil for a query that needs a plan of its own.
  fileprivate func serving(_ form: QueryForm) -> PlanInUse<Self>? {
    guard let values = statement?.values(form.parameters) else { return nil }
    return PlanInUse(plan: self, values: values)
  }

  fileprivate var withOwnValues: PlanInUse<Self> {
    PlanInUse(plan: self, values: statement?.ownValues ?? [])
  }

  /// Whether the queries of a form, of which it was made for one, differ in results alone.
  fileprivate func servesAll(_ form: QueryForm) -> Bool {
    // One that does not even serve that query would be made anew for it each time.
    guard let statement, !statement.servesOneQuery, serving(form) != nil else { return false }
    return form.decidesResultsAlone(statement.parameterUses, form.pageNumbers)
  }
}

extension ReadPlan: SharedPlan {
  package var statements: [ReadPlan] { [self] }
}

extension ObjectQuery: SharedPlan {
  package var statements: [ReadPlan] { [plan] + [rowless].compactMap(\.self) }
}

extension CollectionQuery: SharedPlan {
  package var statements: [ReadPlan] { [first, next] + [count].compactMap(\.self) }
}

extension AppliedPlan: SharedPlan {
  package var statements: [ReadPlan] { [plan] + [count].compactMap(\.self) }
}
