import EntityModel
import GraphContract
import OData

/// What the workload of an object allows of `$expand`.
struct ExpansionRules {
  let contract: Contract
  /// Who says what the parentheses may hold, and how they are read.
  let inner: Contract

  /// - Parameter isDescribed: whether a workload describes what is expanded; what none does takes what OData has.
  init(contract: Contract, isDescribed: Bool = true) {
    self.contract = contract
    inner = isDescribed ? contract : .gateway
  }

  private var conventions: Conventions.Expansion { contract.conventions.expansion }

  /// Depth of nesting that is served.
  var depth: Int { conventions.depth }

  var takesSeveral: Bool { conventions.takesSeveral }

  var itemLimit: Int? { conventions.itemLimit }

  var writesContext: Bool { conventions.writesContext }

  var filterDropsRows: Bool { conventions.filterDropsRows }

  /// `$levels` beside `$count=true` is an advanced query of one object.
  var levelsAreAdvanced: Bool { contract.conventions.hasAdvancedQueries }

  /// - Throws: `SelectionFailure.expansionOptionNotServed`
  func check(_ options: NestedOptions?, of navigation: NavigationProperty) throws {
    for option in options?.given ?? [] where !inner.conventions.expansion.options.contains(option) {
      throw SelectionFailure.expansionOptionNotServed(option: "$\(option.rawValue)", name: navigation.name)
    }
  }
}

extension NestedOptions {
  fileprivate var given: [Conventions.Expansion.Option] {
    let all: [(Conventions.Expansion.Option, Bool)] = [
      (.select, select != nil), (.expand, expand != nil), (.filter, filter != nil),
      (.orderby, orderBy != nil), (.search, search != nil), (.compute, compute != nil), (.top, top != nil),
      (.skip, skip != nil), (.count, count != nil), (.levels, levels != nil),
    ]
    return all.filter(\.1).map(\.0)
  }
}
