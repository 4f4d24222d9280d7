package import GraphStore
import HTTPMessages

/// A request as the journal keeps it: bodies up to their limit, secrets taken out.
///
/// It is one piece of bytes, facts before texts, which are read when somebody asks: nearly all of them nobody ever asks
/// for. `KeptRequest+Writing.swift` lays them out.
package struct KeptRequest: Sendable {
  /// A body as far as it is kept.
  struct Body: Sendable {
    let bytes: [UInt8]
    /// Of the whole.
    let length: Int
    let isCut: Bool
    /// Why there is nothing of it here, where that is not what was set.
    let withheld: String?
  }

  /// No text has it in it that is UTF-8.
  static let endOfName: UInt8 = 0xFF
  /// No name and no value of a header field has it in it.
  static let endOfField: UInt8 = 0

  private let bytes: ArraySlice<UInt8>
  private let facts: KeptFacts

  /// - Parameter bytes: as `bytes(of:_:_:)` lays them out; what follows the request is not looked at.
  init(_ bytes: ArraySlice<UInt8>) {
    facts = bytes.withUnsafeBytes { $0.loadUnaligned(as: KeptFacts.self) }
    self.bytes = bytes.prefix(facts.size)
  }

  /// Bytes that it takes.
  var size: Int { facts.size }

  /// When it came, on the machine's clock.
  package var time: Moment { facts.time }
  var nanoseconds: UInt64 { facts.nanoseconds }
  /// As it was sent.
  package var method: String { text(.method) ?? "" }
  /// Of its answer.
  package var status: Int { facts.status }
  /// Path and options, without values of secrets.
  package var target: String { text(.target) ?? "" }
  var delivery: Response.Delivery { facts.delivery }
  var code: String? { text(.code) }
  var isUnchecked: Bool { facts.isUnchecked }
  var decision: [UInt8]? { part(.decision).map(Array.init) }

  var caller: CallerName? {
    names(.principals).map {
      CallerName(
        principals: $0, applications: names(.applications) ?? [], isApplication: facts.isByApplication)
    }
  }

  var requestHeaders: RequestHeaders {
    (part(.requestHead) ?? []).withUnsafeBytes { RequestHeaders(copying: $0) }
  }

  var responseHeaders: [HeaderField] {
    let texts = (part(.responseHead) ?? []).split(
      separator: Self.endOfField, omittingEmptySubsequences: false
    )
    .map { String(decoding: $0, as: UTF8.self) }
    return stride(from: 0, to: texts.count - 1, by: 2).map { HeaderField(texts[$0], texts[$0 + 1]) }
  }

  var requestBody: Body { body(facts.requestBody, .requestBody, .requestWithheld) }
  var responseBody: Body { body(facts.responseBody, .responseBody, .responseWithheld) }

  private func body(_ facts: KeptFacts.Body, _ kept: KeptPart, _ withheld: KeptPart) -> Body {
    Body(
      bytes: part(kept).map(Array.init) ?? [], length: facts.length, isCut: facts.isCut,
      withheld: text(withheld))
  }

  private func part(_ part: KeptPart) -> ArraySlice<UInt8>? {
    let start = bytes.startIndex + KeptPlaces.startOfTexts
    return bytes.withUnsafeBytes { KeptPlaces.range(of: part, in: $0) }
      .map { bytes[start + $0.lowerBound..<start + $0.upperBound] }
  }

  private func text(_ part: KeptPart) -> String? {
    self.part(part).map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(_ part: KeptPart) -> [String]? {
    self.part(part)?.split(separator: Self.endOfName, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension KeptRequest {
  /// The path without its options.
  package var path: Substring { target.prefix { $0 != "?" && $0 != "#" } }

  /// `https://localhost:8586/v1.0/users?$top=1`: as the client called it.
  var url: String {
    let scheme = facts.isOverTLS ? "https" : "http"
    return (text(.statedRoot) ?? "\(scheme)://\(requestHeaders[name: "host"] ?? "localhost")") + target
  }

  var requestID: String? { responseHeader("request-id") }
  /// What the client called it; the emulator's own id where it said nothing.
  var clientRequestID: String? { responseHeader("client-request-id") }

  func responseHeader(_ name: String) -> String? {
    responseHeaders.first { $0.name.lowercased() == name }?.value
  }
}
