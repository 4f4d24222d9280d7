package import GraphStore
import HTTPMessages

/// A request as the journal keeps it: bodies up to their limit, secrets taken out.
///
/// A class because lists of them are handed out while the ring goes on. Whatever is shown of it is made when somebody asks.
package final class KeptRequest: Sendable {
  /// A body as far as it is kept.
  struct Body: Sendable {
    let bytes: [UInt8]
    /// Of the whole.
    let length: Int
    let isCut: Bool
    /// Why there is nothing of it here, where that is not what was set.
    let withheld: String?
  }

  package let time: Moment
  let nanoseconds: UInt64
  package let method: String
  package let status: Int
  let isOverTLS: Bool
  /// What its links begin with, where the request itself did not say it.
  let statedRoot: String?
  let delivery: Response.Delivery
  let caller: CallerName?
  /// Code of the error that it was refused with.
  let code: String?
  /// Whether the caller may do it nobody knows: it was let in.
  let isUnchecked: Bool
  /// What the request did, as JSON; nil where that is not kept.
  let decision: [UInt8]?
  /// Bytes that it takes: of its buffers all that was given to them.
  let size: Int

  private let texts: KeptTexts
  private let targetPlace: KeptTexts.Place
  private let requestHead: KeptTexts.Place
  private let responseHead: KeptTexts.Place
  private let requestPart: BodyPart
  private let responsePart: BodyPart

  init(_ record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets) {
    let request = record.request
    let response = record.response
    (time, nanoseconds) = (record.time, record.nanoseconds)
    (method, status, delivery) = (request.method, response.status, response.delivery)
    (isOverTLS, statedRoot) = (request.isOverTLS, request.statedRoot)
    (caller, code) = (record.facts.caller, record.facts.refusal?.code)
    isUnchecked = record.facts.isUnchecked

    let target = SecretMask.kept(request.target)
    let told = ToldSecrets(in: record, secrets)
    let answerMask = secrets.mask(
      of: response, to: request, told: told, hasSecretOptions: target != request.target)
    let limit = settings.bodyBytes
    var texts = KeptTexts(capacity: Self.length(of: record, bodyLimit: limit))
    targetPlace = texts.append(target)
    requestHead = texts.append(request.headers)
    let type = request.body.isEmpty ? nil : request.headers[name: "content-type"]
    requestPart =
      BodyOfBytes.reason(ofRequest: record, contentType: type)
      .map { BodyPart(request.body, withheld: $0) }
      ?? BodyPart(request.body, limit: limit, secrets.mask(of: request.body, contentType: type), in: &texts)
    responseHead = texts.append(response.headers)
    responsePart =
      BodyOfBytes.reason(ofAnswer: record).map { BodyPart(response.body, withheld: $0) }
      ?? BodyPart(response.body, limit: limit, answerMask, in: &texts)
    self.texts = texts

    decision =
      settings.keepsDecisions
      ? record.facts.trace.map { TracedDecision($0.record, record.facts, told).bytes } : nil
    size = Self.overhead + method.utf8.count + texts.size + (decision?.capacity ?? 0)
  }

  /// Bytes of the texts of a request whose secrets are no shorter than what stands for them.
  private static func length(of record: RequestRecord, bodyLimit: Int) -> Int {
    record.request.target.utf8.count + record.request.headers.size
      + min(record.request.body.count, bodyLimit) + min(record.response.body.count, bodyLimit)
      + KeptTexts.size(of: record.response.headers)
  }

  /// Of a request without any text.
  private static let overhead = 400

  package var target: String { texts.text(at: targetPlace) }

  var requestHeaders: RequestHeaders { texts.requestHeaders(at: requestHead) }
  var responseHeaders: [HeaderField] { texts.fields(at: responseHead) }
  var requestBody: Body { requestPart.body(in: texts) }
  var responseBody: Body { responsePart.body(in: texts) }

  /// The path without its options.
  package var path: Substring { target.prefix { $0 != "?" && $0 != "#" } }

  /// `https://localhost:8586/v1.0/users?$top=1`: as the client called it.
  var url: String {
    let scheme = isOverTLS ? "https" : "http"
    return (statedRoot ?? "\(scheme)://\(requestHeaders[name: "host"] ?? "localhost")") + target
  }

  var requestID: String? { responseHeader("request-id") }
  /// What the client called it; the emulator's own id where it said nothing.
  var clientRequestID: String? { responseHeader("client-request-id") }

  func responseHeader(_ name: String) -> String? {
    responseHeaders.first { $0.name.lowercased() == name }?.value
  }
}

/// Where a body is among the texts of a request.
private struct BodyPart: Sendable {
  private let place: KeptTexts.Place
  private let length: Int
  private let isCut: Bool
  private let withheld: String?

  /// Of bytes that are no text there is only the number.
  init(_ body: [UInt8], withheld reason: String) {
    (place, length, isCut, withheld) = (0..<0, body.count, false, reason)
  }

  /// - Parameters:
  ///   - limit: 0 keeps nothing.
  ///   - mask: nil for a body that holds no secrets, and is not looked into.
  init(_ body: [UInt8], limit: Int, _ mask: BodyMask?, in texts: inout KeptTexts) {
    length = body.count
    let isCut = body.count > limit
    let kept = body.prefix(limit)
    do {
      place = texts.append(try mask?.masked(Array(kept), isCut: isCut)[...] ?? kept)
      (self.isCut, withheld) = (isCut, nil)
    } catch {
      place = texts.append([])
      (self.isCut, withheld) = (false, error.reason)
    }
  }

  func body(in texts: KeptTexts) -> KeptRequest.Body {
    KeptRequest.Body(bytes: texts.bytes(at: place), length: length, isCut: isCut, withheld: withheld)
  }
}
