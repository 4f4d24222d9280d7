import HTTPMessages
import HTTPServer
import Testing

@Suite struct ResponseTests {
  @Test(arguments: [
    (Response(status: 200, body: [UInt8]("{}".utf8)), Answer.ok("{}")),
    (
      Response(status: 201, headers: [HeaderField("Location", "/a"), HeaderField("Set-Cookie", "b")]),
      Answer("HTTP/1.1 201 Created", headers: ["Location: /a", "Set-Cookie: b", "Content-Length: 0"])
    ),
    (Response(status: 204), Answer("HTTP/1.1 204 No Content")),
    (
      Response(status: 204, headers: [HeaderField("request-id", "1")], body: [1]),
      Answer("HTTP/1.1 204 No Content", headers: ["request-id: 1"])
    ),
    (
      Response(status: 429, headers: [HeaderField("Retry-After", "2")]),
      Answer("HTTP/1.1 429 Too Many Requests", headers: ["Retry-After: 2", "Content-Length: 0"])
    ),
  ])
  func responseIsWrittenWhole(response: Response, answer: Answer) throws {
    let server = try Server(ServerConfiguration(threads: 2)) { _ in response }
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == answer)
  }

  @Test func headTellsTheLengthAndKeepsTheBodyBack() throws {
    let server = try echoServer()
    let client = try RawClient(port: server.port)
    for _ in 1...2 {
      try client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(
        try client.readAnswer(hasBody: false) == Answer("HTTP/1.1 200 OK", headers: ["Content-Length: 7"]))
    }
  }

  @Test func nothingFollowsAnAnswerWithoutABody() throws {
    let server = try Server(ServerConfiguration(threads: 2)) { request in
      Response(status: request.target == "/none" ? 204 : 200, body: [UInt8](request.target.utf8))
    }
    let client = try RawClient(port: server.port)
    try client.send("GET /none HTTP/1.1\r\nHost: h\r\n\r\nGET /some HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try client.readAnswer() == Answer("HTTP/1.1 204 No Content"))
    #expect(try client.readAnswer() == .ok("/some"))
  }

  @Test func largeBodyArrivesWhole() throws {
    let body = [UInt8]((0..<3_000_000).lazy.map { UInt8(97 + $0 % 26) })
    let server = try Server(ServerConfiguration(threads: 2)) { _ in Response(status: 200, body: body) }
    let answer = try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server)
    #expect(answer.body.utf8.elementsEqual(body))
  }

  @Test(arguments: [
    HeaderField("X", "a\r\nB: c"), HeaderField("X Y", "a"), HeaderField("Content-Length", "7"),
  ])
  func impossibleHeaderIsLeftOut(header: HeaderField) throws {
    let response = Response(status: 200, headers: [header, HeaderField("Kept", "1")])
    let server = try Server(ServerConfiguration(threads: 2)) { _ in response }
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("", headers: ["Kept: 1"]))
  }

  @Test(arguments: [0, 1, 5000])
  func cutBodyEndsAtTheByte(count: Int) throws {
    let body = [UInt8](repeating: 120, count: 10_000)
    let response = Response(status: 200, body: body, delivery: .cut(after: count))
    let server = try Server(ServerConfiguration(threads: 2)) { _ in response }
    let client = try RawClient(port: server.port)
    try client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.contains("Content-Length: 10000\r\n"))
    #expect(text.hasSuffix("\r\n\r\n" + String(repeating: "x", count: count)))
  }

  @Test func withheldResponseClosesTheConnection() throws {
    let server = try Server(ServerConfiguration(threads: 2)) { _ in Response(status: 200, delivery: .withheld)
    }
    let client = try RawClient(port: server.port)
    try client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(client.readToEnd() == [])
  }
}
