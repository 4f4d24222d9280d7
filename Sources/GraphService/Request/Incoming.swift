package import Faults
package import GraphContract
package import GraphStore
package import HTTPMessages
package import Observing
package import Tenants

/// A request on its way in, with what each layer found out about it.
package struct Incoming: Sendable {
  package var request: Request {
    didSet { if request.target != oldValue.target { target = RequestTarget(request.target) } }
  }
  package let ids: RequestIdentifiers
  package private(set) var target: RequestTarget
  /// nil until a layer knows it.
  package var tenant: Tenant?
  /// The tenant is the one that port, header or path name, or whoever asks; false where the token alone says it.
  package var namesTenant: Bool
  /// Which part of a batch it is, from 1 on; nil for a request of its own.
  package let part: Int?
  /// The emulator itself asks, and shows no token.
  package let isOwn: Bool
  /// How long the work for it may go on; the parts of a batch share their batch's.
  package let limit: RequestLimit
  /// Why it does not get to run, as a layer or its batch knows.
  package var refusal: (any RequestFailure)?
  /// Who wants to know what becomes of it; nil for nobody.
  package var trace: Trace?
  /// Who watches hears from there whose request it was, and why it was refused; nil: nobody does.
  package let notes: RequestNotes?
  /// What befalls the sending of the whole answer; nil where nobody looks at that.
  package var sending: SendingFaults?
  /// Whose a request to the same root is that says nothing else; nil where the root itself is of one tenant.
  var unnamed: (@Sendable (Incoming) -> Tenant?)?

  package init(
    _ request: Request, ids: RequestIdentifiers, tenant: Tenant? = nil, namesTenant: Bool = true,
    part: Int? = nil,
    isOwn: Bool = false, limit: RequestLimit = .none, refusal: (any RequestFailure)? = nil,
    trace: Trace? = nil, notes: RequestNotes? = nil, sending: SendingFaults? = nil
  ) {
    self.request = request
    self.ids = ids
    target = RequestTarget(request.target)
    self.tenant = tenant
    self.namesTenant = namesTenant
    self.part = part
    self.isOwn = isOwn
    self.limit = limit
    self.refusal = refusal
    self.trace = trace
    self.notes = notes
    self.sending = sending
  }
}

/// The ids of a request and its answer (graph-platform 4.1).
package struct RequestIdentifiers: Sendable {
  let request: String
  /// What the client calls it; the same as `request` when it says nothing.
  let client: String

  init(of request: Request, _ source: IdentifierSource) {
    let id = source.guid()
    self.request = id
    client = request.headers[name: "client-request-id"]?.asFieldValue ?? id
  }
}

extension String {
  /// nil for what a header field of an answer must not hold (RFC 9110, 5.5).
  var asFieldValue: String? { utf8.contains { $0 < 0x20 || $0 == 0x7f } ? nil : self }
}
