import Foundation

/// Sends requests to others.
protocol HTTPSender: Sendable {
  /// Returns at once; `completion` is called on a thread of the sender's own, once.
  func post(_ message: OutgoingRequest, completion: @escaping @Sendable (SendOutcome) -> Void)

  /// Nothing is sent any more, and what is under way ends.
  func stop()
}

struct OutgoingRequest: Sendable {
  let url: URL
  let contentType: String
  let body: [UInt8]
  /// How long the whole answer may take.
  let timeout: Duration
}

enum SendOutcome: Sendable, Equatable {
  /// - Parameters:
  ///   - contentType: empty when there is none.
  ///   - body: its beginning.
  case answered(status: Int, contentType: String, body: [UInt8])
  case timedOut
  case failed(reason: String)
}
