/// Where a server listens and what it puts up with; past a limit the client gets an error, not service.
package struct ServerConfiguration: Sendable {
  /// A name or an address: `127.0.0.1`, `localhost`, `0.0.0.0`, `::1`, or `::` for IPv6 and IPv4 together.
  package var host: String
  /// 0 picks a free port; `Server.port` tells which.
  package var port: Int
  /// Those that read, write and answer what is quick.
  package var threads: Int
  /// How many threads each lane has at most, beside those; there can be four lanes.
  package var lanes: [Int]
  /// Bytes of a request body, both as sent and as inflated.
  package var bodyLimit: Int
  /// Bytes of the target and all header fields of one request together; more is answered with 431.
  package var headerLimit: Int
  /// Bytes of a request target; a longer one is answered with 414.
  package var targetLimit: Int
  package var connectionLimit: Int
  /// How long a connection may be silent, between two requests or within one. Whole seconds count.
  package var idleTimeout: Duration
  /// Set for HTTPS, nil for plain HTTP.
  package var identity: TLSIdentity?

  package init(
    host: String = "127.0.0.1", port: Int = 0, threads: Int, lanes: [Int] = [],
    bodyLimit: Int = 4 << 20, headerLimit: Int = 24 << 10, targetLimit: Int = 16 << 10,
    connectionLimit: Int = 4096, idleTimeout: Duration = .seconds(30), identity: TLSIdentity? = nil
  ) {
    self.host = host
    self.port = port
    self.threads = threads
    self.lanes = lanes
    self.bodyLimit = bodyLimit
    self.headerLimit = headerLimit
    self.targetLimit = targetLimit
    self.connectionLimit = connectionLimit
    self.idleTimeout = idleTimeout
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
