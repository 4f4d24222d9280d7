/// A request of a tenant's journal, and which one it was.
package struct JournalEntry: Sendable {
  /// From 1 on, in the order of the answers of the tenant.
  package let number: Int
  package let kept: KeptRequest
}
