import GraphContract
import HTTPMessages
import JSON

/// Why the control plane refuses a request, in the shape of the service's own errors.
struct ControlFailure: Error, Equatable {
  let status: Int
  let code: String
  let message: String
  let headers: [HeaderField]

  /// - Parameter allowed: for a wrong method: those that would do.
  init(_ status: Int, _ code: String, _ message: String, allowed: [String] = []) {
    self.status = status
    self.code = code
    self.message = message
    headers = allowed.isEmpty ? [] : [HeaderField("Allow", allowed.joined(separator: ", "))]
  }

  /// What Graph itself would say of work that was ended, or that there is no room for.
  init(_ failure: some RequestFailure) {
    let error = failure.told(by: PlainMessages())
    status = error.status
    code = error.code
    message = error.message
    headers = error.headers.map { HeaderField($0.name, $0.value) }
  }

  var response: Response {
    var response = Response.json(
      status: status, ["error": ["code": .string(code), "message": .string(message)]])
    response.headers += headers
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
