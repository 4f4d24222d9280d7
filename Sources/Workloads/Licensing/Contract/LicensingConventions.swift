package import GraphContract

extension Conventions {
  /// How cloud licensing behaves (graph-platform section 6, cloud-licensing section 3).
  package static var licensing: Conventions {
    var conventions = Conventions()
    conventions.top = .pageSize
    conventions.servesSearch = false
    conventions.servesApply = true
    conventions.restrictsFilters = true
    conventions.expansion.depth = 2
    conventions.expansion.filterDropsRows = true
    conventions.expansion.governs = ["directory"]
    conventions.answersNothingForNull = true
    conventions.updateAnswersWithObject = true
    conventions.updateNeedsRequired = true
    return conventions
  }
}
