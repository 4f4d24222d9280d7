/// What happens to a request that is to fail, or to take its time.
package struct Fault: Sendable {
  /// What its client gets in place of the answer.
  package enum Outcome: Sendable, Equatable {
    case status(FaultStatus)
    /// The connection breaks off after so many bytes of the body.
    case cut(after: Int)
    /// The connection is closed without an answer.
    case close
    /// The body comes in pieces of so many bytes, with a pause between them.
    case drip(bytes: Int, every: Duration)
  }

  /// nil: the answer comes as it is.
  package var outcome: Outcome?
  /// By chance within it; nil: none.
  package var delay: ClosedRange<Duration>?
  /// The request is run whatever else befalls it, and only then its client gets what the fault has for it. What befalls
  /// an answer, as a delay does, has the request run anyhow.
  package var isAfterCommit: Bool

  package init(_ outcome: Outcome? = nil, delay: ClosedRange<Duration>? = nil, afterCommit: Bool = false) {
    (self.outcome, self.delay, isAfterCommit) = (outcome, delay, afterCommit)
  }
}

/// An error that the service has only when it is told to.
package struct FaultStatus: Sendable, Equatable {
  package var status: Int
  /// Seconds; nil: the answer does not say.
  package var retryAfter: Int?
  /// In place of the service's words.
  package var code: String?
  package var message: String?

  package init(_ status: Int, retryAfter: Int? = nil, code: String? = nil, message: String? = nil) {
    (self.status, self.retryAfter, self.code, self.message) = (status, retryAfter, code, message)
  }
}
