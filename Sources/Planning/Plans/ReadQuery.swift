package import EntityModel
package import GraphStore

/// What a GET runs, and the values that its query gives the statements.
package struct PlannedRead: Sendable {
  package let query: ReadQuery
  package let values: [SQLValue]

  init(_ query: ReadQuery, _ values: [SQLValue] = []) {
    self.query = query
    self.values = values
  }
}

/// What a GET runs, by what its path leads to.
package enum ReadQuery: Sendable {
  case object(PathPlan.Hop, ObjectQuery)
  case list(PathPlan.Collection, CollectionQuery, PageRule)
  /// A list with `$apply`.
  case applied(PathPlan.Collection, AppliedPlan)
  case count(PathPlan.Collection, ReadPlan)
  case references(PathPlan.Collection, CollectionQuery, PageRule)
  /// The reference to the object of the last hop.
  case reference(PathPlan.Hop)
  /// The properties on the way from the object of the hop to the value.
  case property([Property], PathPlan.Hop, ObjectQuery, isRaw: Bool)
  /// An operation, which is no read, or bytes, which are found without a plan.
  case nothing
}
