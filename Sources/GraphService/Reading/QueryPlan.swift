import GraphStore

/// Everything that a GET of one shape and one query needs; made once, run for each request.
///
/// A class, since requests share it.
final class ObjectQuery: Sendable {
  let plan: ReadPlan
  let projection: Projection
  let context: ContextFragment
  /// Finds what is expanded below an object that has no row.
  let rowless: ReadPlan?

  init(plan: ReadPlan, projection: Projection, context: ContextFragment, rowless: ReadPlan? = nil) {
    self.rowless = rowless
    self.plan = plan
    self.projection = projection
    self.context = context
  }
}

/// A list with its pages.
///
/// A class, since requests share it.
final class CollectionQuery: Sendable {
  let first: ReadPlan
  /// With the conditions that continue after a cursor.
  let next: ReadPlan
  let count: ReadPlan?
  let context: ContextFragment
  let page: PageRule
  /// The header that the first page came with must come with every other.
  let needsHeader: Bool

  init(
    first: ReadPlan, next: ReadPlan, count: ReadPlan?, context: ContextFragment, page: PageRule,
    needsHeader: Bool
  ) {
    self.first = first
    self.next = next
    self.count = count
    self.context = context
    self.page = page
    self.needsHeader = needsHeader
  }
}
