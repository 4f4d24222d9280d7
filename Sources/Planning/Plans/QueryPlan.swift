package import GraphStore

/// Everything that a GET of one shape and one query needs; made once, run for each request.
///
/// A class, since requests share it.
package final class ObjectQuery: Sendable {
  package let plan: ReadPlan
  package let projection: Projection
  package let context: ContextFragment
  /// The place that the context is of, for a value in it; nil: the object's own.
  package let place: ContextFragment?
  /// Finds what is expanded below an object that has no row.
  package let rowless: ReadPlan?

  package init(
    plan: ReadPlan, projection: Projection, context: ContextFragment, place: ContextFragment? = nil,
    rowless: ReadPlan? = nil
  ) {
    self.place = place
    self.rowless = rowless
    self.plan = plan
    self.projection = projection
    self.context = context
  }
}

/// A list with its pages.
///
/// A class, since requests share it.
package final class CollectionQuery: Sendable {
  package let first: ReadPlan
  /// With the conditions that continue after a cursor.
  package let next: ReadPlan
  package let count: ReadPlan?
  package let context: ContextFragment
  /// For a request without `$top`.
  package let page: PageRule

  package init(
    first: ReadPlan, next: ReadPlan, count: ReadPlan?, context: ContextFragment, page: PageRule
  ) {
    self.first = first
    self.next = next
    self.count = count
    self.context = context
    self.page = page
  }
}
