import HTTPMessages
import JSON

/// Why the control plane refuses a request, in the shape of the service's own errors.
struct ControlFailure: Error, Equatable {
  let status: Int
  let code: String
  let message: String
  /// For a wrong method: those that would do.
  let allowed: [String]

  init(_ status: Int, _ code: String, _ message: String, allowed: [String] = []) {
    self.status = status
    self.code = code
    self.message = message
    self.allowed = allowed
  }

  var response: Response {
    var response = Response.json(
      status: status, ["error": ["code": .string(code), "message": .string(message)]])
    if !allowed.isEmpty { response.headers.append(HeaderField("Allow", allowed.joined(separator: ", "))) }
    return response
  }
}

extension Response {
  static func json(status: Int, _ value: JSONValue) -> Response { json(status: status, bytes: value.bytes) }

  static func json(status: Int, bytes: [UInt8]) -> Response {
    Response(
      status: status,
      headers: [HeaderField("Content-Type", "application/json"), HeaderField("Cache-Control", "no-store")],
      body: bytes)
  }
}
