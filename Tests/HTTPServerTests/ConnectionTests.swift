import HTTPMessages
import HTTPServer
import Testing

@Suite struct ConnectionTests {
  @Test func connectionIsKeptForTheNextRequest() throws {
    let server = try echoServer()
    let client = try RawClient(port: server.port)
    for number in 1...20 {
      try client.send("GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.readAnswer() == .ok("GET /\(number)"))
    }
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let server = try echoServer(showing: { "\($0.target) \(String(decoding: $0.body, as: UTF8.self))" })
    let client = try RawClient(port: server.port)
    let requests = (1...50).map { number in
      number % 2 == 0
        ? "GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n"
        : "POST /\(number) HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody"
    }
    try client.send(requests.joined())
    for number in 1...50 {
      #expect(try client.readAnswer() == .ok("/\(number) \(number % 2 == 0 ? "" : "body")"))
    }
  }

  @Test(arguments: [
    "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    "GET /a HTTP/1.0\r\n\r\n",
  ])
  func connectionIsClosedForAClientThatWantsThat(request: String) throws {
    let server = try echoServer()
    let client = try RawClient(port: server.port)
    try client.send(request)
    #expect(try client.readAnswer().body == "GET /a")
    #expect(client.readToEnd() == [])
  }

  @Test(arguments: [
    "", "GET /a HT", "GET /a HTTP/1.1\r\nHost: h\r\n",
    "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf",
  ])
  func silentClientIsDisconnected(sent: String) throws {
    let server = try echoServer(ServerConfiguration(threads: 2, idleTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    try client.send(sent)
    let silence = ContinuousClock().measure { #expect(client.readToEnd() == []) }
    // The client's own patience ends at ten seconds.
    #expect(silence < .seconds(9))
  }

  @Test func manyClientsAreServedAtOnce() throws {
    let server = try echoServer()
    let clients = try (0..<64).map { _ in try RawClient(port: server.port) }
    for round in 0..<20 {
      for (number, client) in clients.enumerated() {
        try client.send("GET /\(round)/\(number) HTTP/1.1\r\nHost: h\r\n\r\n")
      }
      for (number, client) in clients.enumerated() {
        #expect(try client.readAnswer() == .ok("GET /\(round)/\(number)"))
      }
    }
  }

  // Nagle's algorithm on one side and delayed acknowledgements on the other cost 40 ms an exchange.
  @Test func answersDoNotWaitForAcknowledgements() throws {
    let server = try Server(ServerConfiguration(threads: 2)) { request in
      Response(status: 200, body: [UInt8](repeating: 120, count: request.body.count * 500))
    }
    let client = try RawClient(port: server.port)
    let rounds = 200
    let time = try ContinuousClock().measure {
      for _ in 0..<rounds {
        try client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789")
        #expect(try client.readAnswer().body.utf8.count == 5000)
      }
    }
    #expect(time / rounds < .milliseconds(20))
  }
}
