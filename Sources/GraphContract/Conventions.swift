package import OData

/// The manners of a workload where workloads differ (graph-platform section 6): page sizes, statuses, what options do.
/// The defaults are what OData and Graph commonly do.
package struct Conventions: Sendable {
  // MARK: Lists

  /// Rows of a page when the client does not say (graph-platform 1.12).
  package var defaultPageSize = 100
  package var largestPageSize = 999
  /// What `$top` counts.
  package var top = TopMeaning.total
  package var servesSkip = true
  package var servesSearch = true
  package var searchForm = SearchForm.text
  package var servesApply = false
  /// `ConsistencyLevel: eventual` with `$count=true` makes more of a query possible (graph-platform 1.7).
  package var hasAdvancedQueries = false
  /// Only what the model marks may stand in `$filter`.
  package var restrictsFilters = false
  /// Only what the model marks may stand in `$orderby`.
  package var restrictsOrders = false
  package var expansion = Expansion()

  // MARK: Objects

  /// An id is a GUID: what is none cannot be one.
  package var idsAreGuids = false
  /// GET of a single-valued navigation property that leads nowhere is 204, not 404.
  package var answersNothingForNull = false
  /// Answers tell what the request cost (graph-platform 4.1), and how much of a limit is used up (4.2).
  package var tellsCost = false

  // MARK: Limits

  /// Beside the one that counts all requests; they apply where the tenant's settings say so.
  package var rateLimits: [RateLimit] = []

  // MARK: Permissions

  /// Permissions with which users do what concerns them alone.
  package var ownPermissions: Set<String> = []

  // MARK: Writes

  /// PATCH answers with the object.
  package var updateAnswersWithObject = false
  /// A client that prefers to see what it updated gets to (graph-platform 1.6).
  package var showsUpdatedObject = true
  /// Another id than the object's is an error in PATCH.
  package var refusesForeignIdentifiers = false
  /// A read-only member in a body is an error.
  package var refusesReadOnly = false
  /// PATCH must name what POST must name.
  package var updateNeedsRequired = false
  /// PATCH keeps the members of a complex value that it does not name.
  package var mergesComplexValues = false
  /// An empty object in a PATCH changes nothing; elsewhere it is no content.
  package var takesEmptyUpdate = true
  /// Entities inline in a body are created with it.
  package var takesInlineEntities = false
  /// Most references that one request may add by name (graph-platform 1.13).
  package var referenceLimit: Int?
  /// POST and PATCH to collections of references have messages of their own (graph-platform 3.4).
  package var explainsReferenceMisuse = false

  package init() {}

  /// What a type of no workload gets, as those of mail, teams and drives, which published metadata alone has: all of OData
  /// that is served at all.
  package static let plain: Conventions = {
    var conventions = Conventions().takingAllOptions
    conventions.updateAnswersWithObject = true
    return conventions
  }()

  /// The same, but for what query options may ask: all that is served at all.
  var takingAllOptions: Conventions {
    var conventions = self
    conventions.top = .largestPage
    conventions.servesSkip = true
    conventions.servesSearch = true
    conventions.searchForm = .members
    conventions.hasAdvancedQueries = false
    conventions.restrictsFilters = false
    conventions.restrictsOrders = false
    conventions.expansion = Expansion()
    conventions.expansion.depth = 5
    conventions.expansion.options = [
      .select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels,
    ]
    return conventions
  }
}

extension Conventions {
  /// What `$top` says of a list (graph-platform 1.12).
  package enum TopMeaning: Sendable {
    /// How many rows all pages have together.
    case total
    /// How many rows a page has; a number that no page has is an error.
    case pageSize
    /// How many rows a page has, where it may have so many; else it has as many as any.
    case largestPage
  }
}

extension Conventions {
  /// What is allowed of `$expand` (graph-platform 1.9, cloud-licensing ED-31).
  package struct Expansion: Sendable {
    /// Depth of nesting that is served.
    package var depth = 1
    /// What the parentheses may hold.
    package var options: Set<Option> = [.select, .expand, .filter, .orderby, .top, .skip, .count, .levels]
    /// Several navigation properties in one request.
    package var takesSeveral = true
    /// Most items of an expanded collection; the rest is cut silently.
    package var itemLimit: Int?
    /// `nav@odata.context` stands before an expanded collection.
    package var writesContext = false
    /// A filter inside an expansion takes the rows that it leaves without a value out of the list (cloud-licensing ED-32).
    package var filterDropsRows = false
    /// Names of the workloads whose objects follow these rules when they expand objects of this one.
    package var governs: Set<String> = []

    package init() {}

    package enum Option: String, Sendable {
      case select, expand, filter, orderby, search, compute, top, skip, count, levels
    }

    /// Most levels of a chain of references.
    package static let levelLimit = 1000
  }
}
