import Foundation

/// One plain request over a socket of its own: an HTTP client library would be loaded by every start of the server.
struct Probe {
  let host: String
  let port: Int
  let timeout: Int
  var adminKey: String?

  var address: String { "http://\(host):\(port)" }

  /// Status and body of the answer; nil without one.
  func answer(_ method: String, _ path: String, body: Data = Data()) -> (status: Int, body: Data)? {
    guard let descriptor = connected() else { return nil }
    defer { close(descriptor) }
    let key = adminKey.map { "x-emulator-key: \($0)\r\n" } ?? ""
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(key)"
      + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    let request = Array(Data(head.utf8) + body)
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
    return Self.parsed(received(from: descriptor))
  }

  /// All that comes until the server closes.
  private func received(from descriptor: Int32) -> Data {
    var all = Data()
    var bytes = [UInt8](repeating: 0, count: 4096)
    while all.count < Self.limit {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      guard count > 0 else { break }
      all.append(contentsOf: bytes[..<count])
    }
    return all
  }

  /// No answer that is asked for here is larger.
  private static let limit = 1 << 20

  private static func parsed(_ answer: Data) -> (status: Int, body: Data)? {
    let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { return nil }
    let end = answer.range(of: Data("\r\n\r\n".utf8))
    return (status, end.map { answer[$0.upperBound...] } ?? Data())
  }

  private func connected() -> Int32? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var addresses: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &addresses) == 0 else { return nil }
    defer { freeaddrinfo(addresses) }
    var next = addresses
    while let address = next?.pointee {
      if let descriptor = connected(to: address) { return descriptor }
      next = address.ai_next
    }
    return nil
  }

  private func connected(to address: addrinfo) -> Int32? {
    let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0 else { return nil }
    var limit = timeval(tv_sec: timeout, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
