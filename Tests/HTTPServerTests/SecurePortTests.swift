import HTTPMessages
import HTTPServer
import TestSupport
import Testing

/// HTTPS beside HTTP.
@Suite struct SecurePortTests {
  private func server(
    _ configure: (inout ServerConfiguration) -> Void = { _ in },
    lane: @escaping Lane.Choice = { _, _ in .here },
    _ handler: @escaping @Sendable (Request) -> Response
  ) throws -> (server: Server, port: Int) {
    var configuration = ServerConfiguration(threads: 2, secure: SecurePort(port: 0, identity: .test))
    configure(&configuration)
    let server = try Server(configuration, lane: lane) { request, _ in handler(request) }
    return (server, try #require(server.securePort))
  }

  private func server(showing show: @escaping @Sendable (Request) -> String) throws -> (
    server: Server, port: Int
  ) {
    try server { Response(status: 200, body: [UInt8](show($0).utf8)) }
  }

  private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n" }

  @Test func requestsTellWhichWayTheyCame() throws {
    let (server, port) = try server(showing: {
      "\($0.target) \($0.localPort) \($0.isOverTLS) \($0.securePort ?? 0)"
    })
    let (plain, secure) = (try RawClient(port: server.port), try RawClient(securePort: port))
    for number in 1...5 {
      try plain.send(get("/\(number)"))
      try secure.send(get("/\(number)"))
      #expect(try plain.readAnswer() == .ok("/\(number) \(server.port) false \(port)"))
      #expect(try secure.readAnswer() == .ok("/\(number) \(port) true \(port)"))
    }
    #expect(server.connectionsOfThreads.reduce(0, +) == 2)
    #expect(server.connectionsOfThreads.count == 4)
    #expect(server.connectionsOfThreads.dropFirst(2).reduce(0, +) == 1)
  }

  @Test func withoutThereIsNone() throws {
    let server = try echoServer(showing: { "\($0.securePort ?? 0)" })
    #expect(server.securePort == nil)
    #expect(try exchange(get("/"), with: server) == .ok("0"))
  }

  /// Larger than what TLS sends at once, both ways.
  @Test(arguments: [1, 16 << 10, 16 << 10 + 1, 3 << 20]) func largeBodies(size: Int) throws {
    let (server, port) = try server { Response(status: 200, body: $0.body) }
    let client = try RawClient(securePort: port)
    let body = String(repeating: "0123456789abcdef", count: size / 16 + 1).prefix(size)
    for _ in 1...2 {
      try client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(size)\r\n\r\n\(body)")
      #expect(try client.readAnswer() == .ok(String(body)))
    }
    server.stop()
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let (server, port) = try server(showing: { "\($0.target) \(String(decoding: $0.body, as: UTF8.self))" })
    let client = try RawClient(securePort: port)
    let requests = (1...50).map { number in
      number % 2 == 0
        ? get("/\(number)")
        : "POST /\(number) HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"
    }
    try client.send(requests.joined())
    for number in 1...50 {
      #expect(try client.readAnswer() == .ok("/\(number) \(number % 2 == 0 ? "" : "body")"))
    }
    server.stop()
  }

  /// What came is looked at before the library reads it, as without TLS.
  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "hostMalformed"),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "malformed"),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", "unframed"),
    ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", "versionUnsupported"),
  ]) func malformedRequests(request: String, state: String) throws {
    let (server, port) = try server(showing: { "\($0.headState)" })
    let client = try RawClient(securePort: port)
    try client.send(request)
    #expect(try client.readAnswer() == .ok(state, headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
    server.stop()
  }

  @Test func whoIsLateIsTold() throws {
    let (server, port) = try server({ $0.receiveTimeout = .milliseconds(500) }) {
      Response(status: 408, body: [UInt8]("\($0.headState)".utf8))
    }
    let client = try RawClient(securePort: port)
    try client.send("GET / HTTP/1.1\r\nHost: h")
    #expect(
      try client.readAnswer()
        == Answer(
          "HTTP/1.1 408 Request Timeout", headers: ["Connection: close", "Content-Length: 4"], body: "late"))
    #expect(client.readToEnd() == [])
    server.stop()
  }

  @Test func answersComeFromLanesAndLater() throws {
    let (server, port) = try server({ $0.lanes = [2] }, lane: { _, _ in .lane(0) }) { request in
      var response = Response(status: 200, body: [UInt8](request.target.utf8))
      response.delay = .milliseconds(20)
      return response
    }
    let client = try RawClient(securePort: port)
    for number in 1...5 {
      try client.send(get("/\(number)"))
      #expect(try client.readAnswer() == .ok("/\(number)"))
    }
    server.stop()
  }

  /// Both doors have their connections counted together.
  @Test func placesAreShared() throws {
    let (server, port) = try server({ $0.connectionLimit = 2 }) {
      Response(status: 200, body: [UInt8]($0.target.utf8))
    }
    let first = try RawClient(port: server.port)
    try first.send(get("/first"))
    #expect(try first.readAnswer() == .ok("/first"))
    for number in 1...2 {
      let next = try RawClient(securePort: port)
      try next.send(get("/\(number)"))
      #expect(try next.readAnswer() == .ok("/\(number)"))
      if number == 2 { #expect(first.readToEnd() == []) }
    }
    server.stop()
  }

  @Test(arguments: [
    ("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true),
  ]) func protocols(option: String, isSpoken: Bool) throws {
    let (server, port) = try server(showing: { $0.target })
    let result = try OpenSSL.run(
      ["s_client", "-connect", "127.0.0.1:\(port)", option, "-cipher", "DEFAULT@SECLEVEL=0"])
    #expect((result.status == 0) == isSpoken, "\(result.output)")
    #expect(result.output.contains("Cipher is (NONE)") == !isSpoken)
    server.stop()
  }

  @Test func http1IsAgreedOn() throws {
    let (server, port) = try server(showing: { $0.target })
    let result = try OpenSSL.run(["s_client", "-connect", "127.0.0.1:\(port)", "-alpn", "h2,http/1.1"])
    #expect(result.output.contains("ALPN protocol: http/1.1"), "\(result.output)")
    server.stop()
  }

  /// Who speaks plain HTTP to it is shut out, and so is who speaks TLS to the other.
  @Test func theWrongDoor() throws {
    let (server, port) = try server(showing: { $0.target })
    let client = try RawClient(port: port)
    try client.send(get("/"))
    #expect(!String(decoding: client.readToEnd(), as: UTF8.self).contains("200"))
    let next = try RawClient(securePort: port)
    try next.send(get("/next"))
    #expect(try next.readAnswer() == .ok("/next"))
    server.stop()
  }

  @Test func takenPortIsTold() throws {
    let (server, port) = try server(showing: { $0.target })
    #expect(throws: ServerError.addressInUse(host: "127.0.0.1", port: port)) {
      try echoServer(ServerConfiguration(threads: 2, secure: SecurePort(port: port, identity: .test)))
    }
    server.stop()
    let next = try echoServer(
      ServerConfiguration(port: server.port, threads: 2, secure: SecurePort(port: port, identity: .test)))
    #expect(next.securePort == port)
  }

  @Test func impossiblePortIsTold() throws {
    #expect(
      throws: ServerError.cannotListen(
        host: "127.0.0.1", port: 65536, reason: "the port is not between 0 and 65535")
    ) { try echoServer(ServerConfiguration(threads: 2, secure: SecurePort(port: 65536, identity: .test))) }
  }
}
