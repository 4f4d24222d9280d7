import GraphEmulatorKit
import HTTPMessages
import Testing

/// Requests that are refused for their size or form before anything of them is looked at.
@Suite struct FramingTests {
  static let table: [(HeadState, WholeAnswer)] = [
    (.targetTooLong, .error(414, "RequestUriTooLong", "The request URI is too long.")),
    (
      .tooLarge,
      .error(431, "RequestHeaderFieldsTooLarge", "The request header fields are too large.")
    ),
    (
      .unframed,
      .error(400, "BadRequest", "The length of the request body cannot be told from the request headers.")
    ),
    (.targetMalformed, .error(400, "BadRequest", "The request target holds a character that it must not.")),
    (.malformed, .error(400, "BadRequest", "The request line or a header field is malformed.")),
    (
      .hostMalformed,
      .error(400, "BadRequest", "A request must have exactly one Host header field that names a host.")
    ),
    (
      .versionUnsupported,
      .error(505, "HTTPVersionNotSupported", "The version of the protocol is not supported.")
    ),
    (.late, .error(408, "RequestTimeout", "The request did not arrive in time.")),
    (.bodyMalformed, .error(400, "BadRequest", "The chunks of the request body are malformed.")),
    (.targetFormUnknown, TargetFormTests.noForm),
    (.tunnelAskedFor, TargetFormTests.noTunnel),
  ]

  @Test(arguments: table, ["/beta/users", "/_emulator/tenants", ""])
  func refuses(entry: (HeadState, WholeAnswer), target: String) throws {
    let request = Request(
      method: "GET", target: target, headers: RequestHeaders([HeaderField("Host", "localhost:8585")]),
      headState: entry.0)
    #expect(Reply(try TestEmulator.people.get().core.respond(to: request)).whole == entry.1)
  }

  @Test(arguments: [
    (Overload.connections, "The service has no place for another connection."),
    (Overload.bytes, "The service holds as many answers as it may that were not read yet."),
  ])
  func refusesWhatIsTooMuch(overload: Overload, message: String) throws {
    let core = try TestEmulator.people.get().core
    let host = RequestHeaders([HeaderField("Host", "localhost:8585")])
    let reply = Reply(
      core.respond(to: Request(method: "GET", target: "/beta/users", headers: host, overload: overload)))
    var refusal = WholeAnswer.error(503, "ServiceNotAvailable", message)
    refusal.headers.append("Retry-After: 1")
    #expect(reply.whole == refusal)
    let control = Request(method: "GET", target: "/_emulator/health", headers: host, overload: overload)
    #expect(core.respond(to: control).status == 200)
  }
}
