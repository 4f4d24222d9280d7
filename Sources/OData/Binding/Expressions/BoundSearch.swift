/// A `$search` expression over the properties of a type.
package indirect enum BoundSearch: Sendable {
  case not(BoundSearch)
  case and([BoundSearch])
  case or([BoundSearch])
  /// `"displayName:wash room"` of the directory: each word of the text begins some word of the property.
  case words(MemberPath, SearchText)
  /// `"mail:adele"` of the directory: the property begins so.
  case prefix(MemberPath, SearchText)
  /// Any of the properties contains the text: `$search` of other workloads.
  case contains([MemberPath], SearchText)
}

/// How `$search` is read (graph-platform 1.12).
package enum SearchForm: Sendable, Equatable {
  /// Directory: each clause names a property.
  case clauses
  /// Intune and entitlement: a text that a searchable property contains.
  case text
  /// Types of no workload: a text that a searchable member contains, or the one that stands before its colon. Where the
  /// model calls none searchable, all are.
  case members
}
