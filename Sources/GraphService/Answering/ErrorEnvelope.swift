import GraphContract
import GraphStore
import HTTPMessages
import JSON

/// The body and headers of an error (graph-platform 3.1).
enum ErrorEnvelope {
  static func response(_ error: GraphError, _ ids: RequestIdentifiers, moment: Moment) -> Response {
    var headers = Answer.commonHeaders(ids)
    headers.append(HeaderField("Content-Type", "application/json"))
    headers += error.headers.map { HeaderField($0.name, $0.value) }
    return Response(
      status: error.status, headers: headers, body: body(error, ids, moment), holdsJSON: true)
  }

  private static func body(_ error: GraphError, _ ids: RequestIdentifiers, _ moment: Moment) -> [UInt8] {
    var members: JSONObject = ["code": .string(error.code), "message": .string(error.message)]
    if !error.details.isEmpty { members["details"] = .array(error.details.map(detail)) }
    if let target = error.target { members["target"] = .string(target) }
    var inner = error.inner
    // No zone suffix: an old client appends it by itself.
    inner["date"] = .string(String(moment.seconds.dropLast()))
    inner["request-id"] = .string(ids.request)
    inner["client-request-id"] = .string(ids.client)
    members["innerError"] = .object(inner)
    return JSONValue.object(["error": .object(members)]).bytes
  }

  private static func detail(_ detail: GraphError.Detail) -> JSONValue {
    var members: JSONObject = ["code": .string(detail.code), "message": .string(detail.message)]
    if let target = detail.target { members["target"] = .string(target) }
    for member in detail.more.members { members[member.name] = member.value }
    return .object(members)
  }
}
