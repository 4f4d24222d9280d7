import Foundation
import GraphStore
import HTTPMessages
package import JSON

extension JournalEntry {
  /// As the control plane shows it.
  package var json: JSONValue {
    var json = summary
    json["request"] = .object(
      Self.message(kept.requestHeaders.fields, kept.requestBody))
    json["response"] = .object(Self.message(kept.responseHeaders, kept.responseBody))
    if kept.delivery != .whole { json["delivery"] = .string(Self.text(kept.delivery)) }
    if let decision = kept.decision { json["decision"] = (try? JSONValue.parse(decision)) ?? .null }
    return .object(json)
  }

  /// Without headers and bodies.
  package var summary: JSONObject {
    var json: JSONObject = [
      "number": .number(number), "time": .string(kept.time.precise), "method": .string(kept.method),
      "target": .string(kept.target), "status": .number(kept.status),
      "milliseconds": .number(kept.nanoseconds.milliseconds),
    ]
    if let id = kept.requestID { json["requestId"] = .string(id) }
    if let id = kept.clientRequestID { json["clientRequestId"] = .string(id) }
    if let caller = kept.caller { json["caller"] = .string(caller.text) }
    if let code = kept.code { json["error"] = .string(code) }
    if kept.responseHeaders.contains(StubMark.header) { json["isStub"] = .bool(true) }
    if kept.isUnchecked { json["permissionsUnknown"] = .bool(true) }
    return json
  }

  private static func message(_ fields: [HeaderField], _ body: KeptRequest.Body) -> JSONObject {
    var json: JSONObject = [
      "headers": .array(
        fields.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "bodyBytes": .number(body.length),
    ]
    if let reason = body.withheld { json["bodyWithheld"] = .string(reason) }
    guard !body.bytes.isEmpty else { return json }
    if let text = body.text {
      json["body"] = .string(text)
    } else {
      json["bodyBase64"] = .string(body.base64)
    }
    if body.isCut { json["isCut"] = .bool(true) }
    return json
  }

  private static func text(_ delivery: Response.Delivery) -> String {
    switch delivery {
    case .whole: "whole"
    case .cut(let count): "cut after \(count) bytes"
    case .dripped: "dripped"
    case .withheld: "withheld"
    case .elsewhere: "elsewhere"
    }
  }
}

extension KeptRequest.Body {
  /// nil for what is no UTF-8; a character that was cut in two is left out.
  var text: String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard isCut else { return nil }
    return (1...3).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
  }

  var base64: String { Data(bytes).base64EncodedString() }
}
