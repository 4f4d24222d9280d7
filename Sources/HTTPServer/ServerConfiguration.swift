/// Where a server listens and what it puts up with; past a limit the client gets an error, not service.
package struct ServerConfiguration: Sendable {
  /// A name or an address: `127.0.0.1`, `localhost`, `0.0.0.0`, `::1`, or `::` for IPv6 and IPv4 together.
  package var host: String
  /// 0 picks a free port; `Server.port` tells which.
  package var port: Int
  /// Those that read, write and answer what is quick; HTTPS has as many more.
  package var threads: Int
  /// How many threads each lane has at most, beside those; there can be four lanes.
  package var lanes: [Int]
  /// How many files one request may have the handler open. Where few may be open, fewer threads of lanes are at work at the
  /// same time, of all servers of the process together. 0: none.
  package var filesPerRequest: Int
  /// Bytes of a request body, both as sent and as inflated.
  package var bodyLimit: Int
  /// The same of a body that is a fragment of something larger: with its length, and with `Content-Range`.
  package var fragmentLimit: Int
  /// Requests whose bodies may be larger; nil: none.
  package var largeBodies: LargeBodies?
  /// Bytes of the target and all header fields of one request together; more is answered with 431.
  package var headerLimit: Int
  /// Bytes of a request target; a longer one is answered with 414.
  package var targetLimit: Int
  /// How many connections there are at the same time, as far as the limit on open files allows, which all servers of the
  /// process share; past it, who comes takes the place of the one that has waited longest.
  package var connectionLimit: Int
  /// How long the whole head and the whole body may take, each from its first byte on; an answer may take as long, and a
  /// second for each 64,000 bytes. Zero: for ever.
  package var receiveTimeout: Duration
  /// Bytes of all bodies that come in and of all answers that their clients have not read; past it requests have an
  /// `Overload`.
  package var queuedBytesLimit: Int
  /// How long a connection may be silent, between two requests or within one. Whole seconds count.
  package var idleTimeout: Duration
  /// HTTPS beside HTTP, under the same limits and in the same lanes; nil: none.
  package var secure: SecurePort?

  package init(
    host: String = "127.0.0.1", port: Int = 0, threads: Int, lanes: [Int] = [],
    filesPerRequest: Int = 0, bodyLimit: Int = 4 << 20, fragmentLimit: Int = 10 << 20,
    largeBodies: LargeBodies? = nil,
    headerLimit: Int = 24 << 10,
    targetLimit: Int = 16 << 10,
    connectionLimit: Int = 4096, receiveTimeout: Duration = .seconds(30), queuedBytesLimit: Int = 256 << 20,
    idleTimeout: Duration = .seconds(30), secure: SecurePort? = nil
  ) {
    self.host = host
    self.port = port
    self.threads = threads
    self.lanes = lanes
    self.filesPerRequest = filesPerRequest
    self.bodyLimit = bodyLimit
    self.fragmentLimit = fragmentLimit
    self.largeBodies = largeBodies
    self.headerLimit = headerLimit
    self.targetLimit = targetLimit
    self.connectionLimit = connectionLimit
    self.receiveTimeout = receiveTimeout
    self.queuedBytesLimit = queuedBytesLimit
    self.idleTimeout = idleTimeout
    self.secure = secure
  }
}

/// Requests that carry more than others do.
package struct LargeBodies: Sendable {
  /// Bytes of such a body, as sent and as inflated; one that comes in chunks has no more than others.
  package let limit: Int
  /// Tells one by its method and its target as they were sent; it must be quick.
  package let isMeant: @Sendable (_ method: Span<UInt8>, _ target: Span<UInt8>) -> Bool

  /// What a server asks before a body of more than its own limit is read.
  package init(
    limit: Int, isMeant: @escaping @Sendable (_ method: Span<UInt8>, _ target: Span<UInt8>) -> Bool
  ) {
    self.limit = limit
    self.isMeant = isMeant
  }
}

/// Where a server takes requests over TLS.
package struct SecurePort: Sendable {
  /// 0 picks a free one; `Server.securePort` tells which.
  package var port: Int
  package var identity: TLSIdentity

  package init(port: Int, identity: TLSIdentity) {
    self.port = port
    self.identity = identity
  }
}

/// Who a server claims to be: PEM texts of the certificate chain, leaf first, and of the leaf's private key.
package struct TLSIdentity: Sendable {
  package var certificateChain: String
  package var privateKey: String

  package init(certificateChain: String, privateKey: String) {
    self.certificateChain = certificateChain
    self.privateKey = privateKey
  }
}
