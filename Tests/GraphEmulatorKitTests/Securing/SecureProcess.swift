import Foundation
import TestSupport
import Testing

/// The program with HTTPS, and with a folder of certificates of the test's own.
struct SecureProcess {
  let server: ServerProcess
  let port: Int
  /// Of the certificate that clients trust; nil for one that is brought along.
  let authority: String?
  let lines: [Substring]

  /// - Parameter state: the folder for what the program keeps of a user.
  init(_ arguments: [String] = [], state: String, variables: [String: String] = [:]) throws {
    server = try ServerProcess(
      arguments.contains("--https-port") ? arguments : arguments + ["--https-port", "0"],
      variables: variables.merging(["XDG_STATE_HOME": state]) { $1 })
    lines = try server.waitUntilItListens().split(separator: "\n")
    let url = lines.dropFirst().first { $0.hasPrefix("Listening on https://") }
    port = try #require(url.flatMap { Int($0.split(separator: ":").last ?? "") }, "\(lines)")
    authority = lines.first { $0.hasPrefix("CA certificate: ") }.map { line in
      String(line.dropFirst("CA certificate: ".count).prefix { $0 != "(" }.dropLast())
    }
  }

  /// Whether OpenSSL takes the certificate for a name.
  ///
  /// - Parameter authority: nil for the one of the server.
  func isVerified(for name: String, authority: String? = nil) throws -> Bool {
    let isAddress = name.contains(":") || name.split(separator: ".").allSatisfy { Int($0) != nil }
    let result = try OpenSSL.run(
      ["s_client", "-connect", "127.0.0.1:\(port)", "-verify_return_error", "-x509_strict"]
        + ["-CAfile", try #require(authority ?? self.authority)]
        + (isAddress ? ["-verify_ip", name] : ["-servername", name, "-verify_hostname", name]))
    #expect((result.status == 0) == result.output.contains("Verification: OK"), "\(result.output)")
    return result.status == 0
  }

  /// Fingerprint of the certificate that it shows.
  func fingerprint() throws -> String {
    let shown = try OpenSSL.run(["s_client", "-connect", "127.0.0.1:\(port)", "-showcerts"]).output
    let begin = try #require(shown.firstRange(of: "-----BEGIN CERTIFICATE-----"))
    let end = try #require(shown.firstRange(of: "-----END CERTIFICATE-----"))
    return String(shown[begin.lowerBound..<end.upperBound])
  }

  /// The answer to one request over TLS, head and body.
  func send(_ request: String) throws -> String {
    let tunnel = try TLSTunnel.open(port: port, patience: 20)
    defer {
      close(tunnel.descriptor)
      tunnel.process.terminate()
    }
    let bytes = Array(request.utf8)
    #expect(write(tunnel.descriptor, bytes, bytes.count) == bytes.count)
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(tunnel.descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer += buffer[..<count]
    }
  }

  func get(_ target: String, host: String = "localhost") throws -> String {
    try send(
      "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n")
  }
}
