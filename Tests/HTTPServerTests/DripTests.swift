import Dispatch
import Foundation
import HTTPMessages
import HTTPServer
import Testing

/// Bodies that go out in pieces.
@Suite struct DripTests {
  /// Answers each request with its target.
  private func server(
    _ bytes: Int, every pause: Duration,
    _ configuration: ServerConfiguration = ServerConfiguration(threads: 2)
  ) throws -> Server {
    try Server(configuration) { request in
      let isPrompt = request.target.hasPrefix("/prompt")
      return Response(
        status: 200, body: Array(request.target.utf8),
        delivery: isPrompt ? .whole : .dripped(bytes: bytes, every: pause))
    }
  }

  private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n" }

  @Test(arguments: [1, 2]) func bodyComesWholeAfterItsPauses(threads: Int) throws {
    let server = try server(3, every: .milliseconds(50), ServerConfiguration(threads: threads))
    let client = try RawClient(port: server.port)
    for _ in 1...2 {
      try client.send(get("/23456789"))
      #expect(try client.readAnswer() == .ok("/23456789"))
    }
  }

  @Test(arguments: [1, 4096, 5000, 10_000, 10_001])
  func piecesOfAnySize(bytes: Int) throws {
    let server = try server(bytes, every: .microseconds(1))
    let target = "/" + String(repeating: "x", count: 9999)
    #expect(try exchange(get(target), with: server) == .ok(target))
  }

  @Test func firstPieceIsThereBeforeThePause() throws {
    let server = try server(4, every: .seconds(600))
    let client = try RawClient(port: server.port)
    try client.send(get("/23456789"))
    while !client.hasNews { usleep(1000) }
    server.stop(deadline: .milliseconds(100))
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("\r\nContent-Length: 9\r\n"))
    #expect(text.hasSuffix("\r\n\r\n/234"))
  }

  @Test func manyHoldUpNobody() throws {
    try allowOpenFiles(4096)
    let server = try server(4, every: .seconds(600))
    let waiting = try (1...500).map { _ in
      let client = try RawClient(port: server.port)
      try client.send(get("/23456789"))
      return client
    }
    for client in waiting { while !client.hasNews { usleep(1000) } }
    let prompt = try RawClient(port: server.port)
    for number in 1...50 {
      try prompt.send(get("/prompt/\(number)"))
      #expect(try prompt.readAnswer() == .ok("/prompt/\(number)"))
    }
    server.stop(deadline: .zero)
    for client in waiting {
      #expect(String(decoding: client.readToEnd(), as: UTF8.self).hasSuffix("\r\n\r\n/234"))
    }
  }

  @Test func headSaysTheLengthAtOnce() throws {
    let server = try server(1, every: .seconds(600))
    let client = try RawClient(port: server.port)
    try client.send("HEAD /23 HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(
      try client.readAnswer(hasBody: false) == Answer("HTTP/1.1 200 OK", headers: ["Content-Length: 3"]))
    try client.send(get("/prompt"))
    #expect(try client.readAnswer() == .ok("/prompt"))
  }

  /// Neither the time of silence nor that for an answer counts pauses.
  @Test func pausesMayBeLongerThanTheTimeouts() throws {
    let server = try server(
      3, every: .milliseconds(1500),
      ServerConfiguration(threads: 2, receiveTimeout: .seconds(1), idleTimeout: .seconds(1)))
    #expect(try exchange(get("/23456789"), with: server) == .ok("/23456789"))
  }

  @Test func delayComesBeforeThem() throws {
    let handled = DispatchSemaphore(value: 0)
    let server = try Server(ServerConfiguration(threads: 2)) { request in
      handled.signal()
      return Response(
        status: 200, body: Array("abcdef".utf8), delivery: .dripped(bytes: 2, every: .milliseconds(1)),
        delay: request.target == "/late" ? .seconds(600) : .milliseconds(1))
    }
    #expect(try exchange(get("/"), with: server) == .ok("abcdef"))
    handled.wait()
    let client = try RawClient(port: server.port)
    try client.send(get("/late"))
    handled.wait()
    #expect(!server.stop(deadline: .milliseconds(100)))
    #expect(client.readToEnd().isEmpty)
  }

  // Requests count as under way until the library has closed them: a stop would wait for one that was lost.
  @Test func clientsMayLeaveMeanwhile() throws {
    let server = try server(1, every: .milliseconds(100))
    for _ in 1...50 {
      let client = try RawClient(port: server.port)
      try client.send(get("/23456789"))
      while !client.hasNews { usleep(1000) }
    }
    #expect(try exchange(get("/prompt"), with: server) == .ok("/prompt"))
    #expect(server.stop(deadline: .seconds(60)))
  }
}
