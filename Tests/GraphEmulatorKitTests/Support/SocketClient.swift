import Foundation
import TestSupport

/// One connection on which requests are sent and answers may be left unread.
///
/// A class because its end closes the connection.
final class SocketClient {
  struct Failure: Error {}

  private let descriptor: Int32
  private var unread: [UInt8] = []

  init(port: Int) throws {
    descriptor = try LocalConnection.open(port: port, patience: 60)
  }

  deinit { close(descriptor) }

  func send(_ method: String, _ target: String, _ body: String = "") throws {
    try send(
      method, target,
      fields: ["Authorization: Bearer test", "Content-Type: application/json"], Array(body.utf8))
  }

  /// - Parameter fields: `Name: value`, besides host and length.
  func send(_ method: String, _ target: String, fields: [String], _ body: [UInt8] = []) throws {
    let lines =
      ["\(method) \(target) HTTP/1.1", "Host: localhost"] + fields + [
        "Content-Length: \(body.count)", "", "",
      ]
    var bytes = (Array(lines.joined(separator: "\r\n").utf8) + body)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure() }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Whether something came that was not read, or the connection has ended.
  var hasNews: Bool {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&event, 1, 0) > 0
  }

  struct Answer: Equatable {
    let status: Int
    let body: String
  }

  /// The next answer, measured by its Content-Length; nil when the connection ends before it is whole.
  func answer() -> Answer? {
    while true {
      if let answer = takeAnswer() { return answer }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return nil }
      unread += buffer.prefix(count)
    }
  }

  /// Everything up to the end of the connection, however it ends.
  func rest() -> String {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      unread += buffer.prefix(count)
    }
    defer { unread = [] }
    return String(decoding: unread, as: UTF8.self)
  }

  private func takeAnswer() -> Answer? {
    guard let end = unread.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
    let lines = head.components(separatedBy: "\r\n")
    let length = lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
    guard unread.count >= end.upperBound + length else { return nil }
    defer { unread.removeFirst(end.upperBound + length) }
    return Answer(
      status: lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
      body: String(decoding: unread[end.upperBound..<end.upperBound + length], as: UTF8.self))
  }
}
