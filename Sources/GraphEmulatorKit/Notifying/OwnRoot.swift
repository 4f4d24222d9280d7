import HTTPMessages
import Locks

/// What links begin with that no request asks for: the public URL, else that of the server.
///
/// A class because the port of the server is known when it listens, after everything else was made.
final class OwnRoot: Sendable {
  private let stated: String?
  private let host: String
  private let port: Lock<Int>

  /// - Parameters:
  ///   - host: that is listened on, as URLs have it.
  ///   - port: the one that will be, as far as that is known.
  init(_ links: LinkRoots, host: String, port: Int) {
    switch links {
    case .fixed(let root): stated = root.text
    case .request, .proxy: stated = nil
    }
    // Who listens everywhere is reached by no such address.
    self.host = ["0.0.0.0", "[::]"].contains(host) ? "localhost" : host
    self.port = Lock(port)
  }

  /// The server listens.
  func serve(port number: Int) { port.withLock { $0 = number } }

  /// `http://127.0.0.1:8585`: without a slash at its end.
  var text: String { stated ?? "http://\(host):\(port.withLock { $0 })" }
}
