import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A TCP connection that sends exactly the bytes it is given and gives up after ten seconds of silence.
final class RawClient {
  struct Failure: Error, Equatable {
    var step: String
  }

  private let descriptor: Int32
  /// What stands between it and the server, to speak TLS.
  private let tunnel: Process?
  private var unread: [UInt8] = []

  init(port: Int) throws {
    descriptor = try LocalConnection.open(port: port, patience: 10)
    tunnel = nil
  }

  /// Over TLS, as OpenSSL speaks it.
  init(securePort: Int, _ options: [String] = []) throws {
    let tunnel = try TLSTunnel.open(port: securePort, options)
    (descriptor, self.tunnel) = (tunnel.descriptor, tunnel.process)
  }

  deinit {
    close(descriptor)
    tunnel?.terminate()
  }

  func send(_ text: String) throws {
    try send([UInt8](text.utf8))
  }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(step: "write") }
      rest = rest.dropFirst(count)
    }
  }

  /// Whether something came that was not read yet, or the connection has ended.
  var hasNews: Bool {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return !unread.isEmpty || poll(&event, 1, 0) > 0
  }

  /// Everything up to the end of the connection, however it ends.
  func readToEnd() -> [UInt8] {
    while receive() {}
    defer { unread = [] }
    return unread
  }

  /// One answer, its body measured by Content-Length; `hasBody` is false for an answer to HEAD.
  func readAnswer(hasBody: Bool = true) throws -> Answer {
    let head = try readHead()
    var answer = Answer(head: head)
    guard hasBody, let length = answer.contentLength else { return answer }
    while unread.count < length {
      guard receive() else { throw Failure(step: "read body") }
    }
    answer.body = String(decoding: unread.prefix(length), as: UTF8.self)
    unread.removeFirst(length)
    return answer
  }

  /// All answers up to the end of the connection.
  func readAnswers() throws -> [Answer] {
    var answers: [Answer] = []
    while !unread.isEmpty || receive() { answers.append(try readAnswer()) }
    return answers
  }

  private func readHead() throws -> String {
    let end = [UInt8]("\r\n\r\n".utf8)
    while true {
      if let range = unread.firstRange(of: end) {
        defer { unread.removeSubrange(..<range.upperBound) }
        return String(decoding: unread[..<range.lowerBound], as: UTF8.self)
      }
      guard receive() else { throw Failure(step: "read head") }
    }
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return false }
    unread.append(contentsOf: buffer[..<count])
    return true
  }
}

/// An answer as text, without its Date.
struct Answer: Equatable {
  var status: String
  var headers: [String]
  var body = ""

  init(_ status: String, headers: [String] = [], body: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(head: String) {
    let lines = head.components(separatedBy: "\r\n")
    self.init(lines[0], headers: lines.dropFirst().filter { !$0.hasPrefix("Date: ") })
  }

  var contentLength: Int? {
    let name = "Content-Length: "
    return headers.first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) }
  }

  /// 200 with a body and nothing that the handler did not set.
  static func ok(_ body: String, headers: [String] = []) -> Answer {
    Answer("HTTP/1.1 200 OK", headers: headers + ["Content-Length: \(body.utf8.count)"], body: body)
  }
}
