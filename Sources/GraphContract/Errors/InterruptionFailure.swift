/// The work for a request was ended before it was done. Nothing of it is left behind.
package enum InterruptionFailure: RequestFailure, Equatable {
  /// It took longer than a request may.
  case timedOut(after: Duration)
  /// Its turn did not come in the time that a request may take.
  case waitedTooLong(Duration)
  /// Nobody is there to get the answer.
  case clientLeft
  case serverStops

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
