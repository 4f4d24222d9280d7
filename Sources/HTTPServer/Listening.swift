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
    let numbers = try ports.map(Self.portNumber(host: host))
    var failure = edge_failure()
    let listener = withTexts { texts in
      var options = options(texts)
      setDoors(&options, numbers, texts)
      options.context = context
      return edge_start(&options, &failure)
    }
    guard let listener else { throw error(failure) }
    return listener
  }

  /// Of each door, the plain one first.
  private var ports: [Int] { [port] + (secure.map { [$0.port] } ?? []) }

  private static func portNumber(host: String) -> (Int) throws(ServerError) -> UInt16 {
    { port throws(ServerError) in
      guard let number = UInt16(exactly: port) else {
        throw .cannotListen(host: host, port: port, reason: "the port is not between 0 and 65535")
      }
      return number
    }
  }

  private typealias Texts = (
    host: UnsafePointer<CChar>, certificate: UnsafePointer<CChar>?, privateKey: UnsafePointer<CChar>?
  )

  private func withTexts<Result>(_ body: (Texts) -> Result) -> Result {
    host.withCString { host in
      guard let identity = secure?.identity else { return body((host, nil, nil)) }
      return identity.certificateChain.withCString { certificate in
        identity.privateKey.withCString { body((host, certificate, $0)) }
      }
    }
  }

  private func options(_ texts: Texts) -> edge_options {
    var options = edge_options()
    options.host = texts.host
    options.threads = UInt32(clamping: threads)
    options.body_limit = max(0, bodyLimit)
    options.fragment_limit = max(0, fragmentLimit)
    setLargeBodies(&options)
    options.header_limit = max(1024, headerLimit)
    options.target_limit = max(0, targetLimit)
    options.connection_limit = UInt32(clamping: max(threads, connectionLimit))
    options.head_timeout_ms = UInt64(receiveTimeout.wholeMilliseconds)
    options.body_timeout_ms = UInt64(receiveTimeout.wholeMilliseconds)
    options.held_limit = max(0, queuedBytesLimit)
    options.idle_timeout = idleTimeout.wholeSeconds
    setLanes(&options.lanes)
    options.files_per_request = UInt32(clamping: filesPerRequest)
    options.chooser = { context, method, methodLength, target, targetLength in
      guard let context else { return edge_choice(Lane.here) }
      return Unmanaged<HandlerBox>.fromOpaque(context)._withUnsafeGuaranteedRef {
        edge_choice(
          $0.lane(
            UnsafeBufferPointer(start: method, count: methodLength).span,
            UnsafeBufferPointer(start: target, count: targetLength).span))
      }
    }
    options.handler = { context, request, exchange in
      guard let context, let request, let exchange else { return true }
      return Unmanaged<HandlerBox>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.answer(request.pointee, exchange)
      }
    }
    return options
  }

  private func setLargeBodies(_ options: inout edge_options) {
    guard let largeBodies else { return }
    options.large_limit = max(0, largeBodies.limit)
    options.is_large = { context, method, methodLength, target, targetLength in
      guard let context else { return false }
      return Unmanaged<HandlerBox>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.largeBodies?.isMeant(
          UnsafeBufferPointer(start: method, count: methodLength).span,
          UnsafeBufferPointer(start: target, count: targetLength).span) == true
      }
    }
  }

  /// The second door is that of HTTPS.
  private func setDoors(_ options: inout edge_options, _ ports: [UInt16], _ texts: Texts) {
    options.door_count = UInt32(ports.count)
    options.doors.0.port = ports[0]
    guard ports.count > 1 else { return }
    options.doors.1 = edge_door_options(
      port: ports[1], certificate: texts.certificate, private_key: texts.privateKey)
  }

  /// What C has as an array of fixed length is a tuple here.
  private func setLanes(_ counts: inout (UInt32, UInt32, UInt32, UInt32)) {
    withUnsafeMutableBytes(of: &counts) { bytes in
      let counts = bytes.bindMemory(to: UInt32.self)
      for (index, count) in lanes.prefix(counts.count).enumerated() {
        counts[index] = UInt32(clamping: count)
      }
    }
  }

  private func error(_ failure: edge_failure) -> ServerError {
    let port = ports[min(Int(failure.door), ports.count - 1)]
    if failure.code == EADDRINUSE { return .addressInUse(host: host, port: port) }
    if failure.code == EMFILE, failure.files_needed > 0 {
      return .tooFewFiles(limit: Int(failure.file_limit), needed: Int(failure.files_needed))
    }
    let reason = withUnsafeBytes(of: failure.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return .cannotListen(host: host, port: port, reason: reason)
  }
}

extension edge_choice {
  fileprivate init(_ lane: Lane) {
    switch lane {
    case .here: self.init(here: true, lane: UInt32(EDGE_NO_LANE))
    case .lane(let number): self.init(here: false, lane: UInt32(clamping: number))
    case .hereOrLane(let number): self.init(here: true, lane: UInt32(clamping: number))
    }
  }
}
