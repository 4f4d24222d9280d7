import HTTPMessages
import JSON

/// Answers of the token service, none of which may be kept.
enum IdentityAnswer {
  static func json(_ value: JSONObject, status: Int = 200) -> Response {
    Response(
      status: status, headers: [HeaderField("Content-Type", "application/json; charset=utf-8")] + unkept,
      body: JSONValue.object(value).bytes)
  }

  static func redirect(to address: String) -> Response {
    Response(status: 302, headers: [HeaderField("Location", address)] + unkept)
  }

  static let unkept = [
    HeaderField("Cache-Control", "no-store, no-cache"), HeaderField("Pragma", "no-cache"),
  ]
}
