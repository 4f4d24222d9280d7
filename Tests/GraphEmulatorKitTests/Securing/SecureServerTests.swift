import Foundation
import TestSupport
import Testing

/// HTTPS of the program, as OpenSSL sees it.
@Suite struct SecureServerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var state: String { folder.path + "/state" }

  private static let certified = [
    "localhost", "127.0.0.1", "::1", "graph.microsoft.com", "login.microsoftonline.com",
    "login.microsoft.com",
    "login.windows.net", "sts.windows.net", "management.azure.com",
  ]

  @Test func eachHostIsVerifiedByName() throws {
    let secure = try SecureProcess(["--tls-name", "graph.test", "--tls-name", "*.corp.test"], state: state)
    #expect(
      secure.lines == [
        "Listening on http://127.0.0.1:\(secure.server.client.port)",
        "Listening on https://localhost:\(secure.port)",
        "CA certificate: \(state)/graph-emulator/ca.pem (how to trust it: graph-emulator cert)",
      ])
    for name in Self.certified + ["graph.test", "a.corp.test"] {
      #expect(try secure.isVerified(for: name), "\(name)")
    }
    for name in ["evil.example", "graph.microsoft.com.evil.example", "127.0.0.2", "corp.test"] {
      #expect(try !secure.isVerified(for: name), "\(name)")
    }
    #expect(secure.server.end(with: SIGTERM) == 0)
  }

  /// Who leads one of those names here is served under it, and gets links that lead here again.
  @Test func eachHostIsServed() throws {
    let secure = try SecureProcess(["--tls-name", "*.corp.test"], state: state)
    for host in ["graph.microsoft.com", "localhost:\(secure.port)", "a.corp.test", "127.0.0.1"] {
      let answer = try secure.get("/v1.0/users?$select=id", host: host)
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer)")
      #expect(answer.hasSuffix(#"{"@odata.context":"https://\#(host)/v1.0/$metadata#users(id)","value":[]}"#))
    }
    #expect(try secure.get("/v1.0/users", host: "evil.example").hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
    #expect(secure.server.end(with: SIGTERM) == 0)
  }

  @Test func certificateIsHandedOut() throws {
    let secure = try SecureProcess(state: state)
    let text = try String(contentsOfFile: state + "/graph-emulator/ca.pem", encoding: .utf8)
    let answer = try secure.server.client.send("GET", "/_emulator/ca.pem", version: "")
    #expect(answer.status == 200)
    #expect(answer.text == text)
    #expect(try secure.get("/_emulator/ca.pem").contains("Content-Type: application/x-pem-file\r\n"))
    #expect(secure.server.end(with: SIGTERM) == 0)
  }

  // MARK: Kept

  @Test(arguments: [false, true]) func aRestartKeepsWhatIsTrusted(hasData: Bool) throws {
    let data = folder.path + "/data"
    let arguments = hasData ? ["--data", data] : []
    let place = hasData ? data + "/certificates" : state + "/graph-emulator"
    let first = try SecureProcess(arguments, state: state)
    #expect(first.authority == place + "/ca.pem")
    let shown = try first.fingerprint()
    #expect(first.server.end(with: SIGTERM) == 0)
    let trusted = try String(contentsOfFile: place + "/ca.pem", encoding: .utf8)

    let second = try SecureProcess(arguments, state: state)
    #expect(try second.fingerprint() == shown)
    #expect(second.server.end(with: SIGKILL) == SIGKILL)

    let third = try SecureProcess(arguments + ["--tls-name", "graph.test"], state: state)
    #expect(try third.fingerprint() != shown)
    #expect(try third.isVerified(for: "graph.test"))
    // An authority is for its names alone: another one vouches for more.
    #expect(try String(contentsOfFile: place + "/ca.pem", encoding: .utf8) != trusted)
    #expect(third.server.end(with: SIGTERM) == 0)
    #expect(FileManager.default.fileExists(atPath: state) == !hasData)
  }

  /// The folder of certificates is no reason to take the data folder for somebody else's.
  @Test func aDataFolderThatIsOpenIsClosed() throws {
    let data = folder.path + "/data"
    #expect(try SecureProcess(["--data", data], state: state).server.end(with: SIGTERM) == 0)
    chmod(data, 0o755)
    #expect(try SecureProcess(["--data", data], state: state).server.end(with: SIGTERM) == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: data)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  @Test func thoseThatStartAtOnceAgree() throws {
    let starts = try (0..<3).map { _ in
      try ServerProcess(["--https-port", "0"], variables: ["XDG_STATE_HOME": state])
    }
    let listening = try starts.map { try $0.waitUntilItListens() }
    #expect(Set(listening.map { $0.split(separator: "\n").last }).count == 1)
    let ports = listening.compactMap { text in
      text.split(separator: "\n").dropFirst().first?.split(separator: ":").last.map(String.init)
    }
    let authority = state + "/graph-emulator/ca.pem"
    for port in ports {
      let result = try OpenSSL.run([
        "s_client", "-connect", "127.0.0.1:\(port)", "-verify_return_error", "-CAfile", authority,
      ])
      #expect(result.status == 0, "\(result.output)")
    }
    for server in starts { #expect(server.end(with: SIGTERM) == 0) }
  }

  /// Who has no home is served, as before there was HTTPS.
  @Test func withoutAPlaceTheAuthorityGoesWithTheProcess() throws {
    let secure = try SecureProcess(state: "/dev/null/nowhere")
    #expect(secure.lines.count == 2)
    let handedOut = try secure.server.client.send("GET", "/_emulator/ca.pem", version: "")
    let file = try folder.file("ca.pem", handedOut.text)
    #expect(try secure.isVerified(for: "localhost", authority: file))
    #expect(secure.server.end(with: SIGTERM) == 0)
  }

  // MARK: A certificate of one's own

  private func pair(_ name: String) throws -> (certificate: String, key: String) {
    let (certificate, key) = ("\(folder.path)/\(name).pem", "\(folder.path)/\(name).key")
    let result = try OpenSSL.run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
      "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)",
    ])
    #expect(result.status == 0, "\(result.output)")
    return (certificate, key)
  }

  @Test(arguments: [false, true]) func ownCertificate(byVariable: Bool) throws {
    let own = try pair("own.test")
    let secure =
      try byVariable
      ? SecureProcess(
        state: state,
        variables: [
          "GRAPH_EMULATOR_TLS_CERT": own.certificate, "GRAPH_EMULATOR_TLS_KEY": own.key,
          "GRAPH_EMULATOR_TLS_NAME": "own.test",
        ])
      : SecureProcess(
        ["--tls-cert", own.certificate, "--tls-key", own.key, "--tls-name", "own.test"], state: state)
    #expect(secure.lines.count == 2)
    #expect(try secure.isVerified(for: "own.test", authority: own.certificate))
    #expect(try secure.get("/v1.0/users", host: "own.test").hasPrefix("HTTP/1.1 200 OK\r\n"))
    let answer = try secure.server.client.send("GET", "/_emulator/ca.pem", version: "")
    #expect(answer.status == 404)
    #expect(
      answer.text
        == #"{"error":{"code":"CertificateNotFound","message":"There is no certificate authority of the emulator's own here."}}"#
    )
    #expect(secure.server.end(with: SIGTERM) == 0)
    #expect(!FileManager.default.fileExists(atPath: state))
  }

  private func refusal(_ arguments: [String]) throws -> (status: Int32, sentence: String) {
    let server = try ServerProcess(
      arguments + ["--https-port", "0"], variables: ["XDG_STATE_HOME": state])
    let status = server.waitForEnd()
    #expect(server.outputText() == "")
    return (status, server.errorText())
  }

  @Test func whatDoesNotFitIsOneSentence() throws {
    let (one, other) = (try pair("one.test"), try pair("other.test"))
    #expect(
      try refusal(["--tls-cert", one.certificate, "--tls-key", other.key])
        == (64, "The private key in \(other.key) is not that of the certificate in \(one.certificate).\n"))
    #expect(
      try refusal(["--tls-cert", one.certificate])
        == (64, "A certificate and its private key go together: only one of the two files is named.\n"))
    #expect(
      try refusal(["--tls-cert", one.certificate, "--tls-key", "/nowhere"])
        == (74, "The file /nowhere cannot be read: No such file or directory.\n"))
    #expect(
      try refusal(["--tls-name", "http://a"])
        == (
          64,
          "A name for the certificate has the form 'graph.test', '*.test' or '10.1.2.3', not 'http://a'.\n"
        ))
  }

  @Test func damagedAuthorityIsOneSentence() throws {
    try FileManager.default.createDirectory(
      atPath: state + "/graph-emulator", withIntermediateDirectories: true)
    let path = try folder.file("state/graph-emulator/authority.pem", "no PEM")
    #expect(
      try refusal([])
        == (
          74,
          "The file \(path) does not hold the certificate authority and its key: remove it to have a new one made.\n"
        ))
  }
}
