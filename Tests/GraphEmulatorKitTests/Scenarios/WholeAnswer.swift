import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON

/// An answer as a test states it whole: status, the headers that differ from answer to answer, and the body.
///
/// In the body and the headers `B` stands for the service root of beta, `V` for that of v1.0, and `{id}` for the
/// value of the header `request-id`: a body that holds another id is another answer.
struct WholeAnswer: Equatable {
  var status: Int
  /// `Name: value`, sorted.
  var headers: [String]
  var body: String

  /// Compares JSON as text: the order of members is part of an answer. Expected texts may be broken into lines.
  init(_ status: Int, _ headers: [String] = [], json: String) {
    self.init(status, headers, text: (try? JSONValue.parse(json))?.text ?? "not JSON: \(json)")
  }

  init(_ status: Int, _ headers: [String] = [], text: String = "") {
    self.status = status
    self.headers = headers.sorted()
    body = text
  }
}

extension WholeAnswer {
  static let jsonType =
    "Content-Type: application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

  static func ok(_ json: String) -> WholeAnswer {
    WholeAnswer(200, [jsonType, "OData-Version: 4.0"], json: json)
  }

  static func created(_ location: String, _ json: String) -> WholeAnswer {
    WholeAnswer(201, [jsonType, "OData-Version: 4.0", "Location: \(location)"], json: json)
  }

  /// 204: no body, and no header that speaks of one.
  static let noContent = WholeAnswer(204)

  static func count(_ number: Int) -> WholeAnswer {
    WholeAnswer(200, ["Content-Type: text/plain", "OData-Version: 4.0"], text: String(number))
  }

  /// An error of the one envelope, at the moment of `TestEmulator.frozen`.
  ///
  /// - Parameters:
  ///   - before: members between message and inner error, with a comma at their end.
  ///   - inner: members before the date, likewise.
  static func error(
    _ status: Int, _ code: String, _ message: String, before: String = "", inner: String = "",
    allow: String? = nil
  ) -> WholeAnswer {
    let headers = ["Content-Type: application/json"] + (allow.map { ["Allow: \($0)"] } ?? [])
    return WholeAnswer(
      status, headers,
      json: """
        {"error":{"code":\(JSONValue.string(code).text),"message":\(JSONValue.string(message).text),\(before)
         "innerError":{\(inner)"date":"2026-01-31T08:15:30","request-id":"{id}","client-request-id":"{id}"}}}
        """)
  }

  /// An error of the licensing workload, whose own code stands inside (cloud-licensing ED-38).
  static func licensing(
    _ status: Int, _ code: String, _ innerCode: String, _ message: String, property: String? = nil,
    target: String? = nil, ids: [String] = []
  ) -> WholeAnswer {
    var inner = "\"code\":\"\(innerCode)\","
    if let property { inner += "\"propertyName\":\"\(property)\"," }
    if !ids.isEmpty { inner += "\"ids\":\(JSONValue.array(ids.map(JSONValue.string)).text)," }
    return error(status, code, message, before: target.map { "\"target\":\"\($0)\"," } ?? "", inner: inner)
  }

  static func notAllowed(_ code: String, _ allow: String) -> WholeAnswer {
    error(405, code, "Specified HTTP method is not allowed for the request target.", allow: allow)
  }

  /// An error of the Intune back end: the message is a JSON document of its own.
  static func intune(_ status: Int, _ code: String, _ text: String = "An error has occurred") -> WholeAnswer {
    error(
      status, code,
      """
      {\r
        "_version": 3,\r
        "Message": "\(text) - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 \
      - Activity ID: {id} - Url: U",\r
        "CustomApiErrorPhrase": "",\r
        "RetryAfter": null,\r
        "ErrorSourceService": "",\r
        "HttpHeaders": "{}"\r
      }
      """)
  }

  /// Where a body does not fit Intune's model: a plain message, which stands inside once more.
  static func misfit(_ message: String) -> WholeAnswer {
    error(400, "ModelValidationFailure", message, inner: "\"message\":\(JSONValue.string(message).text),")
  }

  /// Entitlement management's error for a body, with the member that is to blame.
  static func invalidModel(_ member: String, _ message: String) -> WholeAnswer {
    let detail: JSONValue = [
      "code": "InvalidModel", "message": .string(message), "target": .string(member),
    ]
    return error(400, "InvalidModel", "The model is invalid.", before: "\"details\":[\(detail.text)],")
  }

  static func missingObject(_ id: String) -> WholeAnswer {
    error(
      404, "Request_ResourceNotFound",
      "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.")
  }

  static func unknownSegment(_ segment: String) -> WholeAnswer {
    error(400, "BadRequest", "Resource not found for the segment '\(segment)'.")
  }
}

extension Reply {
  /// Headers that every answer has; `CommonHeaderTests` looks at them.
  static let commonHeaders: Set = [
    "request-id", "client-request-id", "x-ms-ags-diagnostic", "cache-control", "vary", "x-ms-resource-unit",
  ]

  var whole: WholeAnswer {
    WholeAnswer(
      status,
      headers.filter { !Self.commonHeaders.contains($0.name.lowercased()) }.map {
        short("\($0.name): \($0.value)")
      },
      text: short(text))
  }

  private func short(_ text: String) -> String {
    let id = header("request-id") ?? ""
    return text.replacing(id, with: "{id}")
      .replacing("http://localhost:8585/beta", with: "B").replacing("http://localhost:8585/v1.0", with: "V")
      .replacing(#/https://fef\.[^"\\]*/#, with: "U")
  }

  /// The path of the next page, below the version.
  var nextPath: String? {
    guard let link = self["@odata.nextLink"]?.stringValue else { return nil }
    return link.replacing("http://localhost:8585/beta", with: "").replacing(
      "http://localhost:8585/v1.0", with: "")
  }
}

extension TestEmulator {
  /// An emulator whose clock stands still.
  static func frozen(
    _ seed: String = "{}", _ configure: (inout EmulatorConfiguration) -> Void = { _ in }
  ) throws -> TestEmulator {
    let emulator = try TestEmulator(
      #"{"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#, configure)
    try emulator.load(seed)
    return emulator
  }

  /// The demo tenant at a moment that stands still.
  static func contoso() throws -> TestEmulator {
    try frozen(String(contentsOf: contosoFile, encoding: .utf8))
  }

  static let contosoFile = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seed-data/contoso.json")
}
