import HTTPMessages
import JSON

extension TestEmulator {
  /// Sends items as one batch: `{"id":"1",…},{"id":"2",…}`.
  func batch(_ items: String, version: String = "beta", headers: [HeaderField] = []) -> Reply {
    send("POST", "/$batch", #"{"requests":[\#(items)]}"#, version: version, headers: headers)
  }
}

extension Reply {
  /// The answers of a batch as text, each id of a request as `{id}`, the service roots as `B` and `V`.
  var parts: [String] {
    (self["responses"]?.arrayValue ?? []).map { part in
      part.text.replacing(Self.ids, with: #""request-id":"{id}","client-request-id":"{id}""#)
        .replacing("http://localhost:8585/beta", with: "B").replacing("http://localhost:8585/v1.0", with: "V")
    }
  }

  /// Id and status of each answer: `1 200`.
  var outcomes: [String] {
    (self["responses"]?.arrayValue ?? []).compactMap(\.objectValue).map { part in
      "\(part["id"]?.stringValue ?? "?") \(part["status"]?.intValue ?? 0)"
    }
  }

  /// The two ids are equal, as they are for an item without an id of its own.
  private static var ids: Regex<(Substring, Substring)> {
    #/"request-id":"([0-9a-f-]{36})","client-request-id":"\1"/#
  }
}

/// One answer of a batch as a test states it.
enum Part {
  /// A result in JSON.
  ///
  /// - Parameter units: the cost that the directory tells.
  static func result(_ id: String, _ body: String, units: Int? = 1) -> String {
    #"""
    {"id":"\#(id)","status":200,"headers":{"Cache-Control":"no-cache",\#
    \#(units.map { "\"x-ms-resource-unit\":\"\($0)\"," } ?? "")"Content-Type":"application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",\#
    "OData-Version":"4.0"},"body":\#(body)}
    """#
  }

  static func noContent(_ id: String) -> String { #"{"id":"\#(id)","status":204,"headers":{}}"# }

  /// An error of the one envelope, at the moment of `TestEmulator.frozen`.
  static func error(
    _ id: String, _ status: Int, _ code: String, _ message: String, headers: String = ""
  ) -> String {
    #"""
    {"id":"\#(id)","status":\#(status),"headers":{"Content-Type":"application/json"\#(headers)},\#
    "body":{"error":{"code":"\#(code)","message":\#(JSONValue.string(message).text),\#
    "innerError":{"date":"2026-01-31T08:15:30","request-id":"{id}","client-request-id":"{id}"}}}}
    """#
  }
}
