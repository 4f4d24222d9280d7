import HTTPMessages
import JSON
import Observing
import Tenants
import Testing

@Suite("Requests as an HTTP Archive") struct ArchiveTests {
  @Test(
    "the URL is the one that the client used",
    arguments: [
      (false, nil, "http://localhost:8585/v1.0/users?$top=1"),
      (true, nil, "https://localhost:8585/v1.0/users?$top=1"),
      (false, "https://graph.example/prefix", "https://graph.example/prefix/v1.0/users?$top=1"),
    ] as [(Bool, String?, String)]) func url(isOverTLS: Bool, root: String?, url: String) throws
  {
    var request = Request(
      method: "GET", target: "/v1.0/users?$top=1",
      headers: RequestHeaders([HeaderField("Host", "localhost:8585")]), isOverTLS: isOverTLS)
    request.statedRoot = root
    let notes = RequestNotes()
    notes.note(tenant: .usual)
    let journal = Journal()
    journal.add(
      RequestRecord(
        request, Response(status: 200, headers: [HeaderField("Content-Type", "text/plain")], body: [65]),
        notes.facts, time: Records.time, duration: .microseconds(1500)))
    #expect(
      try HARDocument(journal.entries(of: .usual), version: "1").json
        == JSONValue.parse(
          """
          {"log":{"version":"1.2","creator":{"name":"graph-emulator","version":"1"},"entries":[
          {"startedDateTime":"2026-02-02T02:40:00.0000000Z","time":1.500,"request":{"method":"GET","url":"\(url)",
          "httpVersion":"HTTP/1.1","cookies":[],"headers":[{"name":"host","value":"localhost:8585"}],
          "queryString":[{"name":"$top","value":"1"}],"headersSize":-1,"bodySize":0},
          "response":{"status":200,"statusText":"","httpVersion":"HTTP/1.1","cookies":[],
          "headers":[{"name":"Content-Type","value":"text/plain"}],
          "content":{"size":1,"mimeType":"text/plain","text":"A"},"redirectURL":"","headersSize":-1,"bodySize":1},
          "cache":{},"timings":{"send":0,"wait":1.500,"receive":0},"comment":""}]}}
          """))
  }
}
