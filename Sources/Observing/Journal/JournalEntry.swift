package import GraphStore
import HTTPMessages

/// A request as the journal keeps it: bodies up to their limit, secrets taken out.
///
/// A class because lists of them are handed out while the ring goes on.
package final class JournalEntry: Sendable {
  /// A body as far as it is kept.
  struct Body: Sendable {
    let bytes: [UInt8]
    /// Of the whole.
    let length: Int

    /// - Parameter limit: 0 keeps nothing.
    init(_ body: [UInt8], limit: Int, isBatch: Bool) {
      length = body.count
      // A buffer that was made larger than its body would be kept whole.
      let isTight = body.count <= limit && body.capacity <= 2 * limit
      let kept = isTight ? body : Array(body.prefix(limit))
      bytes = isBatch ? SecretMask.batch(kept) : kept
    }
  }

  /// From 1 on, in the order of the answers of the tenant.
  package let number: Int
  package let time: Moment
  let duration: Duration
  package let method: String
  package let target: String
  package let status: Int
  let requestHeaders: RequestHeaders
  let requestBody: Body
  let responseHeaders: [HeaderField]
  let responseBody: Body
  let delivery: Response.Delivery
  let caller: CallerName?
  /// Code of the error that it was refused with.
  let code: String?
  /// What the request did, as JSON; nil where that is not kept.
  let decision: [UInt8]?
  /// Bytes that it takes, about.
  let size: Int

  init(_ record: RequestRecord, number: Int, _ settings: Journal.Settings) {
    let (request, response) = (record.request, record.response)
    let isBatch = request.target.prefix { $0 != "?" }.hasSuffix("$batch")
    self.number = number
    (time, duration) = (record.time, record.duration)
    method = request.method
    target = SecretMask.kept(request.target)
    status = response.status
    requestHeaders = SecretMask.kept(request.headers)
    requestBody = Body(request.body, limit: settings.bodyBytes, isBatch: isBatch)
    responseHeaders = response.headers
    responseBody = Body(response.body, limit: settings.bodyBytes, isBatch: false)
    delivery = response.delivery
    caller = record.facts.caller
    code = record.facts.refusal?.code
    decision =
      settings.keepsDecisions ? record.facts.trace.map { TracedDecision($0.record, record.facts).bytes } : nil
    let fields = response.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    size =
      Self.overhead + method.utf8.count + target.utf8.count + requestHeaders.size + fields
      + requestBody.bytes.count + responseBody.bytes.count + (decision?.count ?? 0)
  }

  /// Of an entry without any text.
  private static let overhead = 400

  /// The path without its options.
  package var path: Substring { target.prefix { $0 != "?" && $0 != "#" } }

  var requestID: String? { responseHeader("request-id") }
  /// What the client called it; the emulator's own id where it said nothing.
  var clientRequestID: String? { responseHeader("client-request-id") }

  private func responseHeader(_ name: String) -> String? {
    responseHeaders.first { $0.name.lowercased() == name }?.value
  }
}
