package import GraphContract

extension Conventions {
  /// How Intune behaves (graph-platform section 6).
  package static var intune: Conventions {
    var conventions = Conventions()
    conventions.defaultPageSize = 1000
    conventions.largestPageSize = 1000
    conventions.expansion.depth = 5
    conventions.expansion.options = [
      .select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels,
    ]
    conventions.expansion.writesContext = true
    conventions.updateAnswersWithObject = true
    conventions.takesInlineEntities = true
    return conventions
  }
}
