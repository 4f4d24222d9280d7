import GraphContract
import GraphStore
import Planning

/// Looks how many of those there are who can be a caller: limits depend on it.
struct TenantSizing {
  let version: ServiceVersion

  func size(_ reader: Reader) throws -> RateLimit.TenantSize {
    guard let plan else { return .small }
    reader.trace?.expect("see how large the tenant is, for its limits")
    return RateLimit.TenantSize(
      people: try reader.locateAll(plan, ReadValues(limit: RateLimit.TenantSize.countLimit)).count)
  }

  /// nil for a model in which nobody can be a caller.
  private var plan: ReadPlan? {
    guard let type = version.callerType, let table = version.table(of: type) else { return nil }
    return version.queries.rows.plan("tenant size") {
      version.plans.locateAll(
        SelectStatement(
          source: RowSource(table: table, relation: .all, types: version.typeRestriction(type, in: table))))
    }
  }
}
