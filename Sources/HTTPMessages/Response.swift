/// An answer to be written as it is; `Date`, `Content-Length` and `Connection` are added on the way out.
package struct Response: Sendable, Hashable {
  package var status: Int
  /// Written in this order. A field that HTTP does not allow, as one with a line break, is left out.
  package var headers: [HeaderField]
  /// To `HEAD` only its length is told, and with 204 and 304 nothing of it is.
  package var body: [UInt8]
  /// The body is known to be JSON; what a client has stored may only be called so.
  package var holdsJSON: Bool
  package var delivery: Delivery
  /// How long it is held back, counted from when it was made. No thread waits meanwhile, and stopping the
  /// server cuts it short.
  package var delay: Duration

  package init(
    status: Int, headers: [HeaderField] = [], body: [UInt8] = [], delivery: Delivery = .whole,
    delay: Duration = .zero, holdsJSON: Bool = false
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delivery = delivery
    self.delay = delay
    self.holdsJSON = holdsJSON
  }

  /// How much of a response its client gets to see.
  package enum Delivery: Sendable, Hashable, BitwiseCopyable {
    case whole
    /// The connection breaks off after so many bytes of the body.
    case cut(after: Int)
    /// The body goes out in pieces of so many bytes, with a pause between them. No thread waits meanwhile.
    case dripped(bytes: Int, every: Duration)
    /// The connection is closed without an answer.
    case withheld
    /// It is no answer: the request was only tried, and is to be run again where it may take its time.
    case elsewhere
  }
}

extension Response {
  /// How a client sees the response delivered: a cut behind the end of the body is none, nor are pieces as large as all of it.
  package func noticedDelivery(toMethod method: String) -> Delivery {
    let length = method == "HEAD" || status == 204 || status == 304 ? 0 : body.count
    switch delivery {
    case .cut(let count) where count >= length: return .whole
    case .dripped(let count, _) where count >= length: return .whole
    case .whole, .cut, .dripped, .withheld, .elsewhere: return delivery
    }
  }
}
