import Foundation
import Locks

/// A listener on a port of its own that answers as no server of HTTP would: byte by byte, without end, or not at all.
final class RawListener: Sendable {
  /// One that has called, from the end of its request on.
  struct Caller: Sendable {
    fileprivate let descriptor: Int32
    /// Its request, as it came.
    let request: String

    /// - Returns: how many bytes it took; 0 once it has left.
    @discardableResult func send(_ text: String) -> Int {
      let bytes = Array(text.utf8)
      return max(0, bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, noSignal) })
    }

    private var noSignal: Int32 { Int32(MSG_NOSIGNAL) }

    func waitUntilItLeaves() {
      var byte: UInt8 = 0
      while recv(descriptor, &byte, 1, 0) > 0 {}
    }
  }

  struct Failure: Error {}

  let port: Int
  private let descriptor: Int32

  /// - Parameter answer: run for each caller on a thread of its own; the connection is closed when it returns.
  init(_ answer: @escaping @Sendable (Caller) -> Void) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Self.listen(descriptor)
    Thread { [descriptor] in
      while true {
        let caller = accept(descriptor, nil, nil)
        guard caller >= 0 else { return }
        Thread {
          if let request = Self.request(caller) { answer(Caller(descriptor: caller, request: request)) }
          close(caller)
        }.start()
      }
    }.start()
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  var url: String { "http://127.0.0.1:\(port)/notify" }

  private static func listen(_ descriptor: Int32) throws -> Int {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && Foundation.listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw Failure() }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Head and body, by its `Content-Length`; nil when the caller leaves before.
  private static func request(_ descriptor: Int32) -> String? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
      let length = text.firstMatch(of: #/Content-Length: (\d+)/#).flatMap { Int($0.1) } ?? 0
      if text[end.upperBound...].utf8.count >= length { return text }
    }
  }
}

extension RawListener.Caller {
  /// The decoded validation token, where it brings one.
  private var token: String? {
    request.firstMatch(of: #/validationToken=([^ &]*)/#)
      .flatMap { String($0.1).replacing("+", with: " ").removingPercentEncoding }
  }

  /// Answers a validation as a listener should.
  ///
  /// - Returns: false for a call that is none.
  func validate() -> Bool {
    guard let token else { return false }
    send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(token.utf8.count)\r\n\r\n\(token)")
    return true
  }

  /// Goes on until the caller has left.
  ///
  /// - Returns: how many bytes of it the caller's machine has taken.
  @discardableResult func sendWithoutEnd(_ beginning: String, _ rest: String) -> Int {
    var total = send(beginning)
    while true {
      let count = send(rest)
      guard count > 0 else { return total }
      total += count
    }
  }
}
