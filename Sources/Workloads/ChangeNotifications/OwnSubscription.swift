import GraphStore

/// Whether a subscription is the caller's own: an application sees those alone that were made with a token of its own.
/// Who does not say which application asks sees all.
enum OwnSubscription {
  static let expression: DerivedExpressions.Expression = { row in
    """
    (\(ReadPlan.client) IS NULL OR json_extract(\(row).properties, '$.applicationId') = \(ReadPlan.client))
    """
  }
}
