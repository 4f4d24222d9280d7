/// How each kind of program is told to trust the authority, as lines for a shell.
struct TrustInstructions {
  private let path: String
  /// As a shell takes it, whatever is in it.
  private let quoted: String

  init(_ path: String) {
    self.path = path
    let isPlain = path.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || "/._-+".utf8.contains($0)
    }
    quoted = isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }

  var text: String {
    """
    CA certificate: \(path)

    Trust it for one program, in the shell that starts it:

    """ + lines.map { Self.column($0.who) + $0.line }.joined(separator: "\n") + """


      The variables but Node's replace the public authorities: set them for programs that talk to the emulator alone.
      """
  }

  private var lines: [(who: String, line: String)] {
    [
      ("Python", "export REQUESTS_CA_BUNDLE=\(quoted) SSL_CERT_FILE=\(quoted)"),
      ("Node", "export NODE_EXTRA_CA_CERTS=\(quoted)"),
      (
        "Java",
        "keytool -importcert -noprompt -alias graph-emulator -file \(quoted) -keystore graph-emulator.p12 "
          + "-storetype PKCS12 -storepass changeit"
      ),
      (
        "",
        "export JAVA_TOOL_OPTIONS='-Djavax.net.ssl.trustStore=graph-emulator.p12 "
          + "-Djavax.net.ssl.trustStorePassword=changeit'"
      ),
      (".NET", "export SSL_CERT_FILE=\(quoted)"),
      ("Go", "export SSL_CERT_FILE=\(quoted)"),
      ("curl", "curl --cacert \(quoted) https://localhost:8586/_emulator/health"),
      (
        "container",
        "docker run -v \(quoted):/graph-emulator-ca.pem:ro -e SSL_CERT_FILE=/graph-emulator-ca.pem "
          + "-e REQUESTS_CA_BUNDLE=/graph-emulator-ca.pem -e NODE_EXTRA_CA_CERTS=/graph-emulator-ca.pem IMAGE"
      ),
      (
        "machine",
        "sudo cp \(quoted) /usr/local/share/ca-certificates/graph-emulator.crt && sudo update-ca-certificates"
      ),
    ]
  }

  private static func column(_ text: String) -> String {
    "  " + text + String(repeating: " ", count: 12 - text.count)
  }
}
