import GraphStore
import HTTPMessages
import Observing
import Tenants

/// Requests that were answered, as tests make them up.
enum Records {
  static let time = Moment(unixSeconds: 1_770_000_000)

  static func record(
    _ method: String = "GET", _ target: String = "/v1.0/users", status: Int = 200, body: [UInt8] = [],
    answer: [UInt8] = [], headers: [HeaderField] = [], tenant: String? = "default", id: Int = 1,
    after seconds: Int64 = 0, duration: Duration = .milliseconds(1), trace: Trace? = nil, code: String? = nil,
    caller: CallerName? = nil, door: Door = .graph,
    answered: [HeaderField] = [], reason: (any Error)? = nil, stream: StreamUse? = nil
  ) throws -> RequestRecord {
    let notes = RequestNotes()
    if let tenant { notes.note(tenant: try TenantName(tenant)) }
    if let trace { notes.note(trace: trace) }
    if let reason { notes.note(reason: reason) }
    if let code { notes.note(code: code) }
    notes.note(door: door)
    if let stream { notes.note(stream: stream) }
    if let caller { notes.note(caller: caller) }
    return RequestRecord(
      Request(method: method, target: target, headers: RequestHeaders(headers), body: body),
      Response(
        status: status,
        headers: [HeaderField("request-id", "id-\(id)"), HeaderField("client-request-id", "client-\(id)")]
          + answered,
        body: answer), notes.facts, time: time.adding(atMost: seconds * 10_000_000), duration: duration)
  }
}
