internal import CMicroHTTPD
internal import HTTPMessages

extension Request {
  /// Copies what C only lends while the handler runs.
  init(_ request: edge_request) {
    let target = UnsafeRawBufferPointer(start: request.target, count: request.target_length)
    self.init(
      method: String(cString: request.method),
      target: String(decoding: target, as: UTF8.self),
      headers: RequestHeaders(
        copying: UnsafeRawBufferPointer(start: request.headers, count: request.headers_length)),
      headState: HeadState(request.head_state),
      overload: Overload(request.load),
      body: [UInt8](UnsafeBufferPointer(start: request.body, count: request.body_length)),
      bodyState: BodyState(request),
      localPort: Int(request.local_port),
      securePort: request.secure_port > 0 ? Int(request.secure_port) : nil,
      isFromLoopback: request.from_loopback,
      isOverTLS: request.over_tls)
  }
}

extension HeadState {
  fileprivate init(_ state: edge_head_state) {
    switch state {
    case EDGE_HEAD_TARGET_TOO_LONG: self = .targetTooLong
    case EDGE_HEAD_TOO_LARGE: self = .tooLarge
    case EDGE_HEAD_UNFRAMED: self = .unframed
    case EDGE_HEAD_TARGET_MALFORMED: self = .targetMalformed
    case EDGE_HEAD_MALFORMED: self = .malformed
    case EDGE_HEAD_HOST_MALFORMED: self = .hostMalformed
    case EDGE_HEAD_VERSION_UNSUPPORTED: self = .versionUnsupported
    case EDGE_HEAD_LATE: self = .late
    case EDGE_HEAD_BODY_MALFORMED: self = .bodyMalformed
    case EDGE_HEAD_COMPLETE: self = .complete
    // The shim has no others; what it did not name is not trusted.
    default: self = .malformed
    }
  }
}

extension Overload {
  fileprivate init?(_ load: edge_load) {
    switch load {
    case EDGE_LOAD_CONNECTIONS: self = .connections
    case EDGE_LOAD_BYTES: self = .bytes
    case EDGE_LOAD_NONE: return nil
    // The shim has no others.
    default: return nil
    }
  }
}

extension BodyState {
  fileprivate init(_ request: edge_request) {
    switch request.body_state {
    case EDGE_BODY_COMPLETE: self = .complete
    case EDGE_BODY_TOO_LARGE: self = .tooLarge
    case EDGE_BODY_NOT_KEPT: self = .notKept
    case EDGE_BODY_UNDECODABLE: self = .undecodable
    case EDGE_BODY_UNSUPPORTED_ENCODING:
      self = .unsupportedEncoding(request.content_encoding.map { String(cString: $0) } ?? "")
    // The shim has no others; what it did not name is not trusted.
    default: self = .undecodable
    }
  }
}

extension Response {
  func write(to exchange: OpaquePointer, answering request: RequestHeaders) {
    if delay > .zero { edge_delay(exchange, delay.wholeNanoseconds) }
    guard begin(in: exchange, answering: request) else { return }
    for header in headers {
      _ = edge_reply_header(exchange, header.name, header.value)
    }
    if isCompressible, !has("vary") { _ = edge_reply_header(exchange, "Vary", "Accept-Encoding") }
  }

  /// Status and body; false where the response is withheld: without a reply C closes the connection.
  private func begin(in exchange: OpaquePointer, answering request: RequestHeaders) -> Bool {
    switch delivery {
    case .whole where isCompressible && ContentCoding.isGzipPreferred(request):
      body.withUnsafeBytes {
        edge_reply_compressed(exchange, UInt32(clamping: status), $0.baseAddress, $0.count)
      }
    case .whole:
      body.withUnsafeBytes { edge_reply(exchange, UInt32(clamping: status), $0.baseAddress, $0.count) }
    case .cut(let count):
      body.withUnsafeBytes {
        edge_reply_cut(exchange, UInt32(clamping: status), $0.baseAddress, $0.count, max(0, count))
      }
    case .dripped(let count, let pause):
      body.withUnsafeBytes {
        edge_reply_slowly(
          exchange, UInt32(clamping: status), $0.baseAddress, $0.count, max(1, count), pause.wholeNanoseconds)
      }
    case .withheld, .elsewhere: return false
    }
    return true
  }
}
