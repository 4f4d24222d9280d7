import Foundation
import HTTPMessages
import HTTPServer
import Synchronization
import Testing

/// Responses that are held back for a time.
@Suite struct DelayTests {
  /// Answers `/300` and `/300/a` after 300 ms, and `/a` at once; its second part counts the requests.
  private func server(
    _ configuration: ServerConfiguration = ServerConfiguration(threads: 2),
    delivery: Response.Delivery = .whole
  ) throws -> (Server, Counter) {
    let counter = Counter()
    let server = try Server(configuration) { request in
      counter.increment()
      var response = Response(status: 200, body: [UInt8](request.target.utf8), delivery: delivery)
      let delay = request.target.split(separator: "/").first.flatMap { Int($0) } ?? 0
      response.delay += .milliseconds(delay)
      return response
    }
    return (server, counter)
  }

  private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n" }

  /// So many connections of one request each, none of them answered yet.
  private func waiting(_ count: Int, at target: String, of server: Server, _ counter: Counter) throws
    -> [RawClient]
  {
    let before = counter.value
    let clients = try (0..<count).map { number in
      let client = try RawClient(port: server.port)
      try client.send(get("\(target)/\(number)"))
      return client
    }
    while counter.value < before + count { Thread.sleep(forTimeInterval: 0.001) }
    return clients
  }

  @Test func thousandDelayedAnswersHoldUpNobody() throws {
    try allowOpenFiles(4096)
    let (server, counter) = try server()
    let waiting = try waiting(1000, at: "/4000", of: server, counter)
    let client = try RawClient(port: server.port)
    for number in 1...50 {
      try client.send(get("/prompt/\(number)"))
      #expect(try client.readAnswer() == .ok("/prompt/\(number)"))
    }
    #expect(waiting.filter(\.hasNews).count == 0)
    for (number, client) in waiting.enumerated() {
      #expect(try client.readAnswer() == .ok("/4000/\(number)"))
    }
    #expect(counter.value == 1050)
  }

  @Test(arguments: [1, 2]) func answerArrivesAfterItsDelay(threads: Int) throws {
    let (server, _) = try server(ServerConfiguration(threads: threads))
    let client = try RawClient(port: server.port)
    for delay in [300, 1, 50, 200] {
      let time = try ContinuousClock().measure {
        try client.send(get("/\(delay)"))
        #expect(try client.readAnswer() == .ok("/\(delay)"))
      }
      #expect(time >= .milliseconds(delay))
    }
  }

  @Test func laterDelaysDoNotHoldUpShorterOnes() throws {
    let (server, counter) = try server()
    let long = try waiting(20, at: "/3000", of: server, counter)
    let short = try waiting(20, at: "/100", of: server, counter)
    for (number, client) in short.enumerated() {
      #expect(try client.readAnswer() == .ok("/100/\(number)"))
    }
    #expect(long.filter(\.hasNews).count == 0)
    for (number, client) in long.enumerated() {
      #expect(try client.readAnswer() == .ok("/3000/\(number)"))
    }
  }

  @Test func noDelayAndLessThanNoneAnswerAtOnce() throws {
    let server = try Server(ServerConfiguration(threads: 2)) { _ in
      Response(status: 200, body: [97], delay: .seconds(-5))
    }
    #expect(try exchange(get("/"), with: server) == .ok("a"))
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let (server, _) = try server()
    let client = try RawClient(port: server.port)
    let targets = (1...60).map { $0 % 3 == 0 ? "/prompt/\($0)" : "/\($0 % 20)/\($0)" }
    try client.send(
      targets.map {
        "POST \($0) HTTP/1.1\r\nHost: h\r\nContent-Length: 4000\r\n\r\n" + String(repeating: "x", count: 4000)
      }
      .joined())
    for target in targets { #expect(try client.readAnswer() == .ok(target)) }
  }

  @Test func headIsDelayedAndKeepsTheConnection() throws {
    let (server, _) = try server()
    let client = try RawClient(port: server.port)
    for _ in 1...2 {
      let time = try ContinuousClock().measure {
        try client.send("HEAD /100 HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(
          try client.readAnswer(hasBody: false) == Answer("HTTP/1.1 200 OK", headers: ["Content-Length: 4"]))
      }
      #expect(time >= .milliseconds(100))
    }
  }

  @Test func delayedBodyIsCompressed() throws {
    let server = try Server(ServerConfiguration(threads: 2)) { _ in
      Response(
        status: 200, headers: [HeaderField("Content-Type", "text/plain")],
        body: [UInt8](repeating: 120, count: 10_000), delay: .milliseconds(50))
    }
    let client = try RawClient(port: server.port)
    try client.send("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.contains("\r\nContent-Encoding: gzip\r\n"))
    #expect(text.utf8.count < 500)
  }

  @Test(arguments: [0, 2]) func delayedBodyIsCut(count: Int) throws {
    let (server, _) = try server(delivery: .cut(after: count))
    let client = try RawClient(port: server.port)
    try client.send(get("/50"))
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.contains("Content-Length: 3\r\n"))
    #expect(text.hasSuffix("\r\n\r\n" + "/50".prefix(count)))
  }

  @Test func connectionOfAWithheldAnswerIsClosedAfterTheDelay() throws {
    let (server, _) = try server(delivery: .withheld)
    let client = try RawClient(port: server.port)
    try client.send(get("/200"))
    let time = ContinuousClock().measure { #expect(client.readToEnd() == []) }
    #expect(time >= .milliseconds(200))
  }

  @Test func refusedBodyIsAnsweredAfterTheDelay() throws {
    let (server, counter) = try server(ServerConfiguration(threads: 2, bodyLimit: 10))
    let client = try RawClient(port: server.port)
    let time = try ContinuousClock().measure {
      try client.send(
        "POST /200 HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"
          + String(repeating: "x", count: 50_000))
      #expect(try client.readAnswer() == .ok("/200", headers: ["Connection: close"]))
    }
    #expect(time >= .milliseconds(200))
    #expect(counter.value == 1)
  }

  @Test func delayMayBeLongerThanTheIdleTimeout() throws {
    let (server, _) = try server(ServerConfiguration(threads: 2, idleTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    try client.send(get("/2500"))
    #expect(try client.readAnswer() == .ok("/2500"))
    try client.send(get("/next"))
    #expect(try client.readAnswer() == .ok("/next"))
  }

  @Test func connectionIsIdleAgainAfterADelayedAnswer() throws {
    let (server, _) = try server(ServerConfiguration(threads: 2, idleTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    try client.send(get("/100"))
    #expect(try client.readAnswer() == .ok("/100"))
    let silence = ContinuousClock().measure { #expect(client.readToEnd() == []) }
    #expect(silence < .seconds(9))
  }

  // Requests count as under way until the library has closed them: a stop would wait for one that was lost.
  @Test func clientsMayLeaveMeanwhile() throws {
    let (server, counter) = try server()
    _ = try waiting(100, at: "/300", of: server, counter)
    Thread.sleep(forTimeInterval: 0.5)
    #expect(try exchange(get("/next"), with: server) == .ok("/next"))
    let time = ContinuousClock().measure { server.stop(deadline: .seconds(60)) }
    #expect(time < .seconds(30))
  }

  @Test func delayWithinTheDeadlineIsWaitedFor() throws {
    let (server, counter) = try server()
    let clients = try waiting(20, at: "/500", of: server, counter)
    server.stop(deadline: .seconds(60))
    for (number, client) in clients.enumerated() {
      #expect(try client.readAnswer() == .ok("/500/\(number)", headers: ["Connection: close"]))
      #expect(client.readToEnd() == [])
    }
  }

  @Test(arguments: [1, 2]) func delayPastTheDeadlineEndsUnanswered(threads: Int) throws {
    let (server, counter) = try server(ServerConfiguration(threads: threads))
    let clients = try waiting(100, at: "/600000", of: server, counter)
    let time = ContinuousClock().measure { server.stop(deadline: .milliseconds(100)) }
    #expect(time >= .milliseconds(100))
    #expect(time < .seconds(30))
    for client in clients { #expect(client.readToEnd() == []) }
  }

  @Test func endlessDelayIsCutShortByTheEnd() throws {
    let entered = DispatchSemaphore(value: 0)
    let server = try Server(ServerConfiguration(threads: 2)) { _ in
      entered.signal()
      return Response(status: 200, delay: .seconds(Int64.max))
    }
    let client = try RawClient(port: server.port)
    try client.send(get("/"))
    entered.wait()
    Thread.sleep(forTimeInterval: 0.1)
    #expect(!client.hasNews)
    server.stop(deadline: .zero)
    #expect(client.readToEnd() == [])
  }
}

/// Counts on several threads.
private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .acquiring) }

  func increment() { count.add(1, ordering: .releasing) }
}
