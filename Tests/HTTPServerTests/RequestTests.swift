import HTTPMessages
import HTTPServer
import Testing

@Suite struct RequestTests {
  @Test(arguments: [
    "/", "/v1.0/users/a%2Fb", "/v1.0/users/a%2fb%20c%00",
    "/beta/users?$filter=startswith(displayName,'A%26B')",
    "/a?b=c&d=%3D&&=", "/a?", "//x/../y/./%zz", "/a+b?c+d", "http://graph.microsoft.com/v1.0/me?$top=1", "*",
    "/ü",
  ])
  func targetIsNotDecoded(target: String) throws {
    let server = try echoServer()
    #expect(try exchange("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("GET \(target)"))
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MERGE", "get"])
  func anyMethodComesThrough(method: String) throws {
    let server = try echoServer()
    let answer = try exchange("\(method) /a HTTP/1.1\r\nHost: h\r\n\r\n", with: server)
    #expect(answer == .ok("\(method) /a"))
  }

  @Test func headersKeepOrderDuplicatesAndValues() throws {
    let server = try echoServer(showing: { request in
      request.headers.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
    })
    let request =
      "GET / HTTP/1.1\r\nHost: h\r\nPREFER: a=1\r\nX-Empty:\r\nprefer:   b, c  \r\nX-Name: Zoë\r\n\r\n"
    #expect(try exchange(request, with: server) == .ok("host=h|prefer=a=1|x-empty=|prefer=b, c|x-name=Zoë"))
  }

  @Test func manyHeadersComeThrough() throws {
    let server = try echoServer(showing: { request in
      (0..<200).map { request.headers[name: "x-\($0)"] ?? "missing" }.joined(separator: ",")
    })
    let lines = (0..<200).map { "X-\($0): value \($0)\r\n" }.joined()
    let values = (0..<200).map { "value \($0)" }.joined(separator: ",")
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\(lines)\r\n", with: server) == .ok(values))
  }

  @Test func longTokenComesThrough() throws {
    let server = try echoServer(showing: { $0.headers[name: "authorization"] ?? "" })
    let token = "Bearer " + String(repeating: "t", count: 16_000)
    let request = "GET / HTTP/1.1\r\nHost: h\r\nAuthorization: \(token)\r\n\r\n"
    #expect(try exchange(request, with: server) == .ok(token))
  }

  @Test func requestTellsWhereItCameIn() throws {
    let server = try echoServer(showing: { "\($0.localPort) \($0.isFromLoopback) \($0.isOverTLS)" })
    #expect(
      try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("\(server.port) true false"))
  }

  @Test func longTargetIsRefused() throws {
    let server = try echoServer(ServerConfiguration(threads: 2, targetLimit: 512)) {
      "\($0.headState) \($0.target.utf8.count)"
    }
    let target = "/" + String(repeating: "a", count: 512)
    let answer = try exchange("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n", with: server)
    #expect(
      answer == .ok("targetTooLong \(target.utf8.count)", headers: ["Connection: close"]))
  }

  @Test(
    arguments: [
      "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, chunked",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      "Content-Length: 2\r\nContent-Length: 3",
      "Content-Length: 2\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 2",
      "Transfer-Encoding: chunked\r\nContent-Length: 99999999999",
    ], ["POST", "PUT", "PATCH", "DELETE"])
  func bodyWithoutAnEndIsRefused(fields: String, method: String) throws {
    let server = try echoServer { "\($0.headState) \($0.bodyState)" }
    let client = try RawClient(port: server.port)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n0\r\n\r\nGET /next HTTP/1.1\r\n\r\n")
    #expect(try client.readAnswer() == .ok("unframed complete", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  /// What follows the NUL is not seen: the target that is left is not the one that was sent.
  @Test(arguments: ["DELETE /a\0xyz HTTP/1.1", "GET /a?b=c\0&d=e HTTP/1.1", "PATCH /\0\0 HTTP/1.1"])
  func targetWithANULIsRefused(line: String) throws {
    let server = try echoServer { "\($0.headState)" }
    let client = try RawClient(port: server.port)
    try client.send("\(line)\r\nHost: h\r\n\r\n")
    #expect(try client.readAnswer() == .ok("targetMalformed", headers: ["Connection: close"]))
  }

  /// Whatever a socket sends, the server answers or closes, and serves the next.
  @Test(arguments: [
    "\0\u{1}\u{2}\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / http/1.1\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "GET  HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET /\0 HTTP/1.1\r\nX: \0\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "\u{16}\u{3}\u{1}",
    "GET / HTTP/1.1\r\nX: a\r\n folded\r\nY : b\r\nBad Name: c\r\n\r\n",
  ])
  func serverSurvivesWhatIsNoHTTP(sent: String) throws {
    let server = try echoServer(ServerConfiguration(threads: 1, idleTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    try client.send(sent)
    let next = try exchange("GET /next HTTP/1.1\r\nHost: h\r\n\r\n", with: server)
    #expect(next == .ok("GET /next"))
    _ = client.readToEnd()
  }

  @Test(arguments: [
    ("X: ", 24_000, "HTTP/1.1 200 OK"),
    ("X: ", 25_000, "HTTP/1.1 431 Request Header Fields Too Large"),
    ("X: ", 32_000, "HTTP/1.1 431 Request Header Fields Too Large"),
    ("X: ", 60_000, "HTTP/1.1 431 Request Header Fields Too Large"),
    ("X: ", 70_000, "HTTP/1.1 431 Request Header Fields Too Large"),
    ("Content-Length: 1", 1, "HTTP/1.1 400 Bad Request"),
  ])
  func headPastTheLimitIsRefused(field: String, letters: Int, status: String) throws {
    let server = try Server(ServerConfiguration(threads: 2)) { request in
      let isWhole = request.headState == .complete
      return Response(status: isWhole ? 200 : request.headState == .tooLarge ? 431 : 400)
    }
    let field = field + String(repeating: "a", count: letters)
    let answer = try exchange("GET / HTTP/1.1\r\nHost: h\r\n\(field)\r\n\r\n", with: server)
    #expect(answer.status == status)
    #expect(answer.headers.contains("Connection: close") == (status != "HTTP/1.1 200 OK"))
  }
}
