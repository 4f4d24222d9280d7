import GraphContract
import JSON
import OData
import Testing

/// What is wrong before the path, and with the path (graph-platform 3.3, 3.4 and 3.6).
@Suite("Messages about framing, access, caller and path") struct EarlyMessagesTests {
  @Test(
    arguments: [framing, access, caller, routing, overloads, interruptions, outages].flatMap { $0 })
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: PlainMessages()) == error)
  }

  static let framing: [(any RequestFailure, GraphError)] = [
    (FramingFailure.targetTooLong, GraphError(414, "RequestUriTooLong", "The request URI is too long.")),
    (
      FramingFailure.headTooLarge,
      GraphError(431, "RequestHeaderFieldsTooLarge", "The request header fields are too large.")
    ),
    (
      FramingFailure.bodyUnframed,
      GraphError(400, "BadRequest", "The length of the request body cannot be told from the request headers.")
    ),
    (
      FramingFailure.targetMalformed,
      GraphError(400, "BadRequest", "The request target holds a character that it must not.")
    ),
    (
      FramingFailure.headMalformed,
      GraphError(400, "BadRequest", "The request line or a header field is malformed.")
    ),
    (
      FramingFailure.hostMalformed,
      GraphError(400, "BadRequest", "A request must have exactly one Host header field that names a host.")
    ),
    (
      FramingFailure.versionUnsupported,
      GraphError(505, "HTTPVersionNotSupported", "The version of the protocol is not supported.")
    ),
    (FramingFailure.late, GraphError(408, "RequestTimeout", "The request did not arrive in time.")),
    (
      FramingFailure.bodyMalformed,
      GraphError(400, "BadRequest", "The chunks of the request body are malformed.")
    ),
    (
      FramingFailure.targetFormUnknown,
      GraphError(
        400, "BadRequest",
        "The request target must be a path that begins with a slash, or a whole URL, without a fragment.")
    ),
    (
      FramingFailure.tunnelAskedFor,
      GraphError(501, "NotImplemented", "The service is no proxy: it opens no connections.")
    ),
  ]

  static let outages: [(any RequestFailure, GraphError)] = [
    (
      OutageFailure.throttled(retryAfter: 7),
      GraphError(
        429, "TooManyRequests", "Please retry again later.",
        inner: ["code": "429", "message": "Please retry after", "status": "429"],
        headers: [("Retry-After", "7")])
    ),
    (
      OutageFailure.throttled(retryAfter: nil),
      GraphError(
        429, "TooManyRequests", "Please retry again later.",
        inner: ["code": "429", "message": "Please retry after", "status": "429"])
    ),
    (
      OutageFailure.unavailable(retryAfter: 2),
      GraphError(
        503, "ServiceNotAvailable", "The service is not available.", headers: [("Retry-After", "2")])
    ),
    (
      OutageFailure.timedOut,
      GraphError(504, "GatewayTimeout", "The service did not answer the gateway in time.")
    ),
    (
      OutageFailure.failed,
      GraphError(500, "InternalServerError", "The server could not process the request.")
    ),
    (OutageFailure.unknown(status: 418), GraphError(418, "UnknownError", "")),
  ]

  static let access: [(any RequestFailure, GraphError)] = [
    (
      AccessFailure.hostNotServed("evil.example:80"),
      GraphError(
        403, "AccessDenied",
        "The host 'evil.example:80' is not served. Start the emulator with --allow-host and its name to serve it."
      )
    ),
    (
      AccessFailure.originNotAllowed("https://evil.example"),
      GraphError(
        403, "AccessDenied",
        "Pages of 'https://evil.example' may not use the service. Start the emulator with --cors-origin and that text "
          + "to let them.")
    ),
    (
      AccessFailure.tenantUnknown("x"),
      GraphError(404, "TenantNotFound", "There is no tenant 'x' in this emulator.")
    ),
    (
      AccessFailure.tokenOfOtherTenant("x", "y"),
      GraphError(
        400, "BadRequest",
        "The request is for two tenants, 'x' and 'y': the token of a part must be of the tenant of its batch, "
          + "unless port, header or path name one.")
    ),
  ]

  static let caller: [(any RequestFailure, GraphError)] = [
    (
      CallerFailure.tokenMissing(root: "https://graph.test:8585"),
      GraphError(
        401, "InvalidAuthenticationToken", "Access token is empty.",
        headers: [
          (
            "WWW-Authenticate",
            #"Bearer realm="", authorization_uri="https://graph.test:8585/common/oauth2/authorize", "#
              + #"client_id="00000003-0000-0000-c000-000000000000""#
          )
        ])
    ),
    (
      CallerFailure.applicationAsCaller(alias: "me"),
      GraphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
    ),
  ]

  static let overloads: [(any RequestFailure, GraphError)] = [
    (
      OverloadFailure.connections,
      GraphError(
        503, "ServiceNotAvailable", "The service has no place for another connection.",
        headers: [("Retry-After", "1")])
    ),
    (
      OverloadFailure.bytes,
      GraphError(
        503, "ServiceNotAvailable", "The service holds as many answers as it may that were not read yet.",
        headers: [("Retry-After", "1")])
    ),
  ]

  static let interruptions: [(any RequestFailure, GraphError)] = [
    (
      InterruptionFailure.timedOut(after: .seconds(30)),
      GraphError(
        503, "ServiceNotAvailable", "The request was stopped since it took longer than 30 seconds.")
    ),
    (
      InterruptionFailure.timedOut(after: .milliseconds(250)),
      GraphError(
        503, "ServiceNotAvailable", "The request was stopped since it took longer than 0.25 seconds.")
    ),
    (
      InterruptionFailure.waitedTooLong(.seconds(1)),
      GraphError(
        503, "ServiceNotAvailable",
        "The request was not served within 1 second: others are still at work.",
        headers: [("Retry-After", "10")])
    ),
    (
      InterruptionFailure.clientLeft,
      GraphError(
        503, "ServiceNotAvailable",
        "The request was stopped since the client has closed the connection.")
    ),
    (
      InterruptionFailure.serverStops,
      GraphError(
        503, "ServiceNotAvailable", "The request was stopped since the service ends.",
        headers: [("Retry-After", "10")])
    ),
  ]

  static let routing: [(any RequestFailure, GraphError)] = [
    (RoutingFailure.unknownVersion("v3.0"), GraphError(400, "BadRequest", "Invalid version: v3.0")),
    (
      RoutingFailure.pathSyntax(Samples.mistake),
      GraphError(400, "BadRequest", "Syntax error at position 7 in 'name eq'.")
    ),
    (
      RoutingFailure.unknownSegment("x"),
      GraphError(400, "BadRequest", "Resource not found for the segment 'x'.")
    ),
    (
      RoutingFailure.collectionInTheMiddle("members"),
      GraphError(
        400, "Request_BadRequest",
        "The request URI is not valid. Since the segment 'members' refers to a collection, this must be the last "
          + "segment in the request URI. All intermediate segments must refer to a single resource.")
    ),
    (
      RoutingFailure.argument(.action("assign")),
      GraphError(
        400, "BadRequest",
        "The request URI is not valid. The segment 'assign' cannot include key predicates, however it may end with "
          + "empty parenthesis.")
    ),
    (
      RoutingFailure.argument(.repeated("q")),
      GraphError(400, "BadRequest", "The name 'q' is in the parentheses of a segment more than once.")
    ),
    (
      RoutingFailure.argument(.unnamed("x", operation: "delta")),
      GraphError(
        400, "BadRequest",
        "The value 'x' has no name that says which parameter of the operation 'delta' it is for.")
    ),
    (
      RoutingFailure.methodNotAllowed(
        method: "PUT", allowed: ["GET", "POST"], template: "~/entityset", path: "/users"),
      GraphError(
        405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", "GET, POST")])
    ),
    (
      RoutingFailure.segmentMissing("messages", advice: "Ask somebody else."),
      GraphError(
        501, "NotImplemented",
        "Microsoft Graph has the segment 'messages', and the emulator has not. Ask somebody else.")
    ),
    (
      RoutingFailure.segmentMissing("messages", advice: ""),
      GraphError(
        501, "NotImplemented",
        "Microsoft Graph has the segment 'messages', and the emulator has not.")
    ),
    (
      RoutingFailure.notImplemented("the function 'delta' of teams"),
      GraphError(501, "NotImplemented", "This emulator does not imitate the function 'delta' of teams.")
    ),
  ]
}
