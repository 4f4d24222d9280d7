package import EntityModel
import OData

/// A part of the service with manners of its own: page sizes, statuses and error words (graph-platform section 6).
package enum Area: String, Sendable, CaseIterable {
  /// Whatever fails before a type is known.
  case gateway
  case directory
  case licensing
  case intune
  case entitlement

  /// The area of a type; complex types without one take that of the object that holds them.
  package init(of type: StructuredType) {
    self = type.traits.workload.flatMap(Area.init) ?? .gateway
  }
}

extension Area {
  /// The area itself; nil for the gateway, which is where no type has an area.
  var ofType: Area? { self == .gateway ? nil : self }

  /// Rows of a page when the client does not say (graph-platform 1.12).
  var defaultPageSize: Int { self == .intune ? 1000 : 100 }

  var largestPageSize: Int { self == .intune ? 1000 : 999 }

  /// `$top` limits the rows of all pages together; elsewhere it is a page size.
  var topIsTotal: Bool { self == .intune || self == .entitlement || self == .gateway }

  var servesSkip: Bool { self != .directory }

  /// `ConsistencyLevel: eventual` with `$count=true` makes more of a query possible (graph-platform 1.7).
  var hasAdvancedQueries: Bool { self == .directory }

  /// Only what the model marks may stand in `$filter`.
  var restrictsFilters: Bool { self == .directory || self == .licensing }

  /// Only what the model marks may stand in `$orderby`.
  var restrictsOrders: Bool { self == .directory }

  var servesSearch: Bool { self != .licensing }

  var searchForm: SearchForm { self == .directory ? .clauses : .text }

  var servesApply: Bool { self == .licensing }

  /// An id is a GUID: what is none cannot be one.
  var idsAreGuids: Bool { self == .directory }

  /// PATCH answers with the object.
  var updateAnswersWithObject: Bool { self == .intune || self == .licensing }

  /// A client that prefers to see what it updated gets to; where PATCH answers nothing, the directory keeps to that
  /// (graph-platform 1.6).
  var showsUpdatedObject: Bool { self != .directory }

  /// Another id than the object's is an error in PATCH.
  var refusesForeignIdentifiers: Bool { self == .directory }

  /// Most references that one request may add by name (graph-platform 1.13).
  var referenceLimit: Int? { self == .directory ? 20 : nil }

  /// POST and PATCH to collections of references have words of their own (graph-platform 3.4).
  var explainsReferenceMisuse: Bool { self == .directory }

  /// Errors of rules come from a back end behind the gateway, whose messages are documents.
  var hasBackEnd: Bool { self == .intune }

  /// A read-only member in a body is an error.
  var refusesReadOnly: Bool { self == .directory }

  /// PATCH must name what POST must name.
  var updateNeedsRequired: Bool { self == .licensing }

  /// PATCH keeps the members of a complex value that it does not name.
  var mergesComplexValues: Bool { self == .directory }

  /// Entities inline in a body are created with it.
  var takesInlineEntities: Bool { self == .intune || self == .entitlement }

  /// An empty object in a PATCH changes nothing; elsewhere it is no content.
  var takesEmptyUpdate: Bool { self != .directory }

  /// Answers tell what the request cost (graph-platform 4.1).
  var tellsCost: Bool { self == .directory }

  /// GET of a single-valued navigation property that leads nowhere is 204, not 404.
  var answersNothingForNull: Bool { self == .licensing || self == .entitlement }
}
