import Foundation

/// What Foundation's HTTP client reads from the environment, set before any thread could look.
enum ClientEnvironment {
  static func prepare() {
    // Endpoints of notifications are on this machine or named: no proxy stands between.
    setenv("no_proxy", "*", 1)
    // The variable that everybody else reads has another name there.
    if let file = ProcessInfo.processInfo.environment["SSL_CERT_FILE"], !file.isEmpty {
      setenv("URLSessionCertificateAuthorityInfoFile", file, 0)
    }
  }
}
