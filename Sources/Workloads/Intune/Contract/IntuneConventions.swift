package import GraphContract

extension Conventions {
  /// How Intune behaves (graph-platform section 6).
  ///
  /// PATCH answers 204: the pages say 200 with the object, and the service does otherwise.
  package static var intune: Conventions {
    var conventions = Conventions()
    conventions.defaultPageSize = 1000
    conventions.largestPageSize = 1000
    conventions.expansion.depth = 5
    conventions.expansion.options = [
      .select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels,
    ]
    conventions.expansion.writesContext = true
    conventions.takesInlineEntities = true
    conventions.rateLimits = [
      RateLimit("device configuration", .application, .writes, 100, seconds: 20),
      RateLimit("device configuration", .tenant, .writes, 200, seconds: 20),
      RateLimit("device configuration", .application, .requests, 1000, seconds: 20),
      RateLimit("device configuration", .tenant, .requests, 2000, seconds: 20),
    ]
    return conventions
  }
}
