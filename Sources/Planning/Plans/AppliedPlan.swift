package import GraphStore

/// A list with `$apply`, ready to run.
package struct AppliedPlan: Sendable {
  package let plan: ReadPlan
  /// Counts the rows before `$skip` and `$top`; nil when nobody asks.
  package let count: ReadPlan?
  package let context: ContextFragment
  /// The rows are objects of the set; else they are JSON texts.
  package let yieldsObjects: Bool

  /// Aggregated lists are not paged; a set larger than this is cut.
  package static let rowLimit = 100_000
}
