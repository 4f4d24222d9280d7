package import GRDB

/// What happens by itself when the tenant's clock passes a moment (graph-platform section 7): the next request finds
/// it done.
package protocol ScheduledRule: Rule {
  /// Somebody outside waits for it: it happens at its moment, whether or not a request comes.
  var isAwaited: Bool { get }
  /// The earliest moment at which something is due; nil when nothing is waiting.
  func nextScheduled(_ db: Database) throws -> Moment?
  /// Does everything that is due at the transaction's moment, with origin `.rule`.
  func runScheduled(_ transaction: WriteTransaction) throws
}

extension ScheduledRule {
  package var isAwaited: Bool { false }
}
