internal import CMicroHTTPD
internal import HTTPMessages

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension ServerConfiguration {
  /// Starts a listener whose requests go to the `HandlerBox` at `context`.
  func listen(context: UnsafeMutableRawPointer) throws(ServerError) -> OpaquePointer {
    guard let port = UInt16(exactly: port) else {
      throw .cannotListen(host: host, port: self.port, reason: "the port is not between 0 and 65535")
    }
    var failure = edge_failure()
    let listener = withTexts { texts in
      var options = options(port: port, texts: texts)
      options.context = context
      return edge_start(&options, &failure)
    }
    guard let listener else { throw error(failure) }
    return listener
  }

  private typealias Texts = (
    host: UnsafePointer<CChar>, certificate: UnsafePointer<CChar>?, privateKey: UnsafePointer<CChar>?
  )

  private func withTexts<Result>(_ body: (Texts) -> Result) -> Result {
    host.withCString { host in
      guard let identity else { return body((host, nil, nil)) }
      return identity.certificateChain.withCString { certificate in
        identity.privateKey.withCString { body((host, certificate, $0)) }
      }
    }
  }

  private func options(port: UInt16, texts: Texts) -> edge_options {
    var options = edge_options()
    options.host = texts.host
    options.port = port
    options.threads = UInt32(clamping: threads)
    options.body_limit = max(0, bodyLimit)
    options.header_limit = max(1024, headerLimit)
    options.target_limit = max(0, targetLimit)
    options.connection_limit = UInt32(clamping: max(threads, connectionLimit))
    options.idle_timeout = idleTimeout.wholeSeconds
    options.certificate = texts.certificate
    options.private_key = texts.privateKey
    options.handler = { context, request, exchange in
      guard let context, let request, let exchange else { return }
      let box = Unmanaged<HandlerBox>.fromOpaque(context)
      let incoming = Request(request.pointee)
      box._withUnsafeGuaranteedRef {
        $0.handler(incoming).write(to: exchange, answering: incoming.headers)
      }
    }
    return options
  }

  private func error(_ failure: edge_failure) -> ServerError {
    if failure.code == EADDRINUSE { return .addressInUse(host: host, port: port) }
    let reason = withUnsafeBytes(of: failure.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return .cannotListen(host: host, port: port, reason: reason)
  }
}

extension Duration {
  /// Rounded up: a short time must not become none.
  var wholeSeconds: UInt32 {
    UInt32(clamping: components.seconds + (components.attoseconds > 0 ? 1 : 0))
  }

  /// Up to 292 years.
  var wholeNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds < .max / 1_000_000_000 else { return UInt64(Int64.max) }
    return UInt64(max(0, seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
  }

  var wholeMilliseconds: UInt32 {
    UInt32(clamping: self / .milliseconds(1) < 0 ? 0 : Int64(self / .milliseconds(1)))
  }
}
