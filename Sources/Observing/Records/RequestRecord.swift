package import GraphStore
package import HTTPMessages

/// A request that was answered, with what was found out about it: references to what is there anyhow, and no copies.
///
/// A class because log, journal and metrics look at the same one, and a copy has a dozen references to count.
package final class RequestRecord: Sendable {
  package let request: Request
  package let response: Response
  package let facts: RequestNotes.Facts
  /// When it came, on the machine's clock.
  package let time: Moment
  /// From then to its answer.
  package let nanoseconds: UInt64

  package init(
    _ request: Request, _ response: Response, _ facts: RequestNotes.Facts, time: Moment, duration: Duration
  ) {
    self.request = request
    self.response = response
    self.facts = facts
    self.time = time
    nanoseconds = duration.wholeNanoseconds
  }
}
