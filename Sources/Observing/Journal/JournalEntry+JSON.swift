import Foundation
import GraphStore
import HTTPMessages
package import JSON

extension JournalEntry {
  /// As the control plane shows it.
  package var json: JSONValue {
    var json = summary
    json["request"] = .object(
      Self.message(requestHeaders.fields, requestBody))
    json["response"] = .object(Self.message(responseHeaders, responseBody))
    if delivery != .whole { json["delivery"] = .string(Self.text(delivery)) }
    if let decision { json["decision"] = (try? JSONValue.parse(decision)) ?? .null }
    return .object(json)
  }

  /// Without headers and bodies.
  package var summary: JSONObject {
    var json: JSONObject = [
      "number": .number(number), "time": .string(time.precise), "method": .string(method),
      "target": .string(target), "status": .number(status), "milliseconds": .number(duration.milliseconds),
    ]
    if let requestID { json["requestId"] = .string(requestID) }
    if let clientRequestID { json["clientRequestId"] = .string(clientRequestID) }
    if let caller { json["caller"] = .string(caller.text) }
    if let code { json["error"] = .string(code) }
    return json
  }

  private static func message(_ fields: [HeaderField], _ body: Body) -> JSONObject {
    var json: JSONObject = [
      "headers": .array(
        fields.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "bodyBytes": .number(body.length),
    ]
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

extension JournalEntry.Body {
  var isCut: Bool { bytes.count < length }

  /// nil for what is no UTF-8; a character that was cut in two is left out.
  var text: String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard isCut else { return nil }
    return (1...3).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
  }

  var base64: String { Data(bytes).base64EncodedString() }
}
