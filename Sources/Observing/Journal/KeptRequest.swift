package import GraphStore
import HTTPMessages

/// A request as the journal keeps it: bodies up to their limit, secrets taken out.
///
/// A class because lists of them are handed out while the ring goes on. All in it but the header fields is what request
/// and answer had anyhow, and is not copied; whatever is shown of it is made when somebody asks.
package final class KeptRequest: Sendable {
  /// A body as far as it is kept.
  struct Body: Sendable {
    let bytes: [UInt8]
    /// Of the whole.
    let length: Int
    let isCut: Bool
    /// Why there is nothing of it here, where that is not what was set.
    private(set) var withheld: String?

    /// Of bytes that are no text there is only the number.
    init(_ body: [UInt8], mediaType: String) {
      self.init(bytes: [], length: body.count, isCut: false, withheld: "it is \(mediaType)")
    }

    private init(bytes: [UInt8], length: Int, isCut: Bool, withheld: String?) {
      (self.bytes, self.length, self.isCut, self.withheld) = (bytes, length, isCut, withheld)
    }

    /// - Parameters:
    ///   - limit: 0 keeps nothing.
    ///   - mask: nil for a body that holds no secrets, and is not looked into.
    init(_ body: [UInt8], limit: Int, _ mask: BodyMask?) {
      length = body.count
      let isCut = body.count > limit
      // A buffer that was made larger than its body would be kept whole.
      let isTight = !isCut && body.capacity <= 2 * limit
      let kept = isTight ? body : Array(body.prefix(limit))
      do {
        bytes = try mask?.masked(kept, isCut: isCut) ?? kept
        self.isCut = isCut
      } catch {
        (bytes, self.isCut, withheld) = ([], false, error.reason)
      }
    }
  }

  package let time: Moment
  let nanoseconds: UInt64
  package let method: String
  package let target: String
  package let status: Int
  let isOverTLS: Bool
  /// What its links begin with, where the request itself did not say it.
  let statedRoot: String?
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
  /// Bytes that it takes: of its buffers all that was given to them.
  let size: Int

  init(_ record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets) {
    (time, nanoseconds) = (record.time, record.nanoseconds)
    method = record.request.method
    target = SecretMask.kept(record.request.target)
    status = record.response.status
    (isOverTLS, statedRoot) = (record.request.isOverTLS, record.request.statedRoot)
    let told = status < 400 ? ToldSecrets() : ToldSecrets(in: record.request, secrets)
    requestHeaders = SecretMask.kept(record.request.headers)
    requestBody = Body(
      record.request.body, limit: settings.bodyBytes, secrets.mask(ofBody: record.request))
    responseHeaders = SecretMask.kept(record.response.headers)
    responseBody = Self.body(
      record.response, limit: settings.bodyBytes,
      secrets.mask(
        of: record.response, to: record.request, told: told, hasSecretOptions: target != record.request.target
      ))
    delivery = record.response.delivery
    caller = record.facts.caller
    code = record.facts.refusal?.code
    decision =
      settings.keepsDecisions
      ? record.facts.trace.map { TracedDecision($0.record, record.facts, told).bytes } : nil
    let fields = record.response.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    size =
      Self.overhead + method.utf8.count + target.utf8.count + requestHeaders.size + fields
      + requestBody.bytes.capacity + responseBody.bytes.capacity + (decision?.capacity ?? 0)
  }

  private static func body(_ response: Response, limit: Int, _ mask: BodyMask?) -> Body {
    guard let type = response.mediaType, !response.body.isEmpty else {
      return Body(response.body, limit: limit, mask)
    }
    return Body(response.body, mediaType: type)
  }

  /// Of a request without any text.
  private static let overhead = 400

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

extension Response {
  /// What the body is, where it is neither text nor a document of text: an image, an archive.
  fileprivate var mediaType: String? {
    guard let type = headers.first(where: { $0.name == "Content-Type" })?.value else { return nil }
    let name = type.prefix { $0 != ";" }.lowercased()
    let isText =
      name.hasPrefix("text/") || name.hasSuffix("json") || name.hasSuffix("xml")
      || ["application/javascript", "application/x-www-form-urlencoded"].contains(name)
    return isText ? nil : name
  }
}
