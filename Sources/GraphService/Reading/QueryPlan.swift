import GraphStore

/// Everything that a GET of one shape and one query needs; made once, run for each request.
struct ObjectQuery: Sendable {
  let plan: ReadPlan
  let projection: Projection
  let context: ContextFragment
}

/// A list with its pages.
struct CollectionQuery: Sendable {
  let first: ReadPlan
  /// With the conditions that continue after a cursor.
  let next: ReadPlan
  let count: ReadPlan?
  let context: ContextFragment
  let pageSize: Int
  /// `$top` where it limits all pages together.
  let total: Int?
}
