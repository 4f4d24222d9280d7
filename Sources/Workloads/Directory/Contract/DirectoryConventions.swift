package import GraphContract
import OData

extension Conventions {
  /// How the directory behaves (graph-platform section 6).
  package static var directory: Conventions {
    var conventions = Conventions()
    conventions.top = .pageSize
    conventions.servesSkip = false
    conventions.searchForm = .clauses
    conventions.hasAdvancedQueries = true
    conventions.restrictsFilters = true
    conventions.restrictsOrders = true
    conventions.expansion.options = [.select, .expand, .levels]
    conventions.expansion.takesSeveral = false
    conventions.expansion.itemLimit = 20
    conventions.idsAreGuids = true
    conventions.tellsCost = true
    // Those over all tenants of an application are more than it can use up in one.
    conventions.rateLimits = [
      RateLimit(
        "identity", .application, .resourceUnits, small: 3500, medium: 5000, large: 8000, seconds: 10),
      RateLimit("identity", .application, .writes, 3000, seconds: 150),
      RateLimit("identity", .tenant, .writes, 18_000, seconds: 300),
      // The directory answers for them, and they have a limit of their own beside its.
      RateLimit("subscriptions", .application, .requests, 5000, seconds: 20, set: "subscriptions"),
    ]
    conventions.showsUpdatedObject = false
    conventions.refusesForeignIdentifiers = true
    conventions.refusesReadOnly = true
    conventions.mergesComplexValues = true
    conventions.takesEmptyUpdate = false
    conventions.referenceLimit = 20
    conventions.explainsReferenceMisuse = true
    return conventions
  }
}
