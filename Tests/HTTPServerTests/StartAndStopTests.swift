import Foundation
import HTTPMessages
import HTTPServer
import Testing

@Suite struct StartAndStopTests {
  @Test(arguments: ["127.0.0.1", "localhost", "0.0.0.0", "::"])
  func freePortIsPickedOnEachHost(host: String) throws {
    let server = try echoServer(ServerConfiguration(host: host, threads: 2))
    #expect(server.port > 0)
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("GET /"))
  }

  @Test(arguments: [1, 2, 5])
  func anyNumberOfThreadsServes(threads: Int) throws {
    let server = try echoServer(ServerConfiguration(threads: threads))
    #expect(try exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", with: server) == .ok("GET /"))
  }

  @Test func portInUseIsTold() throws {
    let server = try echoServer()
    let error = ServerError.addressInUse(host: "127.0.0.1", port: server.port)
    #expect(throws: error) { try echoServer(ServerConfiguration(port: server.port, threads: 2)) }
    #expect("\(error)" == "Port \(server.port) of 127.0.0.1 is in use by another process.")
  }

  @Test(arguments: [
    ("198.51.100.1", 0, "Cannot listen on port 0 of 198.51.100.1: Cannot assign requested address."),
    ("not a host", 0, "Cannot listen on port 0 of not a host: Name or service not known."),
    ("127.0.0.1", 65536, "Cannot listen on port 65536 of 127.0.0.1: the port is not between 0 and 65535."),
  ])
  func impossibleAddressIsTold(host: String, port: Int, message: String) {
    let error = #expect(throws: ServerError.self) {
      try echoServer(ServerConfiguration(host: host, port: port, threads: 2))
    }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func refusedCertificateIsTold() {
    let identity = TLSIdentity(certificateChain: "no PEM", privateKey: "no PEM")
    #expect(throws: ServerError.self) {
      try echoServer(ServerConfiguration(threads: 2, secure: SecurePort(port: 0, identity: identity)))
    }
  }

  @Test func portIsFreeAfterStopping() throws {
    let server = try echoServer()
    let client = try RawClient(port: server.port)
    try client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try client.readAnswer() == .ok("GET /"))
    server.stop()
    server.stop()
    #expect(client.readToEnd() == [])
    let next = try echoServer(ServerConfiguration(port: server.port, threads: 2))
    #expect(next.port == server.port)
  }

  @Test func runningRequestIsAnsweredBeforeTheEnd() throws {
    let entered = DispatchSemaphore(value: 0)
    let mayLeave = DispatchSemaphore(value: 0)
    let stopped = DispatchSemaphore(value: 0)
    let server = try echoServer(showing: { request in
      entered.signal()
      mayLeave.wait()
      return request.target
    })
    let client = try RawClient(port: server.port)
    try client.send("GET /last HTTP/1.1\r\nHost: h\r\n\r\n")
    entered.wait()
    Thread.detachNewThread {
      server.stop(deadline: .seconds(10))
      stopped.signal()
    }
    while (try? RawClient(port: server.port)) != nil { Thread.sleep(forTimeInterval: 0.01) }
    mayLeave.signal()
    #expect(try client.readAnswer() == .ok("/last", headers: ["Connection: close"]))
    stopped.wait()
  }

  @Test func halfARequestIsNotWaitedForLongerThanTheDeadline() throws {
    let server = try echoServer()
    let client = try RawClient(port: server.port)
    try client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n")
    #expect(try client.readAnswer() == Answer("HTTP/1.1 100 Continue"))
    let time = ContinuousClock().measure { server.stop(deadline: .milliseconds(100)) }
    #expect(time >= .milliseconds(100))
    #expect(time < .seconds(5))
    #expect(client.readToEnd() == [])
  }
}
