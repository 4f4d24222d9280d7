import Foundation
import HTTPMessages
import HTTPServer
import Locks
import Testing

@testable import GraphEmulatorKit

/// What the client takes of an answer, and what it sends: with listeners that no client should trust.
@Suite struct CurlSenderTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
  private static let limit = 64 << 10

  private func outcome(
    _ sender: CurlSender = CurlSender(environment: [:]), of url: String, body: String = "{}",
    timeout: Duration = .seconds(60)
  ) async throws -> SendOutcome {
    let request = OutgoingRequest(
      url: try #require(URL(string: url)), contentType: "application/json", body: Array(body.utf8),
      timeout: timeout)
    return await withCheckedContinuation { continuation in
      sender.post(request) { continuation.resume(returning: $0) }
    }
  }

  @Test func aCallIsWhatItIs() async throws {
    let requests = Collected<String>()
    let listener = try RawListener { caller in
      requests.add(caller.request)
      caller.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
    }
    let body = String(repeating: "x", count: 1_200_000)
    #expect(
      try await outcome(of: listener.url + "?a=%20b", body: body)
        == .answered(status: 202, contentType: "", body: []))
    #expect(
      requests.all == [
        """
        POST /notify?a=%20b HTTP/1.1\r\nHost: 127.0.0.1:\(listener.port)\r\nAccept: */*\r\n\
        Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
        """
      ])
  }

  @Test(arguments: [limit - 1, limit, limit + 1, 200_000]) func theBeginningOfABodyIsKept(length: Int)
    async throws
  {
    let listener = try RawListener { caller in
      caller.send(
        Self.head + "Content-Length: \(length)\r\n\r\n" + String(repeating: "z", count: length))
    }
    let kept = [UInt8](repeating: UInt8(ascii: "z"), count: min(length, Self.limit))
    #expect(
      try await outcome(of: listener.url)
        == .answered(status: 200, contentType: "text/plain", body: kept))
  }

  @Test(arguments: [("", "", ""), ("Transfer-Encoding: chunked\r\n", "10000\r\n", "\r\n")])
  func anAnswerWithoutEndIsCutOff(field: String, before: String, after: String) async throws {
    let taken = Collected<Int>()
    let block = before + String(repeating: "y", count: Self.limit) + after
    let listener = try RawListener { taken.add($0.sendWithoutEnd(Self.head + field + "\r\n", block)) }
    let kept = [UInt8](repeating: UInt8(ascii: "y"), count: Self.limit)
    #expect(
      try await outcome(of: listener.url)
        == .answered(status: 200, contentType: "text/plain", body: kept))
    while taken.all.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    // What the kernel takes for a connection before anybody has read it is not ours.
    #expect(taken.all.allSatisfy { $0 < 32 << 20 })
  }

  @Test(arguments: ["X-Line: without an end\r\n", "x", "\r\nHTTP/1.1 103 Early Hints\r\n"])
  func aHeadWithoutEndIsAFailure(line: String) async throws {
    let listener = try RawListener { caller in
      caller.sendWithoutEnd("HTTP/1.1 103 Early Hints\r\n", String(repeating: line, count: 100))
    }
    guard case .failed = try await outcome(of: listener.url) else {
      Issue.record("its answer counts")
      return
    }
  }

  @Test func whoAnswersByteByByteIsLate() async throws {
    let listener = try RawListener { caller in
      for character in Self.head + "Content-Length: 100000\r\n\r\n" + String(repeating: "b", count: 100_000) {
        guard caller.send(String(character)) > 0 else { return }
        usleep(1000)
      }
    }
    #expect(try await outcome(of: listener.url, timeout: .milliseconds(500)) == .timedOut)
  }

  @Test func whoNeverAnswersIsLate() async throws {
    let listener = try RawListener { $0.waitUntilItLeaves() }
    #expect(try await outcome(of: listener.url, timeout: .milliseconds(500)) == .timedOut)
  }

  @Test func aRedirectionIsAnAnswer() async throws {
    let other = try Listener()
    let listener = try RawListener { caller in
      caller.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: \(other.url)\r\nContent-Length: 0\r\n\r\n")
    }
    #expect(
      try await outcome(of: listener.url) == .answered(status: 307, contentType: "", body: []))
    #expect(other.calls.isEmpty)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1:1/", "http://user@127.0.0.1:1/", "http://nobody.invalid/",
  ])
  func isNotSent(url: String) async throws {
    guard case .failed = try await outcome(of: url) else {
      Issue.record("something answered")
      return
    }
  }

  @Test func whoStopsEndsWhatIsUnderWay() async throws {
    let sender = CurlSender(environment: [:])
    let listener = try RawListener { caller in
      sender.stop()
      caller.waitUntilItLeaves()
    }
    #expect(try await outcome(sender, of: listener.url) == .failed(reason: "The emulator stops."))
    #expect(try await outcome(sender, of: listener.url) == .failed(reason: "Nothing is sent now."))
  }

  @Test func manySlowOnesAreWaitedForAtOnce() async throws {
    let sender = CurlSender(environment: [:])
    let slow = try RawListener { $0.waitUntilItLeaves() }
    let answers = Collected<SendOutcome>()
    let request = OutgoingRequest(
      url: try #require(URL(string: slow.url)), contentType: "text/plain", body: [], timeout: .seconds(600))
    for _ in 0..<100 { sender.post(request) { answers.add($0) } }
    let quick = try Listener()
    #expect(try await outcome(sender, of: quick.url) == .answered(status: 202, contentType: "", body: []))
    #expect(answers.all.isEmpty)
    sender.stop()
    #expect(answers.all == Array(repeating: .failed(reason: "The emulator stops."), count: 100))
  }

  // MARK: TLS

  @Test func theFileOfAuthoritiesIsTrusted() async throws {
    let listener = try Listener(identity: .listener)
    let folder = try TemporaryFolder()
    let file = try folder.file("authorities.pem", TLSIdentity.listener.certificateChain)
    let trusting = CurlSender(environment: ["SSL_CERT_FILE": file])
    #expect(
      try await outcome(trusting, of: listener.url) == .answered(status: 202, contentType: "", body: []))
    guard case .failed(let reason) = try await outcome(of: listener.url) else {
      Issue.record("nobody vouches for it")
      return
    }
    #expect(reason.contains("certificate"))
    #expect(listener.calls.count == 1)
  }
}
