package import GraphStore
package import HTTPMessages

/// A request that was answered, with what was found out about it.
package struct RequestRecord: Sendable {
  package let request: Request
  package let response: Response
  package let facts: RequestNotes.Facts
  /// When it came, on the machine's clock.
  package let time: Moment
  /// From then to its answer.
  package let duration: Duration

  package init(
    _ request: Request, _ response: Response, _ facts: RequestNotes.Facts, time: Moment, duration: Duration
  ) {
    self.request = request
    self.response = response
    self.facts = facts
    self.time = time
    self.duration = duration
  }
}

extension Duration {
  /// `1.234`
  var milliseconds: String {
    let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    let thousandths = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
  }
}
