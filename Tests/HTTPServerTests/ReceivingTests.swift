import Foundation
import HTTPMessages
import HTTPServer
import Testing

/// How long a client may take over one request and its answer, and how much is held for it meanwhile.
@Suite struct ReceivingTests {
  private func server(_ configuration: ServerConfiguration) throws -> Server {
    try echoServer(configuration) { request in
      "\(request.headState) \(request.overload.map { "\($0)" } ?? "none") \(request.body.count)"
    }
  }

  // MARK: Time

  static let slow: [(String, String, String)] = [
    ("head", "", "GET /" + String(repeating: "a", count: 400)),
    ("fields", "GET / HTTP/1.1\r\nHost: h\r\n", String(repeating: "A: b\r\n", count: 100)),
    ("body", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 400\r\n\r\n", String(repeating: "a", count: 400)),
    (
      "chunks", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
      String(repeating: "1\r\na\r\n", count: 100)
    ),
    (
      "trailers", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
      String(repeating: "A: b\r\n", count: 100)
    ),
  ]

  /// A byte now and then is no silence, and yet not for ever.
  @Test(arguments: slow) func whoSendsSlowlyIsTold(what: String, first: String, rest: String) throws {
    let server = try server(ServerConfiguration(threads: 1, receiveTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    try client.send(first)
    var sent = 0
    for byte in rest.utf8 where !client.hasNews {
      try client.send([byte])
      sent += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(sent < rest.utf8.count)
    #expect(try client.readAnswers() == [.ok("late none 0", headers: ["Connection: close"])])
  }

  /// They are part of no request, so nothing is answered.
  @Test func blankLinesAreNoWayToStay() throws {
    let server = try server(ServerConfiguration(threads: 1, receiveTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    var sent = 0
    while sent < 200, !client.hasNews {
      try client.send("\n")
      sent += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(sent < 200)
    #expect(client.readToEnd() == [])
  }

  @Test func bodyHasItsOwnTime() throws {
    let server = try server(ServerConfiguration(threads: 1, receiveTimeout: .seconds(2)))
    let client = try RawClient(port: server.port)
    for piece in ["POST / HTTP/1.1\r\n", "Host: h\r\nContent-Length: 6\r\n\r\n", "abc", "def"] {
      try client.send(piece)
      Thread.sleep(forTimeInterval: 0.8)
    }
    #expect(try client.readAnswer() == .ok("complete none 6"))
  }

  @Test func timeBetweenRequestsIsNone() throws {
    let server = try server(ServerConfiguration(threads: 1, receiveTimeout: .seconds(1)))
    let client = try RawClient(port: server.port)
    for _ in 1...2 {
      Thread.sleep(forTimeInterval: 2.5)
      try client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.readAnswer() == .ok("complete none 0"))
    }
  }

  @Test func timeForAnAnswerIsNone() throws {
    let server = try Server(ServerConfiguration(threads: 1, receiveTimeout: .seconds(1))) { _ in
      Response(status: 200, body: [97], delay: .milliseconds(2500))
    }
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("a"))
  }

  // MARK: Bytes

  private static let large = 32 << 20

  /// Answers `/large` with 32 MB, which no socket holds by itself.
  private func answering(limit: Int) throws -> Server {
    try Server(ServerConfiguration(threads: 2, queuedBytesLimit: limit)) { request in
      if let overload = request.overload { return Response(status: 503, body: [UInt8]("\(overload)".utf8)) }
      let length = request.target == "/large" ? Self.large : 5
      return Response(status: 200, body: [UInt8](repeating: 97, count: length))
    }
  }

  private func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n" }

  /// Asks until it is served again, for ten seconds at most.
  private func answerOnceServed(_ server: Server) throws -> Answer {
    for _ in 1...100 {
      let answer = try exchange(get("/small"), with: server)
      guard answer.body == "bytes" else { return answer }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return try exchange(get("/small"), with: server)
  }

  @Test func answersThatNobodyReadsAreBounded() throws {
    let server = try answering(limit: 40 << 20)
    let lazy = try (1...2).map { _ in
      let client = try RawClient(port: server.port)
      try client.send(get("/large"))
      while !client.hasNews { Thread.sleep(forTimeInterval: 0.001) }
      return client
    }
    let refused = try exchange(get("/large"), with: server)
    #expect(refused.body == "bytes")
    #expect(refused.status == "HTTP/1.1 503 Service Unavailable")
    for client in lazy { #expect(try client.readAnswer().body.utf8.count == Self.large) }
    #expect(try answerOnceServed(server) == .ok("aaaaa"))
  }

  @Test func whoLeavesLeavesNothingBehind() throws {
    let server = try answering(limit: 1 << 20)
    for _ in 1...3 {
      do {
        let client = try RawClient(port: server.port)
        try client.send(get("/large"))
        while !client.hasNews { Thread.sleep(forTimeInterval: 0.001) }
        #expect(try exchange(get("/small"), with: server).body == "bytes")
      }
      #expect(try answerOnceServed(server) == .ok("aaaaa"))
    }
  }

  @Test func bodiesThatComeInAreBounded() throws {
    let server = try server(ServerConfiguration(threads: 2, queuedBytesLimit: 1 << 20))
    let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n"
    let first = try RawClient(port: server.port)
    try first.send(head + "a")
    Thread.sleep(forTimeInterval: 0.2)
    #expect(
      try exchange(head + "a", with: server) == .ok("complete bytes 0", headers: ["Connection: close"]))
    try first.send([UInt8](repeating: 97, count: 899_999))
    #expect(try first.readAnswer() == .ok("complete none 900000"))
    #expect(
      try exchange(head + String(repeating: "a", count: 900_000), with: server) == .ok("complete none 900000")
    )
  }

  @Test func chunkedBodyPastTheBoundIsTold() throws {
    let server = try server(ServerConfiguration(threads: 2, queuedBytesLimit: 10_000))
    let client = try RawClient(port: server.port)
    let chunk = "3e8\r\n" + String(repeating: "a", count: 1000) + "\r\n"
    let head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    try client.send(head + String(repeating: chunk, count: 50) + "0\r\n\r\n")
    #expect(try client.readAnswer() == .ok("complete bytes 0"))
    try client.send(head + String(repeating: chunk, count: 9) + "0\r\n\r\n")
    #expect(try client.readAnswer() == .ok("complete none 9000"))
  }
}
