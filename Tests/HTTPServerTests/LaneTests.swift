import Dispatch
import Foundation
import HTTPMessages
import HTTPServer
import Locks
import Synchronization
import Testing

/// Requests that are answered by other threads than those that read them.
@Suite struct LaneTests {
  /// `/here/…` is answered where it is read, `/tried/…` is only tried there, all else is in one of the lanes.
  private static let choice: Lane.Choice = { _, target in
    let text = target.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    if text.hasPrefix("/here") { return .here }
    if text.hasPrefix("/tried") { return .hereOrLane(1) }
    return .lane(text.hasPrefix("/other") ? 0 : 1)
  }

  private func server(
    _ configuration: ServerConfiguration = ServerConfiguration(threads: 2, lanes: [1, 2]),
    _ handler: @escaping Server.Handler = { request, _ in .echo(request) }
  ) throws -> Server {
    try Server(configuration, lane: Self.choice, handler: handler)
  }

  private func get(_ target: String, _ method: String = "GET") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: h\r\n\r\n"
  }

  private func clients(_ count: Int, at target: String, of server: Server) throws -> [RawClient] {
    try (0..<count).map { number in
      let client = try RawClient(port: server.port)
      try client.send(get("\(target)/\(number)"))
      return client
    }
  }

  // MARK: Answers

  @Test(arguments: [1, 2]) func requestIsWholeInItsLane(threads: Int) throws {
    let server = try server(ServerConfiguration(threads: threads, lanes: [1, 2])) { request, _ in
      Response(
        status: 200,
        body: [UInt8](
          "\(request.method) \(request.target) \(request.headers[name: "x-a"] ?? "") \(request.body.count)"
            .utf8))
    }
    let client = try RawClient(port: server.port)
    for number in 1...20 {
      try client.send(
        "POST /\(number) HTTP/1.1\r\nHost: h\r\nX-A: \(number)\r\nContent-Length: 70000\r\n\r\n"
          + String(repeating: "x", count: 70_000))
      #expect(try client.readAnswer() == .ok("POST /\(number) \(number) 70000"))
    }
  }

  @Test func pipelinedRequestsAreAnsweredInOrderWhateverTheirLanes() throws {
    let server = try server()
    let client = try RawClient(port: server.port)
    let targets = (1...90).map { ["/here", "/slow", "/other"][$0 % 3] + "/\($0)" }
    try client.send(targets.map { get($0) }.joined())
    for target in targets { #expect(try client.readAnswer() == .ok(target)) }
  }

  @Test func headInALaneKeepsTheConnection() throws {
    let server = try server()
    let client = try RawClient(port: server.port)
    for _ in 1...3 {
      try client.send(get("/slow", "HEAD"))
      #expect(
        try client.readAnswer(hasBody: false) == Answer("HTTP/1.1 200 OK", headers: ["Content-Length: 5"]))
    }
  }

  @Test func bodyIsCompressedInALane() throws {
    let server = try server { _, _ in
      Response(
        status: 200, headers: [HeaderField("Content-Type", "text/plain")],
        body: [UInt8](repeating: 120, count: 10_000))
    }
    let client = try RawClient(port: server.port)
    try client.send("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.contains("\r\nContent-Encoding: gzip\r\n"))
    #expect(text.utf8.count < 500)
  }

  @Test(arguments: [0, 2]) func answerIsCutInALane(count: Int) throws {
    let server = try server { request, _ in .echo(request, delivery: .cut(after: count)) }
    let client = try RawClient(port: server.port)
    try client.send(get("/slow"))
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.contains("Content-Length: 5\r\n"))
    #expect(text.hasSuffix("\r\n\r\n" + "/slow".prefix(count)))
  }

  @Test(arguments: [Response.Delivery.withheld, .elsewhere])
  func connectionWithoutAnAnswerIsClosed(delivery: Response.Delivery) throws {
    let server = try server { request, _ in .echo(request, delivery: delivery) }
    let client = try RawClient(port: server.port)
    try client.send(get("/slow"))
    #expect(client.readToEnd() == [])
  }

  @Test func delayBeginsWhenTheLaneIsDone() throws {
    let server = try server { request, _ in .echo(request, delay: .milliseconds(200)) }
    let client = try RawClient(port: server.port)
    for _ in 1...3 {
      let time = try ContinuousClock().measure {
        try client.send(get("/slow"))
        #expect(try client.readAnswer() == .ok("/slow"))
      }
      #expect(time >= .milliseconds(200))
    }
  }

  @Test func refusedBodyIsAnsweredInItsLane() throws {
    let server = try server(ServerConfiguration(threads: 2, lanes: [1, 2], bodyLimit: 10))
    let client = try RawClient(port: server.port)
    try client.send(
      "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"
        + String(repeating: "x", count: 50_000))
    #expect(try client.readAnswer() == .ok("/slow", headers: ["Connection: close"]))
  }

  // MARK: Trials

  /// The handler says how it was called: `trial`, `lane`, or `here`.
  private static func called(_ turn: Turn) -> String {
    turn.isTrial ? "trial" : turn.listener == nil ? "here" : "lane"
  }

  @Test(arguments: [("/here", "here"), ("/slow", "lane"), ("/other", "lane"), ("/tried", "trial")])
  func handlerKnowsHowItIsCalled(target: String, call: String) throws {
    let server = try server { _, turn in Response(status: 200, body: [UInt8](Self.called(turn).utf8)) }
    #expect(try exchange(get(target), with: server) == .ok(call))
  }

  @Test func trialThatComesToNothingIsAnsweredInTheLane() throws {
    let calls = Lock<[String]>([])
    let server = try server { request, turn in
      calls.withLock { $0.append("\(Self.called(turn)) \(request.target) \(request.body.count)") }
      return .echo(
        request, delivery: turn.isTrial ? .elsewhere : .whole, delay: turn.isTrial ? .seconds(9) : .zero)
    }
    let client = try RawClient(port: server.port)
    for target in ["/tried/1", "/tried/2"] {
      try client.send("POST \(target) HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc")
      #expect(try client.readAnswer() == .ok(target))
    }
    #expect(
      calls.withLock { $0 } == ["trial /tried/1 3", "lane /tried/1 3", "trial /tried/2 3", "lane /tried/2 3"])
  }

  // MARK: Order

  @Test func laneTakesTheFirstFirst() throws {
    let gate = Gate()
    let came = Lock<[String]>([])
    let ran = Lock<[String]>([])
    // One thread reads, so that what it reads first enters the lane first.
    let server = try Server(
      ServerConfiguration(threads: 1, lanes: [1]),
      lane: { _, target in
        came.withLock { $0.append(target.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }) }
        return .lane(0)
      },
      handler: { request, _ in
        gate.pass()
        ran.withLock { $0.append(request.target) }
        return .echo(request)
      })
    let clients = try clients(30, at: "/slow", of: server)
    gate.waitUntilEntered()
    while came.withLock({ $0.count }) < 30 { Thread.sleep(forTimeInterval: 0.001) }
    gate.open()
    for (number, client) in clients.enumerated() {
      #expect(try client.readAnswer() == .ok("/slow/\(number)"))
    }
    #expect(ran.withLock { $0 } == came.withLock { $0 })
    #expect(ran.withLock { $0.count } == 30)
  }

  @Test func fullLaneHoldsUpNobodyElse() throws {
    let gate = Gate()
    let server = try server { request, _ in
      if request.target.hasPrefix("/slow") { gate.pass() }
      return .echo(request)
    }
    let waiting = try clients(20, at: "/slow", of: server)
    gate.waitUntilEntered()
    for number in 1...50 {
      #expect(try exchange(get("/here/\(number)"), with: server) == .ok("/here/\(number)"))
      #expect(try exchange(get("/other/\(number)"), with: server) == .ok("/other/\(number)"))
    }
    #expect(waiting.filter(\.hasNews).count == 0)
    gate.open()
    for (number, client) in waiting.enumerated() {
      #expect(try client.readAnswer() == .ok("/slow/\(number)"))
    }
  }

  @Test func waitingIsCounted() throws {
    let gate = Gate()
    let server = try server(ServerConfiguration(threads: 2, lanes: [1, 1])) { request, turn in
      if request.target == "/slow/first" { gate.pass() }
      return Response(status: 200, body: [UInt8]("\(turn.waited >= .milliseconds(100))".utf8))
    }
    let first = try RawClient(port: server.port)
    try first.send(get("/slow/first"))
    gate.waitUntilEntered()
    let second = try RawClient(port: server.port)
    try second.send(get("/slow/second"))
    Thread.sleep(forTimeInterval: 0.2)
    gate.open()
    #expect(try first.readAnswer() == .ok("false"))
    #expect(try second.readAnswer() == .ok("true"))
  }

  @Test func allThreadsOfALaneWorkAtOnce() throws {
    let together = DispatchSemaphore(value: 0)
    let entered = Atomic(0)
    let server = try server(ServerConfiguration(threads: 2, lanes: [1, 5])) { request, _ in
      // Nobody leaves before the fifth has come.
      if entered.add(1, ordering: .acquiringAndReleasing).newValue == 5 {
        for _ in 1...5 { together.signal() }
      }
      together.wait()
      return .echo(request)
    }
    for (number, client) in try clients(5, at: "/slow", of: server).enumerated() {
      #expect(try client.readAnswer() == .ok("/slow/\(number)"))
    }
  }

  @Test func thousandInALaneLeaveOthersAlone() throws {
    try allowOpenFiles(4096)
    let gate = Gate()
    let server = try server { request, _ in
      if request.target.hasPrefix("/slow") { gate.pass() }
      return .echo(request)
    }
    let waiting = try clients(1000, at: "/slow", of: server)
    gate.waitUntilEntered()
    for number in 1...50 {
      #expect(try exchange(get("/here/\(number)"), with: server) == .ok("/here/\(number)"))
    }
    #expect(waiting.filter(\.hasNews).count == 0)
    gate.open()
    for (number, client) in waiting.enumerated() {
      #expect(try client.readAnswer() == .ok("/slow/\(number)"))
    }
  }

  @Test func silentClientInALaneIsNotDisconnected() throws {
    let server = try server(ServerConfiguration(threads: 2, lanes: [1, 1], idleTimeout: .seconds(1))) {
      request, _ in
      Thread.sleep(forTimeInterval: 2.5)
      return .echo(request)
    }
    #expect(try exchange(get("/slow"), with: server) == .ok("/slow"))
  }

  // MARK: Clients that leave

  @Test func handlerCanTellThatItsClientHasLeft() throws {
    let gate = Gate()
    let left = Lock<[Bool]>([])
    let server = try server { request, turn in
      guard request.target == "/slow/leaving" else { return .echo(request) }
      left.withLock { $0.append(turn.listener?.hasLeft ?? true) }
      gate.pass()
      while turn.listener?.hasLeft == false { Thread.sleep(forTimeInterval: 0.001) }
      left.withLock { $0.append(true) }
      return .echo(request)
    }
    var client: RawClient? = try RawClient(port: server.port)
    try client?.send(get("/slow/leaving"))
    gate.waitUntilEntered()
    client = nil
    gate.open()
    // The end waits for the handler, which ends as its client has left.
    server.stop(deadline: .seconds(60))
    #expect(left.withLock { $0 } == [false, true])
  }

  @Test func listenerThatOutlivesItsHandlerSaysStop() throws {
    let kept = Lock<Turn.Listener?>(nil)
    let server = try server { request, turn in
      kept.withLock { $0 = turn.listener }
      return .echo(request)
    }
    #expect(try exchange(get("/slow"), with: server) == .ok("/slow"))
    let listener = try #require(kept.withLock { $0 })
    #expect(listener.hasLeft && listener.mustStop)
  }

  @Test func clientsMayLeaveInEachState() throws {
    let gate = Gate()
    let server = try server { request, _ in
      gate.pass()
      return .echo(request, delay: .milliseconds(50))
    }
    _ = try clients(100, at: "/slow", of: server)
    gate.waitUntilEntered()
    gate.open()
    #expect(try exchange(get("/slow/next"), with: server) == .ok("/slow/next"))
    server.stop(deadline: .seconds(60))
  }

  // MARK: The end

  @Test func runningAndWaitingAreAnsweredBeforeTheEnd() throws {
    let gate = Gate()
    let came = Atomic(0)
    let server = try Server(
      ServerConfiguration(threads: 2, lanes: [1]),
      lane: { _, _ in
        came.add(1, ordering: .releasing)
        return .lane(0)
      },
      handler: { request, _ in
        gate.pass()
        return .echo(request)
      })
    let clients = try clients(20, at: "/slow", of: server)
    while came.load(ordering: .acquiring) < 20 { Thread.sleep(forTimeInterval: 0.001) }
    let stopped = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      server.stop(deadline: .seconds(60))
      stopped.signal()
    }
    while (try? RawClient(port: server.port)) != nil { Thread.sleep(forTimeInterval: 0.01) }
    gate.open()
    for (number, client) in clients.enumerated() {
      #expect(try client.readAnswer() == .ok("/slow/\(number)", headers: ["Connection: close"]))
    }
    stopped.wait()
  }

  /// One runs, one waits for the end of its delay, and the others wait in the lane.
  @Test(arguments: [1, 2]) func endComesInEachState(threads: Int) throws {
    let entered = DispatchSemaphore(value: 0)
    let server = try server(ServerConfiguration(threads: threads, lanes: [1, 1])) { request, turn in
      guard request.target.hasPrefix("/slow") else { return .echo(request, delay: .seconds(600)) }
      entered.signal()
      while turn.listener?.mustStop == false { Thread.sleep(forTimeInterval: 0.001) }
      return .echo(request)
    }
    let delayed = try clients(10, at: "/other", of: server)
    let running = try RawClient(port: server.port)
    try running.send(get("/slow"))
    entered.wait()
    let waiting = try clients(50, at: "/slow", of: server)
    Thread.sleep(forTimeInterval: 0.2)
    server.stop(deadline: .milliseconds(100))
    #expect(try running.readAnswer() == .ok("/slow", headers: ["Connection: close"]))
    for client in delayed + [running] { #expect(client.readToEnd() == []) }
    // Who came to run in the last moment is answered whole.
    for (number, client) in waiting.enumerated() {
      let answer = String(decoding: client.readToEnd(), as: UTF8.self)
      #expect(
        answer.isEmpty
          || answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\n/slow/\(number)"))
    }
  }

  @Test func clientThatDoesNotReadDoesNotHoldUpTheEnd() throws {
    let done = DispatchSemaphore(value: 0)
    let server = try server { _, _ in
      done.signal()
      return Response(status: 200, body: [UInt8](repeating: 120, count: 64 << 20))
    }
    let client = try RawClient(port: server.port)
    try client.send(get("/slow"))
    done.wait()
    let time = ContinuousClock().measure { server.stop(deadline: .milliseconds(100)) }
    #expect(time < .seconds(5))
  }
}

extension Response {
  /// The target of the request.
  fileprivate static func echo(
    _ request: Request, delivery: Delivery = .whole, delay: Duration = .zero
  ) -> Response {
    Response(status: 200, body: [UInt8](request.target.utf8), delivery: delivery, delay: delay)
  }
}

/// Holds up whoever passes until it is opened.
private final class Gate: Sendable {
  private let entered = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)

  func pass() {
    entered.signal()
    opened.wait()
    opened.signal()
  }

  /// Returns when the first one has come.
  func waitUntilEntered() { entered.wait() }

  func open() { opened.signal() }
}
