/// Why a server did not start.
package enum ServerError: Error, Equatable {
  case addressInUse(host: String, port: Int)
  /// The operating system's or the TLS library's own words for any other failure.
  case cannotListen(host: String, port: Int, reason: String)
}

extension ServerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .addressInUse(let host, let port):
      "Port \(port) of \(host) is in use by another process."
    case .cannotListen(let host, let port, let reason):
      "Cannot listen on port \(port) of \(host): \(reason)."
    }
  }
}
