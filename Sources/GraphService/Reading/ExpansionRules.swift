import EntityModel
import OData

/// What an area allows of `$expand` (graph-platform 1.9, cloud-licensing ED-31).
struct ExpansionRules {
  /// The options that parentheses may hold.
  enum Inner: String {
    case select, expand, filter, orderby, search, compute, top, skip, count, levels
  }

  let area: Area

  /// Depth of nesting that is served.
  var depth: Int { area.expansionDepth }

  private var served: Set<Inner> { area.expansionOptions }

  /// Several navigation properties in one request.
  var takesSeveral: Bool { area.expandsSeveral }

  /// Most items of a collection; the directory cuts silently.
  var itemLimit: Int? { area.expandedItemLimit }

  /// `nav@odata.context` stands before a collection.
  var writesContext: Bool { area.writesContextOfExpansions }

  /// A filter inside takes the rows that it leaves without a value out of the list (cloud-licensing ED-32).
  var filterDropsRows: Bool { area.dropsRowsByExpansionFilter }

  /// `$levels` is an advanced query of one object.
  var levelsAreAdvanced: Bool { area.hasAdvancedQueries }

  /// Most levels of a chain of references.
  static let levelLimit = 1000

  /// - Throws: `RequestFailure.expansionOptionNotServed`
  func check(_ options: NestedOptions?, of navigation: NavigationProperty) throws {
    for option in options?.given ?? [] where !served.contains(option) {
      throw RequestFailure.expansionOptionNotServed(option: "$\(option.rawValue)", name: navigation.name)
    }
  }
}

extension NestedOptions {
  fileprivate var given: [ExpansionRules.Inner] {
    let all: [(ExpansionRules.Inner, Bool)] = [
      (.select, select != nil), (.expand, expand != nil), (.filter, filter != nil),
      (.orderby, orderBy != nil), (.search, search != nil), (.compute, compute != nil), (.top, top != nil),
      (.skip, skip != nil), (.count, count != nil), (.levels, levels != nil),
    ]
    return all.filter(\.1).map(\.0)
  }
}
