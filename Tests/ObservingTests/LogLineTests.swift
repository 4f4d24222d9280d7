import GraphContract
import GraphStore
import HTTPMessages
import Observing
import Tenants
import Testing

@Suite("What the log says of a request") struct LogLineTests {
  @Test func line() throws {
    let line = RequestLine(
      try Records.record(
        "GET", "/v1.0/users?$skiptoken=abc&%24DeltaToken=d&$top=2", answer: [1, 2, 3],
        duration: .microseconds(1234)))
    #expect(
      LogText.line(line.members)
        == "method=GET path=\"/v1.0/users?$skiptoken=…&%24DeltaToken=…&$top=2\" status=200 ms=1.234 bytes=3 "
        + "request-id=id-1 tenant=default")
  }

  @Test("who asked, and the code of the error") func callerAndError() throws {
    let notes = RequestNotes()
    notes.note(tenant: .usual)
    notes.note(caller: CallerName(principals: ["adele"], applications: ["04b07795"], isApplication: false))
    notes.note(reason: RoutingFailure.unknownSegment("x"))
    notes.note(code: "BadRequest")
    let trace = Trace(.complete)
    trace.note {
      $0.template = "/users"
      $0.permission = PermissionDecision(isAllowed: false, permission: "User.Read.All", reason: "missing")
    }
    notes.note(trace: trace)
    let line = RequestLine(
      RequestRecord(
        Request(method: "GET", target: "/beta/x"), Response(status: 400), notes.facts, time: Records.time,
        duration: .zero))
    #expect(
      LogText.line(line.members)
        == "method=GET path=/beta/x status=400 ms=0.000 bytes=0 tenant=default user=adele app=04b07795 error=BadRequest"
    )
    #expect(
      line.reasons.map(LogText.line) == [
        #"error=BadRequest reason="RoutingFailure.unknownSegment(\"x\")" route=/users permission=User.Read.All"#
      ])
  }

  @Test("the parts of a batch say why by their numbers, where the log wants to know") func parts() throws {
    #expect(RequestNotes().part(1) == nil)
    let notes = RequestNotes(followsParts: true)
    _ = notes.part(1)
    let part = try #require(notes.part(2))
    part.note(reason: BatchFailure.failedDependency)
    part.note(code: "FailedDependency")
    let line = RequestLine(
      RequestRecord(
        Request(method: "POST", target: "/v1.0/$batch"), Response(status: 200), notes.facts,
        time: Records.time,
        duration: .zero))
    #expect(
      line.reasons.map(LogText.line)
        == ["part=2 error=FailedDependency reason=BatchFailure.failedDependency"])
  }

  @Test("an answer that another takes the place of leaves no reasons, and whose request it was")
  func replaced()
    throws
  {
    let notes = RequestNotes(followsParts: true)
    notes.note(tenant: .usual)
    try #require(notes.part(1)).note(code: "NotFound")
    notes.note(code: "NotImplemented")
    notes.forgetAnswer()
    let line = RequestLine(
      RequestRecord(
        Request(method: "POST", target: "/v1.0/$batch"), Response(status: 200), notes.facts,
        time: Records.time, duration: .zero))
    #expect(line.reasons.isEmpty)
    #expect(
      LogText.line(line.members) == "method=POST path=/v1.0/$batch status=200 ms=0.000 bytes=0 tenant=default"
    )
  }

  @Test(
    "nothing that a client sends ends a line or moves a cursor",
    arguments: [
      ("a b", #""a b""#), ("", #""""#), ("a\nb", #""a\u{a}b""#), ("\u{1b}[2J", #""\u{1b}[2J""#),
      ("ä", "\"ä\""),
      ("a\"b\\", #""a\"b\\""#), ("\u{2028}", #""\u{2028}""#), ("\u{202e}x", #""\u{202e}x""#),
      ("plain", "plain"),
    ]) func fields(text: String, written: String)
  { #expect(LogText.field(text) == written) }

  @Test("in JSON, with a reason in a line of its own, and a stamp that follows the time") func json() throws {
    var lines = LogLines(.json)
    lines.add(
      RequestLine(try Records.record("GET", "/beta/\"x", status: 400, code: "BadRequest")), withReasons: true)
    lines.add(RequestLine(try Records.record(tenant: nil, after: 1)), withReasons: true)
    #expect(
      String(decoding: lines.bytes, as: UTF8.self) == #"""
        {"time":"2026-02-02T02:40:00.0010000Z","level":"info","message":"request","method":"GET","path":"/beta/\"x","status":400,"ms":1.000,"bytes":0,"request-id":"id-1","tenant":"default","error":"BadRequest"}
        {"time":"2026-02-02T02:40:00.0010000Z","level":"debug","message":"refused","request-id":"id-1","error":"BadRequest"}
        {"time":"2026-02-02T02:40:01.0010000Z","level":"info","message":"request","method":"GET","path":"/v1.0/users","status":200,"ms":1.000,"bytes":0,"request-id":"id-1"}

        """#)
  }

  @Test("probes are known") func probes() throws {
    #expect(RequestLine(try Records.record("GET", "/_emulator/health/live")).isProbe)
    #expect(!RequestLine(try Records.record("GET", "/_emulator/routes")).isProbe)
  }
}
