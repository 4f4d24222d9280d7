import Dispatch
import Foundation
import HTTPMessages
import HTTPServer
import Testing

/// Who may stay connected when many want to.
@Suite struct PlacesTests {
  private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n" }

  private func connected(_ count: Int, to server: Server, sending text: String = "") throws -> [RawClient] {
    try (0..<count).map { _ in
      let client = try RawClient(port: server.port)
      try client.send(text)
      return client
    }
  }

  /// Connections that have had an answer and wait for the next request.
  private func idle(_ count: Int, to server: Server) throws -> [RawClient] {
    let clients = try connected(count, to: server, sending: get("/first"))
    for client in clients { #expect(try client.readAnswer() == .ok("GET /first")) }
    // So that those who come next have waited less.
    Thread.sleep(forTimeInterval: 0.05)
    return clients
  }

  @Test func whoComesTakesThePlaceThatWasIdleForLongest() throws {
    let server = try echoServer(ServerConfiguration(threads: 2, connectionLimit: 50))
    let first = try idle(10, to: server)
    let second = try idle(40, to: server)
    let third = try idle(10, to: server)
    for client in first { #expect(client.readToEnd() == []) }
    for client in second + third {
      try client.send(get("/again"))
      #expect(try client.readAnswer() == .ok("GET /again"))
    }
  }

  @Test func newRequestMakesAConnectionNew() throws {
    let server = try echoServer(ServerConfiguration(threads: 2, connectionLimit: 10))
    let first = try idle(5, to: server)
    let second = try idle(5, to: server)
    for client in first {
      try client.send(get("/again"))
      #expect(try client.readAnswer() == .ok("GET /again"))
    }
    _ = try idle(5, to: server)
    for client in second { #expect(client.readToEnd() == []) }
    for client in first { #expect(!client.hasNews) }
  }

  /// Half a request is no way to keep others out.
  @Test(arguments: [
    "GET /", "GET / HTTP/1.1\r\nHost: h\r\n", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf",
  ])
  func whoSendsSlowlyGivesWay(sent: String) throws {
    let server = try echoServer(ServerConfiguration(threads: 2, connectionLimit: 20))
    let slow = try connected(20, to: server, sending: sent)
    // The server has read what they sent.
    Thread.sleep(forTimeInterval: 0.2)
    for number in 1...20 {
      #expect(try exchange(get("/\(number)"), with: server) == .ok("GET /\(number)"))
    }
    #expect(slow.filter(\.hasNews).count > 0)
  }

  @Test func tenThousandIdleConnectionsKeepNobodyOut() throws {
    try allowOpenFiles(19_000)
    let server = try echoServer(ServerConfiguration(threads: 2))
    let idle = try connected(10_000, to: server)
    for number in 1...20 {
      #expect(try exchange(get("/\(number)"), with: server) == .ok("GET /\(number)"))
    }
    var closed = 0
    for _ in 1...100 where closed < 10_000 - 4096 {
      Thread.sleep(forTimeInterval: 0.1)
      closed = idle.filter(\.hasNews).count
    }
    #expect(closed >= 10_000 - 4096)
    // All but those that made room.
    #expect(closed < 10_000 - 4096 + 200)
  }

  /// Where all are being answered, clients on this machine get to know that there is no place.
  @Test func furtherConnectionsAreToldThatThereIsNoPlace() throws {
    let mayLeave = DispatchSemaphore(value: 0)
    let server = try Server(
      ServerConfiguration(threads: 2, lanes: [4], connectionLimit: 4),
      lane: { _, target in target.count > 2 ? .lane(0) : .here }
    ) { request, _ in
      if request.target == "/wait" { mayLeave.wait() }
      let shown = request.overload.map { "\($0)" } ?? "none"
      return Response(status: 200, body: [UInt8](shown.utf8))
    }
    let waiting = try connected(4, to: server, sending: get("/wait"))
    Thread.sleep(forTimeInterval: 0.2)
    for _ in 1...50 {
      let client = try RawClient(port: server.port)
      try client.send(get("/"))
      #expect(try client.readAnswer() == .ok("connections", headers: ["Connection: close"]))
      #expect(client.readToEnd() == [])
    }
    for _ in waiting { mayLeave.signal() }
    for client in waiting { #expect(try client.readAnswer() == .ok("none")) }
    #expect(try exchange(get("/"), with: server) == .ok("none"))
  }

  /// Those on further places that send nothing make way for each other too.
  @Test func furtherPlacesAreNotTakenForLong() throws {
    let mayLeave = DispatchSemaphore(value: 0)
    let server = try Server(
      ServerConfiguration(threads: 2, lanes: [2], connectionLimit: 2),
      lane: { _, target in target.count > 2 ? .lane(0) : .here }
    ) { request, _ in
      if request.target == "/wait" { mayLeave.wait() }
      return Response(status: 200)
    }
    let waiting = try connected(2, to: server, sending: get("/wait"))
    Thread.sleep(forTimeInterval: 0.2)
    let idle = try connected(200, to: server)
    #expect(try exchange(get("/"), with: server).status == "HTTP/1.1 200 OK")
    for _ in waiting { mayLeave.signal() }
    for client in waiting { #expect(try client.readAnswer().status == "HTTP/1.1 200 OK") }
    #expect(idle.filter(\.hasNews).count >= 200 - 32)
  }

  @Test(arguments: [(1, [16]), (2, [8, 8]), (3, [6, 5, 5])])
  func connectionsAreDealtOutEvenly(threads: Int, counts: [Int]) throws {
    let server = try echoServer(ServerConfiguration(threads: threads))
    let clients = try idle(16, to: server)
    #expect(server.connectionsOfThreads.sorted(by: >) == counts)
    withExtendedLifetime(clients) {}
  }
}
