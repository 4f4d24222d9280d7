/// Why a server did not start.
package enum ServerError: Error, Equatable {
  case addressInUse(host: String, port: Int)
  /// So many files may be open at the same time, and so many would have to be.
  case tooFewFiles(limit: Int, needed: Int)
  /// The operating system's or the TLS library's own words for any other failure.
  case cannotListen(host: String, port: Int, reason: String)
}

extension ServerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .addressInUse(let host, let port):
      "Port \(port) of \(host) is in use by another process."
    case .tooFewFiles(let limit, let needed):
      "\(limit) files may be open at the same time, and \(needed) would have to be."
    case .cannotListen(let host, let port, let reason):
      "Cannot listen on port \(port) of \(host): \(reason)."
    }
  }
}
