import GraphStore
import HTTPMessages
import JSON
import OData

/// A failure as the token service answers it (clients-and-auth 4.2).
struct FailureAnswer {
  let failure: SignInFailure
  /// `2026-01-31 08:15:30Z`
  let timestamp: String
  let traceID: String
  let correlationID: String
  let origin: ServiceOrigin

  init(
    _ failure: SignInFailure, at moment: Moment, _ identifiers: IdentifierSource, _ request: Request
  ) {
    self.failure = failure
    timestamp = moment.seconds.replacing("T", with: " ")
    traceID = identifiers.guid()
    let given = request.headers[name: "client-request-id"].flatMap { Guid.normalized($0) }
    correlationID = given ?? identifiers.guid()
    origin = ServiceOrigin(of: request)
  }

  /// `AADSTS50126: Error validating … Trace ID: … Correlation ID: … Timestamp: …`
  var description: String {
    let told = failure.told
    let code = told.code.map { "AADSTS\($0): " } ?? ""
    return "\(code)\(told.text) Trace ID: \(traceID) Correlation ID: \(correlationID) Timestamp: \(timestamp)"
  }

  var response: Response {
    let told = failure.told
    var body: JSONObject = [
      "error": .string(told.error), "error_description": .string(description),
      "error_codes": .array(told.code.map { [.number($0)] } ?? []), "timestamp": .string(timestamp),
      "trace_id": .string(traceID), "correlation_id": .string(correlationID),
    ]
    if let code = told.code { body["error_uri"] = .string("\(origin.text)/error?code=\(code)") }
    body["suberror"] = told.suberror.map(JSONValue.string)
    var response = IdentityAnswer.json(body, status: told.status)
    if case .methodNotAllowed(let allowed) = failure {
      response.headers.append(HeaderField("Allow", allowed))
    }
    return response
  }
}
